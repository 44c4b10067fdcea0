import { usesExternalSnat } from './cni.ts';
import { cniOfCluster, configuredCni, isExcludedForPods, isTaggedForPods, podRoleTag } from './cni-of-cluster.ts';
import { egress4, internetAccess } from './egress.ts';
import { hostsNodes, workloadUses } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/** Whether any subnet of the cluster's VPC says something to subnet discovery. */
export const usesDiscoveryTags = remembered(({ account, cluster }: ClusterView): boolean =>
  account.subnets.inVpc(cluster.vpcId).some(({ tags }) => Boolean(tags[podRoleTag])),
);

/**
 * Where the VPC CNI (v1.23, `isSubnetValidForENICreation`) may place interfaces for the pods of nodes in this subnet: there, unless its
 * tags keep it out, and in what subnet discovery finds in the same zone.
 */
export function podSubnetsBeside(view: ClusterView, nodeSubnet: Subnet): readonly Subnet[] {
  const own = isClosedToPods(view, nodeSubnet) ? [] : [nodeSubnet];
  if (!cniOfCluster(view).settings.subnetDiscovery) return own;
  const others = view.account.subnets
    .inVpc(nodeSubnet.vpcId)
    .filter((subnet) => subnet.id !== nodeSubnet.id && subnet.zoneId === nodeSubnet.zoneId);
  return [...own, ...others.filter((subnet) => isTaggedForPods(view, subnet))];
}

/** A node subnet without the tag is open; with it, it is kept for the clusters that further tags name. */
const isClosedToPods = (view: ClusterView, subnet: Subnet): boolean =>
  isExcludedForPods(subnet) || (Boolean(subnet.tags[podRoleTag]) && !isTaggedForPods(view, subnet));

/** The node subnets in the zone of the subnet. Raises `NotObserved` when some may be hidden. */
export function nodeSubnetsInZone(view: ClusterView, { zoneId }: Subnet): readonly Subnet[] {
  const { bySubnet } = workloadUses(view);
  return [...bySubnet.keys()]
    .flatMap((id) => view.account.subnets.find(id) ?? [])
    .filter((subnet) => subnet.zoneId === zoneId && hostsNodes(view, subnet));
}

/** How pods in a subnet that subnet discovery found get out, where their nodes do and the routes of the subnet itself do not lead out. */
export type LesserWay =
  /** By the nodes' subnet: their addresses are translated to the node's. */
  | 'through-nodes'
  /** Not at all: they keep their addresses (AWS_VPC_K8S_CNI_EXTERNALSNAT). */
  | 'none';

/** Undefined where the routes of the pods' subnet lead out as well, or those of the nodes' do not either. */
export function lesserWayOut(
  view: ClusterView,
  podSubnet: Subnet,
  nodeSubnets: readonly Subnet[],
): LesserWay | undefined {
  const accessOf = (subnet: Subnet) => internetAccess(egress4(view.account, subnet));
  if (['open', 'unverified'].includes(accessOf(podSubnet))) return undefined;
  if (nodeSubnets.every((subnet) => accessOf(subnet) === 'none')) return undefined;
  return usesExternalSnat(configuredCni(view).environment) ? 'none' : 'through-nodes';
}
