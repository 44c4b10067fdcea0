import { existingGroups } from './cluster-security-groups.ts';
import { podRoleTag } from './cni-of-cluster.ts';
import type { SecondaryInterface } from './node-interfaces.ts';
import type { ClusterView } from './view/views.ts';

/**
 * Whether the interface carries groups that the VPC CNI finds by their tag for interfaces outside the node's subnet, in place of the
 * node's own. Raises `NotObserved` when their tags are not known.
 * https://github.com/aws/amazon-vpc-cni-k8s/issues/3067
 */
export function carriesDiscoveredGroups(
  { account, cluster }: ClusterView,
  { eni, primary }: SecondaryInterface,
): boolean {
  if (eni.subnetId === primary.subnetId) return false;
  const groups = existingGroups(account, eni.securityGroupIds, cluster.vpcId);
  return groups.length === new Set(eni.securityGroupIds).size && groups.every(({ tags }) => tags[podRoleTag] === '1');
}
