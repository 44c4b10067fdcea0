import { createHash } from 'node:crypto';
import type { ClusterKey } from '../../app/findings/finding.ts';
import { schema, type Uses, usesFrom } from './items.ts';
import { clusterNamedBy, resourcePartition, userKey, usesKey } from './keys.ts';
import { attribute, phrase } from './phrase.ts';
import { mostWrites, type Table, type Write } from './table.ts';

const attempts = 5;

/** Equals no digest: the set is being replaced, or somebody stopped half-way. */
const partial = 'partial';

export async function usersOf(table: Table, region: string, resource: string): Promise<readonly ClusterKey[]> {
  return (await table.query(resourcePartition(region, resource), 'C#')).map(clusterNamedBy);
}

export async function usedBy(table: Table, cluster: ClusterKey): Promise<readonly string[]> {
  const item = await table.get(usesKey(cluster));
  return item ? usesFrom(item).resources : [];
}

/**
 * Makes the resources the ones that the cluster uses. The cluster's own list says what to take away, and serialises its writers:
 * while a set too large for one transaction is being replaced, the list holds the old and the new resources.
 */
export async function replaceUses(table: Table, cluster: ClusterKey, used: readonly string[]): Promise<void> {
  const resources = [...new Set(used)].sort();
  const digest = createHash('sha256').update(resources.join('\n')).digest('hex');
  for (let attempt = 0; attempt < attempts; attempt++) {
    const item = await table.get(usesKey(cluster));
    const before = item && usesFrom(item);
    if (before?.digest === digest || (!before && resources.length === 0)) return;
    if (await replace(table, cluster, before, { resources, digest })) return;
  }
  throw new Error(`Writers of what ${cluster.cluster} uses overtook each other ${attempts} times.`);
}

async function replace(
  table: Table,
  cluster: ClusterKey,
  before: Uses | undefined,
  after: Pick<Uses, 'resources' | 'digest'>,
): Promise<boolean> {
  const writes = writesBetween(cluster, before, after.resources);
  const meanwhile = { resources: [...new Set([...(before?.resources ?? []), ...after.resources])], digest: partial };
  let version = before?.version;
  for (let start = 0; start === 0 || start < writes.length; start += mostWrites - 1) {
    const end = start + mostWrites - 1;
    const list = end < writes.length ? meanwhile : after;
    if (!(await table.transact([listWrite(cluster, version, list), ...writes.slice(start, end)]))) return false;
    version = (version ?? 0) + 1;
  }
  return true;
}

/** Of a set that was being replaced nobody knows which resources were reached. */
function writesBetween(cluster: ClusterKey, before: Uses | undefined, after: readonly string[]): readonly Write[] {
  const old = before?.resources ?? [];
  const known = new Set(before?.digest === partial ? [] : old);
  const kept = new Set(after);
  return [
    ...after
      .filter((resource) => !known.has(resource))
      .map((resource) => ({ put: { ...userKey(cluster, resource), schema } })),
    ...old.filter((resource) => !kept.has(resource)).map((resource) => ({ delete: userKey(cluster, resource) })),
  ];
}

const listWrite = (
  cluster: ClusterKey,
  version: number | undefined,
  list: Pick<Uses, 'resources' | 'digest'>,
): Write => ({
  update: {
    key: usesKey(cluster),
    set: { ...list, version: (version ?? 0) + 1, schema },
    conditions: [
      version === undefined
        ? phrase`attribute_not_exists(${attribute('pk')})`
        : phrase`${attribute('version')} = ${version}`,
    ],
  },
});
