import { isUnobserved, type Listing, type Unobserved, type UnobservedMember } from '../../model/snapshot/known.ts';

/** A collection of a snapshot as its schema gives it. */
type Listed<T> = Unobserved | (T | UnobservedMember)[];

interface Member {
  readonly id: string;
}

/** The members that were observed. */
export function membersOf<T extends Member>(listing: Listing<T> | undefined): readonly T[] {
  if (listing === undefined || isUnobserved(listing)) return [];
  return listing.flatMap((member) => ('id' in member ? [member] : []));
}

/** The listing with every observed member changed; one that becomes undefined is left out. */
export function mapMembers<T extends Member>(listing: Listed<T>, change: (member: T) => T | undefined): Listed<T> {
  if (isUnobserved(listing)) return listing;
  return listing.flatMap((member): T | UnobservedMember | [] => ('id' in member ? (change(member) ?? []) : member));
}

/** The listing with the member of this id changed. */
export const changeMember = <T extends Member>(listing: Listed<T>, id: string, change: (member: T) => T): Listed<T> =>
  mapMembers(listing, (member) => (member.id === id ? change(member) : member));
