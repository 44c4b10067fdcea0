import { AddressSet } from './address-set.ts';
import { podRoleTag } from './cni-of-cluster.ts';
import { isPublicByDoc } from './egress.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';
import { takesControlPlane } from './zones.ts';

/**
 * The subnet of the same VPC and Availability Zone, public or private as this one, with the most free addresses that the cluster does
 * not name yet and that has at least `atLeast` of them, those for pods aside; undefined when there is none. Raises `NotObserved` when the subnets of the
 * VPC, or their routes, are not known.
 */
export const roomiestSibling = (view: ClusterView, subnet: Subnet, atLeast: number): Subnet | undefined =>
  roomiest(
    view,
    [subnet],
    atLeast,
    ({ id, zoneId, outpostArn }) =>
      !view.cluster.subnetIds.includes(id) && zoneId === subnet.zoneId && outpostArn === undefined,
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

/** Shared address space (RFC 6598), which most networks use for pods and do not route. */
const usuallyNotRouted = ['100.64.0.0/10'];

/** Blocks that other networks do not route to. */
export const nonRoutableBlocks = ({ declared }: ClusterView): readonly string[] =>
  declared.nonRoutableCidrs ?? usuallyNotRouted;

/** Subnets that are set aside for pods are the roomiest, and no place for nodes or for interfaces of EKS. */
const isForPods = (view: ClusterView, { id, cidr, tags }: Subnet): boolean =>
  podRoleTag in tags ||
  Object.values(view.declared.podSubnetsByAz ?? {}).some((ids) => ids.includes(id)) ||
  AddressSet.of(...nonRoutableBlocks(view)).covers(cidr);

/** `alike`: those of which one must be public or private as the answer is. */
function roomiest(
  view: ClusterView,
  alike: readonly Subnet[],
  atLeast: number,
  fits: (subnet: Subnet) => boolean,
): Subnet | undefined {
  const { account, cluster } = view;
  const kinds = new Set(alike.map((subnet) => isPublicByDoc(account, subnet)));
  return account.subnets
    .inVpc(cluster.vpcId)
    .filter((subnet) => fits(subnet) && subnet.freeIpv4Addresses >= atLeast && !isForPods(view, subnet))
    .sort((a, b) => b.freeIpv4Addresses - a.freeIpv4Addresses)
    .find((subnet) => kinds.has(isPublicByDoc(account, subnet)));
}
