import { instanceTypesOf, workerGroups } from '../node-capacity.ts';
import { attempt } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';

/** The instance types of the cluster's groups whose limits come from Plumbline's own table, and the table's date. */
export function typesFromTable(view: ClusterView): { readonly names: readonly string[]; readonly date: string } {
  const types = workerGroups(view).flatMap((group) => {
    const known = group instanceof NotObserved ? group : attempt(() => instanceTypesOf(view.account, group));
    return known instanceof NotObserved ? [] : known.filter(({ tableDate }) => tableDate !== undefined);
  });
  return { names: [...new Set(types.map(({ id }) => id))].sort(), date: types[0]?.tableDate ?? '' };
}
