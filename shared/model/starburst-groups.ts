import { isSelectedBy } from './group-selector.ts';
import { undecidable } from './snapshot/known.ts';
import { remembered } from './view/memo.ts';
import type { NodeGroup } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** The managed node groups of a Starburst deployment, as far as they can be told. Either list may be empty. */
export interface StarburstGroups {
  /** Of the coordinator and the workers. */
  readonly workers: readonly NodeGroup[];
  /** Of the support services. */
  readonly support: readonly NodeGroup[];
}

/**
 * As declared (by name, or by a label as `key=value`); else by the label `starburst.io/role` or `role`; else, of exactly two groups,
 * the one with the larger maximum runs the workers. Raises `NotObserved` when a declared group does not exist.
 */
export const starburstGroups = remembered((view: ClusterView): StarburstGroups => {
  const groups = view.nodeGroups.all();
  const workers = declared(view, 'sepWorkerGroup', groups) ?? labelled(groups, /^(coordinator|workers?)$/i);
  const support = declared(view, 'sepSupportGroup', groups) ?? labelled(groups, /^support/i);
  const [one, other] = groups;
  if (!one || !other || groups.length > 2) return { workers, support };
  if (workers.length > 0 || support.length > 0) {
    const others = (named: readonly NodeGroup[]) => groups.filter((group) => !named.includes(group));
    return {
      workers: workers.length > 0 ? workers : others(support),
      support: support.length > 0 ? support : others(workers),
    };
  }
  if (one.maxSize === other.maxSize) return { workers, support };
  return one.maxSize > other.maxSize ? { workers: [one], support: [other] } : { workers: [other], support: [one] };
});

/** The groups in which the coordinator may run: those labelled for it, else all of coordinator and workers. */
export function coordinatorGroups(view: ClusterView): readonly NodeGroup[] {
  const { workers } = starburstGroups(view);
  const own = labelled(workers, /^coordinator$/i);
  return own.length > 0 ? own : workers;
}

function declared(
  view: ClusterView,
  name: 'sepWorkerGroup' | 'sepSupportGroup',
  groups: readonly NodeGroup[],
): readonly NodeGroup[] | undefined {
  const text = view.declared[name];
  if (text === undefined) return undefined;
  const found = groups.filter((group) => isSelectedBy(text, group));
  if (found.length > 0) return found;
  throw new NotObserved(name, view.name, undecidable(`no managed node group of the cluster is ${text}`));
}

const labelled = (groups: readonly NodeGroup[], role: RegExp): readonly NodeGroup[] =>
  groups.filter(({ labels }) => role.test(labels['starburst.io/role'] ?? labels.role ?? ''));
