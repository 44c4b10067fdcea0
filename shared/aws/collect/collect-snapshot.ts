import type { Cluster } from '@aws-sdk/client-eks';
import { isUnobserved, type Listing, type UnobservedMember } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { assembleSnapshot } from '../shapes/assemble.ts';
import { observedIn } from '../shapes/listings.ts';
import type { ClusterParts } from '../shapes/parts.ts';
import { rolesIn } from '../shapes/references.ts';
import { uniformParts } from '../shapes/uniform-parts.ts';
import { readBelongings } from './cluster-belongings.ts';
import { type Elsewhere, readClusters } from './clusters.ts';
import { readAutoScalingGroups } from './compute-reads.ts';
import { identify } from './identity.ts';
import { readNetwork } from './network.ts';
import { notReadEither } from './observe.ts';
import { readReferred } from './referred.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';
import { notAskedFor, type OptionalReads, readSurroundings } from './surroundings.ts';
import { together } from './together.ts';

export interface Progress {
  /** The IAM action of the call that AWS answered last. */
  readonly action: string;
  /** Calls that AWS answered so far. */
  readonly calls: number;
}

export interface CollectOptions extends Omit<SessionOptions, 'onCall'>, OptionalReads {
  /** Reads these clusters, and those that share a VPC with them. Absent: every cluster of the account and Region. */
  readonly clusters?: readonly string[] | undefined;
  /** Spares asking about clusters that cannot be neighbours. */
  readonly elsewhere?: Elsewhere;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Reads the networks of an account's clusters in one Region. A read that is denied, throttled to the end, unavailable or later than
 * `deadlineMs` stands in the snapshot as not observed. Throws what `signal` was aborted with, and a `CollectionError` for a failure
 * that says nothing about the account (credentials, clock, an answer that is none).
 */
export async function collectSnapshot(options: CollectOptions = {}): Promise<Snapshot> {
  const { onProgress } = options;
  let calls = 0;
  const session = openSession({ ...options, onCall: (action) => onProgress?.({ action, calls: ++calls }) });
  try {
    return await collect(session, options);
  } finally {
    session.close();
  }
}

async function collect(
  session: Session,
  { clusters: wanted, elsewhere, ...optional }: CollectOptions,
): Promise<Snapshot> {
  const observedAt = new Date().toISOString();
  const identity = await identify(session);
  const head = { source: 'live' as const, observedAt, ...identity };
  const { names, clusters: described } = await readClusters(session, wanted, elsewhere);
  if (isUnobserved(described)) {
    return assembleSnapshot({
      ...uniformParts(head, notReadEither(described)),
      clusters: described,
      clusterNames: names,
    });
  }
  const nothing = { ...uniformParts(head, []), ...notAskedFor, clusterNames: names };
  if (described.length === 0) return assembleSnapshot(nothing);

  const vpcIds = vpcIdsOf(described);
  const clusters = readAllBelongings(session, described);
  const roles = async () => rolesIn(await clusters);
  const { hostNames = [] } = optional;
  const around = { vpcIds, clusters: namesOf(described), account: identity.account, roles, hostNames };
  const { network, surroundings, ...compute } = await together({
    network: readNetwork(session, vpcIds),
    clusters,
    autoScalingGroups: readAutoScalingGroups(session, namesOf(described)),
    surroundings: readSurroundings(session, around, optional),
  });
  const parts = { ...nothing, ...network, ...surroundings, ...compute };
  return assembleSnapshot({ ...parts, ...(await readReferred(session, parts)) });
}

type Clusters = readonly (Cluster | UnobservedMember)[];

const isHidden = <T>(member: T | UnobservedMember): member is UnobservedMember => isUnobserved(member);

const namesOf = (clusters: Clusters): string[] =>
  clusters.flatMap((cluster) => (isHidden(cluster) ? cluster.of : cluster.name) || []);

const vpcIdsOf = (clusters: Clusters): string[] => {
  const ids = observedIn<Cluster>(clusters).flatMap(({ resourcesVpcConfig }) => resourcesVpcConfig?.vpcId || []);
  return [...new Set(ids)].sort();
};

async function readAllBelongings(session: Session, clusters: Clusters): Promise<Listing<ClusterParts>> {
  const parts = await Promise.all(
    clusters.map((cluster) => (isHidden(cluster) ? cluster : readBelongings(session, cluster))),
  );
  return parts.filter((part) => part !== undefined);
}
