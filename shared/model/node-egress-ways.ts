import type { Family } from './address.ts';
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
import { EPHEMERAL_PORTS } from './network-acl.ts';
import type { PortRange } from './ports.ts';
import { effectiveRouteTable } from './routes.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** One direction of a connection, as one subnet's list sees it. */
export interface EgressLeg {
  readonly subnet: Subnet;
  readonly direction: 'in' | 'out';
  readonly ports: PortRange;
  readonly towards: Family | Subnet;
  readonly neededFor: string;
}

const https: PortRange = { from: 443, to: 443 };

/** A connection from `subnet` to port 443 there, and its replies, as the subnet's own list sees it. */
const leaving = (subnet: Subnet, towards: EgressLeg['towards'], neededFor: string): readonly EgressLeg[] => [
  { subnet, direction: 'out', ports: https, towards, neededFor },
  { subnet, direction: 'in', ports: EPHEMERAL_PORTS, towards, neededFor },
];

/** A connection that arrives from there at port 443, and its replies. */
const arriving = (subnet: Subnet, towards: EgressLeg['towards'], neededFor: string): readonly EgressLeg[] => [
  { subnet, direction: 'in', ports: https, towards, neededFor },
  { subnet, direction: 'out', ports: EPHEMERAL_PORTS, towards, neededFor },
];

/** Between two subnets; traffic inside one passes no list. */
const across = (from: Subnet, to: Subnet, neededFor: string): readonly EgressLeg[] =>
  from.id === to.id ? [] : [...leaving(from, to, neededFor), ...arriving(to, from, neededFor)];

type Legs = readonly (readonly EgressLeg[] | NotObserved)[];

/**
 * The way of the subnet's nodes and pods to AWS services, as network ACLs see it: to the internet, or where there is none to the VPC
 * endpoints that they need. What could not be told stands in its place.
 */
export function nodeEgressLegs(view: ClusterView, subnet: Subnet): Legs {
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

function internetLegs({ account }: ClusterView, subnet: Subnet, family: Family): readonly EgressLeg[] {
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
