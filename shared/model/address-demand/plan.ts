import { remembered } from '../view/memo.ts';
import { attempt } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView, ClusterView } from '../view/views.ts';
import { knownNeighbours, neighbours } from '../vpc-group.ts';
import { type AddressAssumptions, defaultAssumptions } from './assumptions.ts';
import { type AddressNeed, type Room, shortageOf, totalOf } from './need.ts';
import { type AddressDemand, addressDemand } from './pool-demand.ts';
import { type AddressPool, addressPools } from './pools.ts';
import { type PoolRoom, roomOf } from './room.ts';

/** Whether a pool can give what everything in it needs at its maximum, with every number on the way there. */
export interface PoolPlan {
  readonly pool: AddressPool;
  /** What the pool's subnets have; undefined when that is not known. */
  readonly room: PoolRoom | undefined;
  /** What is asked of the pool beyond what is allocated. */
  readonly demand: AddressDemand;
  /** The demand with the margin that the assumptions ask for: at least, and at most. */
  readonly required: { readonly low: number; readonly high: number };
  /** Free addresses that can serve it at most; none where `room` is not known. */
  readonly available: Room;
  /** As `available`, at least. */
  readonly assured: Room;
  /** Addresses by which the demand exceeds the room: certainly, and possibly. Both are 0 when it fits. */
  readonly shortage: { readonly low: number; readonly high: number };
  /** Facts that would add to the demand or take from the room. */
  readonly missing: readonly NotObserved[];
}

export interface AddressPlan {
  readonly pools: readonly PoolPlan[];
  /** The pool that a subnet belongs to; undefined when no node is launched there, as far as groups are known. */
  readonly poolOf: (subnetId: string) => PoolPlan | undefined;
  /** What hides further groups or clusters. */
  readonly hidden: readonly NotObserved[];
}

/**
 * What the pools of a cluster's VPC need until every node group of every cluster in it has reached its maximum. Asked once for all
 * clusters that share a VPC. Raises nothing: what is not known stands in `missing` and `hidden`.
 */
export function addressPlan(view: ClusterView, assumptions: AddressAssumptions = defaultAssumptions): AddressPlan {
  const plan = plansOf(knownNeighbours(view))(assumptions);
  const all = attempt(() => neighbours(view));
  return all instanceof NotObserved ? { ...plan, hidden: [...plan.hidden, all] } : plan;
}

const keyOf = remembered((assumptions: AddressAssumptions) => JSON.stringify(assumptions));

const plansOf = remembered((clusters: readonly ClusterView[]) => {
  const plans = new Map<string, AddressPlan>();
  return (assumptions: AddressAssumptions): AddressPlan => {
    const key = keyOf(assumptions);
    const plan = plans.get(key) ?? planOf(clusters, assumptions);
    plans.set(key, plan);
    return plan;
  };
});

function planOf(clusters: readonly ClusterView[], assumptions: AddressAssumptions): AddressPlan {
  const { pools, hidden } = addressPools(clusters);
  const account = clusters[0]?.account;
  const asked = account ? pools.map((pool) => ask(account, pool, assumptions)) : [];
  const plans = asked.map((one) => weigh(one, asked, assumptions));
  const bySubnet = new Map(plans.flatMap((plan) => plan.pool.subnets.map(({ id }) => [id, plan] as const)));
  return { pools: plans, poolOf: (subnetId) => bySubnet.get(subnetId), hidden };
}

interface Asked {
  readonly pool: AddressPool;
  readonly room: PoolRoom | NotObserved;
  readonly demand: AddressDemand;
}

function ask(account: AccountView, pool: AddressPool, assumptions: AddressAssumptions): Asked {
  const room = attempt(() => roomOf(account, pool));
  return {
    pool,
    room,
    demand: addressDemand(account, pool, room instanceof NotObserved ? undefined : room, assumptions),
  };
}

function weigh({ pool, room, demand }: Asked, others: readonly Asked[], assumptions: AddressAssumptions): PoolPlan {
  const low = withMargin(demand.low, assumptions);
  const high = withMargin(demand.high, assumptions);
  const required = { low: totalOf(low), high: totalOf(high) };
  if (room instanceof NotObserved) {
    const missing = [...demand.missing, room];
    return {
      pool,
      room: undefined,
      demand,
      required,
      available: noRoom,
      assured: noRoom,
      shortage: undecided,
      missing,
    };
  }
  const available = { nodes: room.free - room.reserved.low, pods: podFreeBeside(others, pool, room, 'low') };
  const assured = { nodes: room.free - room.reserved.high, pods: podFreeBeside(others, pool, room, 'high') };
  const shortage = { low: shortageOf(low, available), high: shortageOf(high, assured) };
  return { pool, room, demand, required, available, assured, shortage, missing: demand.missing };
}

const noRoom: Room = { nodes: 0, pods: 0 };
const undecided = { low: 0, high: Number.POSITIVE_INFINITY };

/** The need with the margin that the assumptions ask for. */
export function withMargin(need: AddressNeed, { safetyPct }: AddressAssumptions): AddressNeed {
  return safetyPct === 0 ? need : { ...need, either: need.either + Math.ceil((totalOf(need) * safetyPct) / 100) };
}

/** What is free in the pool's pod subnets once the other pools that share them have taken what their own subnets cannot give. */
function podFreeBeside(others: readonly Asked[], pool: AddressPool, room: PoolRoom, end: 'low' | 'high'): number {
  if (room.podFree === 0) return 0;
  const shared = new Set(room.podSubnets.map(({ id }) => id));
  let free = room.podFree;
  for (const other of others) {
    if (other.pool === pool || other.room instanceof NotObserved) continue;
    const own = other.room.podSubnets.filter(({ id }) => !shared.has(id));
    if (own.length === other.room.podSubnets.length) continue;
    const elsewhere = own.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);
    free -= Math.max(0, overflowOf(other.demand[end], other.room.free) - elsewhere);
  }
  return Math.max(0, free);
}

const overflowOf = (need: AddressNeed, free: number): number =>
  shortageOf(need, { nodes: free, pods: 0 }) - Math.max(0, need.nodes - free);
