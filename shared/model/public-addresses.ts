import { observedInterfacesIn, ownInstanceOf } from './interface-index.ts';
import { launchTemplateVersionOf } from './launch-template.ts';
import type { Remedy } from './remedy.ts';
import { undecidable } from './snapshot/known.ts';
import { hostsFargate, subnetUses } from './subnet-use.ts';
import { attempt } from './view/observing.ts';
import type { AutoScalingGroup, NodeGroup, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Since then EKS leaves public addresses to the subnet; managed node groups from before asked for them by themselves. */
const leftToSubnetSince = Date.parse('2020-04-22T00:00:00Z');

type Group = NodeGroup | AutoScalingGroup;

/** Whether the subnet gives new nodes an address that the internet can answer; IPv6 clusters need one of either family. */
export const assignsPublicAddresses = ({ cluster }: ClusterView, subnet: Subnet): boolean =>
  cluster.ipFamily === 'ipv6'
    ? subnet.assignIpv6AddressOnCreation || subnet.mapPublicIpOnLaunch
    : subnet.mapPublicIpOnLaunch;

/** Whether the group's launch template asks for public addresses whatever the subnet says. */
function launchesWithPublicAddress({ account }: ClusterView, { launchTemplate }: Group): boolean {
  if (!launchTemplate) return false;
  const { networkInterfaces } = launchTemplateVersionOf(account, launchTemplate);
  return networkInterfaces.some(
    ({ deviceIndex = 0, associatePublicIpAddress }) => deviceIndex === 0 && associatePublicIpAddress === true,
  );
}

/** False, or not known: for old managed node groups. */
function isServedByEks(group: Group): false {
  const createdAt = 'createdAt' in group ? group.createdAt : undefined;
  if (createdAt === undefined || Date.parse(createdAt) >= leftToSubnetSince) return false;
  const reason =
    'EKS itself may have asked for public addresses, as it did for managed node groups made before 22 April 2020';
  throw new NotObserved('nodeGroups.launchTemplate', group.id, undecidable(reason));
}

/**
 * The node groups whose new nodes get no public address in the subnet: none when the subnet assigns them. Raises `NotObserved` when
 * it cannot be told of a group, unless another one certainly gets none.
 */
export function groupsWithoutPublicAddress(view: ClusterView, subnet: Subnet): readonly Group[] {
  if (assignsPublicAddresses(view, subnet)) return [];
  const { bySubnet, hidden } = subnetUses(view);
  const use = bySubnet.get(subnet.id);
  const lacking: Group[] = [];
  let unknown = hidden.find(({ missing }) => !missing.fact.startsWith('clusters.'));
  for (const group of [...(use?.nodeGroups ?? []), ...(use?.selfManagedGroups ?? [])]) {
    const served = attempt(() => launchesWithPublicAddress(view, group) || isServedByEks(group));
    if (served instanceof NotObserved) unknown ??= served;
    else if (!served) lacking.push(group);
  }
  if (lacking.length === 0 && unknown) throw unknown;
  return lacking;
}

/** As `groupsWithoutPublicAddress`, in words, with Fargate pods, which never get a public address. */
export function withoutPublicAddress(view: ClusterView, subnet: Subnet): readonly string[] {
  const fargate = attempt(() => hostsFargate(view, subnet));
  const groups = attempt(() => groupsWithoutPublicAddress(view, subnet));
  const lacking = [
    ...(groups instanceof NotObserved ? [] : groups.map(({ id }) => `nodes of ${id}`)),
    ...(fargate === true ? ['Fargate pods'] : []),
  ];
  const unknown = [groups, fargate].find((answer) => answer instanceof NotObserved);
  if (lacking.length === 0 && unknown instanceof NotObserved) throw unknown;
  return lacking;
}

/** Public addresses of instances in the subnet, as far as they were observed. */
export function publicAddressesInUse({ account }: ClusterView, { id }: Subnet): readonly string[] {
  const interfaces = attempt(() => observedInterfacesIn(account, id));
  if (interfaces instanceof NotObserved) return [];
  return interfaces.flatMap((eni) => (ownInstanceOf(account, eni) === undefined ? [] : (eni.publicIp ?? [])));
}

/** Lets the subnet give new nodes an address that the internet can answer. */
export function assignAddressesRemedy({ cluster }: ClusterView, { id }: Subnet): Remedy {
  const option = cluster.ipFamily === 'ipv6' ? '--assign-ipv6-address-on-creation' : '--map-public-ip-on-launch';
  return {
    text: `Let ${id} assign public addresses, then replace its nodes; or move them to a private subnet.`,
    command: ['ec2', 'modify-subnet-attribute', '--subnet-id', id, option],
  };
}
