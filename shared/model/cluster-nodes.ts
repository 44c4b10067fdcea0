import { taggedInstances } from './cluster-tagged.ts';
import { workerGroups } from './node-capacity.ts';
import { automaticNodesOf, clusterNamedByInterfaces, instancesLack, runningNodesOf } from './running-nodes.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** The ids of instances that certainly are nodes of the cluster: by its groups, or by tags. */
const nodeIds = remembered((view: ClusterView): ReadonlySet<string> => {
  const { account, name } = view;
  const inGroups = workerGroups(view).flatMap((group) =>
    group instanceof NotObserved ? [] : runningNodesOf(account, group.id),
  );
  const tagged = attempt(() => taggedInstances(view).map(({ id }) => id));
  return new Set([
    ...[...inGroups, ...automaticNodesOf(account, name)].map(({ instanceId }) => instanceId),
    ...(tagged instanceof NotObserved ? [] : tagged),
  ]);
});

/** Whether an instance of the account is a node of the cluster. Raises `NotObserved` where instances were not read and nothing else tells. */
export function isNodeOf(view: ClusterView, instanceId: string): boolean {
  if (nodeIds(view).has(instanceId)) return true;
  const cluster = clusterNamedByInterfaces(view.account, instanceId);
  if (cluster !== undefined) return cluster === view.name;
  const lack = instancesLack(view.account);
  if (lack) throw lack;
  return false;
}
