import { attributionIn } from './address-demand/attribution.ts';
import { heldBy } from './address-demand/lacking.ts';
import { type AddressPool, addressPools } from './address-demand/pools.ts';
import { freeIn, interfacesLack, reservedIn, usedIn } from './address-demand/room.ts';
import type { Bounds } from './cni.ts';
import { interfacesOfInstance } from './interface-index.ts';
import { instanceTypesOf, nodeBound } from './node-capacity.ts';
import { runningNodesOf } from './running-nodes.ts';
import { attempt } from './view/observing.ts';
import type { NodeGroup, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';
import { knownNeighbours } from './vpc-group.ts';

/** Starburst's sizing formula for some of a cluster's node groups. Numbers are counts of IPv4 addresses. */
export interface StarburstBudget {
  readonly needed: number;
  /** One line per group: how its share comes about. */
  readonly terms: readonly string[];
  /** Those that the groups' nodes may use. */
  readonly pools: readonly AddressPool[];
  readonly subnets: readonly Subnet[];
  /** Free there; known exactly where no reservation is uncertain. */
  readonly free: Bounds;
  /** What hides further groups that would make the pools larger. */
  readonly hidden: readonly NotObserved[];
}

/** Nodes at their maximum × addresses of one interface × interfaces per node. Raises `NotObserved` when a factor is not known. */
export function starburstBudget(
  view: ClusterView,
  groups: readonly NodeGroup[],
  interfacesPerInstance: number,
): StarburstBudget {
  const { account } = view;
  const shares = groups.map((group) => shareOf(account, group, interfacesPerInstance));
  const all = addressPools(knownNeighbours(view));
  const pools = all.pools.filter((pool) => pool.groups.some(({ group }) => groups.some(({ id }) => id === group.id)));
  const subnets = pools.flatMap((pool) => pool.subnets);
  const free = freeIn(subnets);
  const reserved = reservedIn(account, subnets);
  return {
    needed: shares.reduce((sum, { addresses }) => sum + addresses, 0),
    terms: shares.map(({ term }) => term),
    pools,
    subnets,
    free: { low: free - reserved.high, high: free - reserved.low },
    hidden: all.hidden,
  };
}

function shareOf(account: AccountView, group: NodeGroup, interfacesPerInstance: number) {
  const nodes = nodeBound(account, group);
  const perInterface = Math.max(...instanceTypesOf(account, group).map((type) => type.ipv4AddressesPerInterface));
  return {
    addresses: nodes * perInterface * interfacesPerInstance,
    term: `${group.id} ${nodes} nodes × ${perInterface} addresses × ${interfacesPerInstance} interfaces`,
  };
}

interface Held {
  /** By nodes of the groups: at least what was seen, at most everything in use. */
  readonly held: Bounds;
  /** What hides nodes or interfaces. */
  readonly hiding: NotObserved | undefined;
}

/** What nodes of the groups hold already in their pools. */
export function heldInPools(
  { account }: ClusterView,
  groups: readonly NodeGroup[],
  { pools, subnets }: StarburstBudget,
): Held {
  const lack = pools.map(({ vpcId }) => interfacesLack(account, vpcId)).find((missing) => missing !== undefined);
  const attributions = pools.map((pool) => attributionIn({ account, pool, interfacesKnown: lack === undefined }));
  const nodes = groups.flatMap(({ id }) => [
    ...runningNodesOf(account, id),
    ...attributions.flatMap(({ byGroup }) => byGroup.get(id) ?? []),
  ]);
  const interfaces = attempt(() => nodes.flatMap(({ instanceId }) => interfacesOfInstance(account, instanceId)));
  const seen = interfaces instanceof NotObserved ? 0 : heldBy(interfaces, new Set(subnets.map(({ id }) => id)));
  const hiding = lack ?? attributions.find(({ unseen }) => unseen > 0)?.unread;
  return { held: { low: seen, high: hiding ? (usedIn(subnets) ?? Number.POSITIVE_INFINITY) : seen }, hiding };
}
