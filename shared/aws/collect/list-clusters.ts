import type { ClusterList } from '../../app/sweep/sweep.ts';
import { isUnobserved } from '../../model/snapshot/known.ts';
import { readClusters } from './clusters.ts';
import { CollectionError } from './failures.ts';
import { openSession, type SessionOptions } from './session.ts';

/** Every cluster of the account and Region, with its VPC where it could be described. Throws a `CollectionError` when they cannot be listed. */
export async function listClusters(options: SessionOptions = {}): Promise<ClusterList> {
  const session = openSession(options);
  const observedAt = new Date().toISOString();
  try {
    const { clusters: listed } = await readClusters(session);
    if (isUnobserved(listed)) throw new CollectionError('eks:ListClusters', new Error(listed.reason));
    const clusters = listed.flatMap((cluster) => {
      if (isUnobserved(cluster)) return 'of' in cluster ? [{ name: String(cluster.of) }] : [];
      const { name, resourcesVpcConfig } = cluster;
      const vpcId = resourcesVpcConfig?.vpcId;
      return name ? [{ name, ...(vpcId ? { vpcId } : {}) }] : [];
    });
    return { observedAt, clusters };
  } finally {
    session.close();
  }
}
