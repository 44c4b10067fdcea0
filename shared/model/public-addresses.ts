import { bareAutomaticNodes } from './bare-nodes.ts';
import { observedInterfacesIn, ownInstanceOf } from './interface-index.ts';
import { launchTemplateVersionOf } from './launch-template.ts';
import type { Remedy } from './remedy.ts';
import { undecidable } from './snapshot/known.ts';
import { hostsFargate, workloadUses } from './subnet-use.ts';
import { attempt } from './view/observing.ts';
import type { AutoScalingGroup, LaunchTemplateVersion, NodeGroup, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Since then EKS leaves public addresses to the subnet; managed node groups from before asked for them by themselves. */
const leftToSubnetSince = Date.parse('2020-04-22T00:00:00Z');

type Group = NodeGroup | AutoScalingGroup;

/** A group whose new nodes get no public address in a subnet. */
export interface GroupWithoutAddress {
  readonly id: string;
  /** The version of its launch template that refuses one, whatever the subnet says. */
  readonly refusedBy?: LaunchTemplateVersion;
}

const assignsIpv6 = ({ cluster }: ClusterView, subnet: Subnet): boolean =>
  cluster.ipFamily === 'ipv6' && subnet.assignIpv6AddressOnCreation;

/** Whether the subnet gives new nodes an address that the internet can answer; IPv6 clusters need one of either family. */
export const assignsPublicAddresses = (view: ClusterView, subnet: Subnet): boolean =>
  assignsIpv6(view, subnet) || subnet.mapPublicIpOnLaunch;

/** Whether the version asks for public addresses or refuses them, whatever the subnet says; undefined when it leaves that to the subnet. */
function choiceOf({ networkInterfaces }: LaunchTemplateVersion): boolean | undefined {
  const choices = networkInterfaces
    .filter(({ deviceIndex = 0 }) => deviceIndex === 0)
    .map(({ associatePublicIpAddress }) => associatePublicIpAddress);
  return choices.find((choice) => choice === true) ?? choices.find((choice) => choice === false);
}

/** False, or not known: for old managed node groups. */
function isServedByEks(group: Group): false {
  const createdAt = 'createdAt' in group ? group.createdAt : undefined;
  if (createdAt === undefined || Date.parse(createdAt) >= leftToSubnetSince) return false;
  const reason =
    'EKS itself may have asked for public addresses, as it did for managed node groups made before 22 April 2020';
  throw new NotObserved('nodeGroups.launchTemplate', group.id, undecidable(reason));
}

/** Undefined when the group's new nodes get a public address in the subnet. */
function lackOf({ account }: ClusterView, subnet: Subnet, group: Group): GroupWithoutAddress | undefined {
  const version = group.launchTemplate && launchTemplateVersionOf(account, group.launchTemplate);
  const choice = version && choiceOf(version);
  if (version && choice === false) return { id: group.id, refusedBy: version };
  return choice || subnet.mapPublicIpOnLaunch || isServedByEks(group) ? undefined : { id: group.id };
}

/**
 * The node groups whose new nodes get no public address in the subnet: the launch template decides, and where it leaves that open, the
 * subnet. Raises `NotObserved` when it cannot be told of a group, unless another one certainly gets none.
 */
export function groupsWithoutPublicAddress(view: ClusterView, subnet: Subnet): readonly GroupWithoutAddress[] {
  if (assignsIpv6(view, subnet)) return [];
  const { bySubnet, hidden } = workloadUses(view);
  const use = bySubnet.get(subnet.id);
  const lacking: GroupWithoutAddress[] = [];
  let [unknown] = hidden;
  for (const group of [...(use?.nodeGroups ?? []), ...(use?.selfManagedGroups ?? [])]) {
    const lack = attempt(() => lackOf(view, subnet, group));
    if (lack instanceof NotObserved) unknown ??= lack;
    else if (lack) lacking.push(lack);
  }
  if (lacking.length === 0 && unknown) throw unknown;
  return lacking;
}

interface Lacking {
  readonly groups: readonly GroupWithoutAddress[];
  /** Ids of running nodes that belong to no group. */
  readonly nodes: readonly string[];
  readonly fargate: boolean;
}

/** Who has no public address in the subnet, as far as it is certain; raises `NotObserved` when nobody certainly lacks one and somebody may. */
function lackingIn(view: ClusterView, subnet: Subnet): Lacking {
  const groups = attempt(() => groupsWithoutPublicAddress(view, subnet));
  const nodes = attempt(() => bareAutomaticNodes(view, subnet));
  const fargate = attempt(() => hostsFargate(view, subnet));
  const known = {
    groups: groups instanceof NotObserved ? [] : groups,
    nodes: nodes instanceof NotObserved ? [] : nodes,
    fargate: fargate === true,
  };
  const unknown = [groups, nodes, fargate].find((answer) => answer instanceof NotObserved);
  const none = known.groups.length + known.nodes.length === 0 && !known.fargate;
  if (none && unknown instanceof NotObserved) throw unknown;
  return known;
}

/** As `groupsWithoutPublicAddress`, in words, with running nodes of no group, and with Fargate pods, which never get a public address. */
export function withoutPublicAddress(view: ClusterView, subnet: Subnet): readonly string[] {
  const { groups, nodes, fargate } = lackingIn(view, subnet);
  return [
    ...groups.map(({ id }) => `nodes of ${id}`),
    ...(nodes.length > 0 ? [`nodes ${nodes.join(', ')}`] : []),
    ...(fargate ? ['Fargate pods'] : []),
  ];
}

/** Public addresses of instances in the subnet, as far as they were observed. */
export function publicAddressesInUse({ account }: ClusterView, { id }: Subnet): readonly string[] {
  const interfaces = attempt(() => observedInterfacesIn(account, id));
  if (interfaces instanceof NotObserved) return [];
  return interfaces.flatMap((eni) => (ownInstanceOf(account, eni) === undefined ? [] : (eni.publicIp ?? [])));
}

/** What there is to mend where `withoutPublicAddress` names somebody. */
export interface AddressFault {
  readonly cause: { readonly kind: string; readonly resource: string };
  readonly remedy: Remedy;
}

/** The subnet, as long as it assigns nothing; else the launch template that refuses addresses, or Fargate in a public subnet. */
export function publicAddressFault(view: ClusterView, subnet: Subnet): AddressFault {
  const { groups, nodes, fargate } = lackingIn(view, subnet);
  const ofSubnet = { kind: 'subnet-public-addresses', resource: subnet.id };
  const refusing = groups.flatMap(({ id, refusedBy }) => (refusedBy ? [{ id, version: refusedBy }] : []));
  const [first] = refusing;
  if (groups.length + nodes.length === 0 && fargate) {
    const text = `Associate ${subnet.id} with a route table of private subnets, or create the Fargate profile anew with private subnets.`;
    return { cause: { kind: 'public-fargate-subnet', resource: subnet.id }, remedy: { text } };
  }
  const assigns = attempt(() => assignsPublicAddresses(view, subnet));
  if (assigns === false) return { cause: ofSubnet, remedy: assignRemedy(view, subnet, refusing) };
  if (first) {
    const cause = { kind: 'launch-template', resource: first.version.id };
    return { cause, remedy: { text: `${newVersionText(refusing)}, or move the nodes to private subnets.` } };
  }
  const text = `Let the node class of ${nodes.join(', ')} ask for public addresses, or choose private subnets.`;
  return { cause: ofSubnet, remedy: { text } };
}

type Refusing = readonly { readonly id: string; readonly version: LaunchTemplateVersion }[];

const newVersionText = (refusing: Refusing): string =>
  `Create a version of ${[...new Set(refusing.map(({ version }) => version.launchTemplateId))].join(' and ')} without AssociatePublicIpAddress, so that the subnet decides, and update ${refusing.map(({ id }) => id).join(' and ')} to it`;

/** Lets the subnet give new nodes an address that the internet can answer. */
function assignRemedy({ cluster }: ClusterView, { id }: Subnet, refusing: Refusing): Remedy {
  const option = cluster.ipFamily === 'ipv6' ? '--assign-ipv6-address-on-creation' : '--map-public-ip-on-launch';
  const further = refusing.length > 0 ? ` ${newVersionText(refusing)}.` : '';
  return {
    text: `Let ${id} assign public addresses, then replace its nodes; or move them to a private subnet.${further}`,
    command: ['ec2', 'modify-subnet-attribute', '--subnet-id', id, option],
  };
}
