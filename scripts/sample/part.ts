import type { CollectionName } from '../../shared/model/snapshot/snapshot.ts';

/** What one cluster's network adds to the sample account. */
export type Part = { readonly [C in CollectionName]?: readonly unknown[] };

/** All parts as one: members of the same collection one after the other. */
export function merge(
  parts: readonly Part[],
  names: readonly CollectionName[],
): Readonly<Record<CollectionName, unknown[]>> {
  return Object.fromEntries(names.map((name) => [name, parts.flatMap((part) => part[name] ?? [])])) as Record<
    CollectionName,
    unknown[]
  >;
}
