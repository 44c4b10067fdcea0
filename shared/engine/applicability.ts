import { hasIsolatedSubnet } from '../model/isolation.ts';
import type { ClusterView } from '../model/view/views.ts';
import type { Profile } from './rule.ts';

const settled = new Set(['ACTIVE', 'UPDATING']);

/** Why no rule says anything about the cluster, or undefined. */
export function skippedCluster({ cluster }: ClusterView): string | undefined {
  if (cluster.onOutpost) return 'The cluster is a local cluster on an Outpost, which has requirements of its own.';
  if (cluster.connected) return 'The cluster is registered from outside EKS: it has no VPC.';
  if (!settled.has(cluster.status)) return `The cluster is ${cluster.status}.`;
  return undefined;
}

const switchedOnByFacts: Readonly<Record<Profile, (view: ClusterView) => boolean>> = {
  baseline: () => true,
  private: hasIsolatedSubnet,
  hybrid: ({ cluster }) => cluster.remoteNodeCidrs.length + cluster.remotePodCidrs.length > 0,
  sep: ({ cluster }) => (cluster.tags['plumbline:profile'] ?? '').includes('starburst-sep'),
  autoscaler: ({ declared }) => declared.clusterAutoscaler === true,
};

const inactive: Readonly<Record<Profile, string>> = {
  baseline: '',
  private: 'No node or Fargate subnet of the cluster is without a way to the internet.',
  hybrid: 'The cluster has no remote network configuration.',
  sep: 'The cluster is not declared to run Starburst (profile `sep`).',
  autoscaler: 'Cluster Autoscaler is not declared for the cluster (profile `autoscaler`).',
};

/** Why a rule of the profile says nothing about the cluster, or undefined. */
export function inactiveProfile(
  view: ClusterView,
  profile: Profile,
  added: ReadonlySet<Profile> = new Set(),
): string | undefined {
  return added.has(profile) || switchedOnByFacts[profile](view) ? undefined : inactive[profile];
}
