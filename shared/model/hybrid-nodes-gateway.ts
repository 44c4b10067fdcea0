import { asHybridGateway, remotePieces } from './hybrid-gateways.ts';
import { isPrimaryInterface } from './interfaces.ts';
import type { WorkerGroup } from './node-capacity.ts';
import { workerGroups } from './node-capacity.ts';
import { remoteNodeNetworks, remotePodNetworks } from './remote-networks.ts';
import { type EffectiveRouteTable, effectiveRouteTable } from './routes.ts';
import { clusterNamedByInterfaces, runningNodesOf } from './running-nodes.ts';
import { hostsNodes, isClusterSubnet, scopeSubnets } from './subnet-use.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { NetworkInterface, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Where a route table sends (a part of) a remote pod network. */
interface PodTarget {
  readonly network: string;
  readonly tableId: string;
  readonly targetId: string;
  readonly isInterface: boolean;
}

/** A pod network that route tables lead to several places. */
export interface SplitNetwork {
  readonly network: string;
  /** `rtb-a → eni-1`. */
  readonly ways: readonly string[];
}

interface HybridNodesGateways {
  /** First interfaces of the cloud nodes that are the gateways of hybrid nodes. */
  readonly interfaces: readonly NetworkInterface[];
  readonly split: readonly SplitNetwork[];
  readonly unknown: readonly NotObserved[];
}

/**
 * The gateways of EKS Hybrid Nodes: cloud nodes of the cluster to whose first interface route tables send remote pod networks, to be
 * wrapped in VXLAN. An interface that node networks lead to as well, or whose instance is no node, belongs to an appliance of one's own.
 * Routes that lead nowhere, and pod networks without a route, are left out.
 */
export function hybridNodesGateways(view: ClusterView): HybridNodesGateways {
  const tables = scopeSubnets(view).map((subnet) =>
    subnet instanceof NotObserved ? subnet : attempt(() => tableOf(view, subnet)),
  );
  const distinct = new Map(observedOf(tables).flatMap((each) => (each ? [[each.table.id, each] as const] : [])));
  const targets = (networks: readonly (string | NotObserved)[]) =>
    [...distinct.values()].flatMap((effective) => networks.flatMap((network) => targetsIn(view, effective, network)));
  const pods = targets(remotePodNetworks(view));
  const nodes = new Set(observedOf(targets(remoteNodeNetworks(view))).map(({ targetId }) => targetId));
  const leading = observedOf(pods).filter(({ targetId, isInterface }) => isInterface && !nodes.has(targetId));
  const ids = [...new Set(leading.map(({ targetId }) => targetId))];
  const interfaces = ids.map((id) => attempt(() => gatewayInterface(view, id))).filter((found) => found !== undefined);
  const gatewayIds = new Set(observedOf(interfaces).map(({ id }) => id));
  return {
    interfaces: observedOf(interfaces),
    split: splitOf(observedOf(pods), gatewayIds),
    unknown: [...tables, ...pods, ...interfaces].filter((each) => each instanceof NotObserved),
  };
}

function tableOf(view: ClusterView, subnet: Subnet): EffectiveRouteTable | undefined {
  const used = isClusterSubnet(view, subnet) || hostsNodes(view, subnet);
  return used ? effectiveRouteTable(view.account, subnet) : undefined;
}

function targetsIn(
  { account }: ClusterView,
  effective: EffectiveRouteTable,
  network: string | NotObserved,
): readonly (PodTarget | NotObserved)[] {
  if (network instanceof NotObserved) return [network];
  return remotePieces(account, effective, network).flatMap(({ route }): readonly (PodTarget | NotObserved)[] => {
    if (route instanceof NotObserved) return [route];
    if (!route) return [];
    const target = attempt(() => (route.state === 'active' ? asHybridGateway(route.target) : undefined));
    if (target instanceof NotObserved) return [target];
    if (!target) return [];
    const isInterface = target.kind === 'network-interface';
    return [{ network, tableId: effective.table.id, targetId: target.id, isInterface }];
  });
}

/** Undefined when the interface is not there, or not that of a node of the cluster. */
function gatewayInterface(view: ClusterView, id: string): NetworkInterface | undefined {
  const { vpcId } = view.cluster;
  const eni = view.account.networkInterfaces.find(id, { vpcId });
  if (!eni || eni.vpcId !== vpcId || eni.status !== 'in-use' || !isPrimaryInterface(eni)) return undefined;
  return isNode(view, eni.attachment?.instanceId ?? '') ? eni : undefined;
}

const clusterNames = ['eks:cluster-name', 'eks:eks-cluster-name'];

function isNode(view: ClusterView, instanceId: string): boolean {
  const { account, name, cluster } = view;
  const named = clusterNamedByInterfaces(account, instanceId);
  if (named !== undefined) return named === name;
  const tags = account.instances.find(instanceId, { vpcId: cluster.vpcId })?.tags ?? {};
  return `kubernetes.io/cluster/${name}` in tags || clusterNames.some((key) => tags[key] === name);
}

function splitOf(targets: readonly PodTarget[], gatewayIds: ReadonlySet<string>): readonly SplitNetwork[] {
  return [...Map.groupBy(targets, ({ network }) => network)].flatMap(([network, ways]) => {
    const ids = new Set(ways.map(({ targetId }) => targetId));
    if (ids.size < 2 || ![...ids].some((id) => gatewayIds.has(id))) return [];
    return [{ network, ways: [...new Set(ways.map(({ tableId, targetId }) => `${tableId} → ${targetId}`))] }];
  });
}

/** The node group that launched the gateway's node; undefined for nodes without a group, or where that is not known. */
export const groupOfGateway = (view: ClusterView, { attachment }: NetworkInterface): WorkerGroup | undefined =>
  observedOf(workerGroups(view)).find((group) =>
    runningNodesOf(view.account, group.id).some(({ instanceId }) => instanceId === attachment?.instanceId),
  );
