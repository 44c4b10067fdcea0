import type { GroupDemand } from '../../model/address-demand/group-demand.ts';
import { plus, shortageOf, times } from '../../model/address-demand/need.ts';
import { withMargin } from '../../model/address-demand/plan.ts';
import { growthOf } from '../../model/address-demand/pool-demand.ts';
import { type AddressAssumptions, type PoolPlan, totalOf } from '../../model/address-demand.ts';
import {
  isManagedGroup,
  nodeBound,
  shareOfZone,
  surgeInZone,
  type WorkerGroup,
  zonesOf,
} from '../../model/node-capacity.ts';
import { attempt } from '../../model/view/observing.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import type { NotObserved } from '../../model/view/reveal.ts';
import type { AccountView, ClusterView } from '../../model/view/views.ts';
import type { GroupOutlook, UpdateOutlook } from '../../reports/addresses/outlook.ts';

/** One group in one of its pools. */
interface Place {
  readonly plan: PoolPlan;
  readonly demand: GroupDemand;
}

/** What each group in the cluster's pools needs, those of other clusters included; what is not known of one stands in its place. */
export function groupOutlooks(
  view: ClusterView,
  plans: readonly PoolPlan[],
  own: readonly PoolPlan[],
  assumptions: AddressAssumptions,
): readonly (GroupOutlook | NotObserved)[] {
  const groups = new Map(own.flatMap(({ pool }) => pool.groups.map((member) => [member.group.id, member] as const)));
  return [...groups.values()].flatMap(({ view: { name }, group }) => {
    const places = plans.flatMap((plan): readonly Place[] =>
      plan.demand.groups.filter(({ groupId }) => groupId === group.id).map((demand) => ({ plan, demand })),
    );
    const [first] = places;
    return first ? attempt(() => groupOutlook(view.account, name, group, first.demand, places, assumptions)) : [];
  });
}

function groupOutlook(
  account: AccountView,
  cluster: string,
  group: WorkerGroup,
  { perNode }: GroupDemand,
  places: readonly Place[],
  assumptions: AddressAssumptions,
): GroupOutlook {
  return {
    id: group.id,
    cluster,
    maximum: nodeBound(account, group),
    running: places.reduce((sum, { demand }) => sum + demand.running, 0),
    instanceType: perNode.instanceType,
    addressesPerNode: totalOf(perNode.need) + perNode.customPodAddresses,
    ...largestSafe(zonesOf(account, group).length, places, assumptions),
    update: isManagedGroup(group) ? places.flatMap((place) => updateIn(account, group, place, assumptions)) : [],
  };
}

/** More nodes than any VPC has addresses for. */
const beyondEveryVpc = 1_000_000;

/** The largest maximum at which nothing in the group's pools is short, with the other groups at theirs. */
function largestSafe(
  zones: number,
  places: readonly Place[],
  assumptions: AddressAssumptions,
): Pick<GroupOutlook, 'largestSafeMaximum' | 'limitedBy'> {
  const crowded = (maximum: number) =>
    places.find((place) => !fitsIn(place, shareOfZone(maximum, zones, assumptions.azSkew), assumptions));
  const zoneOf = (place: Place | undefined) => place?.plan.pool.zoneId ?? null;
  if (!places.every(isKnown)) return { largestSafeMaximum: null, limitedBy: null };
  if (crowded(0)) return { largestSafeMaximum: null, limitedBy: zoneOf(crowded(0)) };
  let [safe, unsafe] = [0, beyondEveryVpc];
  while (unsafe - safe > 1) {
    const middle = Math.floor((safe + unsafe) / 2);
    if (crowded(middle)) unsafe = middle;
    else safe = middle;
  }
  return { largestSafeMaximum: safe, limitedBy: zoneOf(crowded(unsafe)) };
}

const isKnown = ({ plan }: Place): boolean => plan.room !== undefined && plan.missing.length === 0;

/** Whether the pool certainly suffices while the group has so many nodes in the zone. */
function fitsIn({ plan, demand }: Place, nodes: number, assumptions: AddressAssumptions): boolean {
  const growth = times(demand.perNode.need, Math.max(0, nodes - demand.running));
  const need = plus(plus(plan.demand.high, times(growthOf(demand), -1)), growth);
  return shortageOf(withMargin(need, assumptions), certainRoom(plan)) === 0;
}

const certainRoom = ({ available, room }: PoolPlan) => ({
  ...available,
  nodes: available.nodes - ((room?.reserved.high ?? 0) - (room?.reserved.low ?? 0)),
});

function updateIn(
  account: AccountView,
  group: NodeGroup,
  { plan, demand }: Place,
  assumptions: AddressAssumptions,
): readonly UpdateOutlook[] {
  const nodes = group.desiredSize === 0 ? 0 : surgeInZone(account, group, assumptions.azSkew);
  if (nodes === 0) return [];
  const need = times(demand.perNode.need, nodes);
  const fits = (needed: typeof need) => shortageOf(needed, certainRoom(plan)) === 0;
  return [
    {
      zoneId: plan.pool.zoneId,
      nodes,
      needed: totalOf(need),
      fits: plan.room ? fits(need) : null,
      fitsAtMaximum: isKnown({ plan, demand }) ? fits(plus(withMargin(plan.demand.high, assumptions), need)) : null,
    },
  ];
}
