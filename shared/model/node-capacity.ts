import { launchTemplateVersionOf } from './launch-template.ts';
import { selfManagedGroups } from './self-managed-groups.ts';
import { undecidable } from './snapshot/known.ts';
import { remembered, rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { AutoScalingGroup, InstanceType, NodeGroup, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** What launches nodes: a managed node group, or the Auto Scaling group of self-managed nodes. */
export type WorkerGroup = NodeGroup | AutoScalingGroup;

export const isManagedGroup = (group: WorkerGroup): group is NodeGroup => !('instanceIds' in group);

/** Whether the group's image is a Windows one; those of self-managed groups do not tell. */
export const isWindowsGroup = (group: WorkerGroup): boolean =>
  isManagedGroup(group) && (group.amiType ?? '').startsWith('WINDOWS');

/** The node groups of the cluster, managed ones first; what hides further ones stands among them. */
export const workerGroups = remembered((view: ClusterView): readonly (WorkerGroup | NotObserved)[] => {
  const listed = (list: () => readonly (WorkerGroup | NotObserved)[]) => {
    const groups = attempt(list);
    return groups instanceof NotObserved ? [groups] : groups;
  };
  return [...listed(() => view.nodeGroups.entries()), ...listed(() => selfManagedGroups(view))];
});

/** The existing subnets in which the group launches nodes. */
export const subnetsOf = rememberedFor((account: AccountView, { subnetIds }: WorkerGroup): readonly Subnet[] =>
  subnetIds.flatMap((id) => account.subnets.find(id) ?? []),
);

/** The ids of the zones in which the group launches nodes, each once, in order. */
export const zonesOf = rememberedFor((account: AccountView, group: WorkerGroup): readonly string[] =>
  [...new Set(subnetsOf(account, group).map(({ zoneId }) => zoneId))].sort(),
);

const wereAutoScalingGroupsListed = remembered(
  ({ autoScalingGroups }: AccountView) => !(attempt(() => autoScalingGroups.all()) instanceof NotObserved),
);

/** The Auto Scaling groups behind a managed node group; none where they were not read or are made at deployment. */
function autoScalingGroupsOf(account: AccountView, group: NodeGroup): readonly AutoScalingGroup[] {
  if (!wereAutoScalingGroupsListed(account)) return [];
  const names = attempt(() => group.autoScalingGroupNames);
  if (!(names instanceof NotObserved)) return names.flatMap((name) => account.autoScalingGroups.find(name) ?? []);
  if (names.missing.kind === 'undecidable') return [];
  throw names;
}

/**
 * Most instances that the group may hold at once: its maximum, or that of its Auto Scaling group where that was raised by hand, or
 * what its warm pool prepares (stopped instances keep their addresses). None while it is being deleted.
 */
export const nodeBound = rememberedFor((account: AccountView, group: WorkerGroup): number => {
  if (!isManagedGroup(group)) return Math.max(group.maxSize, group.warmPoolMaximum ?? 0);
  const { status, maxSize, warmPool } = group;
  if (status === 'DELETING') return 0;
  // While EKS updates a group it raises the maximum of the Auto Scaling group for its surge nodes.
  const behind = status === 'UPDATING' ? [] : autoScalingGroupsOf(account, group);
  const prepared = warmPool?.maxGroupPreparedCapacity ?? -1;
  const warm = warmPool?.enabled === true ? (prepared >= 0 ? prepared : maxSize) : 0;
  return Math.max(maxSize, warm, ...behind.map((asg) => Math.max(asg.maxSize, asg.warmPoolMaximum ?? 0)));
});

/**
 * Most nodes of the cluster, with those that Karpenter or Auto Mode may launch as far as their number is declared.
 * Raises `NotObserved` when a group is hidden.
 */
export const mostNodes = (view: ClusterView): number =>
  workerGroups(view).reduce((sum, group) => {
    if (group instanceof NotObserved) throw group;
    return sum + nodeBound(view.account, group);
  }, view.declared.maxNodes ?? 0);

/** `balanced`: zones share evenly, as Auto Scaling tries to. `worst`: the other zones have no capacity, so one takes everything. */
export type ZoneSkew = 'balanced' | 'worst';

/** The share of one zone in a number of nodes. */
export const shareOfZone = (nodes: number, zones: number, skew: ZoneSkew): number =>
  skew === 'balanced' ? Math.ceil(nodes / Math.max(1, zones)) : nodes;

/** Nodes that EKS adds beside the existing ones while it updates a managed group. */
export function surgeOf(account: AccountView, group: NodeGroup): number {
  if (group.update.strategy === 'MINIMAL') return 0;
  return Math.max(2 * zonesOf(account, group).length, maxUnavailableOf(group));
}

/** As `surgeOf`, in one zone. */
export function surgeInZone(account: AccountView, group: NodeGroup, skew: ZoneSkew): number {
  const surge = surgeOf(account, group);
  if (skew === 'balanced') return shareOfZone(surge, zonesOf(account, group).length, skew);
  return Math.min(surge, Math.max(2, maxUnavailableOf(group)));
}

function maxUnavailableOf({ update, desiredSize }: NodeGroup): number {
  const { maxUnavailable, maxUnavailablePercentage } = update;
  const wanted =
    maxUnavailablePercentage === undefined
      ? (maxUnavailable ?? 1)
      : Math.max(1, Math.ceil((maxUnavailablePercentage * desiredSize) / 100));
  return Math.min(100, wanted);
}

/** Nodes by which Auto Scaling may exceed the maximum for a moment while it evens out zones. */
export function rebalanceMargin(account: AccountView, group: WorkerGroup): number {
  const behind = isManagedGroup(group) ? autoScalingGroupsOf(account, group) : [group];
  const suspended = behind.some(({ suspendedProcesses }) => suspendedProcesses.includes('AZRebalance'));
  if (suspended || zonesOf(account, group).length === 1) return 0;
  return Math.max(1, Math.ceil(0.1 * group.maxSize));
}

/** The instance types that the group launches; raises `NotObserved` when they cannot be told. */
export const instanceTypesOf = rememberedFor((account: AccountView, group: WorkerGroup): readonly InstanceType[] =>
  instanceTypeNamesOf(account, group).map((name) => instanceTypeNamed(account, name)),
);

export function instanceTypeNamed({ instanceTypes }: AccountView, name: string): InstanceType {
  const found = instanceTypes.find(name);
  if (found) return found;
  throw new NotObserved('instanceTypes', name, undecidable('EC2 does not know the instance type in this Region'));
}

/** As `instanceTypesOf`, by their names. */
export function instanceTypeNamesOf(account: AccountView, group: WorkerGroup): readonly string[] {
  const unknown = (reason: string) => new NotObserved('nodeGroups.instanceTypes', group.id, undecidable(reason));
  if (!isManagedGroup(group) && group.choosesByAttributes) throw unknown('they are chosen by attributes at launch');
  if (group.instanceTypes.length > 0) return group.instanceTypes;
  if (!group.launchTemplate) throw unknown('neither the group nor a launch template names any');
  const { instanceType, choosesByAttributes } = launchTemplateVersionOf(account, group.launchTemplate);
  if (instanceType !== undefined) return [instanceType];
  throw unknown(choosesByAttributes ? 'they are chosen by attributes at launch' : 'its launch template names none');
}
