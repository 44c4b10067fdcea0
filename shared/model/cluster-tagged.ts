import { remembered } from './view/memo.ts';
import type { AutoScalingGroup, Instance } from './view/records.ts';
import type { AccountView, ClusterView } from './view/views.ts';

const prefix = 'kubernetes.io/cluster/';

/** Members by the clusters that their tags name. */
function byCluster<T extends { readonly tags: Readonly<Record<string, string>> }>(
  members: readonly T[],
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const member of members) {
    for (const key of Object.keys(member.tags)) {
      if (!key.startsWith(prefix)) continue;
      const name = key.slice(prefix.length);
      const others = found.get(name);
      if (others) others.push(member);
      else found.set(name, [member]);
    }
  }
  return found;
}

const instancesByCluster = remembered(({ instances }: AccountView) => byCluster(instances.all()));
const groupsByCluster = remembered(({ autoScalingGroups }: AccountView) => byCluster(autoScalingGroups.all()));

/** The instances tagged `kubernetes.io/cluster/<name>`. Raises `NotObserved` when instances were not read. */
export const taggedInstances = ({ account, name }: ClusterView): readonly Instance[] =>
  instancesByCluster(account).get(name) ?? [];

/** The Auto Scaling groups tagged `kubernetes.io/cluster/<name>`. Raises `NotObserved` when groups were not read. */
export const taggedAutoScalingGroups = ({ account, name }: ClusterView): readonly AutoScalingGroup[] =>
  groupsByCluster(account).get(name) ?? [];
