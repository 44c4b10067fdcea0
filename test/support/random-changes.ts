import fc from 'fast-check';
import { isUnobserved, unread } from '../../shared/model/snapshot/known.ts';
import { collectionNames, type Snapshot, snapshotSchema } from '../../shared/model/snapshot/snapshot.ts';

/** One change; the numbers choose among what there is. */
type Change = readonly [
  kind: 'remove' | 'hide' | 'number' | 'boolean',
  collection: number,
  member: number,
  field: number,
];

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.tuple(fc.constantFrom('remove', 'hide', 'number', 'boolean'), fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)),
  { maxLength: 6 },
);

type Json = Record<string, unknown>;

const chosen = <T>(from: readonly T[], number: number): T | undefined => from[number % (from.length || 1)];

function apply(snapshot: Json, [kind, collection, member, field]: Change): void {
  const members = snapshot[chosen(collectionNames, collection) ?? ''];
  if (!Array.isArray(members) || members.length === 0) return;
  if (kind === 'remove') members.splice(member % members.length, 1);
  else if (kind === 'number' || kind === 'boolean') change(chosen(members, member), kind, field);
  else {
    const record = chosen(members, member) as Json;
    const name = chosen(Object.keys(record), field);
    if (!isUnobserved(record) && name !== undefined) record[name] = unread('test:Hidden was denied', 'test:Hidden');
  }
}

function change(record: Json, kind: 'number' | 'boolean', field: number): void {
  const name = chosen(
    Object.keys(record).filter((key) => typeof record[key] === kind),
    field,
  );
  if (name !== undefined && !isUnobserved(record)) record[name] = kind === 'number' ? field % 40 : !record[name];
}

/** The snapshot after the changes that leave it valid. */
export function changed(snapshot: Snapshot, edits: readonly Change[]): Snapshot {
  return edits.reduce<Snapshot>((before, edit) => {
    const copy: Json = structuredClone(before);
    apply(copy, edit);
    const parsed = snapshotSchema.safeParse(copy);
    return parsed.success ? parsed.data : before;
  }, snapshot);
}
