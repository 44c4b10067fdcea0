import { controlPlaneInterfaces } from './control-plane.ts';
import { isClusterSubnet } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import type { NetworkInterface, Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';
import { neighbours } from './vpc-group.ts';

/** The clusters of the VPC that name the subnet as one of their own. Raises `NotObserved` when further ones may. */
export const clustersSharing = (view: ClusterView, subnet: Subnet): readonly ClusterView[] =>
  neighbours(view).filter((neighbour) => isClusterSubnet(neighbour, subnet));

/** The control-plane interfaces of these clusters in the subnet; raises `NotObserved` when interfaces of the VPC are hidden. */
export const interfacesOfEksIn = (clusters: readonly ClusterView[], { id }: Subnet): readonly NetworkInterface[] =>
  clusters.flatMap((view) => bySubnet(view).get(id) ?? []);

const bySubnet = remembered((view: ClusterView) =>
  Map.groupBy(controlPlaneInterfaces(view), ({ subnetId }) => subnetId),
);
