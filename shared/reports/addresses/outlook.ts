import type { Missing } from '../../model/view/reveal.ts';

/** A number that lies between two ends; the upper one is null where nothing limits it. */
export interface Range {
  readonly low: number;
  readonly high: number | null;
}

/** One subnet of the cluster's scope. Numbers of IPv4 addresses; null where they are not known. */
export interface SubnetOutlook {
  readonly id: string;
  readonly name: string | null;
  readonly cidr: string | null;
  /** What AWS leaves of the block. */
  readonly usable: number | null;
  readonly free: number | null;
  /** By interfaces of nodes, stopped ones included. */
  readonly heldByNodes: number | null;
  /** By everything else: the control plane, endpoints, load balancers, NAT gateways, pods of Fargate … */
  readonly heldByOthers: number | null;
}

/** Subnets of one zone that share node groups. */
export interface PoolOutlook {
  readonly subnets: readonly string[];
  /** Further subnets of the zone that may give addresses to pods. */
  readonly podSubnets: readonly string[];
  /** Free and not reserved in the subnets of the nodes; null where it is not known. */
  readonly available: number | null;
  /** Free in the subnets for pods, beside what other pools take from them. */
  readonly availableForPods: number | null;
  /** Further addresses with every node group at its maximum. */
  readonly neededAtMaximum: Range;
  /** The terms of that sum in words. */
  readonly terms: readonly string[];
  /** By how many addresses it does not fit: certainly, and possibly. */
  readonly short: Range;
}

export interface ZoneOutlook {
  readonly zoneId: string;
  readonly zone: string | null;
  readonly subnets: readonly SubnetOutlook[];
  readonly pools: readonly PoolOutlook[];
}

/** The surge nodes of a rolling update of one group in one zone. */
export interface UpdateOutlook {
  readonly zoneId: string;
  readonly nodes: number;
  readonly needed: number;
  /** Null where it is not known. */
  readonly fits: boolean | null;
  /** With every group at its maximum beforehand. */
  readonly fitsAtMaximum: boolean | null;
}

export interface GroupOutlook {
  /** `cluster/name` of a managed group, or an Auto Scaling group's name. */
  readonly id: string;
  readonly cluster: string;
  readonly maximum: number;
  readonly running: number;
  /** The instance type that takes the most addresses, and how many. */
  readonly instanceType: string;
  readonly addressesPerNode: number;
  /** With the other groups at their maximum; null where these alone are too much already (`limitedBy`), or where it is not known. */
  readonly largestSafeMaximum: number | null;
  /** The zone in which one more would not fit. */
  readonly limitedBy: string | null;
  /** By zone; empty where an update adds no nodes. */
  readonly update: readonly UpdateOutlook[];
}

/** The interfaces that an upgrade of the control plane takes. */
export interface ControlPlaneOutlook {
  readonly needed: number;
  readonly zonesNeeded: number;
  /** Free addresses in the cluster's own subnets. */
  readonly zones: readonly { readonly zoneId: string; readonly free: number }[];
  readonly fits: boolean;
}

/** Where a cluster's addresses go. */
export interface AddressOutlook {
  readonly cluster: string;
  readonly vpc: string | null;
  readonly zones: readonly ZoneOutlook[];
  readonly groups: readonly GroupOutlook[];
  /** Null where the cluster's subnets are not known. */
  readonly controlPlane: ControlPlaneOutlook | null;
  /** The pool with the least room for its growth, of those that are known; null where there is none. */
  readonly firstToRunOut: {
    readonly zoneId: string;
    readonly subnets: readonly string[];
    readonly needed: number;
    readonly short: Range;
  } | null;
  readonly notes: readonly string[];
  readonly missing: readonly Missing[];
}

/** What `plumbline addresses` tells about a cluster: now, and after changes. */
export interface AddressReport {
  readonly account: string;
  readonly region: string;
  readonly observedAt: string;
  /** As they were asked for. */
  readonly changes: readonly string[];
  readonly now: AddressOutlook;
  readonly after: AddressOutlook | null;
}
