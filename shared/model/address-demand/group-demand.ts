import { type AutomaticProvisioning, automaticZones } from '../automatic-nodes.ts';
import { isExcludedForPods } from '../cni-of-cluster.ts';
import { interfacesOfInstance } from '../interface-index.ts';
import {
  instanceTypeNamed,
  instanceTypesOf,
  isWindowsGroup,
  nodeBound,
  shareOfZone,
  subnetsOf,
  type WorkerGroup,
  zonesOf,
} from '../node-capacity.ts';
import { type RunningNode, runningNodesOf } from '../running-nodes.ts';
import { undecidable } from '../snapshot/known.ts';
import type { InstanceType, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import {
  heldBy,
  type Lacking,
  lackingOf,
  lacksNothing,
  leastOf,
  mostOf,
  type PerType,
  type PoolContext,
  prefixesOf,
} from './lacking.ts';
import { totalOf } from './need.ts';
import { demandOfNode, type NodeDemand, type NodePlace } from './per-node.ts';

/** What one group of nodes adds to the demand of a pool. */
export interface GroupDemand {
  readonly cluster: string;
  /** `cluster/name` of a managed group, an Auto Scaling group's name, or what launches nodes without groups. */
  readonly groupId: string;
  /** Most nodes in the zone. */
  readonly maximum: number;
  /** Fewest nodes in the zone. */
  readonly minimum: number;
  /** Nodes that run in the pool. */
  readonly running: number;
  readonly nodes: readonly RunningNode[];
  /** Of the instance type that takes the most. */
  readonly perNode: NodeDemand;
  /** Addresses of a node of the type that takes the fewest. */
  readonly leastPerNode: number;
  readonly lacking: Lacking;
}

/** `attributed`: nodes in the pool found to be the group's own beside those that say so. Raises `NotObserved` when anything lacks. */
export function groupDemand(
  view: ClusterView,
  group: WorkerGroup,
  context: PoolContext,
  attributed: readonly RunningNode[],
): GroupDemand {
  const { account } = view;
  const windows = isWindowsGroup(group);
  const subnets = subnetsOf(account, group).filter(({ zoneId }) => zoneId === context.pool.zoneId);
  const place = placeIn(subnets, context, windows);
  const perType = demandsOf(view, instanceTypesOf(account, group), place, context);
  const bound = nodeBound(account, group);
  const share = (nodes: number) => shareOfZone(nodes, zonesOf(account, group).length, context.assumptions.azSkew);
  const nodes = [...nodesIn(context, runningNodesOf(account, group.id)), ...attributed];
  return {
    cluster: view.name,
    groupId: group.id,
    maximum: share(bound),
    minimum: share(Math.min(group.minSize, bound)),
    running: nodes.length,
    nodes,
    perNode: mostOf(perType),
    leastPerNode: totalOf(leastOf(perType).need),
    lacking: bound === 0 ? lacksNothing : lackingOf(view, nodes, perType, place, context),
  };
}

/** The same for the nodes that Karpenter or Auto Mode launches. Their number, and without any node their size, must be declared. */
export function automaticDemand(
  view: ClusterView,
  provisioning: AutomaticProvisioning,
  context: PoolContext,
): GroupDemand {
  const { by, nodes } = provisioning;
  const bound = view.declaration('maxNodes');
  const zones = automaticZones(view, provisioning).size;
  const here = nodesIn(context, nodes);
  const place = placeIn(context.pool.subnets, context, false);
  const perType =
    by === 'Auto Mode' ? heldByAutoMode(view, nodes) : demandsOf(view, typesOf(view, nodes), place, context);
  return {
    cluster: view.name,
    groupId: `${by} of ${view.name}`,
    maximum: shareOfZone(bound, zones, context.assumptions.azSkew),
    minimum: 0,
    running: here.length,
    nodes: here,
    perNode: mostOf(perType),
    leastPerNode: totalOf(leastOf(perType).need),
    lacking: by === 'Auto Mode' ? lacksNothing : lackingOf(view, here, perType, place, context),
  };
}

const nodesIn = ({ pool }: PoolContext, nodes: readonly RunningNode[]): readonly RunningNode[] =>
  nodes.filter(({ subnetId }) => pool.subnets.some(({ id }) => id === subnetId));

const placeIn = (subnets: readonly Subnet[], { podSubnets }: PoolContext, windows: boolean): NodePlace => ({
  excludedForPods: subnets.every(isExcludedForPods),
  podSubnetsTagged: podSubnets.length > 0,
  windows,
  unmanagedInterfaces: 0,
});

function demandsOf(
  view: ClusterView,
  types: readonly InstanceType[],
  place: NodePlace,
  { assumptions }: PoolContext,
): PerType {
  const [first, ...others] = types.map((type) => demandOfNode(view, type, place, assumptions));
  if (!first) throw unknownSize(view, 'no node runs that would show which instance types are launched');
  return [first, ...others];
}

const typesOf = (view: ClusterView, nodes: readonly RunningNode[]): readonly InstanceType[] =>
  [...new Set(nodes.flatMap(({ instanceType }) => instanceType ?? []))].map((name) =>
    instanceTypeNamed(view.account, name),
  );

/** How many addresses Auto Mode keeps warm is not published: its own nodes show it. */
function heldByAutoMode(view: ClusterView, nodes: readonly RunningNode[]): PerType {
  const [first, ...others] = nodes
    .map(({ instanceId, instanceType = 'unknown' }): NodeDemand => {
      const interfaces = interfacesOfInstance(view.account, instanceId);
      const held = heldBy(interfaces, new Set(interfaces.map(({ subnetId }) => subnetId)));
      return {
        instanceType,
        need: { nodes: held, either: 0, pods: 0 },
        customPodAddresses: 0,
        prefixes: prefixesOf(interfaces),
      };
    })
    .filter(({ need }) => need.nodes > 0);
  if (!first) throw unknownSize(view, 'no node of Auto Mode runs that would show how many addresses one holds');
  return [first, ...others];
}

const unknownSize = ({ name }: ClusterView, reason: string) =>
  new NotObserved('instances.instanceType', name, undecidable(reason));
