import { AddressSet } from './address-set.ts';
import { vpcBlocks } from './cluster-networks.ts';
import { existingGroups } from './cluster-security-groups.ts';
import { isAvailable, isInterfaceEndpoint } from './endpoint-faults.ts';
import type { EndpointService } from './endpoint-services.ts';
import { endpointsFor, isCentralEndpoint } from './endpoints.ts';
import { privateAddressesOf } from './interfaces.ts';
import { isolatedSubnets } from './isolation.ts';
import type { PathKind } from './minimum-paths.ts';
import type { Party } from './parties.ts';
import { ALL_PORTS, type Protocol } from './ports.ts';
import { blocksOf, rulesAbout, securityGroupsAllow } from './security-groups.ts';
import { undecidable } from './snapshot/known.ts';
import { nodeAndFargateSubnets } from './subnet-use.ts';
import { attempt, findObserved } from './view/observing.ts';
import type { SecurityGroup, SecurityGroupRule, VpcEndpoint } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

const https = { from: 443, to: 443 };

/** Whether the group lets everything out, in the cluster's families. Raises `NotObserved` when a hidden rule may. */
export function letsEverythingOut({ account, cluster }: ClusterView, group: SecurityGroup): boolean {
  const world = cluster.ipFamily === 'ipv6' ? AddressSet.of('0.0.0.0/0', '::/0') : AddressSet.of('0.0.0.0/0');
  const everything = { direction: 'out', protocol: 'any', ports: ALL_PORTS, peer: { cidrs: world } } as const;
  return securityGroupsAllow(account, [group], everything).allowed;
}

/** What EKS says that the cluster security group has to let out to itself. */
const toItself: readonly {
  readonly kind: Exclude<PathKind, 'webhook'>;
  readonly port: number;
  readonly protocols: readonly Protocol[];
}[] = [
  { kind: 'api', port: 443, protocols: ['tcp'] },
  { kind: 'kubelet', port: 10_250, protocols: ['tcp'] },
  { kind: 'dns', port: 53, protocols: ['tcp', 'udp'] },
];

export interface ClosedToItself {
  readonly kind: Exclude<PathKind, 'webhook'>;
  readonly port: number;
  /** Those that are closed. */
  readonly protocols: readonly Protocol[];
}

/** What the group does not let out to those who carry it; what could not be told stands among it. */
export const closedToItself = (view: ClusterView, group: SecurityGroup): readonly (ClosedToItself | NotObserved)[] =>
  toItself.flatMap(({ kind, port, protocols }): readonly (ClosedToItself | NotObserved)[] => {
    const closed = attempt(() =>
      protocols.filter((protocol) => {
        const peer = { securityGroupIds: [group.id], addresses: () => addressesCarrying(view, group) };
        const flow = { direction: 'out', protocol, ports: { from: port, to: port }, peer } as const;
        return !securityGroupsAllow(view.account, [group], flow).allowed;
      }),
    );
    if (closed instanceof NotObserved) return [closed];
    return closed.length === 0 ? [] : [{ kind, port, protocols: closed }];
  });

/** Of both families in an IPv6 cluster: its nodes and pods talk by IPv6. */
function addressesCarrying({ account, cluster }: ClusterView, { id }: SecurityGroup): AddressSet {
  const carrying = account.networkInterfaces.inVpc(cluster.vpcId).filter((eni) => eni.securityGroupIds.includes(id));
  const held = privateAddressesOf(carrying, 4);
  return cluster.ipFamily === 'ipv6' ? held.union(privateAddressesOf(carrying, 6)) : held;
}

/** Every node and pod pulls images: ECR hands them out of S3. */
export const pullServices = ['ecr.api', 'ecr.dkr', 's3'] as const satisfies readonly EndpointService[];

/**
 * Whether the party's groups let it out at tcp 443 to the service: anywhere, to the service's endpoint in the VPC, or to the addresses
 * of S3. A service without an endpoint that nobody could reach anyhow counts as let out to. Raises `NotObserved` when that cannot be
 * told: blocks outside the VPC may hold a proxy, or endpoints of another VPC.
 */
export function letsOutTo(view: ClusterView, party: Party, service: EndpointService): boolean {
  const { account, cluster } = view;
  const groups = existingGroups(account, party.securityGroupIds, cluster.vpcId);
  if (letsOut(account, groups, { cidrs: AddressSet.of('0.0.0.0/0') })) return true;
  if (service === 's3' && namesS3(account, groups)) return true;
  const endpoints = endpointsFor(account, cluster.vpcId, service);
  const doors = endpoints.filter((endpoint) => isInterfaceEndpoint(endpoint) && isAvailable(endpoint));
  const open = findObserved(doors, (door) =>
    letsOut(account, groups, {
      securityGroupIds: door.securityGroupIds,
      addresses: () => addressesOf(account, door),
    }),
  );
  if (open) return true;
  if (endpoints.length === 0 && isAltogetherIsolated(view)) return true;
  if (isCentralEndpoint(view, service) || namesOutside(view, groups)) {
    const reason = 'its rules name addresses outside the VPC, and what is there is not shown';
    throw new NotObserved('securityGroups.egress.peer', party.securityGroupIds.join(' '), undecidable(reason));
  }
  return false;
}

const letsOut = (
  account: AccountView,
  groups: readonly SecurityGroup[],
  peer: Parameters<typeof securityGroupsAllow>[2]['peer'],
): boolean => securityGroupsAllow(account, groups, { direction: 'out', protocol: 'tcp', ports: https, peer }).allowed;

const isListOfS3 = (account: AccountView, prefixListId: string): boolean => {
  const list = account.prefixLists.find(prefixListId);
  return list?.ownerId === 'AWS' && list.name?.endsWith('.s3') === true;
};

function namesS3(account: AccountView, groups: readonly SecurityGroup[]): boolean {
  const { matches } = rulesAbout(groups, { direction: 'out', protocol: 'tcp', ports: https });
  return (
    findObserved(matches, ({ peer }) => 'prefixListId' in peer && isListOfS3(account, peer.prefixListId)) !== undefined
  );
}

function addressesOf(account: AccountView, { networkInterfaceIds, subnetIds, vpcId }: VpcEndpoint): AddressSet {
  const interfaces = networkInterfaceIds.flatMap((id) => account.networkInterfaces.find(id, { vpcId }) ?? []);
  const held = privateAddressesOf(interfaces, 4);
  if (!held.isEmpty) return held;
  return AddressSet.of(...subnetIds.flatMap((id) => account.subnets.find(id, { vpcId })?.cidr ?? []));
}

function isAltogetherIsolated(view: ClusterView): boolean {
  const isolated = isolatedSubnets(view);
  for (const subnet of isolated) if (subnet instanceof NotObserved) throw subnet;
  return isolated.length === nodeAndFargateSubnets(view).length;
}

function namesOutside(view: ClusterView, groups: readonly SecurityGroup[]): boolean {
  const { matches } = rulesAbout(groups, { direction: 'out', protocol: 'tcp', ports: ALL_PORTS });
  const named = matches.flatMap(({ peer }) => blocksOf(view.account, peer) ?? []);
  return named.length > 0 && !AddressSet.of(...vpcBlocks(view)).covers(AddressSet.of(...named));
}

/** Whom a rule would have to name for the service; undefined when its endpoint, or the list of its addresses, is not known. */
export function peerFor(
  { account, cluster }: ClusterView,
  service: EndpointService,
): SecurityGroupRule['peer'] | undefined {
  const found = attempt(() => endpointsFor(account, cluster.vpcId, service).flatMap((each) => each.securityGroupIds));
  const [securityGroupId] = found instanceof NotObserved ? [] : found;
  if (securityGroupId !== undefined) return { securityGroupId };
  if (service !== 's3') return undefined;
  const lists = attempt(() => account.prefixLists.observed().filter(({ id }) => isListOfS3(account, id)));
  const [list] = lists instanceof NotObserved ? [] : lists;
  return list && { prefixListId: list.id };
}
