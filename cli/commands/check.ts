import { type Command, Option } from 'commander';
import { checkAccount, clusterNames } from '../../shared/app/check-account.ts';
import { type ExitCode, exitCodeOf } from '../../shared/app/exit-code.ts';
import { neededReads } from '../../shared/app/needed-reads/needed-reads.ts';
import { profiles } from '../../shared/engine/rule.ts';
import { type Severity, severities } from '../../shared/engine/verdict.ts';
import { chooseClusters, chooseProfiles, chooseRules } from '../choose.ts';
import { reportTime } from '../clock.ts';
import { type Format, formats, writeReport } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { readSource, type SourceOptions, withSourceOptions } from '../source.ts';
import { version } from '../version.ts';

interface CheckOptions extends SourceOptions {
  readonly rule: readonly string[];
  readonly severity?: Severity;
  readonly profile: readonly string[];
  readonly config?: string;
  readonly failOn: Severity;
  readonly format?: Format;
  readonly output?: string;
  readonly verbose?: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, ...value.split(',')];

const examples = `
Examples:
  plumbline check                                      the account and Region of the AWS environment
  plumbline check --snapshot account.json -o report.html
  plumbline check --aws-cli-output answers/ --account 111122223333 --region eu-west-1
  plumbline check --cluster payments --rule B1,D8 --fail-on high

Exit codes: 0 nothing at or above --fail-on · 1 violations · 2 wrong usage, configuration or input · 3 not enough could be read`;

/** `plumbline check`: judges the clusters of an account and writes a report. */
export function addCheck(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('check')
    .description('judge the networks of the EKS clusters of an account and Region');
  withSourceOptions(command)
    .option('--cluster <name...>', 'show only these clusters', several, [])
    .option('--rule <code...>', 'apply only these rules, by code or name', several, [])
    .addOption(new Option('--severity <severity>', 'leave out violations below this severity').choices(severities))
    .option('--profile <profile...>', `apply these profiles to every cluster (${profiles.join(', ')})`, several, [])
    .option('--config <file>', 'parameters and declared facts (default: plumbline.yaml, when there is one)')
    .addOption(
      new Option('--fail-on <severity>', 'end with 1 from this severity on').choices(severities).default('low'),
    )
    .addOption(
      new Option(
        '--format <format>',
        'how to show the result (default: terminal, or by the ending of --output)',
      ).choices(formats),
    )
    .option('-o, --output <file>', 'write to a file in place of standard output')
    .option('-v, --verbose', 'unfold evidence, resources and notes in the terminal')
    .addHelpText('after', examples)
    .action(async (options: CheckOptions) => finish(await check(options)));
}

async function check(options: CheckOptions): Promise<ExitCode> {
  const now = reportTime();
  const settings = await loadSettings({ profiles: chooseProfiles(options.profile), ...only('config', options.config) });
  const rules = chooseRules(options.rule, settings);
  const snapshot = await readSource(options, neededReads(rules, settings));
  const clusters = chooseClusters(options.cluster, clusterNames(snapshot));
  const report = checkAccount(snapshot, {
    rules,
    settings,
    now,
    version,
    ...only('clusters', clusters),
    ...only('severity', options.severity),
  });
  await writeReport(report, options);
  return exitCodeOf(report, options.failOn);
}

const only = <K extends string, V>(key: K, value: V | undefined) =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);
