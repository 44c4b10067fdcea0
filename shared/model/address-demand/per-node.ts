import { addressesPerNode, type CniSettings, type InterfaceLimits, maxPods, type NodeAddresses } from '../cni.ts';
import { cniOfCluster } from '../cni-of-cluster.ts';
import { isNitro, takesTrunkInterface } from '../instance-types.ts';
import type { InstanceType } from '../view/records.ts';
import type { ClusterView } from '../view/views.ts';
import { type AddressAssumptions, podsPerNode } from './assumptions.ts';
import type { AddressNeed } from './need.ts';

/** Where the pods of a node may get their addresses, beside what the settings of the VPC CNI say. */
export interface NodePlace {
  /** Subnet discovery keeps pods out of the node's own subnet. */
  readonly excludedForPods: boolean;
  /** Another subnet of the zone is tagged for pods. */
  readonly podSubnetsTagged: boolean;
  readonly windows: boolean;
  /** Interfaces that the VPC CNI leaves alone. */
  readonly unmanagedInterfaces: number;
}

export interface NodeDemand {
  readonly instanceType: string;
  readonly need: AddressNeed;
  /** With custom networking: addresses in the subnets that ENIConfigs name, which are judged on their own. */
  readonly customPodAddresses: number;
  /** /28 blocks that the node takes as prefixes; their addresses are counted above. */
  readonly prefixes: number;
}

export const interfaceLimitsOf = (type: InstanceType): InterfaceLimits => ({
  maximumInterfaces: type.maximumInterfaces,
  ipv4AddressesPerInterface: type.ipv4AddressesPerInterface,
  prefixDelegationSupported: isNitro(type),
  trunkingCompatible: takesTrunkInterface(type) ? undefined : false,
});

/** Addresses that a node of the type comes to hold; where the VPC CNI has a choice, the most. */
export function demandOfNode(
  view: ClusterView,
  type: InstanceType,
  place: NodePlace,
  assumptions: AddressAssumptions,
): NodeDemand {
  const cni = cniOfCluster(view).settings;
  // Windows nodes have a setting of their own for prefixes, which is not read.
  const settings = place.windows ? { ...cni, prefixDelegation: false } : cni;
  const limits = interfaceLimitsOf(type);
  const most = maxPods(limits, settings, type.vcpus).high;
  const addresses = addressesPerNode({
    limits,
    settings,
    pods: podsPerNode(view, assumptions, most),
    branchPods: 0,
    maxPods: most,
    unmanagedInterfaces: place.unmanagedInterfaces,
    nodeSubnetExcluded: place.excludedForPods,
    windows: place.windows,
  });
  const inPodSubnets = addresses.podSubnetAddresses.high;
  const either = place.podSubnetsTagged && mayMove(settings, place) ? movable(addresses, limits) : 0;
  return {
    instanceType: type.id,
    need: {
      nodes: addresses.nodeSubnetAddresses.high - either,
      either,
      // Without a subnet for them pods get no addresses at all, which no addresses mend (B12).
      pods: settings.customNetworking || !place.podSubnetsTagged ? 0 : inPodSubnets,
    },
    customPodAddresses: settings.customNetworking ? inPodSubnets : 0,
    prefixes: addresses.prefixes.high,
  };
}

const mayMove = ({ subnetDiscovery, customNetworking }: CniSettings, { excludedForPods, windows }: NodePlace) =>
  subnetDiscovery && !customNetworking && !excludedForPods && !windows;

/** What secondary interfaces carry, their own addresses included. */
function movable(
  { secondaryAddresses, prefixes }: NodeAddresses,
  { ipv4AddressesPerInterface }: InterfaceLimits,
): number {
  const slots = ipv4AddressesPerInterface - 1;
  if (slots === 0) return 0;
  const beyondFirst = (held: number, size: number) => {
    const beyond = Math.max(0, held - slots);
    return beyond * size + Math.ceil(beyond / slots);
  };
  return beyondFirst(secondaryAddresses.high, 1) + beyondFirst(prefixes.high, 16);
}
