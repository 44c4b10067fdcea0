import { undecidable } from './snapshot/known.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** The IPv4 blocks of the cluster's VPC, secondary ones included. Raises `NotObserved` when the VPC was not found. */
export function vpcBlocks({ account, cluster }: ClusterView): readonly string[] {
  const vpc = account.vpcs.find(cluster.vpcId);
  if (vpc) return vpc.cidrs;
  throw new NotObserved('vpcs', cluster.vpcId, undecidable('the VPC of the cluster was not found'));
}

/** The block of an IPv4 cluster's services. Raises `NotObserved` when the cluster does not tell it. */
export function serviceBlock({ cluster, name }: ClusterView): string {
  if (cluster.serviceIpv4Cidr !== undefined) return cluster.serviceIpv4Cidr;
  throw new NotObserved('clusters.serviceIpv4Cidr', name, undecidable('the cluster does not tell its service block'));
}
