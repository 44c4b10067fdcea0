import { isPublicByDoc } from './egress.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';
import { takesControlPlane } from './zones.ts';

/**
 * The subnet of the same VPC and Availability Zone, public or private as this one, with the most free addresses that the cluster does
 * not name yet and that has at least `atLeast` of them; undefined when there is none. Raises `NotObserved` when the subnets of the
 * VPC, or their routes, are not known.
 */
export const roomiestSibling = (view: ClusterView, subnet: Subnet, atLeast: number): Subnet | undefined =>
  roomiest(
    view,
    [subnet],
    atLeast,
    ({ id, zoneId }) => !view.cluster.subnetIds.includes(id) && zoneId === subnet.zoneId,
  );

/** As `roomiestSibling`, in a zone beyond those of the subnets in which EKS places control-plane interfaces. */
export function roomiestElsewhere(view: ClusterView, subnets: readonly Subnet[], atLeast: number): Subnet | undefined {
  const zoneIds = new Set(subnets.map(({ zoneId }) => zoneId));
  return roomiest(
    view,
    subnets,
    atLeast,
    ({ zoneId, outpostArn }) => outpostArn === undefined && takesControlPlane(zoneId) && !zoneIds.has(zoneId),
  );
}

/** `alike`: those of which one must be public or private as the answer is. */
function roomiest(
  { account, cluster }: ClusterView,
  alike: readonly Subnet[],
  atLeast: number,
  fits: (subnet: Subnet) => boolean,
): Subnet | undefined {
  const kinds = new Set(alike.map((subnet) => isPublicByDoc(account, subnet)));
  return account.subnets
    .inVpc(cluster.vpcId)
    .filter((subnet) => fits(subnet) && subnet.freeIpv4Addresses >= atLeast)
    .sort((a, b) => b.freeIpv4Addresses - a.freeIpv4Addresses)
    .find((subnet) => kinds.has(isPublicByDoc(account, subnet)));
}
