import {
  type AddressAssumptions,
  addressPlan,
  clustersOf,
  type PoolPlan,
  termsOf,
} from '../../model/address-demand.ts';
import { scopeWithAutomaticSubnets } from '../../model/automatic-nodes.ts';
import { usableAddresses } from '../../model/cidr.ts';
import { clusterSubnets } from '../../model/subnet-use.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { Subnet } from '../../model/view/records.ts';
import { type Missing, NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { byZone } from '../../model/zones.ts';
import type {
  AddressOutlook,
  ControlPlaneOutlook,
  PoolOutlook,
  Range,
  SubnetOutlook,
  ZoneOutlook,
} from '../../reports/addresses/outlook.ts';
import { groupOutlooks } from './group-outlook.ts';
import { heldByNodesIn } from './node-interfaces.ts';

/** What an upgrade of the control plane takes: so many addresses, in so many zones. */
export interface ControlPlaneNeed {
  readonly minFree: number;
  readonly minAzs: number;
}

/** Where the addresses of a cluster's subnets go, and how far they reach. Raises nothing: what is not known stands in `missing`. */
export function addressOutlook(
  view: ClusterView,
  assumptions: AddressAssumptions,
  controlPlaneNeed: ControlPlaneNeed,
): AddressOutlook {
  const plan = addressPlan(view, assumptions);
  const own = plan.pools.filter(({ pool }) => clustersOf(pool).includes(view));
  const groups = groupOutlooks(view, plan.pools, own, assumptions);
  const controlPlane = attempt(() => controlPlaneOutlook(view, controlPlaneNeed));
  const { subnets, hidden } = subnetsInScope(view, own);
  const lacking = [...hidden, ...plan.hidden, ...own.flatMap(lackOf), ...groups, controlPlane];
  return {
    cluster: view.name,
    vpc: orNull(() => view.cluster.vpcId),
    zones: zoneOutlooks(view, subnets, own),
    groups: observedOf(groups),
    controlPlane: controlPlane instanceof NotObserved ? null : controlPlane,
    firstToRunOut: tightest(own),
    notes: [],
    missing: distinct(lacking.filter((lack) => lack instanceof NotObserved).map(({ missing }) => missing)),
  };
}

const lackOf = ({ missing, shortage, room, demand }: PoolPlan): readonly NotObserved[] =>
  room && missing.length === 0 && shortage.low === 0 && shortage.high > 0 ? [demand.unsure()] : missing;

function subnetsInScope(view: ClusterView, own: readonly PoolPlan[]) {
  const scope = scopeWithAutomaticSubnets(view);
  const subnets = new Map<string, Subnet>();
  for (const subnet of [...scope, ...own.flatMap(({ pool, room }) => [...pool.subnets, ...(room?.podSubnets ?? [])])]) {
    if (!(subnet instanceof NotObserved)) subnets.set(subnet.id, subnet);
  }
  return { subnets: [...subnets.values()], hidden: scope.filter((subnet) => subnet instanceof NotObserved) };
}

function zoneOutlooks(view: ClusterView, subnets: readonly Subnet[], own: readonly PoolPlan[]): readonly ZoneOutlook[] {
  const placed = subnets.filter((subnet) => !(attempt(() => subnet.zoneId) instanceof NotObserved));
  return [...byZone(placed)].map(([zoneId, members]) => ({
    zoneId,
    zone: orNull(() => members[0]?.zone),
    subnets: members.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((subnet) => subnetOutlook(view, subnet)),
    pools: own.filter(({ pool }) => pool.zoneId === zoneId).map(poolOutlook),
  }));
}

function subnetOutlook(view: ClusterView, subnet: Subnet): SubnetOutlook {
  const usable = orNull(() => usableAddresses(subnet.cidr));
  const free = orNull(() => subnet.freeIpv4Addresses);
  const heldByNodes = orNull(() => heldByNodesIn(view, subnet));
  const used = usable === null || free === null ? null : usable - free;
  return {
    id: subnet.id,
    name: orNull(() => subnet.tags.Name),
    cidr: orNull(() => subnet.cidr),
    usable,
    free,
    heldByNodes,
    heldByOthers: used === null || heldByNodes === null ? null : Math.max(0, used - heldByNodes),
  };
}

const poolOutlook = (plan: PoolPlan): PoolOutlook => ({
  subnets: plan.pool.subnets.map(({ id }) => id),
  podSubnets: plan.room?.podSubnets.map(({ id }) => id) ?? [],
  available: plan.room ? plan.available.nodes : null,
  availableForPods: plan.room ? plan.available.pods : null,
  neededAtMaximum: rangeOf(plan, plan.required),
  terms: termsOf(plan),
  short: rangeOf(plan, plan.shortage),
});

const availableIn = ({ available }: PoolPlan): number => available.nodes + available.pods;

/** Whatever is missing would only add to it. */
const rangeOf = ({ missing }: PoolPlan, { low, high }: { low: number; high: number }): Range => ({
  low,
  high: missing.length > 0 || !Number.isFinite(high) ? null : high,
});

function controlPlaneOutlook(view: ClusterView, { minFree, minAzs }: ControlPlaneNeed): ControlPlaneOutlook {
  const zones = [...byZone(clusterSubnets(view))].map(([zoneId, members]) => ({
    zoneId,
    free: members.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0),
  }));
  const ready = zones.filter(({ free }) => free >= minFree).length;
  return { needed: minFree, zonesNeeded: minAzs, zones, fits: ready >= minAzs };
}

/** Of the pools that are short, or of all where none is, the one that needs the largest part of what it has. */
function tightest(plans: readonly PoolPlan[]): AddressOutlook['firstToRunOut'] {
  const growing = plans.filter(({ room, required }) => room && required.high > 0);
  const short = growing.filter(({ shortage }) => shortage.high > 0);
  const pressure = (plan: PoolPlan) => plan.required.high / Math.max(0.5, availableIn(plan));
  const [first] = (short.length > 0 ? short : growing).toSorted((a, b) => pressure(b) - pressure(a));
  if (!first) return null;
  const { pool, required } = first;
  const subnets = pool.subnets.map(({ id }) => id);
  return {
    zoneId: pool.zoneId,
    subnets,
    needed: required.high,
    short: rangeOf(first, first.shortage),
  };
}

const distinct = (missing: readonly Missing[]): readonly Missing[] => [
  ...new Map(missing.map((one) => [`${one.fact} ${one.resource}`, one])).values(),
];

const orNull = <T>(ask: () => T | undefined): T | null => {
  const answer = attempt(ask);
  return answer instanceof NotObserved || answer === undefined ? null : answer;
};
