import { isManagedGroup, nodeBound, subnetsOf, type WorkerGroup, zonesOf } from '../node-capacity.ts';
import type { AccountView, ClusterView } from '../view/views.ts';
import type { AddressAssumptions } from './assumptions.ts';
import type { GroupDemand } from './group-demand.ts';
import { plus, shortageOf, sumOfNeeds, times, totalOf } from './need.ts';
import { type PoolPlan, withMargin } from './plan.ts';
import { growthOf } from './pool-demand.ts';

/** Whether some group cannot add a single node, or the nodes that the groups must have at least do not fit. */
export function isExhausted({ demand: { groups }, available }: PoolPlan): boolean {
  const minimum = sumOfNeeds(
    groups.map(({ perNode, minimum: fewest, running }) => times(perNode.need, Math.max(0, fewest - running))),
  );
  const growing = groups.filter(({ maximum, running }) => maximum > running);
  return shortageOf(minimum, available) > 0 || growing.some(({ perNode }) => shortageOf(perNode.need, available) > 0);
}

/** A group whose own subnets are too small for it, whatever the other subnets of its pool have. */
export interface StrandedGroup {
  readonly groupId: string;
  readonly needed: number;
  readonly free: number;
  readonly subnetIds: readonly string[];
}

/** Groups that use only a part of their pool and do not fit into it: the pool as a whole may have room that is none to them. */
export function strandedGroups({ pool, demand, room }: PoolPlan): readonly StrandedGroup[] {
  return pool.groups.flatMap(({ view, group }) => {
    const own = demand.groups.find(({ groupId }) => groupId === group.id);
    const subnets = subnetsOf(view.account, group).filter(({ zoneId }) => zoneId === pool.zoneId);
    if (!own || !room || subnets.length === pool.subnets.length) return [];
    const free = subnets.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);
    const need = plus(growthOf(own), own.lacking.low);
    if (shortageOf(need, { nodes: free, pods: room.podFree }) === 0) return [];
    return { groupId: group.id, needed: totalOf(need), free, subnetIds: subnets.map(({ id }) => id) };
  });
}

/** A group that may grow, with the largest maximum size at which everything in its pools fits. */
export interface LowerMaximum {
  readonly view: ClusterView;
  readonly group: WorkerGroup;
  readonly from: number;
  readonly to: number;
}

/** Of the groups that can solve a pool's shortage alone by a lower maximum, the one that asks for most of its addresses. */
export function lowerMaximum(
  plan: PoolPlan,
  pools: readonly PoolPlan[],
  assumptions: AddressAssumptions,
): LowerMaximum | undefined {
  const byGrowth = plan.demand.groups.toSorted((a, b) => totalOf(growthOf(b)) - totalOf(growthOf(a)));
  for (const { groupId } of byGrowth) {
    const member = plan.pool.groups.find(({ group }) => group.id === groupId);
    const to = member && largestMaximum(member.view.account, member.group, pools, assumptions);
    if (member && to !== undefined) return { ...member, from: member.group.maxSize, to };
  }
  return undefined;
}

/** The largest maximum size at which no pool of the group is short; undefined when lowering it alone does not help. */
function largestMaximum(
  account: AccountView,
  group: WorkerGroup,
  pools: readonly PoolPlan[],
  assumptions: AddressAssumptions,
): number | undefined {
  const fewest = Math.max(1, group.minSize, isManagedGroup(group) ? group.desiredSize : group.desiredCapacity);
  const zones = assumptions.azSkew === 'balanced' ? zonesOf(account, group).length : 1;
  let largest = group.maxSize;
  for (const plan of pools) {
    const demand = plan.demand.groups.find(({ groupId }) => groupId === group.id);
    if (!demand || plan.shortage.low === 0) continue;
    const surplus = nodesTooMany(plan, demand, assumptions);
    if (surplus === undefined) return undefined;
    largest = Math.min(largest, (demand.maximum - surplus) * zones);
  }
  return nodeBound(account, group) === group.maxSize && largest >= fewest ? largest : undefined;
}

/** By how many nodes less of the group the pool is not short any more; undefined when none added at all is still too much. */
function nodesTooMany(
  { demand: { low, high }, available }: PoolPlan,
  { perNode: { need }, maximum, running }: GroupDemand,
  assumptions: AddressAssumptions,
): number | undefined {
  if (totalOf(low) < totalOf(high)) return undefined;
  for (let fewer = 1; fewer <= maximum - running; fewer++) {
    const reduced = plus(high, times(need, -fewer));
    if (shortageOf(withMargin(reduced, assumptions), available) === 0) return fewer;
  }
  return undefined;
}
