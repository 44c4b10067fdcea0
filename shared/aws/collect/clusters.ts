import { type Cluster, DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import { isUnobserved, type Known, type Listing, type UnobservedMember } from '../../model/snapshot/known.ts';
import { gone, observe, observeOrGone } from './observe.ts';
import { allItems } from './pages.ts';
import type { Session } from './session.ts';

interface Clusters {
  /** Every cluster of the account and Region. */
  readonly names: Known<readonly string[]>;
  readonly clusters: Listing<Cluster>;
}

const isHidden = <T>(member: T | UnobservedMember): member is UnobservedMember => isUnobserved(member);

/**
 * The account's clusters. With names: those of them that exist, and every cluster that shares a VPC with one of them, since what
 * neighbours need of a subnet counts too. Clusters that could not be described are kept: they may be neighbours.
 */
export async function readClusters(session: Session, wanted?: readonly string[]): Promise<Clusters> {
  const listed = await observe(session, 'eks:ListClusters', () =>
    allItems({
      ask: (nextToken) => session.eks.send(new ListClustersCommand({ maxResults: 100, nextToken }), session.options),
      items: ({ clusters }) => clusters,
    }),
  );
  if (!isUnobserved(listed)) {
    const all = await describeAll(session, listed);
    return { names: listed, clusters: wanted ? withNeighbours(all, wanted) : all };
  }
  if (!wanted) return { names: listed, clusters: listed };
  // No name is known of what may be missing.
  return { names: listed, clusters: [...(await describeAll(session, wanted)), { ...listed, of: '' }] };
}

async function describeAll(session: Session, names: readonly string[]): Promise<(Cluster | UnobservedMember)[]> {
  const described = await Promise.all(names.map((name) => describe(session, name)));
  return described.filter((cluster) => cluster !== gone);
}

async function describe(session: Session, name: string): Promise<Cluster | UnobservedMember | typeof gone> {
  const cluster = await observeOrGone(session, 'eks:DescribeCluster', async () => {
    const answer = await session.eks.send(new DescribeClusterCommand({ name }), session.options);
    if (!answer.cluster) throw new Error('AWS answered without the cluster');
    return answer.cluster;
  });
  return isUnobserved(cluster) ? { ...cluster, of: name } : cluster;
}

function withNeighbours(all: readonly (Cluster | UnobservedMember)[], wanted: readonly string[]) {
  const vpcs = new Set<string>();
  for (const cluster of all) {
    const vpcId = isHidden(cluster) ? undefined : cluster.resourcesVpcConfig?.vpcId;
    if (vpcId && !isHidden(cluster) && wanted.includes(cluster.name ?? '')) vpcs.add(vpcId);
  }
  return all.filter(
    (cluster) =>
      isHidden(cluster) || wanted.includes(cluster.name ?? '') || vpcs.has(cluster.resourcesVpcConfig?.vpcId ?? 'none'),
  );
}
