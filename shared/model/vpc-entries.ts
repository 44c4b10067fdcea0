import { attempt } from './view/observing.ts';
import type { Revealed } from './view/reveal.ts';
import { NotObserved } from './view/reveal.ts';
import type { Table } from './view/table.ts';
import type { AccountView } from './view/views.ts';

/**
 * Every member of a collection whose members may lie in, or touch, more than one VPC, with what may hide one that concerns this VPC:
 * not what is hidden with another VPC.
 */
export function entriesOf<T extends { readonly id: string }>(
  account: AccountView,
  vpcId: string,
  collection: (account: AccountView) => Table<T>,
): readonly (Revealed<T> | NotObserved)[] {
  const entries = attempt(() => collection(account).entries());
  if (entries instanceof NotObserved) return [entries];
  if (!entries.some((entry) => entry instanceof NotObserved)) return entries;
  const vpcs = attempt(() => account.vpcs.observed().map(({ id }) => id));
  const others = vpcs instanceof NotObserved ? [] : vpcs.filter((id) => id !== vpcId);
  return entries.filter((entry) => !(entry instanceof NotObserved && others.includes(entry.missing.resource)));
}
