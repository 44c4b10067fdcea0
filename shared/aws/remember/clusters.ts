import type { ClusterKey, ClusterMemory, Finding } from '../../app/findings/finding.ts';
import type { Commit } from '../../app/findings/memory.ts';
import { everyCluster } from '../../reports/every-cluster.ts';
import { clusterAttributes, clusterFrom, findingAttributes, findingFrom, schema } from './items.ts';
import { accountPartition, clusterKey, clusterNamedBy, findingKey, findingPrefix, placeKey } from './keys.ts';
import { attribute, phrase } from './phrase.ts';
import { mostWrites, type Table, type Write } from './table.ts';

/** The cluster's item and its place in the list are the other writes of a commit. */
export const mostFindings = mostWrites - 2;

const atVersion = (version: number) => phrase`${attribute('version')} = ${version}`;

export async function clusterIn(table: Table, key: ClusterKey): Promise<ClusterMemory | undefined> {
  const item = await table.get(clusterKey(key));
  return item && clusterFrom(item);
}

export async function clustersIn(table: Table, account: string, region: string): Promise<readonly ClusterMemory[]> {
  const places = await table.query(accountPartition(account, region), 'C#');
  const items = await table.getAll(places.map((place) => clusterKey(clusterNamedBy(place))));
  return items.map(clusterFrom);
}

/** Without those that expired: DynamoDB deletes them some time later. */
export async function findingsIn(table: Table, key: ClusterKey, now: string): Promise<readonly Finding[]> {
  const items = await table.query(clusterKey(key).pk, findingPrefix);
  return items
    .map((item) => findingFrom(key, item))
    .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
}

export async function touchIn(table: Table, key: ClusterKey, version: number, observedAt: string): Promise<boolean> {
  const written = await table.update({
    key: clusterKey(key),
    set: { observedAt },
    conditions: [atVersion(version), phrase`${attribute('observedAt')} < ${observedAt}`],
  });
  // If the answer to a write was lost, the SDK's next attempt is refused by what the first one wrote.
  return written.made || (written.item?.version === version && written.item.observedAt === observedAt);
}

export async function commitTo(table: Table, { before, cluster, findings }: Commit): Promise<boolean> {
  if (findings.length > mostFindings) throw new RangeError(`${findings.length} findings do not fit into a commit.`);
  const key = clusterKey(cluster);
  const conditions = before
    ? [atVersion(before.version), phrase`${attribute('observedAt')} = ${before.observedAt}`]
    : [phrase`attribute_not_exists(${attribute('pk')})`];
  const isListed = cluster.cluster === everyCluster || (before !== undefined && before.gone === cluster.gone);
  return table.transact([
    { update: { key, ...clusterAttributes(cluster), conditions } },
    ...(isListed ? [] : [placeOf(cluster)]),
    ...findings.map((finding) => ({ update: { key: findingKey(cluster, finding), ...findingAttributes(finding) } })),
  ]);
}

/** The cluster's place among those of its account, which lasts as long as the cluster's own item. */
function placeOf(cluster: ClusterMemory): Write {
  const { expiresAt } = clusterAttributes(cluster).set;
  return { put: { ...placeKey(cluster), schema, ...(expiresAt === undefined ? {} : { expiresAt }) } };
}

export async function settleIn(table: Table, key: ClusterKey, version: number): Promise<boolean> {
  const update = { key: clusterKey(key), set: { pending: false }, conditions: [atVersion(version)] };
  return (await table.update(update)).made;
}
