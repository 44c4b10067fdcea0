import type { Bounds } from '../cni/bounds.ts';
import { isTaggedForPods } from '../cni-of-cluster.ts';
import { podSubnetsInZone } from '../custom-pod-subnets.ts';
import { subnetsOf, surgeInZone } from '../node-capacity.ts';
import { undecidable } from '../snapshot/known.ts';
import type { NodeGroup, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { byZone } from '../zones.ts';
import type { AddressAssumptions } from './assumptions.ts';
import { type AddressNeed, plus, shortageOf, times, totalOf } from './need.ts';
import { type AddressPlan, addressPlan, type PoolPlan } from './plan.ts';
import { freeIn, reservedIn } from './room.ts';

/** From where a rolling update starts: from what is allocated now, or from every group at its maximum. */
export const surgeBases = ['current', 'max'] as const;
export type SurgeBase = (typeof surgeBases)[number];

/** What a rolling update of a managed node group asks of one zone. Numbers are counts of IPv4 addresses unless said otherwise. */
export interface ZoneSurge {
  readonly zoneId: string;
  /** That the new nodes may use. */
  readonly subnets: readonly Subnet[];
  /** Nodes that EKS adds there. */
  readonly nodes: number;
  readonly perNode: number;
  readonly instanceType: string;
  /** What all groups there still need until their maximum; none for the base `current`. */
  readonly neededBefore: number;
  /** Addresses that each node takes from the subnets that ENIConfigs name, with custom networking. */
  readonly perNodeForPods: number;
  /** Certainly, and possibly; both are 0 when the nodes fit. */
  readonly shortage: Bounds;
  /** Further facts that would make the need larger. */
  readonly missing: readonly NotObserved[];
}

/** The zones of the group, as functions: each raises `NotObserved` when a number of its zone is not known. */
export function surgesOf(
  view: ClusterView,
  group: NodeGroup,
  base: SurgeBase,
  assumptions: AddressAssumptions,
): readonly (() => ZoneSurge)[] {
  const plan = addressPlan(view, assumptions);
  return [...byZone(subnetsOf(view.account, group)).values()].map(
    (own) => () => surgeIn(view, group, { own, base, assumptions, plan }),
  );
}

/** The subnets of a zone that ENIConfigs name, and what is free there now. */
export interface PodRoom {
  readonly subnetIds: readonly string[];
  readonly free: Bounds;
}

/** Raises `NotObserved` when it is not known where custom networking puts pods. */
export function podRoomIn(view: ClusterView, zoneId: string): PodRoom {
  const subnets = podSubnetsInZone(view, zoneId);
  const free = freeIn(subnets);
  const reserved = reservedIn(view.account, subnets);
  return {
    subnetIds: subnets.map(({ id }) => id).sort(),
    free: { low: free - reserved.high, high: free - reserved.low },
  };
}

interface Zone {
  readonly own: readonly Subnet[];
  readonly base: SurgeBase;
  readonly assumptions: AddressAssumptions;
  readonly plan: AddressPlan;
}

function surgeIn(view: ClusterView, group: NodeGroup, { own, base, assumptions, plan }: Zone): ZoneSurge {
  const pool = own[0] && plan.poolOf(own[0].id);
  const demand = pool?.demand.groups.find(({ groupId }) => groupId === group.id);
  const room = pool?.room;
  if (!pool || !demand || !room) throw whatHides(plan, pool, group);
  const nodes = surgeInZone(view.account, group, assumptions.azSkew);
  const surge = times(demand.perNode.need, nodes);
  const facts = {
    zoneId: pool.pool.zoneId,
    nodes,
    perNode: totalOf(demand.perNode.need),
    perNodeForPods: demand.perNode.customPodAddresses,
    instanceType: demand.perNode.instanceType,
  };
  if (base === 'max') {
    const { low, high } = pool.demand;
    const shortage = {
      low: shortageOf(plus(low, surge), pool.available),
      high: shortageOf(plus(high, surge), pool.assured),
    };
    const missing = [...pool.missing, ...plan.hidden];
    return { ...facts, subnets: pool.pool.subnets, neededBefore: totalOf(low), shortage, missing };
  }
  const subnets = usableSubnets(view, own, pool);
  const missing = pool.missing.filter((lacking) => lacking.missing.fact === 'networkInterfaces');
  return { ...facts, subnets, neededBefore: 0, shortage: shortageNow(view, subnets, pool, surge), missing };
}

function whatHides({ hidden }: AddressPlan, pool: PoolPlan | undefined, { id }: NodeGroup): NotObserved {
  const lacking = [...(pool?.missing ?? []), ...hidden];
  const own = lacking.find(({ missing }) => missing.resource === id) ?? lacking[0];
  return own ?? new NotObserved('nodeGroups.demand', id, undecidable('what its nodes need is not known'));
}

/** The group's own subnets; where pods may also take addresses from others of the pool, all of them. */
function usableSubnets(view: ClusterView, own: readonly Subnet[], { pool }: PoolPlan): readonly Subnet[] {
  const others = pool.subnets.filter((subnet) => !own.includes(subnet));
  return others.some((subnet) => isTaggedForPods(view, subnet)) ? pool.subnets : own;
}

function shortageNow(view: ClusterView, subnets: readonly Subnet[], { room }: PoolPlan, surge: AddressNeed): Bounds {
  const free = freeIn(subnets);
  const reserved = reservedIn(view.account, subnets);
  const pods = room?.podFree ?? 0;
  return {
    low: shortageOf(surge, { nodes: free - reserved.low, pods }),
    high: shortageOf(surge, { nodes: free - reserved.high, pods }),
  };
}
