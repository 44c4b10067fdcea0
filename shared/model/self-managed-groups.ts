import { taggedAutoScalingGroups, taggedInstances } from './cluster-tagged.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { AutoScalingGroup, Instance } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

const isManaged = (tags: Readonly<Record<string, string>>): boolean => 'eks:nodegroup-name' in tags;

const runsOutsideGroups = ({ tags, state }: Instance): boolean =>
  !isManaged(tags) && !('karpenter.sh/nodepool' in tags) && !('eks:eks-cluster-name' in tags) && state !== 'terminated';

/**
 * Auto Scaling groups of self-managed nodes: tagged `kubernetes.io/cluster/<name>` and not made by EKS.
 * Where Auto Scaling groups were not read, an instance of the cluster outside its managed groups proves that there is one, and
 * raises `NotObserved`; without such an instance (or without any instances read) the cluster is judged by its managed groups.
 */
export const selfManagedGroups = remembered((view: ClusterView): readonly AutoScalingGroup[] => {
  const groups = attempt(() => taggedAutoScalingGroups(view));
  if (!(groups instanceof NotObserved)) return groups.filter(({ tags }) => !isManaged(tags));

  const instances = attempt(() => taggedInstances(view));
  if (instances instanceof NotObserved) return [];
  if (instances.some(runsOutsideGroups)) throw groups;
  return [];
});
