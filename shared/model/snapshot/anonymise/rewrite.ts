import { isUnobserved, type Unobserved } from '../known.ts';
import { collectionNames, type Snapshot } from '../snapshot.ts';
import { textKind } from './fields.ts';
import { isAwsId } from './pseudonyms.ts';
import { environment, labels, tags } from './tags.ts';
import { rewrites, type Substitutes, type TextKind } from './texts.ts';

const collections: ReadonlySet<string> = new Set(collectionNames);
const owned: ReadonlySet<string> = new Set(['nodeGroups', 'fargateProfiles', 'addOns']);
const textsByKey: Readonly<Record<string, typeof tags>> = { tags, labels, environment };

/** The snapshot with every text rewritten. Asks for the same texts in the same order, whatever the substitutes are. */
export const rewrite = (snapshot: Snapshot, substitutes: Substitutes): Snapshot =>
  membersOf(snapshot, (member, value) =>
    collections.has(member)
      ? rewriteValue(value, member, [], substitutes)
      : rewriteValue(value, 'snapshot', [member], substitutes),
  ) as Snapshot;

function membersOf(record: object, change: (member: string, value: unknown) => unknown): object {
  const changed = Object.entries(record).map(([member, value]) => [member, change(member, value)] as const);
  return Object.fromEntries(changed.filter(([, value]) => value !== undefined));
}

function rewriteValue(value: unknown, collection: string, path: readonly string[], substitutes: Substitutes): unknown {
  if (typeof value === 'string') return rewrites[textKind(collection, path)](value, substitutes);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => rewriteValue(member, collection, path, substitutes));
  if (isUnobserved(value)) return unobserved(value, collection, substitutes);
  return membersOf(value, (member, inner) => {
    const texts = textsByKey[member];
    if (texts && !isUnobserved(inner)) return texts(inner as Record<string, string>, substitutes);
    const isOwned = path.length === 0 && collection === 'clusters' && owned.has(member);
    return isOwned
      ? rewriteValue(inner, member, [], substitutes)
      : rewriteValue(inner, collection, [...path, member], substitutes);
  });
}

/** Reasons are sentences of a reader, with ids in them. */
function unobserved(value: Unobserved & { readonly of?: string }, collection: string, substitutes: Substitutes) {
  const { of, action, kind } = value;
  const reason = `${action ?? 'this'} was not observed`;
  const hidden = of === undefined ? {} : { of: rewrites[kindOfHidden(of, collection)](of, substitutes) };
  return { observed: false, kind, reason, ...(action === undefined ? {} : { action }), ...hidden };
}

/** A whole VPC may be hidden in every collection, and so may what belongs to a cluster whose VPC is not known. */
function kindOfHidden(of: string, collection: string): TextKind {
  const kind = textKind(collection, ['id']);
  if (kind === 'id') return isAwsId(of) ? 'id' : 'cluster';
  return of.startsWith('vpc-') ? 'id' : kind;
}
