import { automaticProvisioning } from '../automatic-nodes.ts';
import { undecidable } from '../snapshot/known.ts';
import { attempt } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView, ClusterView } from '../view/views.ts';
import type { AddressAssumptions } from './assumptions.ts';
import { type Attribution, attributionIn } from './attribution.ts';
import { automaticDemand, type GroupDemand, groupDemand } from './group-demand.ts';
import type { PoolContext } from './lacking.ts';
import { type AddressNeed, noNeed, plus, sumOfNeeds, times, totalOf } from './need.ts';
import type { AddressPool } from './pools.ts';
import { noReserves, type Reserves, reservesOf } from './reserves.ts';
import { clustersOf, interfacesLack, interfacesUnlisted, type PoolRoom } from './room.ts';

/** Every term of what a pool must still give until everything in it has reached its maximum. */
export interface AddressDemand {
  readonly groups: readonly GroupDemand[];
  readonly reserves: Reserves;
  /** At least so many, whatever is not known: the rest may be held by interfaces, or by nodes, that were not seen. */
  readonly low: AddressNeed;
  /** At most so many, but for what is missing, and while groups keep to their maximum. */
  readonly high: AddressNeed;
  /** Facts that would add to the demand. */
  readonly missing: readonly NotObserved[];
  /** What would tell, where `low` and `high` differ. */
  readonly unsure: () => NotObserved;
}

/** `room`: absent when it is not known. */
export function addressDemand(
  account: AccountView,
  pool: AddressPool,
  room: PoolRoom | undefined,
  assumptions: AddressAssumptions,
): AddressDemand {
  const lack = interfacesLack(account, pool.vpcId);
  const podSubnets = room?.podSubnets ?? [];
  const context: PoolContext = { account, pool, podSubnets, interfacesKnown: lack === undefined, assumptions };
  const attribution = attributionIn(context);
  const asked = [...groupDemands(context, attribution), ...automaticDemands(context)];
  const groups = asked.flatMap((group) => (group instanceof NotObserved ? [] : [group]));
  const reserves = attempt(() => reservesOf(clustersOf(pool), context));
  const standing = reserves instanceof NotObserved ? noReserves : reserves;
  const high = plus(sumOfNeeds(groups.map(mostOfGroup)), standingNeed(standing, 'high'));
  const low = plus(lowestOfGroups(groups, attribution, room, lack), standingNeed(standing, 'low'));
  return {
    groups,
    reserves: standing,
    low,
    high,
    missing: [...asked, reserves, unlistedInterfaces(account)].filter((lacking) => lacking instanceof NotObserved),
    unsure: () => lack ?? attribution.unread ?? new NotObserved('networkInterfaces', pool.vpcId, manyOwners),
  };
}

const manyOwners = undecidable('which interfaces belong to pods of Fargate that run already cannot be told');

const groupDemands = (context: PoolContext, { byGroup }: Attribution): readonly (GroupDemand | NotObserved)[] =>
  context.pool.groups.map(({ view, group }) =>
    attempt(() => groupDemand(view, group, context, byGroup.get(group.id) ?? [])),
  );

/** Karpenter may launch nodes in every subnet that its node classes name, so that an undeclared number leaves each pool open. */
const automaticDemands = (context: PoolContext): readonly (GroupDemand | NotObserved)[] =>
  clustersOf(context.pool).flatMap((view: ClusterView) => {
    const demand = attempt(() => {
      const provisioning = automaticProvisioning(view);
      if (provisioning) view.declaration('maxNodes');
      return provisioning && context.pool.automatic.includes(view)
        ? automaticDemand(view, provisioning, context)
        : undefined;
    });
    return demand ?? [];
  });

/** Before deployment there are no interfaces to list. */
function unlistedInterfaces(account: AccountView): NotObserved | undefined {
  const unlisted = interfacesUnlisted(account);
  return unlisted?.missing.kind === 'undecidable' ? undefined : unlisted;
}

/** What the nodes that a group may still add come to hold. */
export const growthOf = ({ perNode, maximum, running }: GroupDemand): AddressNeed =>
  times(perNode.need, Math.max(0, maximum - running));

const mostOfGroup = (group: GroupDemand): AddressNeed => plus(growthOf(group), group.lacking.high);

const standingNeed = ({ fargatePods, loadBalancers, controlPlane, extra }: Reserves, end: 'low' | 'high') => ({
  ...noNeed,
  nodes: fargatePods[end] + loadBalancers[end] + controlPlane + extra,
});

function lowestOfGroups(
  groups: readonly GroupDemand[],
  { unseen }: Attribution,
  room: PoolRoom | undefined,
  lack: NotObserved | undefined,
): AddressNeed {
  const growth = sumOfNeeds(groups.map(growthOf));
  const lacking = sumOfNeeds(groups.map((group) => group.lacking.low));
  if (unseen === 0 && !lack) return plus(growth, lacking);
  const largest = Math.max(0, ...groups.map(({ perNode }) => totalOf(perNode.need)));
  const byNodes = plus(without(growth, unseen === 0 ? 0 : unseen * largest), lacking);
  const byUse = beyondUse(groups, room);
  return totalOf(byUse) > totalOf(byNodes) ? byUse : byNodes;
}

/** Unseen nodes would fill a part of the growth already; with pod subnets it cannot be told which part. */
function without(need: AddressNeed, addresses: number): AddressNeed {
  if (addresses === 0) return need;
  return need.either + need.pods > 0 ? noNeed : { ...noNeed, nodes: Math.max(0, need.nodes - addresses) };
}

/** Whatever holds the addresses in use: at their maximum the groups need at least what exceeds those. */
function beyondUse(groups: readonly GroupDemand[], room: PoolRoom | undefined): AddressNeed {
  if (room?.used === undefined || room.podSubnets.length > 0) return noNeed;
  const total = groups.reduce((sum, { maximum, leastPerNode }) => sum + maximum * leastPerNode, 0);
  return { ...noNeed, nodes: Math.max(0, total - room.used) };
}
