import { ipv4AddressesOf } from '../control-plane.ts';
import { interfacesOfInstance } from '../interface-index.ts';
import { isUnmanaged } from '../interfaces.ts';
import { instanceTypeNamed } from '../node-capacity.ts';
import type { RunningNode } from '../running-nodes.ts';
import { attempt } from '../view/observing.ts';
import type { NetworkInterface, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView, ClusterView } from '../view/views.ts';
import type { AddressAssumptions } from './assumptions.ts';
import { type AddressNeed, noNeed, plus, type Room, totalOf } from './need.ts';
import { demandOfNode, type NodeDemand, type NodePlace } from './per-node.ts';
import type { AddressPool } from './pools.ts';

/** Where and how the nodes of a group in one pool are looked at. */
export interface PoolContext {
  readonly account: AccountView;
  readonly pool: AddressPool;
  readonly podSubnets: readonly Subnet[];
  /** Whether all interfaces of the VPC were observed. */
  readonly interfacesKnown: boolean;
  readonly assumptions: AddressAssumptions;
}

/** What running nodes hold less than they will. */
export interface Lacking {
  readonly nodes: number;
  /** At least: what is not seen of a node's interfaces may hold the rest. */
  readonly low: AddressNeed;
  /** At most. */
  readonly high: AddressNeed;
}

export const lacksNothing: Lacking = { nodes: 0, low: noNeed, high: noNeed };

/** What running nodes will still take, each by its own instance type where that is known. */
export function lackingOf(
  view: ClusterView,
  nodes: readonly RunningNode[],
  perType: PerType,
  place: NodePlace,
  context: PoolContext,
): Lacking {
  const nodeIds = new Set(context.pool.subnets.map(({ id }) => id));
  const podIds = new Set(context.podSubnets.map(({ id }) => id));
  let lacking = lacksNothing;
  for (const node of nodes) {
    const interfaces = attempt(() => interfacesOfInstance(view.account, node.instanceId));
    const seen = interfaces instanceof NotObserved ? [] : interfaces;
    const needs = needsOf(view, node, perType, { ...place, unmanagedInterfaces: unmanagedAmong(seen) }, context);
    const held: Room = { nodes: heldBy(seen, nodeIds), pods: heldBy(seen, podIds) };
    const high = beyond(needs.most, held);
    if (totalOf(high) === 0) continue;
    const low = context.interfacesKnown ? beyond(needs.least, held) : noNeed;
    lacking = { nodes: lacking.nodes + 1, low: plus(lacking.low, low), high: plus(lacking.high, high) };
  }
  return lacking;
}

function needsOf(
  view: ClusterView,
  { instanceType }: RunningNode,
  perType: PerType,
  place: NodePlace,
  { assumptions }: PoolContext,
): { least: AddressNeed; most: AddressNeed } {
  const listed = perType.find((demand) => demand.instanceType === instanceType);
  const own =
    listed && place.unmanagedInterfaces === 0
      ? listed
      : attempt(() => demandOfNode(view, instanceTypeNamed(view.account, instanceType ?? ''), place, assumptions));
  if (instanceType !== undefined && !(own instanceof NotObserved)) return { least: own.need, most: own.need };
  return { least: leastOf(perType).need, most: mostOf(perType).need };
}

export type PerType = readonly [NodeDemand, ...NodeDemand[]];

export const mostOf = (perType: PerType): NodeDemand =>
  perType.reduce((most, demand) => (totalOf(demand.need) > totalOf(most.need) ? demand : most));

export const leastOf = (perType: PerType): NodeDemand =>
  perType.reduce((least, demand) => (totalOf(demand.need) < totalOf(least.need) ? demand : least));

function beyond(need: AddressNeed, held: Room): AddressNeed {
  const nodes = Math.max(0, need.nodes - held.nodes);
  if (need.pods > 0) return { nodes, either: 0, pods: Math.max(0, need.pods - held.pods) };
  const both = Math.max(0, need.nodes + need.either - held.nodes - held.pods);
  return { nodes: Math.min(nodes, both), either: both - Math.min(nodes, both), pods: 0 };
}

/** Addresses that the interfaces hold in these subnets, those aside that the VPC CNI leaves alone. */
export function heldBy(interfaces: readonly NetworkInterface[], subnetIds: ReadonlySet<string>): number {
  return interfaces
    .filter((eni) => subnetIds.has(eni.subnetId) && !isUnmanaged(eni))
    .reduce((sum, eni) => sum + ipv4AddressesOf(eni), 0);
}

const unmanagedAmong = (interfaces: readonly NetworkInterface[]): number => interfaces.filter(isUnmanaged).length;

/** Prefixes that the interfaces hold, those aside that the VPC CNI leaves alone. */
export const prefixesOf = (interfaces: readonly NetworkInterface[]): number =>
  interfaces.filter((eni) => !isUnmanaged(eni)).reduce((sum, { ipv4Prefixes }) => sum + ipv4Prefixes.length, 0);
