import { type Command, Option } from 'commander';
import { clusterNames } from '../../shared/app/check-account.ts';
import type { ExitCode } from '../../shared/app/exit-code.ts';
import { neededReads } from '../../shared/app/needed-reads/needed-reads.ts';
import { exitCodeOfChanges } from '../../shared/app/what-if/exit-code-of-changes.ts';
import { patchSnapshot } from '../../shared/app/what-if/merge-patch.ts';
import { simulate } from '../../shared/app/what-if/simulate.ts';
import { instanceTypesIn } from '../../shared/aws/shapes/references.ts';
import { profiles } from '../../shared/engine/rule.ts';
import { type Severity, severities } from '../../shared/engine/verdict.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { renderSimulation, simulationJson } from '../../shared/reports/simulate.ts';
import { chooseClusters, chooseProfiles, chooseRules } from '../choose.ts';
import { reportTime } from '../clock.ts';
import { about } from '../errors.ts';
import { readJson } from '../files.ts';
import { terminalLook, writeTo } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { readSource, type SourceOptions, withSourceOptions } from '../source.ts';
import { version } from '../version.ts';

interface SimulateOptions extends SourceOptions {
  readonly patch: string;
  readonly rule: readonly string[];
  readonly profile: readonly string[];
  readonly config?: string;
  readonly failOn: Severity;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, ...value.split(',')];

const examples = `
The patch is a JSON merge patch (RFC 7396). Records in lists are addressed by their ids, routes by their destination, entries of
network ACLs as "egress 100", rules of security groups by ruleId; null takes one away:
  { "subnets": { "subnet-0a1": { "freeIpv4Addresses": 3 } },
    "routeTables": { "rtb-0b2": { "routes": { "0.0.0.0/0": null } } },
    "clusters": { "payments": { "nodeGroups": { "payments/workers": { "maxSize": 20 } } } } }

Example:
  plumbline simulate --snapshot account.json --patch patch.json

Exit codes: 0 nothing new at or above --fail-on · 1 new violations · 2 wrong usage, configuration or input · 3 not enough could be read`;

/** \`plumbline simulate\`: what a change of the network would do to the verdicts. */
export function addSimulate(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('simulate')
    .description('tell what verdicts would change if the network were changed as a patch says');
  withSourceOptions(command)
    .requiredOption('--patch <file>', 'what would be different, as a JSON merge patch of the snapshot')
    .option('--cluster <name...>', 'show only these clusters', several, [])
    .option('--rule <code...>', 'apply only these rules, by code or name', several, [])
    .option('--profile <profile...>', `apply these profiles to every cluster (${profiles.join(', ')})`, several, [])
    .option('--config <file>', 'parameters and declared facts (default: plumbline.yaml, when there is one)')
    .addOption(
      new Option('--fail-on <severity>', 'end with 1 from this severity on').choices(severities).default('low'),
    )
    .option('-v, --verbose', 'unfold evidence, resources and notes')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (options: SimulateOptions) => finish(await run(options)));
}

async function run(options: SimulateOptions): Promise<ExitCode> {
  const { patch: file, config } = options;
  const settings = await loadSettings({
    profiles: chooseProfiles(options.profile),
    ...(config === undefined ? {} : { config }),
  });
  const rules = chooseRules(options.rule, settings);
  const patch = await readJson(file);
  const snapshot = await readSource(options, neededReads(rules, settings));
  const patched = await withFurtherTypes(
    about(file, () => patchSnapshot(snapshot, patch)),
    snapshot,
  );
  const known = [...new Set([...clusterNames(snapshot), ...clusterNames(patched)])];
  const clusters = chooseClusters(options.cluster, known);
  const simulation = simulate(snapshot, patched, {
    rules,
    settings,
    now: reportTime(),
    version,
    ...(clusters === undefined ? {} : { clusters }),
  });
  const look = { ...terminalLook(), verbose: options.verbose ?? false };
  await writeTo(process.stdout, options.json ? simulationJson(simulation) : renderSimulation(simulation, look));
  return exitCodeOfChanges(simulation.changes, options.failOn);
}

/** Types that only the patch names were never asked for, so the table says what they can hold. */
async function withFurtherTypes(patched: Snapshot, snapshot: Snapshot): Promise<Snapshot> {
  const before = new Set(instanceTypesIn(snapshot));
  const further = instanceTypesIn(patched).filter((name) => !before.has(name));
  if (further.length === 0) return patched;
  const { withTypesOfTable } = await import('../../shared/model/instance-types/with-table.ts');
  return withTypesOfTable(patched, further);
}
