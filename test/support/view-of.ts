import type { Declarations } from '../../shared/model/declarations.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import type { Subnet } from '../../shared/model/view/records.ts';
import { AccountView, type ClusterView } from '../../shared/model/view/views.ts';

/** The first cluster of the snapshot, as rules see it. */
export function viewOf(snapshot: Snapshot, declare: Declarations = {}): ClusterView {
  const [view] = new AccountView(snapshot, { declarationsOf: () => declare }).clusters;
  if (!view) throw new Error('The snapshot has no cluster.');
  return view;
}

export function subnetOf({ account }: ClusterView, id: string): Subnet {
  const subnet = account.subnets.find(id);
  if (!subnet) throw new Error(`The snapshot has no subnet ${id}.`);
  return subnet;
}
