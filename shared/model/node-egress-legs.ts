import type { Family } from './address.ts';
import { rangeOf } from './cidr.ts';
import { egress4, egress6, internetAccess } from './egress.ts';
import {
  isAvailable,
  isGatewayEndpoint,
  isInterfaceEndpoint,
  isRoutedFrom,
  privateDnsFault,
} from './endpoint-faults.ts';
import { needFor } from './endpoint-scope.ts';
import { endpointsFor } from './endpoints.ts';
import { everyAddress } from './internet-path.ts';
import { aclTowardsInternet } from './internet-traffic.ts';
import { EPHEMERAL_PORTS, networkAclAllows, networkAclOf } from './network-acl.ts';
import type { PortRange } from './ports.ts';
import { effectiveRouteTable } from './routes.ts';
import { undecidable } from './snapshot/known.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { NetworkAcl, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** TCP packets on the way of nodes to AWS services, or back, that a network ACL does not let through. */
export interface BlockedEgress {
  readonly acl: NetworkAcl;
  /** Whose list it is: the nodes' subnet, that of their NAT gateway, or of an endpoint. */
  readonly subnet: Subnet;
  readonly direction: 'in' | 'out';
  readonly protocol: 'tcp';
  /** Destination ports. */
  readonly ports: PortRange;
  /** Number of the entry that denies them; absent when no entry allows them. */
  readonly by?: number;
  /** Where the packets go to, or come from: `the IPv4 internet`, or a subnet. */
  readonly other: string;
  readonly otherCidrs: readonly string[];
  /** What the nodes reach this way, in words. */
  readonly neededFor: readonly string[];
}

/** One direction of a connection, as one subnet's list sees it. */
interface Leg {
  readonly subnet: Subnet;
  readonly direction: 'in' | 'out';
  readonly ports: PortRange;
  readonly towards: Family | Subnet;
  readonly neededFor: string;
}

const https: PortRange = { from: 443, to: 443 };

/** A connection from `subnet` to port 443 there, and its replies, as the subnet's own list sees it. */
const leaving = (subnet: Subnet, towards: Leg['towards'], neededFor: string): readonly Leg[] => [
  { subnet, direction: 'out', ports: https, towards, neededFor },
  { subnet, direction: 'in', ports: EPHEMERAL_PORTS, towards, neededFor },
];

/** A connection that arrives from there at port 443, and its replies. */
const arriving = (subnet: Subnet, towards: Leg['towards'], neededFor: string): readonly Leg[] => [
  { subnet, direction: 'in', ports: https, towards, neededFor },
  { subnet, direction: 'out', ports: EPHEMERAL_PORTS, towards, neededFor },
];

/** Between two subnets; traffic inside one passes no list. */
const across = (from: Subnet, to: Subnet, neededFor: string): readonly Leg[] =>
  from.id === to.id ? [] : [...leaving(from, to, neededFor), ...arriving(to, from, neededFor)];

/**
 * What network ACLs block of the way that nodes and pods of the subnet have to AWS services: to the internet, also at their NAT
 * gateway, or where they have to do without it to the VPC endpoints that they need. With what could not be told; undefined when they
 * have no such way.
 */
export const blockedEgress = rememberedFor((view: ClusterView, subnet: Subnet) => {
  const hidden: NotObserved[] = [];
  const legs = legsOf(view, subnet).flatMap((answer) => {
    if (!(answer instanceof NotObserved)) return answer;
    hidden.push(answer);
    return [];
  });
  if (legs.length === 0 && hidden.length === 0) return undefined;
  const blocked = new Map<string, BlockedEgress>();
  for (const leg of legs) {
    const found = attempt(() => blockedBy(view, leg));
    if (found instanceof NotObserved) hidden.push(found);
    else if (found) add(blocked, found);
  }
  return { blocked: [...blocked.values()], hidden };
});

type Legs = readonly (readonly Leg[] | NotObserved)[];

function legsOf(view: ClusterView, subnet: Subnet): Legs {
  const { cluster, declared } = view;
  if (declared.assumeNoEgress) return endpointLegs(view, subnet);
  const toInternet4 = attempt(() => internetLegs(view, subnet, 4));
  const isolated = !(toInternet4 instanceof NotObserved) && toInternet4.length === 0;
  return [
    toInternet4,
    ...(isolated ? endpointLegs(view, subnet) : natLegs(view, subnet)),
    ...(cluster.ipFamily === 'ipv6' ? [attempt(() => internetLegs(view, subnet, 6))] : []),
  ];
}

function internetLegs({ account }: ClusterView, subnet: Subnet, family: Family): readonly Leg[] {
  const egress = (family === 4 ? egress4 : egress6)(account, subnet);
  if (internetAccess(egress) === 'none') return [];
  return leaving(subnet, family, family === 4 ? 'AWS services and registries' : 'the IPv6 internet');
}

/** The subnets of the NAT gateways, where packets pass lists on the nodes' side and on that of the internet. */
function natLegs({ account }: ClusterView, subnet: Subnet): Legs {
  const ids = attempt(() => egress4(account, subnet).natGatewayIds);
  if (ids instanceof NotObserved) return [];
  return ids.map((id) =>
    attempt(() => {
      const natSubnetId = account.natGateways.find(id, { vpcId: subnet.vpcId })?.subnetId;
      const natSubnet = natSubnetId === undefined ? undefined : account.subnets.find(natSubnetId);
      if (!natSubnet || natSubnet.id === subnet.id) return [];
      const neededFor = `the way through ${id}`;
      return [...arriving(natSubnet, subnet, neededFor), ...leaving(natSubnet, 4, neededFor)];
    }),
  );
}

/** Interface endpoints may answer from any of their subnets; what a gateway endpoint serves has public addresses. */
function endpointLegs(view: ClusterView, subnet: Subnet): Legs {
  const { account } = view;
  const endpoints = attempt(() => account.vpcEndpoints.inVpc(subnet.vpcId));
  if (endpoints instanceof NotObserved) return [endpoints];
  const byInterface = endpoints.map((endpoint) =>
    attempt(() => {
      if (!isInterfaceEndpoint(endpoint) || !isAvailable(endpoint)) return [];
      const need = needFor(view, endpoint);
      if (!need || privateDnsFault(account, endpoint)) return [];
      const homes = endpoint.subnetIds.flatMap((id) => account.subnets.find(id) ?? []);
      return homes.flatMap((home) => across(subnet, home, endpoint.id));
    }),
  );
  const byGateway = attempt(() => {
    const { table } = effectiveRouteTable(account, subnet);
    const gateway = endpointsFor(account, subnet.vpcId, 's3').find(
      (endpoint) => isGatewayEndpoint(endpoint) && isAvailable(endpoint) && isRoutedFrom(endpoint, table),
    );
    return gateway ? leaving(subnet, 4, `${gateway.id}, whose service has public addresses`) : [];
  });
  return [...byInterface, byGateway];
}

function blockedBy(view: ClusterView, leg: Leg): BlockedEgress | undefined {
  const { subnet, direction, ports, towards, neededFor } = leg;
  const acl = networkAclOf(view.account, subnet);
  const found = { acl, subnet, direction, protocol: 'tcp' as const, ports, neededFor: [neededFor] };
  if (typeof towards === 'number') {
    const { openness, by } = aclTowardsInternet(acl, towards, direction, ports);
    if (openness === 'partly') throw partly(acl, leg);
    const decided = by === undefined ? {} : { by };
    const other = `the IPv${towards} internet`;
    return openness === 'open' ? undefined : { ...found, ...decided, other, otherCidrs: [everyAddress[towards]] };
  }
  const { allowed, by } = networkAclAllows(acl, { direction, protocol: 'tcp', ports, range: rangeOf(towards.cidr) });
  const decided = by === undefined ? {} : { by };
  return allowed ? undefined : { ...found, ...decided, other: towards.id, otherCidrs: [towards.cidr] };
}

function partly({ id }: NetworkAcl, { direction, neededFor }: Leg): NotObserved {
  const way = direction === 'out' ? 'to' : 'from';
  const reason = `the list lets packets ${way} a part of the internet through, and which addresses ${neededFor} has is not shown`;
  return new NotObserved('networkAcls.entries', id, undecidable(reason));
}

function add(blocked: Map<string, BlockedEgress>, leg: BlockedEgress): void {
  const key = [leg.acl.id, leg.subnet.id, leg.direction, leg.ports.from, leg.by, leg.other].join(' ');
  const known = blocked.get(key);
  blocked.set(key, { ...leg, neededFor: [...new Set([...(known?.neededFor ?? []), ...leg.neededFor])] });
}
