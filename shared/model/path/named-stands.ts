import { AddressSet } from '../address-set.ts';
import {
  automaticNodeSecurityGroupIds,
  controlPlaneSecurityGroupIds,
  fargateSecurityGroupIds,
  nodeSecurityGroupIds,
} from '../cluster-security-groups.ts';
import { privateAddressesOf } from '../interfaces.ts';
import { workloadSubnets } from '../isolation.ts';
import { publicAddressFault, withoutPublicAddress } from '../public-addresses.ts';
import { remoteNodeNetworks, remotePodNetworks } from '../remote-networks.ts';
import { undecidable } from '../snapshot/known.ts';
import { clusterSubnets, workloadUses } from '../subnet-use.ts';
import type { NetworkInterface, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import type { OutsideStand, VpcStand } from './stand.ts';

/** The addresses of a subnet that the cluster uses: IPv6 ones in a cluster of that family only. */
export const addressesIn = ({ cluster }: ClusterView, { cidr, ipv6Cidrs }: Subnet): AddressSet =>
  AddressSet.of(cidr, ...(cluster.ipFamily === 'ipv6' ? ipv6Cidrs : []));

type GroupSet = () => readonly string[];

const standIn = (
  view: ClusterView,
  subnet: Subnet,
  role: VpcStand['role'],
  securityGroupIds: GroupSet,
  withoutPublic: () => readonly string[],
): VpcStand => ({
  in: 'vpc',
  name: role === 'other' ? subnet.id : `${subnet.id} (${role})`,
  role,
  subnet,
  addresses: addressesIn(view, subnet),
  securityGroupIds,
  withoutPublicAddress: withoutPublic,
});

/** Nodes and Fargate pods of the cluster in the subnet, once for each of their groups, profiles and own nodes. */
export function nodesIn(view: ClusterView, subnet: Subnet): readonly VpcStand[] {
  const use = workloadUses(view).bySubnet.get(subnet.id);
  if (!use) return [];
  const sets: GroupSet[] = [
    ...[...use.nodeGroups, ...use.selfManagedGroups].map((group) => () => nodeSecurityGroupIds(view, group)),
    ...use.automaticNodes.map(
      ({ instanceId }) =>
        () =>
          automaticNodeSecurityGroupIds(view, instanceId),
    ),
    ...(use.fargateProfiles.length > 0 ? [() => fargateSecurityGroupIds(view)] : []),
  ];
  return sets.map((set) => ({
    ...standIn(view, subnet, 'nodes', set, () => withoutPublicAddress(view, subnet)),
    publicAddressCause: () => publicAddressFault(view, subnet).cause,
  }));
}

/** The control plane, which EKS may place anywhere in the subnet. Its interfaces never have public addresses. */
export const controlPlaneIn = (view: ClusterView, subnet: Subnet): VpcStand =>
  standIn(
    view,
    subnet,
    'control plane',
    () => controlPlaneSecurityGroupIds(view),
    () => ['the interfaces of the control plane'],
  );

/** Whoever else is in the subnet: with security groups that nobody tells. */
export const anybodyIn = (view: ClusterView, subnet: Subnet): VpcStand => {
  const unknown = () => {
    const reason =
      'neither nodes nor the control plane of the cluster are in the subnet, so whose security groups count is not known';
    throw new NotObserved('securityGroups', subnet.id, undecidable(reason));
  };
  return standIn(view, subnet, 'other', unknown, unknown);
};

export function interfaceStand(eni: NetworkInterface, subnet: Subnet): VpcStand {
  return {
    in: 'vpc',
    name: `${eni.id} in ${subnet.id}`,
    role: 'interface',
    subnet,
    addresses: privateAddressesOf([eni], 4).union(privateAddressesOf([eni], 6)),
    securityGroupIds: () => eni.securityGroupIds,
    withoutPublicAddress: () => (eni.publicIp === undefined ? [eni.id] : []),
  };
}

/** Everywhere that nodes and Fargate pods are; what hides further places is raised once the known ones are told. */
export function* allNodes(view: ClusterView): Generator<VpcStand> {
  let hidden: NotObserved | undefined;
  for (const subnet of workloadSubnets(view)) {
    if (subnet instanceof NotObserved) hidden ??= subnet;
    else yield* nodesIn(view, subnet);
  }
  if (hidden) throw hidden;
}

export const allOfControlPlane = (view: ClusterView): readonly VpcStand[] =>
  clusterSubnets(view).map((subnet) => controlPlaneIn(view, subnet));

/** A block outside the VPC, every address of it. */
export const blockStand = (network: string, what = ''): OutsideStand => ({
  in: 'outside',
  name: what === '' ? network : `${what} ${network}`,
  addresses: AddressSet.of(network),
  exact: true,
  network,
});

/** Hybrid nodes, or their pods. Raises `NotObserved` for a network that is not known. */
export function remoteStands(view: ClusterView, who: 'nodes' | 'pods'): readonly OutsideStand[] {
  return (who === 'nodes' ? remoteNodeNetworks(view) : remotePodNetworks(view)).map((network) => {
    if (network instanceof NotObserved) throw network;
    return blockStand(network, `hybrid ${who}`);
  });
}
