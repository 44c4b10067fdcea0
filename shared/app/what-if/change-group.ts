import type { NodeGroupRecord } from '../../model/snapshot/cluster.ts';
import type { AutoScalingGroupRecord } from '../../model/snapshot/compute.ts';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { type GroupChange, type InstanceTypeNamed, InvalidChange } from './change.ts';
import { changeMember, mapMembers, membersOf } from './listings.ts';
import { didYouMean } from './words.ts';

/** Applies a change to a managed node group of the cluster, or to an Auto Scaling group by its name. Throws `InvalidChange`. */
export function changeGroup(
  snapshot: Snapshot,
  cluster: string,
  change: GroupChange,
  typeNamed: InstanceTypeNamed,
): Snapshot {
  const typed = change.member === 'instanceType' ? withTypes(snapshot, change.value.split(','), typeNamed) : snapshot;
  const managed = membersOf(clusterOf(snapshot, cluster)?.nodeGroups);
  const own = managed.find(({ name }) => name === change.group);
  if (own) return withManagedGroup(typed, cluster, managedAfter(own, change));
  const others = membersOf(snapshot.autoScalingGroups);
  const other = others.find(({ id }) => id === change.group);
  if (other) return withAutoScalingGroup(typed, selfManagedAfter(other, change));
  const names = [...managed.map(({ name }) => name), ...others.map(({ id }) => id)];
  throw new InvalidChange(
    `${cluster} has no node group ${JSON.stringify(change.group)}${didYouMean(change.group, names)}`,
  );
}

const clusterOf = ({ clusters }: Snapshot, name: string) => membersOf(clusters).find(({ id }) => id === name);

function managedAfter(group: NodeGroupRecord, { member, value }: GroupChange): NodeGroupRecord {
  switch (member) {
    case 'instanceType':
      return { ...group, instanceTypes: value.split(',') };
    case 'maxUnavailable': {
      const { strategy } = group.update;
      const limit = value.endsWith('%')
        ? { maxUnavailablePercentage: Number(value.slice(0, -1)) }
        : { maxUnavailable: Number(value) };
      return { ...group, update: { ...limit, ...(strategy === undefined ? {} : { strategy }) } };
    }
    default:
      return { ...group, [member]: Number(value) };
  }
}

function selfManagedAfter(group: AutoScalingGroupRecord, { member, value }: GroupChange): AutoScalingGroupRecord {
  switch (member) {
    case 'instanceType':
      return { ...group, instanceTypes: value.split(','), choosesByAttributes: false };
    case 'maxUnavailable':
      throw new InvalidChange(`${group.id} is an Auto Scaling group of its own: EKS does not update it`);
    default:
      return { ...group, [member === 'desiredSize' ? 'desiredCapacity' : member]: Number(value) };
  }
}

/** Throws `InvalidChange` for sizes out of order, which EKS and Auto Scaling refuse. */
export function rejectSizes(snapshot: Snapshot, cluster: string, name: string): void {
  const managed = membersOf(clusterOf(snapshot, cluster)?.nodeGroups).find((group) => group.name === name);
  const other = membersOf(snapshot.autoScalingGroups).find(({ id }) => id === name);
  const group = managed ?? other;
  if (!group) return;
  const desired = 'desiredSize' in group ? group.desiredSize : group.desiredCapacity;
  const { minSize: minimum, maxSize: maximum } = group;
  const refuse = (problem: string) => {
    throw new InvalidChange(`${name}: ${problem}`);
  };
  if (isAbove(minimum, maximum)) refuse(`the minimum of ${minimum} is above the maximum of ${maximum}`);
  if (isAbove(desired, maximum)) refuse(`${desired} nodes are desired, more than the maximum of ${maximum}`);
  if (isAbove(minimum, desired)) refuse(`${desired} nodes are desired, fewer than the minimum of ${minimum}`);
}

const isAbove = (a: Known<number>, b: Known<number>): boolean => !isUnobserved(a) && !isUnobserved(b) && a > b;

function withManagedGroup(snapshot: Snapshot, cluster: string, group: NodeGroupRecord): Snapshot {
  const { autoScalingGroupNames: names, maxSize, minSize } = group;
  // EKS sets the sizes of the Auto Scaling group behind, whatever somebody set there by hand.
  const behind = new Set(isUnobserved(names) ? [] : names);
  return {
    ...snapshot,
    clusters: changeMember(snapshot.clusters, cluster, (member) => ({
      ...member,
      nodeGroups: changeMember(member.nodeGroups, group.id, () => group),
    })),
    autoScalingGroups: mapMembers(snapshot.autoScalingGroups, (member) =>
      behind.has(member.id) ? { ...member, maxSize, minSize } : member,
    ),
  };
}

const withAutoScalingGroup = (snapshot: Snapshot, group: AutoScalingGroupRecord): Snapshot => ({
  ...snapshot,
  autoScalingGroups: changeMember(snapshot.autoScalingGroups, group.id, () => group),
});

function withTypes(snapshot: Snapshot, names: readonly string[], typeNamed: InstanceTypeNamed): Snapshot {
  const described = new Set(membersOf(snapshot.instanceTypes).map(({ id }) => id));
  const further = names
    .filter((name) => !described.has(name))
    .map((name) => {
      const type = typeNamed(name);
      if (type) return type;
      throw new InvalidChange(`neither AWS’s answers nor Plumbline’s own table has the instance type ${name}`);
    });
  const listed = isUnobserved(snapshot.instanceTypes) ? [] : snapshot.instanceTypes;
  return further.length === 0 ? snapshot : { ...snapshot, instanceTypes: [...listed, ...further] };
}
