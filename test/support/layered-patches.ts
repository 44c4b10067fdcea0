import { recordBuilders } from './record-builders.ts';
import type { aSnapshot } from './snapshot-builders.ts';

export type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type Members = Readonly<Record<string, object | null>>;

const merged = (members: Members = {}, patch: Members = {}): Members => {
  const changed = Object.entries(patch).map(([id, change]) => [id, change && { ...members[id], ...change }] as const);
  return { ...members, ...Object.fromEntries(changed) };
};

const membersOf = (patches: Patches, collection: string): Members | undefined =>
  (patches as Readonly<Record<string, unknown>>)[collection] as Members | undefined;

/** Both patches of a snapshot as one: what the second says of a resource's field wins over the first. */
export function layeredPatches(first: Patches, second: Patches): Patches {
  const collections = Object.keys(recordBuilders).map((name) => [
    name,
    merged(membersOf(first, name), membersOf(second, name)),
  ]);
  return {
    ...first,
    ...second,
    cluster: {
      ...first.cluster,
      ...second.cluster,
      nodeGroups: merged(first.cluster?.nodeGroups, second.cluster?.nodeGroups),
      fargateProfiles: merged(first.cluster?.fargateProfiles, second.cluster?.fargateProfiles),
      addOns: merged(first.cluster?.addOns, second.cluster?.addOns),
    },
    ...Object.fromEntries(collections),
  };
}
