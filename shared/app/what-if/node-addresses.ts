import { interfaceLimitsOf } from '../../model/address-demand/per-node.ts';
import {
  addressesPerNode,
  type Bounds,
  type CniEnvironment,
  maxPods,
  type NodeAddresses,
  parseCniEnvironment,
  shippedCniEnvironment,
} from '../../model/cni.ts';
import type { InstanceTypeRecord } from '../../model/snapshot/compute.ts';
import type { Count, NodeAddressReport } from '../../reports/addresses/node-addresses.ts';

/** A node that need not exist. */
export interface ImaginedNode {
  readonly type: InstanceTypeRecord;
  /** With an address of their own. */
  readonly pods: number;
  readonly ipFamily: 'ipv4' | 'ipv6';
  /** What differs from what the VPC CNI ships. */
  readonly environment: CniEnvironment;
  /** The kubelet's limit; absent: what EKS's default AMI recommends. */
  readonly maxPods?: number | undefined;
  readonly windows: boolean;
}

/** What the VPC CNI comes to hold on a node once its pods have arrived. */
export function nodeAddresses(node: ImaginedNode): NodeAddressReport {
  const { type, pods, ipFamily, environment, windows } = node;
  const settings = parseCniEnvironment({ ...shippedCniEnvironment(ipFamily), ...environment });
  const limits = interfaceLimitsOf(type);
  const recommended = maxPods(limits, settings, type.vcpus);
  const kubelet = node.maxPods ?? recommended.high;
  const held = addressesPerNode({
    limits,
    settings,
    pods,
    branchPods: 0,
    maxPods: kubelet,
    unmanagedInterfaces: 0,
    nodeSubnetExcluded: false,
    windows,
  });
  return {
    instanceType: type.id,
    limits: {
      interfaces: limits.maximumInterfaces,
      addressesPerInterface: limits.ipv4AddressesPerInterface,
      prefixDelegation: limits.prefixDelegationSupported,
      tableDate: type.tableDate ?? '',
    },
    pods,
    mode: held.mode,
    settings: ownSettings(ipFamily, environment),
    interfaces: countOf(held.interfaces),
    secondaryAddresses: countOf(held.secondaryAddresses),
    prefixes: countOf(held.prefixes),
    nodeSubnetAddresses: countOf(held.nodeSubnetAddresses),
    podSubnetAddresses: countOf(held.podSubnetAddresses),
    podsServed: countOf(held.podsServed),
    maximumPods: node.maxPods ?? countOf(recommended),
    notes: notesOf(node, held, { prefixesWanted: settings.prefixDelegation, kubelet }),
  };
}

const countOf = ({ low, high }: Bounds): Count => (low === high ? low : [low, high]);

/** What was set, and what the VPC CNI would otherwise ship in the place of it. */
const ownSettings = (ipFamily: 'ipv4' | 'ipv6', environment: CniEnvironment): CniEnvironment =>
  Object.keys(environment).length > 0 || ipFamily === 'ipv6'
    ? { ...(ipFamily === 'ipv6' ? { ENABLE_IPv6: 'true' } : {}), ...environment }
    : { WARM_ENI_TARGET: shippedCniEnvironment(ipFamily).WARM_ENI_TARGET ?? '' };

function notesOf(
  { type, pods }: ImaginedNode,
  { mode, podsServed }: NodeAddresses,
  { prefixesWanted, kubelet }: { prefixesWanted: boolean; kubelet: number },
): readonly string[] {
  return [
    ...(mode === 'invalid' ? ['The VPC CNI refuses to start with these settings: no pod gets an address.'] : []),
    ...(mode === 'not-provisioned'
      ? ['Something else attaches interfaces and addresses: only EC2’s limits are certain.']
      : []),
    ...(prefixesWanted && mode === 'secondary-addresses'
      ? [`${type.id} takes no prefixes (neither Nitro nor bare metal): the VPC CNI falls back on secondary addresses.`]
      : []),
    ...(pods > kubelet
      ? [`The kubelet admits ${kubelet} pods, those on the host’s network included, fewer than ${pods}.`]
      : []),
    ...(podsServed.high < pods && mode !== 'invalid' ? [`${pods - podsServed.high} pods never get an address.`] : []),
  ];
}
