import { type Command, Option } from 'commander';
import { clusterNames } from '../../shared/app/check-account.ts';
import type { ExitCode } from '../../shared/app/exit-code.ts';
import { pathExitCode } from '../../shared/app/path/path-exit-code.ts';
import { tracePaths } from '../../shared/app/path/trace-paths.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { renderPathJson } from '../../shared/reports/path/json.ts';
import { renderPathTerminal } from '../../shared/reports/path/terminal.ts';
import { terminalLook, writeTo } from '../output.ts';
import { oneCluster, type PathWords, pathBetween } from '../path.ts';
import { loadSettings } from '../settings.ts';
import { readSource, type SourceOptions, withSourceOptions } from '../source.ts';
import { version } from '../version.ts';

interface PathOptions extends SourceOptions, PathWords {
  readonly all?: boolean;
  readonly config?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

const examples = `
Ends: a subnet, a network interface, a CIDR block or address, an AWS service (s3, ecr.api, sts, …),
  a party in one subnet (nodes@subnet-0a1b, control-plane@subnet-0a1b), or
  api · kubelet · webhook · dns · nodes · control-plane · hybrid-nodes · hybrid-pods · load-balancers · internet

Examples:
  plumbline path --cluster demo --all                           every connection that the cluster needs
  plumbline path --cluster demo --from subnet-0a1b --to api
  plumbline path --cluster demo --from subnet-0a1b --to s3 --json
  plumbline path --snapshot account.json --from control-plane --to kubelet --verbose
  plumbline path --from hybrid-nodes --to api
  plumbline path --from subnet-0a1b --to 192.0.2.0/24 --port 5432

Exit codes: 0 reachable · 1 blocked · 2 wrong usage, configuration or input · 3 not enough could be read`;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `plumbline path`: follows connections through the network, forward and back, to the first component that blocks. */
export function addPath(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('path')
    .description('prove hop by hop whether a connection gets through the network, and its replies back');
  withSourceOptions(command)
    .option('--cluster <name>', 'the cluster (default: the only one of the input)', collect, [])
    .option('--from <end>', 'who opens the connection (default: by the other end)')
    .option('--to <end>', 'who receives it')
    .option('--port <number>', 'the port it is opened to (default: the usual one of the other end)')
    .addOption(new Option('--protocol <protocol>', 'tcp or udp').choices(['tcp', 'udp']))
    .option('--all', 'every connection that the cluster needs')
    .option('--config <file>', 'declared facts (default: plumbline.yaml, when there is one)')
    .option('--json', 'write JSON')
    .option('-v, --verbose', 'show every way between the two ends')
    .addHelpText('after', examples)
    .action(async (options: PathOptions) => finish(await path(options)));
}

async function path(options: PathOptions): Promise<ExitCode> {
  const { all = false, json = false, verbose = false, config } = options;
  const settings = await loadSettings({ profiles: [], ...(config === undefined ? {} : { config }) });
  const snapshot = await readSource(options);
  const account = new AccountView(snapshot, { declarationsOf: settings.declarationsOf });
  const view = oneCluster(account, options.cluster, clusterNames(snapshot));
  const asked = all ? 'needed' : [pathBetween(view, options)];
  const report = tracePaths({ snapshot, view, settings, version }, asked);
  await writeTo(
    process.stdout,
    json ? renderPathJson(report) : renderPathTerminal(report, { ...terminalLook(), verbose }),
  );
  return pathExitCode(report);
}
