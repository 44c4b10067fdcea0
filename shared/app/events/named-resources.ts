import { type ResourcePrefix, resourcePrefixes } from './event-names.ts';

/** As many as one CreateTags call can name. */
export const mostResources = 1_000;

const resourceId = new RegExp(`^(${resourcePrefixes.join('|')})-[0-9a-f]{8,17}$`);

/**
 * The ids of these kinds that stand as whole texts anywhere in the values, sorted, none twice. Where EC2 puts them differs from
 * call to call. Throws a RangeError beyond `mostResources`.
 */
export function namedResources(values: unknown, prefixes: readonly ResourcePrefix[]): readonly string[] {
  const found = new Set<string>();
  for (const text of textsIn(values)) {
    const prefix = resourceId.exec(text)?.[1];
    if (prefixes.some((wanted) => wanted === prefix)) found.add(text);
    if (found.size > mostResources) throw new RangeError(`It names more than ${mostResources} resources.`);
  }
  return [...found].sort();
}

/** Every text of a JSON value, at any depth: somebody else chose the depth, so this does not recurse. */
function* textsIn(value: unknown): Iterable<string> {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') yield next;
    else if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) open.push(member);
  }
}
