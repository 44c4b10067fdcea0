import { isManagedGroup, type WorkerGroup, workerGroups } from './node-capacity.ts';
import { remembered } from './view/memo.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A node group under the id of its verdicts: `cluster/name`, also for the Auto Scaling group of self-managed nodes. */
export interface WorkerGroupSubject {
  readonly id: string;
  readonly group: WorkerGroup;
}

/** The node groups of the cluster, managed ones first; what hides further ones stands among them. */
export const workerGroupSubjects = remembered((view: ClusterView): readonly (WorkerGroupSubject | NotObserved)[] =>
  workerGroups(view).map((group) =>
    group instanceof NotObserved ? group : { id: isManagedGroup(group) ? group.id : `${view.name}/${group.id}`, group },
  ),
);
