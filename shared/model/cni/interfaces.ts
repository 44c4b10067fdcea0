import type { CniSettings } from './settings.ts';

/** What EC2 allows the instances of one type, on their default network card (the only one counted here). */
export interface InterfaceLimits {
  readonly maximumInterfaces: number;
  /** Of one interface, its primary address included. */
  readonly ipv4AddressesPerInterface: number;
  /** Nitro or bare metal. */
  readonly prefixDelegationSupported: boolean;
  /** Whether a trunk interface may be attached; undefined where that is not known. */
  readonly trunkingCompatible: boolean | undefined;
}

/** One node, as far as its addresses depend on it. */
export interface NodeAddressing {
  readonly limits: InterfaceLimits;
  readonly settings: CniSettings;
  /** Pods with an address of their own, without those on the host's network and those on a branch interface. */
  readonly pods: number;
  /** Pods with a security group of their own; each takes a branch interface where the node has a trunk interface. */
  readonly branchPods: number;
  /** The kubelet's limit. */
  readonly maxPods: number;
  /** Further interfaces that the VPC CNI leaves alone (`node.k8s.amazonaws.com/no_manage`). */
  readonly unmanagedInterfaces: number;
  /** Tags (`kubernetes.io/role/cni`) say that the node's own subnet takes no pods. */
  readonly nodeSubnetExcluded: boolean;
  readonly windows: boolean;
}

/** How the interfaces of one node may be used. */
export interface InterfaceSlots {
  /** All that the VPC CNI may have, the primary and the trunk interface included. */
  readonly managed: number;
  readonly trunk: 0 | 1;
  /** Those that may carry pods' addresses. */
  readonly forPods: number;
  readonly primaryIncluded: boolean;
}

/** The interfaces of a Linux node: one result, or several where it is not known whether the type takes a trunk. */
export function interfaceSlots(node: NodeAddressing): [InterfaceSlots, ...InterfaceSlots[]] {
  const managed = managedInterfaces(node);
  const primaryIncluded = !podsLiveElsewhere(node);
  const withTrunk = (reserved: 0 | 1, trunk: 0 | 1): InterfaceSlots => {
    const forPods = managed - reserved - (primaryIncluded ? 0 : 1);
    return { managed, trunk, forPods, primaryIncluded };
  };
  // The trunk is asked for at boot, before any further interface is attached, if there is room for one.
  if (!node.settings.podEni || managed === 1) return [withTrunk(0, 0)];
  const { trunkingCompatible } = node.limits;
  if (trunkingCompatible !== undefined) return trunkingCompatible ? [withTrunk(1, 1)] : [withTrunk(0, 0)];
  // ipamd keeps a slot free on types that its own list lacks, and the trunk may never come.
  return [withTrunk(1, 1), withTrunk(1, 0), withTrunk(0, 0)];
}

/** The primary interface and all that may be attached beside it. */
export function managedInterfaces({ limits, settings, unmanagedInterfaces }: NodeAddressing): number {
  const most = Math.min(limits.maximumInterfaces, settings.maxEni ?? Number.POSITIVE_INFINITY);
  return Math.max(1, most - unmanagedInterfaces);
}

/** Whether the primary interface serves no pods, because they lie in another subnet. */
export function podsLiveElsewhere({ settings, nodeSubnetExcluded }: NodeAddressing): boolean {
  return settings.customNetworking || (nodeSubnetExcluded && settings.subnetDiscovery);
}

/** Secondary addresses or prefixes that fit on one interface. */
export function slotsPerInterface({ ipv4AddressesPerInterface }: InterfaceLimits): number {
  return ipv4AddressesPerInterface - 1;
}
