import type { Command } from 'commander';
import type { ExitCode } from '../../shared/app/exit-code.ts';
import { addressWhatIf, isTooSmall } from '../../shared/app/what-if/address-what-if.ts';
import { type Change, InvalidChange, parseAddedSubnet, parseSet } from '../../shared/app/what-if/change.ts';
import { nodeAddresses } from '../../shared/app/what-if/node-addresses.ts';
import { addressesJson } from '../../shared/reports/addresses/json.ts';
import { renderNodeAddresses } from '../../shared/reports/addresses/node-terminal.ts';
import { renderAddresses } from '../../shared/reports/addresses/terminal.ts';
import {
  environmentOf,
  type NodeOptions,
  rejectNodeOptions,
  tableType,
  withNodeOptions,
} from '../addresses/node-options.ts';
import { oneView } from '../choose.ts';
import { UsageError } from '../errors.ts';
import { terminalLook, writeTo } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { readSource, type SourceOptions, withSourceOptions } from '../source.ts';

interface AddressOptions extends Omit<SourceOptions, 'cluster'>, NodeOptions {
  readonly cluster?: string;
  readonly set: readonly string[];
  readonly addSubnet: readonly string[];
  readonly config?: string;
  readonly json?: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const examples = `
Examples:
  plumbline addresses --cluster payments
  plumbline addresses --cluster payments --set workers.maxSize=20 --set workers.instanceType=m6i.2xlarge
  plumbline addresses --cluster payments --set cni.WARM_IP_TARGET=2 --add-subnet 100.64.0.0/18@use1-az1
  plumbline addresses --instance-type m5.large --pods 12 --warm-ip-target 5

--set takes GROUP.minSize, .maxSize, .desiredSize, .maxUnavailable, .instanceType, and cni.VARIABLE.
--add-subnet takes CIDR@ZONE for pods alone, CIDR@ZONE:GROUP for the nodes of a group, CIDR@ZONE:control-plane.

Exit codes: 0 everything fits · 1 something does not · 2 wrong usage, configuration or input · 3 not enough could be read`;

/** \`plumbline addresses\`: where a cluster's addresses go, now and after a change. */
export function addAddresses(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('addresses')
    .description('tell where the addresses of a cluster go, how far they reach, and what a change would do');
  withNodeOptions(withSourceOptions(command))
    .option('--cluster <name>', 'the cluster to look at (default: the only one)')
    .option('--set <change>', 'look at a changed node group or VPC CNI as well; may be repeated', several, [])
    .option('--add-subnet <cidr@zone>', 'look at a further subnet as well; may be repeated', several, [])
    .option('--config <file>', 'parameters and declared facts (default: plumbline.yaml, when there is one)')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (options: AddressOptions) =>
      finish(
        options.instanceType === undefined ? await ofCluster(options) : await ofNode(options, options.instanceType),
      ),
    );
}

async function ofNode(options: AddressOptions, instanceType: string): Promise<ExitCode> {
  for (const name of ['cluster', 'snapshot', 'awsCliOutput'] as const) {
    if (options[name] !== undefined)
      throw new UsageError('--instance-type looks at a node without any account or cluster');
  }
  if (options.set.length + options.addSubnet.length > 0) {
    throw new UsageError('--set and --add-subnet change a cluster, --instance-type looks at a node without one');
  }
  const report = nodeAddresses({
    type: await tableType('--instance-type', instanceType),
    pods: options.pods ?? 1,
    ipFamily: options.ipFamily ?? 'ipv4',
    environment: environmentOf(options),
    maxPods: options.maxPods,
    windows: options.windows ?? false,
  });
  await writeTo(process.stdout, options.json ? addressesJson(report) : renderNodeAddresses(report, terminalLook()));
  return 0;
}

async function ofCluster(options: AddressOptions): Promise<ExitCode> {
  rejectNodeOptions(options);
  const changes = [
    ...options.set.map((text) => named('--set', text, parseSet)),
    ...options.addSubnet.map((text) => named('--add-subnet', text, parseAddedSubnet)),
  ];
  const settings = await loadSettings({
    profiles: [],
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  const snapshot = await readSource({ ...options, cluster: options.cluster === undefined ? [] : [options.cluster] });
  const { instanceTypeInTable } = await import('../../shared/model/instance-types/table.ts');
  const report = addressWhatIf(snapshot, settings, {
    cluster: oneView(options.cluster, snapshot, settings).name,
    changes,
    podsPerNode: options.pods,
    typeNamed: instanceTypeInTable,
    refused: ({ kind, text }, problem) => refused(kind === 'subnet' ? '--add-subnet' : '--set', text, problem),
  });
  await writeTo(process.stdout, options.json ? addressesJson(report) : renderAddresses(report, terminalLook()));
  if (isTooSmall(report)) return 1;
  return (report.after ?? report.now).missing.some(({ kind }) => kind === 'unread') ? 3 : 0;
}

const refused = (option: string, text: string, problem: InvalidChange): UsageError =>
  new UsageError(`${option} ${JSON.stringify(text)}: ${problem.message}`, { cause: problem });

/** Reads a change; what is wrong with it is told with the option and the value. */
function named(option: string, text: string, parse: (text: string) => Change): Change {
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof InvalidChange ? refused(option, text, error) : error;
  }
}
