import { remembered } from './view/memo.ts';
import type { NetworkInterface } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/** Whether EKS made the interface for this cluster's control plane: the description is exactly `Amazon EKS <name>`. */
export const isControlPlaneInterface = ({ name }: ClusterView, { description }: NetworkInterface): boolean =>
  description === `Amazon EKS ${name}`;

const ofSomeCluster = /^Amazon EKS ([0-9A-Za-z][\w-]{0,99})$/;

/** The cluster for whose control plane EKS made an interface with this description; undefined for any other interface. */
export const clusterNamedBy = (description: string): string | undefined => ofSomeCluster.exec(description)?.[1];

/** The interfaces of this cluster's control plane; raises `NotObserved` when interfaces of its VPC are hidden. */
export const controlPlaneInterfaces = remembered((view: ClusterView): readonly NetworkInterface[] =>
  view.account.networkInterfaces.inVpc(view.cluster.vpcId).filter((eni) => isControlPlaneInterface(view, eni)),
);

/** IPv4 addresses that the interface takes from its subnet; a prefix takes sixteen. */
export const ipv4AddressesOf = ({ privateIpv4Addresses, ipv4Prefixes }: NetworkInterface): number =>
  privateIpv4Addresses.length + 16 * ipv4Prefixes.length;

/** Whether EKS may be replacing the control plane's interfaces, so that their number and places tell nothing. */
export const isBeingUpdated = ({ cluster }: ClusterView): boolean => cluster.status === 'UPDATING';
