import type { Command } from 'commander';
import type { TrailSight } from '../../shared/app/absences/trails.ts';
import { clusterNames } from '../../shared/app/check-account.ts';
import { diagnose } from '../../shared/app/doctor/diagnose.ts';
import { doctorExitCode } from '../../shared/app/doctor/doctor-exit-code.ts';
import type { ExitCode } from '../../shared/app/exit-code.ts';
import { neededReads } from '../../shared/app/needed-reads/needed-reads.ts';
import type { Access } from '../../shared/engine/diagnosis.ts';
import { renderDoctorJson } from '../../shared/reports/doctor/json.ts';
import { renderDoctorTerminal } from '../../shared/reports/doctor/terminal.ts';
import { chooseClusters, chooseRules } from '../choose.ts';
import { reportTime } from '../clock.ts';
import { terminalLook, writeTo } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { readSource, type SourceOptions, withSourceOptions } from '../source.ts';
import { version } from '../version.ts';

interface DoctorOptions extends SourceOptions {
  readonly rule: readonly string[];
  readonly config?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, ...value.split(',')];

const examples = `
Examples:
  plumbline doctor                                     asks the account what check would ask
  plumbline doctor --snapshot account.json             what the snapshot lacks
  plumbline doctor --aws-cli-output answers/ --verbose
  plumbline doctor --rule B1,D8 --json

Exit codes: 0 everything that a rule asks was read · 1 something is missing · 2 wrong usage, configuration or input · 3 nothing could be read`;

/** `plumbline doctor`: says what can be read, and what each missing permission would decide. */
export function addDoctor(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('doctor')
    .description('say what can be read, and which missing permission would decide how many rules');
  withSourceOptions(command)
    .option('--cluster <name...>', 'ask for these clusters only', several, [])
    .option('--rule <code...>', 'ask what only these rules need, by code or name', several, [])
    .option('--config <file>', 'parameters and declared facts (default: plumbline.yaml, when there is one)')
    .option('--json', 'write JSON')
    .option('-v, --verbose', 'name every action, rule and reason')
    .addHelpText('after', examples)
    .action(async (options: DoctorOptions) => finish(await doctor(options)));
}

/** From what says least to what says most: of several answers to one action the last counts. */
const ranks: readonly Access[] = ['unasked', 'answered', 'late', 'unavailable', 'throttled', 'denied'];

async function doctor(options: DoctorOptions): Promise<ExitCode> {
  const { json = false, verbose = false, config } = options;
  const settings = await loadSettings({ profiles: [], ...(config === undefined ? {} : { config }) });
  const rules = chooseRules(options.rule, settings);
  const access = new Map<string, Access>();
  const snapshot = await readSource(options, {
    ...neededReads(rules, settings),
    onOutcome: (action, outcome) => {
      if (ranks.indexOf(outcome) > ranks.indexOf(access.get(action) ?? 'unasked')) access.set(action, outcome);
    },
  });
  const clusters = chooseClusters(options.cluster, clusterNames(snapshot));
  const isLive = snapshot.source === 'live' && access.size > 0;
  const diagnosis = diagnose(snapshot, {
    rules,
    settings,
    now: reportTime(),
    version,
    ...(clusters ? { clusters } : {}),
    ...(isLive ? { access, trail: await lookForTrail(snapshot.region) } : {}),
  });
  const look = { ...terminalLook(), verbose };
  await writeTo(process.stdout, json ? renderDoctorJson(diagnosis) : renderDoctorTerminal(diagnosis, look));
  return doctorExitCode(diagnosis);
}

async function lookForTrail(region: string): Promise<TrailSight> {
  const { trailAt } = await import('../../shared/aws/discover/trail.ts');
  return trailAt({ region });
}
