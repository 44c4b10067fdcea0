import { suggestion } from '../../config/closest.ts';
import { isUnobserved } from '../../model/snapshot/known.ts';
import { InvalidInput, parseSnapshot } from '../../model/snapshot/parse-snapshot.ts';
import { collectionNames, type Snapshot } from '../../model/snapshot/snapshot.ts';
import { lostMember, namedPath } from './patch-paths.ts';
import { recordKeyOf } from './record-keys.ts';

/**
 * The snapshot with a JSON merge patch (RFC 7396) laid over it, and one extension. A merge patch replaces lists; here an object laid
 * over a list of records addresses them: by `id`, routes by their destination, entries of network ACLs as `egress 100`, rules of security
 * groups by `ruleId`. Null takes a record away, an unknown key adds one. Throws `InvalidInput` where the result is no snapshot, and for
 * what would silently change nothing.
 */
export function patchSnapshot(snapshot: Snapshot, patch: unknown): Snapshot {
  if (!isObject(patch)) throw new InvalidInput('', 'a merge patch is a JSON object');
  const added: Added[] = [];
  const patched = merged(snapshot, patch, { path: [], added });
  const parsed = parsedAs(patched, added);
  const lost = lostMember(patch, parsed);
  if (lost) throw new InvalidInput(lost.path, `no snapshot has this member${suggestion(lost.name, lost.known)}`);
  return parsed;
}

/** What is wrong with the result is told by the ids of records, as the patch addresses them. */
function parsedAs(patched: unknown, added: readonly Added[]): Snapshot {
  try {
    return parseSnapshot(patched).snapshot;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const problem = error.message.slice(error.path === '' ? 0 : error.path.length + 2);
    const path = namedPath(patched, error.path);
    const without = added.find((one) => path.startsWith(`${one.path}.`));
    const hint = without ? `; the patch adds ${without.key}, which was not there before${without.suggestion}` : '';
    throw new InvalidInput(path, `${problem}${hint}`, { cause: error });
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

/** A record that the patch adds: perhaps another one was meant. */
interface Added {
  readonly path: string;
  readonly key: string;
  readonly suggestion: string;
}

interface Place {
  readonly path: readonly string[];
  /** Takes what is added. */
  readonly added: Added[];
}

const at = ({ path, added }: Place, name: string): Place => ({ path: [...path, name], added });
const shownAs = ({ path }: Place): string => path.join('.');

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(target: unknown, patch: unknown, place: Place): unknown {
  if (!isObject(patch) || isUnobserved(patch)) return patch;
  if (Array.isArray(target)) return mergedRecords(target, patch, place);
  // Laid over a fact that was not observed, a patch says the fact; but not that a list is complete.
  if (isUnobserved(target)) {
    if (isListing(place)) {
      throw new InvalidInput(shownAs(place), 'was not observed: write a list of all there are in place of it');
    }
    return mergedMembers({}, patch, place);
  }
  return mergedMembers(isObject(target) ? target : {}, patch, place);
}

function mergedMembers(target: JsonObject, patch: JsonObject, place: Place): JsonObject {
  const result = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, merged(result.get(name), value, at(place, name)));
  }
  return Object.fromEntries(result);
}

const listings = new Set<string>([...collectionNames, 'nodeGroups', 'fargateProfiles', 'addOns']);
const isListing = ({ path }: Place): boolean => listings.has(path.at(-1) ?? '');

function mergedRecords(target: readonly unknown[], patch: JsonObject, place: Place): readonly unknown[] {
  if (target.some((member) => !isObject(member))) {
    throw new InvalidInput(shownAs(place), 'this is a list of values: a patch replaces it by another list');
  }
  const { keyOf, fromKey } = recordKeyOf(place.path.at(-1) ?? '');
  const known = target.flatMap((member) => keyOf(member) ?? []);
  const changed = target.flatMap((member) => {
    const key = keyOf(member);
    const change = key === undefined || !Object.hasOwn(patch, key) ? undefined : patch[key];
    if (change === undefined) return [member];
    return change === null ? [] : [merged(member, change, at(place, key ?? ''))];
  });
  const further = Object.entries(patch)
    .filter(([key]) => !known.includes(key))
    .map(([key, value]) => {
      const here = at(place, key);
      const where = shownAs(here);
      if (value === null) throw new InvalidInput(where, `there is none to take away${suggestion(key, known)}`);
      if (!isObject(value)) throw new InvalidInput(where, 'a record is a JSON object');
      place.added.push({ path: where, key, suggestion: suggestion(key, known) });
      return { ...fromKey(key), ...mergedMembers({}, value, here) };
    });
  return [...changed, ...further];
}
