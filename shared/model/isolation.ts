import { isIsolatedSubnet } from './egress.ts';
import { subnetUses } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { findObserved } from './view/observing.ts';
import type { ClusterView } from './view/views.ts';

/**
 * Whether nodes or Fargate pods of the cluster have to do without the internet somewhere. One subnet that certainly is isolated
 * settles it; otherwise raises `NotObserved` when a subnet, or its way out, cannot be told.
 */
export const hasIsolatedSubnet = remembered((view: ClusterView): boolean => {
  if (view.declared.assumeNoEgress === true) return true;
  const { bySubnet, hidden } = subnetUses(view);
  const used = [...bySubnet.values()].filter(
    ({ nodeGroups, selfManagedGroups, fargateProfiles }) =>
      nodeGroups.length + selfManagedGroups.length + fargateProfiles.length > 0,
  );
  const isolated = findObserved(used, ({ subnetId }) => {
    const subnet = view.account.subnets.find(subnetId);
    return subnet !== undefined && isIsolatedSubnet(view, subnet);
  });
  if (isolated) return true;
  const hiding = hidden.find(({ missing }) => !missing.fact.startsWith('clusters.'));
  if (hiding) throw hiding;
  return false;
});
