import { isUnobserved, type Listing, type Unobserved, type UnobservedMember } from '../../model/snapshot/known.ts';
import type { CollectionName, Snapshot } from '../../model/snapshot/snapshot.ts';

/** The listing as a snapshot holds it. */
export type RecordList<T> = Unobserved | (T | UnobservedMember)[];

type Item = { readonly id: string };

const isHidden = <T>(member: T | UnobservedMember): member is UnobservedMember => isUnobserved(member);

/** The members that were observed. */
export const observedIn = <T>(listing: Listing<T>): readonly T[] =>
  isUnobserved(listing) ? [] : listing.filter((member): member is T => !isHidden(member));

/**
 * The records of the answers. Pages that shift while they are read give a resource twice: the later answer counts.
 */
export function recordsOf<A, R extends Item>(
  answers: Listing<A>,
  shape: (answer: A) => R | UnobservedMember,
): RecordList<R> {
  if (isUnobserved(answers)) return answers;
  const records = new Map<string, R | UnobservedMember>();
  for (const answer of answers) {
    const record = isHidden(answer) ? answer : shape(answer);
    records.set(isHidden(record) ? `unobserved ${record.of}` : record.id, record);
  }
  return [...records.values()];
}

/** The listing, with a member of its own for each subject that is hidden. */
const hiding = <T>(
  listing: Listing<T>,
  subjects: Iterable<string>,
  why: (subject: string) => Unobserved,
): RecordList<T> =>
  isUnobserved(listing) ? listing : [...listing, ...Array.from(subjects, (of) => ({ ...why(of), of }))];

/** The snapshot, whose collections of these names have a member of its own for each subject that is hidden. */
export function hideIn(
  snapshot: Snapshot,
  names: readonly CollectionName[],
  subjects: readonly string[],
  why: (subject: string) => Unobserved,
): Snapshot {
  if (subjects.length === 0) return snapshot;
  const hidden = names.map((name) => [name, hiding<unknown>(snapshot[name], subjects, why)]);
  return { ...snapshot, ...Object.fromEntries(hidden) };
}

/** The listing, in which each of the ids that it lacks although something refers to it stands as not observed. */
export function referring<T extends Item>(
  listing: RecordList<T>,
  ids: Iterable<string>,
  why: (id: string) => Unobserved,
): RecordList<T> {
  if (isUnobserved(listing)) return listing;
  const present = new Set(listing.map((member) => (isHidden(member) ? member.of : member.id)));
  return hiding(listing, [...new Set(ids)].filter((id) => !present.has(id)).sort(), why);
}
