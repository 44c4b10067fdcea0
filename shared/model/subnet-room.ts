import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/**
 * The subnet of the same VPC and Availability Zone with the most free addresses that the cluster does not name yet and that has at
 * least `atLeast` of them; undefined when there is none. Raises `NotObserved` when the subnets of the VPC are not known.
 */
export function roomiestSibling(view: ClusterView, subnet: Subnet, atLeast: number): Subnet | undefined {
  const named = new Set(view.cluster.subnetIds);
  return view.account.subnets
    .inVpc(subnet.vpcId)
    .filter(
      ({ id, zoneId, freeIpv4Addresses }) => !named.has(id) && zoneId === subnet.zoneId && freeIpv4Addresses >= atLeast,
    )
    .sort((a, b) => b.freeIpv4Addresses - a.freeIpv4Addresses)[0];
}
