import type {
  AddOnRecord,
  ClusterRecord,
  FargateProfileRecord,
  NodeGroupRecord,
} from '../../shared/model/snapshot/cluster.ts';
import type { Listing } from '../../shared/model/snapshot/known.ts';
import { isUnobserved, unread } from '../../shared/model/snapshot/known.ts';
import { type CollectionName, type Snapshot, snapshotFormat } from '../../shared/model/snapshot/snapshot.ts';
import { aCluster, aFargateProfile, aNodeGroup, anAddOn } from './cluster-builders.ts';
import { type Records, recordBuilders } from './record-builders.ts';

/** Changes to a collection by id: members to override or to add (built healthy first), null to leave one out. */
type Patch<T> = Readonly<Record<string, Partial<T> | null>>;

type ClusterPatch = Omit<Partial<ClusterRecord>, 'nodeGroups' | 'fargateProfiles' | 'addOns'> & {
  readonly nodeGroups?: Patch<NodeGroupRecord>;
  readonly fargateProfiles?: Patch<FargateProfileRecord>;
  readonly addOns?: Patch<AddOnRecord>;
};

type Patches = { readonly [C in Exclude<CollectionName, 'clusters'>]?: Patch<Records[C]> } & {
  /** Changes to the cluster `demo`. */
  readonly cluster?: ClusterPatch;
  /** Further clusters, each starting as a copy of a healthy one without node groups. */
  readonly clusters?: Readonly<Record<string, ClusterPatch>>;
  readonly account?: string;
};

const definedOnly = <T extends object>(patch: T): T =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as T;

function patched<T extends { readonly id: string }>(
  members: readonly T[],
  patch: Patch<T> | undefined,
  build: (id: string) => T,
): T[] {
  const byId = new Map(members.map((member) => [member.id, member]));
  for (const [id, change] of Object.entries(patch ?? {})) {
    if (change === null) byId.delete(id);
    else byId.set(id, { ...(byId.get(id) ?? build(id)), ...change });
  }
  return [...byId.values()];
}

const members = <T>(listing: Listing<T>): T[] => (isUnobserved(listing) ? [] : (listing as T[]));

function patchedCluster(
  cluster: ClusterRecord,
  { nodeGroups, fargateProfiles, addOns, ...own }: ClusterPatch,
): ClusterRecord {
  return {
    ...cluster,
    ...definedOnly(own),
    nodeGroups: patched(members<NodeGroupRecord>(cluster.nodeGroups), nodeGroups, aNodeGroup),
    fargateProfiles: patched(members<FargateProfileRecord>(cluster.fargateProfiles), fargateProfiles, aFargateProfile),
    addOns: patched(members<AddOnRecord>(cluster.addOns), addOns, anAddOn),
  };
}

/**
 * A snapshot of one healthy private cluster `demo` in `vpc-main`: node subnets `subnet-a` and `subnet-b` behind a NAT gateway each,
 * public subnets `subnet-public-a` and `subnet-public-b`, a node group `demo/workers` with a node in each zone.
 * A case says only what is different about it.
 */
export function aSnapshot({
  cluster = {},
  clusters = {},
  account = '111122223333',
  ...patches
}: Patches = {}): Snapshot {
  const collections = Object.fromEntries(
    Object.entries(recordBuilders).map(([name, { healthy, build }]) => [
      name,
      patched(healthy as { id: string }[], patches[name as keyof typeof patches] as never, build as never),
    ]),
  ) as { [C in keyof Records]: Records[C][] };
  const further = Object.entries(clusters).map(([id, patch]) =>
    patchedCluster(aCluster(id), { nodeGroups: { [`${id}/workers`]: null }, ...patch }),
  );
  return {
    format: snapshotFormat,
    source: 'sample',
    account,
    region: 'us-east-1',
    partition: 'aws',
    observedAt: '2026-11-21T09:00:00Z',
    clusters: [patchedCluster(aCluster('demo'), cluster), ...further],
    ...collections,
  };
}

/** The snapshot without a whole collection. */
export const without = (snapshot: Snapshot, ...names: readonly CollectionName[]): Snapshot => ({
  ...snapshot,
  ...Object.fromEntries(names.map((name) => [name, unread(`reading ${name} was denied`)])),
});

/** The snapshot in which the members of one VPC are hidden from a collection. */
export const hiddenIn = (snapshot: Snapshot, name: CollectionName, vpcId: string): Snapshot => ({
  ...snapshot,
  [name]: [
    ...members(snapshot[name] as Listing<{ readonly vpcId?: unknown }>).filter((member) => member.vpcId !== vpcId),
    { ...unread('hidden in a shared VPC'), of: vpcId },
  ],
});
