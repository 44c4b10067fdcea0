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

/** Names of clusters that are known to be in other VPCs than these. */
export type Elsewhere = (vpcIds: readonly string[]) => Promise<readonly string[]>;

/**
 * The account's clusters. With names: those of them that exist, and every cluster that shares a VPC with one of them, since what
 * neighbours need of a subnet counts too. Clusters that could not be described are kept: they may be neighbours. Those that are known
 * to be `elsewhere` are not asked about.
 */
export async function readClusters(
  session: Session,
  wanted?: readonly string[],
  elsewhere: Elsewhere = async () => [],
): Promise<Clusters> {
  const listed = await observe(session, 'eks:ListClusters', () =>
    allItems({
      ask: (nextToken) => session.eks.send(new ListClustersCommand({ maxResults: 100, nextToken }), session.options),
      items: ({ clusters }) => clusters,
    }),
  );
  if (!isUnobserved(listed)) {
    const clusters = wanted ? await readNeighbours(session, listed, wanted, elsewhere) : describeAll(session, listed);
    return { names: listed, clusters: await clusters };
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

/** Those of the listed clusters that are wanted, and their neighbours. */
async function readNeighbours(
  session: Session,
  listed: readonly string[],
  wanted: readonly string[],
  elsewhere: Elsewhere,
): Promise<(Cluster | UnobservedMember)[]> {
  const isWanted = new Set(wanted);
  const first = await describeAll(
    session,
    listed.filter((name) => isWanted.has(name)),
  );
  const vpcs = new Set(first.flatMap((cluster) => (isHidden(cluster) ? [] : cluster.resourcesVpcConfig?.vpcId || [])));
  if (vpcs.size === 0) return first;
  const far = new Set(await elsewhere([...vpcs]));
  const others = await describeAll(
    session,
    listed.filter((name) => !isWanted.has(name) && !far.has(name)),
  );
  const near = others.filter((cluster) => isHidden(cluster) || vpcs.has(cluster.resourcesVpcConfig?.vpcId ?? 'none'));
  return [...first, ...near];
}
