import { type ClusterKey, clusterId, type FindingKey, findingId } from '../../app/findings/finding.ts';

/** Key of an item; docs/findings.md lists them all. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const clusterPartition = (cluster: ClusterKey): string => `C#${clusterId(cluster)}`;

export const findingPrefix = 'F#';

export const clusterKey = (cluster: ClusterKey): Key => ({ pk: clusterPartition(cluster), sk: '#' });
export const findingKey = (cluster: ClusterKey, finding: FindingKey): Key => ({
  pk: clusterPartition(cluster),
  sk: `${findingPrefix}${findingId(finding)}`,
});
export const usesKey = (cluster: ClusterKey): Key => ({ pk: clusterPartition(cluster), sk: 'R' });

export const accountPartition = (account: string, region: string): string => `A#${account}#${region}`;
export const placeKey = (cluster: ClusterKey): Key => ({
  pk: accountPartition(cluster.account, cluster.region),
  sk: clusterPartition(cluster),
});

export const resourcePartition = (region: string, resource: string): string => `R#${region}#${resource}`;
export const userKey = (cluster: ClusterKey, resource: string): Key => ({
  pk: resourcePartition(cluster.region, resource),
  sk: clusterPartition(cluster),
});

/** The cluster that an item's sort key names. */
export function clusterNamedBy({ sk }: { readonly sk?: unknown }): ClusterKey {
  const [kind, account, region, cluster] = String(sk).split('#');
  if (kind !== 'C' || !account || !region || !cluster) throw new Error(`${sk} names no cluster.`);
  return { account, region, cluster };
}
