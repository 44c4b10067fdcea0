import { tryParseCidr } from '../../model/cidr.ts';
import type { InstanceTypeRecord } from '../../model/snapshot/compute.ts';

/** A change that cannot be asked for; the message says what is wrong with it, without naming the option or the text. */
export class InvalidChange extends Error {
  override readonly name = 'InvalidChange';
}

export const groupMembers = ['minSize', 'maxSize', 'desiredSize', 'maxUnavailable', 'instanceType'] as const;
export type GroupMember = (typeof groupMembers)[number];

interface Asked {
  /** The text that asked for it. */
  readonly text: string;
}

/** Something about a node group: its sizes, its instance types, or how many of its nodes an update takes away at once. */
export interface GroupChange extends Asked {
  readonly kind: 'group';
  readonly group: string;
  readonly member: GroupMember;
  readonly value: string;
}

/** A variable in the environment of the VPC CNI. */
export interface CniChange extends Asked {
  readonly kind: 'cni';
  readonly name: string;
  readonly value: string;
}

/** A further subnet: for pods alone (tagged `kubernetes.io/role/cni`), for the control plane, or for the nodes of a group. */
export interface SubnetChange extends Asked {
  readonly kind: 'subnet';
  readonly cidr: string;
  /** A zone's id or name. */
  readonly zone: string;
  readonly use: string;
}

export type Change = GroupChange | CniChange | SubnetChange;

/** The limits of an instance type that the snapshot does not describe. */
export type InstanceTypeNamed = (name: string) => InstanceTypeRecord | undefined;

const count = /^\d{1,6}$/;
const flag = /^(true|false)$/;

const cniValues: Readonly<Record<string, RegExp>> = {
  WARM_ENI_TARGET: count,
  WARM_IP_TARGET: count,
  MINIMUM_IP_TARGET: count,
  WARM_PREFIX_TARGET: count,
  MAX_ENI: count,
  ENABLE_PREFIX_DELEGATION: flag,
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: flag,
  ENABLE_POD_ENI: flag,
  ENABLE_SUBNET_DISCOVERY: flag,
  DISABLE_NETWORK_RESOURCE_PROVISIONING: flag,
  ENABLE_IMDS_ONLY_MODE: flag,
};

/** The variables of the VPC CNI that decide about addresses. */
export const cniVariables: readonly string[] = Object.keys(cniValues);

/** Reads `GROUP.MEMBER=VALUE` or `cni.VARIABLE=VALUE`. Throws `InvalidChange`. */
export function parseSet(text: string): GroupChange | CniChange {
  const equals = text.indexOf('=');
  const dot = text.lastIndexOf('.', equals);
  if (equals < 0 || dot <= 0) {
    throw new InvalidChange('is neither GROUP.MEMBER=VALUE nor cni.VARIABLE=VALUE');
  }
  const [owner, member, value] = [text.slice(0, dot), text.slice(dot + 1, equals), text.slice(equals + 1)];
  const known = groupMembers.find((name) => name === member);
  if (known) return { kind: 'group', text, group: owner, member: known, value: groupValue(known, value) };
  if (owner !== 'cni') {
    throw new InvalidChange(`there is no ${member} of a node group; there are ${groupMembers.join(', ')}`);
  }
  const values = cniValues[member];
  if (!values) {
    throw new InvalidChange(
      `the VPC CNI has no ${member} that decides about addresses; it has ${cniVariables.join(', ')}`,
    );
  }
  if (values.test(value)) return { kind: 'cni', text, name: member, value };
  throw new InvalidChange(`${member} is ${values === count ? 'a whole number of 0 or more' : 'true or false'}`);
}

function groupValue(member: GroupMember, value: string): string {
  if (member === 'instanceType') {
    if (/^[\w.-]+(,[\w.-]+)*$/.test(value)) return value;
    throw new InvalidChange('instanceType names one type, or several with commas between them');
  }
  if (count.test(value) || (member === 'maxUnavailable' && /^\d{1,3}%$/.test(value))) return value;
  throw new InvalidChange(`${member} is a whole number of 0 or more`);
}

/** Reads `CIDR@ZONE`, `CIDR@ZONE:control-plane` or `CIDR@ZONE:GROUP`. Throws `InvalidChange`. */
export function parseAddedSubnet(text: string): SubnetChange {
  const at = text.indexOf('@');
  const [zone = '', use = 'pods'] = text.slice(at + 1).split(/:(.*)/s);
  if (at < 0 || zone === '' || use === '') {
    throw new InvalidChange('is not CIDR@ZONE, such as 100.64.0.0/18@use1-az1, with :control-plane or :GROUP after it');
  }
  const cidr = text.slice(0, at);
  const range = tryParseCidr(cidr);
  if (range?.family !== 4 || range.prefixLength < 16 || range.prefixLength > 28) {
    throw new InvalidChange(`${cidr} is no IPv4 block between /16 and /28, as a subnet is`);
  }
  return { kind: 'subnet', text, cidr: range.text, zone, use };
}
