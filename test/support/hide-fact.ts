import { isDeepStrictEqual } from 'node:util';
import { isUnobserved, unread } from '../../shared/model/snapshot/known.ts';
import { type Snapshot, snapshotSchema } from '../../shared/model/snapshot/snapshot.ts';

type Json = Record<string, unknown>;

const hidden = unread('reading it was denied', 'test:Hidden');
const clusterOwned = ['nodeGroups', 'fargateProfiles', 'addOns'];

function hideIn(value: unknown, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null || isUnobserved(value)) return;
  if (Array.isArray(value)) {
    for (const member of value) hideIn(member, path);
    return;
  }
  const record = value as Json;
  if (!(key in record)) return;
  if (rest.length === 0) record[key] = hidden;
  else hideIn(record[key], rest);
}

/** What structuredClone makes in jest has prototypes of another realm, and so equals nothing of this one. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyOf(member)]));
}

/** The snapshot in which a fact (`collection` or `collection.field…`) was observed nowhere, or undefined where it cannot be missing. */
export function hideFact(snapshot: Snapshot, fact: string): Snapshot | undefined {
  const copy = copyOf(snapshot) as Json;
  const path = fact.split('.');
  const owned = clusterOwned.includes(path[0] ?? '');
  hideIn(owned ? copy.clusters : copy, path[0] === 'clusters' && path.length === 1 ? [] : path);
  const parsed = snapshotSchema.safeParse(copy);
  const hides = parsed.success && isDeepStrictEqual(parsed.data, copy) && !isDeepStrictEqual(copy, snapshot);
  return hides ? parsed.data : undefined;
}
