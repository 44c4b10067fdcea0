import { type Family, parseAddress } from './address.ts';
import { AddressSet } from './address-set.ts';
import { type AddressRange, rangeOf } from './cidr.ts';
import type { NetworkInterface } from './view/records.ts';

/** Whether the VPC CNI made the interface, for the pods of a node. */
export const isCniInterface = ({ description, tags }: NetworkInterface): boolean =>
  description.startsWith('aws-K8S-') && 'node.k8s.amazonaws.com/instance_id' in tags;

/** Keeps an interface of a node from the VPC CNI, where its value is `true`. */
export const noManageTag = 'node.k8s.amazonaws.com/no_manage';

/** Whether the VPC CNI leaves the interface alone. The first interface of a node is its own whatever the tag says. */
export const isUnmanaged = (eni: NetworkInterface): boolean =>
  eni.tags[noManageTag] === 'true' && !isPrimaryInterface(eni);

/** Whether it carries the branch interfaces of a node (security groups for pods). */
export const isTrunkInterface = ({ interfaceType, description }: NetworkInterface): boolean =>
  interfaceType === 'trunk' || description === 'aws-k8s-trunk-eni';

/** Whether it is the interface of one pod (security groups for pods). */
export const isBranchInterface = ({ interfaceType, description }: NetworkInterface): boolean =>
  interfaceType === 'branch' || description === 'aws-k8s-branch-eni';

/** Whether it belongs to a load balancer, of any kind. */
export const isLoadBalancerInterface = ({ interfaceType, description }: NetworkInterface): boolean =>
  interfaceType.endsWith('load_balancer') || description.startsWith('ELB ');

/** Whether it is the first interface of its instance: the others of a node repeat its security groups. */
export const isPrimaryInterface = ({ attachment }: NetworkInterface): boolean =>
  attachment?.instanceId !== undefined && attachment.deviceIndex === 0;

/** The private addresses and prefixes of one family that the interfaces hold. */
export function privateAddressesOf(interfaces: readonly NetworkInterface[], family: Family): AddressSet {
  const ranges = interfaces.flatMap((eni) =>
    family === 4
      ? [...eni.privateIpv4Addresses.map(single), ...eni.ipv4Prefixes.map(rangeOf)]
      : [...eni.ipv6Addresses.map(single), ...eni.ipv6Prefixes.map(rangeOf)],
  );
  return AddressSet.ofRanges(ranges);
}

function single(text: string): AddressRange {
  const { family, value } = parseAddress(text);
  return { family, start: value, end: value };
}
