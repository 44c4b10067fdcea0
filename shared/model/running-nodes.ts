import { interfacesOfInstance, observedInterfacesIn, ownInstanceOf } from './interface-index.ts';
import { isPrimaryInterface } from './interfaces.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Instance } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

export interface RunningNode {
  readonly instanceId: string;
  readonly subnetId: string;
  /** Undefined where instances were not read. */
  readonly instanceType: string | undefined;
}

/** The account's instances by what launched them. */
interface RunningNodes {
  /** By node group, `cluster/name`, or Auto Scaling group. */
  readonly byGroup: ReadonlyMap<string, readonly RunningNode[]>;
  /** Those that Karpenter or Auto Mode launched, by cluster. */
  readonly automatic: ReadonlyMap<string, readonly RunningNode[]>;
}

type Tags = Readonly<Record<string, string>>;

/** The node group that the tags of an instance, or of its interfaces, name. */
function groupNamedBy(tags: Tags): string | undefined {
  const cluster = tags['eks:cluster-name'];
  const group = tags['eks:nodegroup-name'];
  return cluster !== undefined && group !== undefined ? `${cluster}/${group}` : tags['aws:autoscaling:groupName'];
}

const ownership = /^kubernetes\.io\/cluster\/(.+)$/;

/** The cluster for which Karpenter or Auto Mode launched an instance with these tags. */
function automaticallyFor(tags: Tags): string | undefined {
  const named = tags['eks:eks-cluster-name'];
  if (named !== undefined || !('karpenter.sh/nodepool' in tags)) return named;
  return Object.keys(tags)
    .find((key) => ownership.test(key))
    ?.replace(ownership, '$1');
}

const listedInstances = remembered(({ instances }: AccountView): readonly Instance[] | NotObserved =>
  attempt(() => instances.all()),
);

/** Why the account's instances are not known; undefined when they are. */
export function instancesLack(account: AccountView): NotObserved | undefined {
  const listed = listedInstances(account);
  return listed instanceof NotObserved ? listed : undefined;
}

/**
 * The nodes that exist now, stopped ones included: they keep their addresses. By the tags of instances, and by what Auto Scaling
 * groups say; where instances were not read, by the tags of the first interfaces, which most groups do not set.
 */
const runningNodes = remembered((account: AccountView): RunningNodes => {
  const byGroup = new Map<string, Map<string, RunningNode>>();
  const automatic = new Map<string, Map<string, RunningNode>>();
  const add = (index: typeof byGroup, key: string, node: RunningNode) => {
    const found = index.get(key) ?? new Map<string, RunningNode>();
    index.set(key, found.set(node.instanceId, node));
  };
  const inAutoScalingGroup = groupByInstance(account);
  for (const { node, tags } of candidates(account)) {
    const group = groupNamedBy(tags) ?? inAutoScalingGroup.get(node.instanceId);
    const cluster = group === undefined ? automaticallyFor(tags) : undefined;
    if (group !== undefined) add(byGroup, group, node);
    else if (cluster !== undefined) add(automatic, cluster, node);
  }
  const listed = (index: typeof byGroup) => new Map([...index].map(([key, nodes]) => [key, [...nodes.values()]]));
  return { byGroup: listed(byGroup), automatic: listed(automatic) };
});

function* candidates(account: AccountView): Generator<{ node: RunningNode; tags: Tags }> {
  const instances = listedInstances(account);
  if (!(instances instanceof NotObserved)) {
    for (const { id, state, subnetId, instanceType, tags } of instances) {
      if (state === 'terminated' || subnetId === undefined) continue;
      yield { node: { instanceId: id, subnetId, instanceType }, tags };
    }
    return;
  }
  const interfaces = attempt(() => account.networkInterfaces.observed());
  for (const eni of interfaces instanceof NotObserved ? [] : interfaces) {
    const instanceId = isPrimaryInterface(eni) ? ownInstanceOf(account, eni) : undefined;
    if (instanceId === undefined) continue;
    yield { node: { instanceId, subnetId: eni.subnetId, instanceType: undefined }, tags: eni.tags };
  }
}

function groupByInstance({ autoScalingGroups }: AccountView): ReadonlyMap<string, string> {
  const byInstance = new Map<string, string>();
  const groups = attempt(() => autoScalingGroups.all());
  for (const group of groups instanceof NotObserved ? [] : groups) {
    const members = attempt(() => ({ name: groupNamedBy(group.tags) ?? group.id, ids: group.instanceIds }));
    if (members instanceof NotObserved) continue;
    for (const id of members.ids) byInstance.set(id, members.name);
  }
  return byInstance;
}

const none: readonly RunningNode[] = [];

/** The nodes of a group, by its id, as far as they are known to be its own. */
export const runningNodesOf = (account: AccountView, groupId: string): readonly RunningNode[] =>
  runningNodes(account).byGroup.get(groupId) ?? none;

/** The nodes that Karpenter or Auto Mode launched for the cluster, as far as they are known to be its own. */
export const automaticNodesOf = (account: AccountView, cluster: string): readonly RunningNode[] =>
  runningNodes(account).automatic.get(cluster) ?? none;

/** An instance of the account that may be a node; `cluster` is known by the interfaces that the VPC CNI attached to it. */
export interface UnattributedInstance extends RunningNode {
  readonly cluster: string | undefined;
}

/** Where instances were not read: those in the subnet that nothing ties to a group. */
export function unattributedInstancesIn(account: AccountView, subnetId: string): readonly UnattributedInstance[] {
  if (!instancesLack(account)) return [];
  const attributed = attributedIds(account);
  return observedInterfacesIn(account, subnetId).flatMap((eni) => {
    const instanceId = isPrimaryInterface(eni) ? ownInstanceOf(account, eni) : undefined;
    if (instanceId === undefined || attributed.has(instanceId)) return [];
    return { instanceId, subnetId, instanceType: undefined, cluster: clusterNamedByInterfaces(account, instanceId) };
  });
}

const attributedIds = remembered((account: AccountView): ReadonlySet<string> => {
  const { byGroup, automatic } = runningNodes(account);
  return new Set([...byGroup.values(), ...automatic.values()].flat().map(({ instanceId }) => instanceId));
});

/** The cluster whose VPC CNI made interfaces for the instance. */
export const clusterNamedByInterfaces = (account: AccountView, instanceId: string): string | undefined =>
  interfacesOfInstance(account, instanceId)
    .map(({ tags }) => tags['cluster.k8s.amazonaws.com/name'])
    .find((name) => name !== undefined);
