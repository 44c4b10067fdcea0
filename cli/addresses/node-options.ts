import { type Command, Option } from 'commander';
import { didYouMean } from '../../shared/app/what-if/words.ts';
import type { CniEnvironment } from '../../shared/model/cni.ts';
import type { InstanceTypeRecord } from '../../shared/model/snapshot/compute.ts';
import { UsageError } from '../errors.ts';

/** What describes a node that need not exist. */
export interface NodeOptions {
  readonly instanceType?: string;
  readonly pods?: number;
  readonly maxPods?: number;
  readonly ipFamily?: 'ipv4' | 'ipv6';
  readonly windows?: boolean;
  readonly warmEniTarget?: number;
  readonly warmIpTarget?: number;
  readonly minimumIpTarget?: number;
  readonly warmPrefixTarget?: number;
  readonly maxEni?: number;
  readonly prefixDelegation?: boolean;
  readonly customNetworking?: boolean;
  readonly podEni?: boolean;
}

/** Reads a whole number of 0 or more. Throws `UsageError` with the option and the value. */
const whole =
  (option: string, least = 0) =>
  (text: string): number => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
    throw new UsageError(`${option}: ${JSON.stringify(text)} is not a whole number of ${least} or more`);
  };

/** By option, the variable of the VPC CNI that it sets. */
const variables = {
  warmEniTarget: 'WARM_ENI_TARGET',
  warmIpTarget: 'WARM_IP_TARGET',
  minimumIpTarget: 'MINIMUM_IP_TARGET',
  warmPrefixTarget: 'WARM_PREFIX_TARGET',
  maxEni: 'MAX_ENI',
  prefixDelegation: 'ENABLE_PREFIX_DELEGATION',
  customNetworking: 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG',
  podEni: 'ENABLE_POD_ENI',
} as const satisfies Partial<Record<keyof NodeOptions, string>>;

export const withNodeOptions = (command: Command): Command =>
  command
    .option('--instance-type <type>', 'look at one node of this type, without any account')
    .option('--pods <number>', 'pods with an address of their own on each node', whole('--pods'))
    .option('--max-pods <number>', 'the kubelet’s limit (default: what EKS recommends)', whole('--max-pods', 1))
    .addOption(new Option('--ip-family <family>', 'of the cluster').choices(['ipv4', 'ipv6']))
    .option('--windows', 'a Windows node')
    .option('--warm-eni-target <number>', 'WARM_ENI_TARGET', whole('--warm-eni-target'))
    .option('--warm-ip-target <number>', 'WARM_IP_TARGET', whole('--warm-ip-target'))
    .option('--minimum-ip-target <number>', 'MINIMUM_IP_TARGET', whole('--minimum-ip-target'))
    .option('--warm-prefix-target <number>', 'WARM_PREFIX_TARGET', whole('--warm-prefix-target'))
    .option('--max-eni <number>', 'MAX_ENI', whole('--max-eni'))
    .option('--prefix-delegation', 'ENABLE_PREFIX_DELEGATION=true')
    .option('--custom-networking', 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true')
    .option('--pod-eni', 'ENABLE_POD_ENI=true (security groups for pods)');

const dashed = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Throws `UsageError` for an option that says something about a node, where an account is looked at. */
export function rejectNodeOptions(options: NodeOptions): void {
  for (const [name, variable] of Object.entries(variables)) {
    if (options[name as keyof typeof variables] === undefined) continue;
    throw new UsageError(`${dashed(name)} goes with --instance-type; for a cluster write --set cni.${variable}=…`);
  }
  for (const name of ['maxPods', 'ipFamily', 'windows'] as const) {
    if (options[name] !== undefined) throw new UsageError(`${dashed(name)} goes with --instance-type`);
  }
}

/** The environment of the VPC CNI as far as options set it. */
export const environmentOf = (options: NodeOptions): CniEnvironment =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, variable]) => {
      const value = options[name as keyof typeof variables];
      return value === undefined ? [] : [[variable, `${value}`]];
    }),
  );

/** The type in Plumbline's own table. Throws `UsageError` for one that is not in it. */
export async function tableType(option: string, name: string): Promise<InstanceTypeRecord> {
  const { instanceTypeInTable, instanceTypesInTable, instanceTypeTableDate } = await import(
    '../../shared/model/instance-types/table.ts'
  );
  const type = instanceTypeInTable(name);
  if (type) return type;
  const near = didYouMean(name, instanceTypesInTable());
  const meant = near.startsWith(' (') ? near : '';
  throw new UsageError(
    `${option}: ${JSON.stringify(name)} is not in Plumbline’s own table of instance types of ${instanceTypeTableDate}${meant}`,
  );
}
