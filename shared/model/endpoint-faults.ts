import { nodeReachesEndpointPort } from './endpoint-reach.ts';
import { admitRemedy, privateDnsRemedy, routeRemedy, stateRemedy, vpcDnsRemedy } from './endpoint-remedies.ts';
import type { Remedy } from './remedy.ts';
import { effectiveRouteTable } from './routes.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt, findObserved } from './view/observing.ts';
import type { RouteTable, Subnet, Vpc, VpcEndpoint } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** Why a service cannot be reached through an endpoint, and the thing to repair. */
export interface EndpointFault {
  readonly kind: 'missing' | 'not-available' | 'private-dns' | 'security-group' | 'route';
  /** Without a full stop: `vpce-sts is pendingAcceptance`. */
  readonly why: string;
  readonly cause: { readonly kind: string; readonly resource: string };
  readonly remedy: Remedy;
  /** The blocks that the endpoint's security groups do not admit. */
  readonly refused?: readonly string[];
}

export const isInterfaceEndpoint = ({ type }: VpcEndpoint): boolean => type === 'Interface';
export const isGatewayEndpoint = ({ type }: VpcEndpoint): boolean => type === 'Gateway';
export const isAvailable = ({ state }: VpcEndpoint): boolean => state.toLowerCase() === 'available';

/** The DNS attributes of a VPC; private DNS needs both. */
export const vpcDnsAttributes = ['enableDnsSupport', 'enableDnsHostnames'] as const;
export type VpcDnsAttribute = (typeof vpcDnsAttributes)[number];

export const vpcDnsCause = ({ id }: Vpc, attribute: VpcDnsAttribute) => ({
  kind: 'vpc-dns',
  resource: `${id} ${attribute}`,
});

/**
 * Why the service's usual name does not resolve to the interface endpoint; undefined when it does.
 * Raises `NotObserved` when that cannot be told.
 */
export function privateDnsFault(account: AccountView, endpoint: VpcEndpoint): EndpointFault | undefined {
  const own = {
    kind: 'private-dns' as const,
    cause: { kind: 'endpoint-private-dns', resource: endpoint.id },
    remedy: privateDnsRemedy(endpoint),
  };
  if (!endpoint.privateDnsEnabled) return { ...own, why: `private DNS of ${endpoint.id} is off` };
  if (endpoint.privateDnsOnlyForInboundResolver) {
    return { ...own, why: `private DNS of ${endpoint.id} serves inbound resolvers only` };
  }
  const vpc = account.vpcs.find(endpoint.vpcId);
  if (!vpc) throw new NotObserved('vpcs', endpoint.vpcId, undecidable('the VPC of the endpoint was not found'));
  const off = findObserved(vpcDnsAttributes, (attribute) => !vpc[attribute]);
  return (
    off && {
      kind: 'private-dns',
      why: `${off} of ${vpc.id} is off`,
      cause: vpcDnsCause(vpc, off),
      remedy: vpcDnsRemedy(vpc.id, off),
    }
  );
}

/** Whether the gateway endpoint is associated with the route table, as the endpoint tells or a route of the table proves. */
export const isRoutedFrom = (endpoint: VpcEndpoint, table: RouteTable): boolean =>
  findObserved([() => endpoint.routeTableIds.includes(table.id), () => hasRouteTo(endpoint, table)], (proof) =>
    proof(),
  ) !== undefined;

const hasRouteTo = ({ id }: VpcEndpoint, { routes }: RouteTable): boolean =>
  findObserved(
    routes,
    ({ target, state }) => target.id === id && target.kind === 'vpc-endpoint' && state === 'active',
  ) !== undefined;

export const gatewayRouteCause = (endpoint: VpcEndpoint, table: RouteTable) => ({
  kind: 'gateway-endpoint-route',
  resource: `${table.id} ${endpoint.id}`,
});

export const endpointGroupsCause = ({ securityGroupIds, id }: VpcEndpoint) => ({
  kind: 'endpoint-security-group',
  resource: securityGroupIds.length > 0 ? [...securityGroupIds].sort().join(' ') : id,
});

/** The groups of the endpoint in words; one that is made without any gets the VPC's default group. */
export const endpointGroupWords = ({ securityGroupIds, vpcId }: VpcEndpoint): string =>
  securityGroupIds.join(', ') || `the default security group of ${vpcId}`;

/**
 * Why the nodes and pods of the subnet cannot use the endpoint; undefined when they can.
 * Raises `NotObserved` when that cannot be told; a fault that is certain is told whatever else is missing.
 */
export function endpointFault(view: ClusterView, endpoint: VpcEndpoint, subnet: Subnet): EndpointFault | undefined {
  if (!isAvailable(endpoint)) {
    const cause = { kind: 'vpc-endpoint', resource: endpoint.id };
    const why = `${endpoint.id} is ${endpoint.state}`;
    return { kind: 'not-available', why, cause, remedy: stateRemedy(endpoint) };
  }
  if (isGatewayEndpoint(endpoint)) return routeFault(view.account, endpoint, subnet);
  const dns = attempt(() => privateDnsFault(view.account, endpoint));
  const fault =
    dns instanceof NotObserved ? groupFault(view, endpoint, subnet) : (dns ?? groupFault(view, endpoint, subnet));
  if (!fault && dns instanceof NotObserved) throw dns;
  return fault;
}

function routeFault(account: AccountView, endpoint: VpcEndpoint, subnet: Subnet): EndpointFault | undefined {
  const { table } = effectiveRouteTable(account, subnet);
  if (isRoutedFrom(endpoint, table)) return undefined;
  const why = `${endpoint.id} is not routed from ${table.id}`;
  return { kind: 'route', why, cause: gatewayRouteCause(endpoint, table), remedy: routeRemedy(endpoint, table) };
}

function groupFault(view: ClusterView, endpoint: VpcEndpoint, subnet: Subnet): EndpointFault | undefined {
  const { refused } = nodeReachesEndpointPort(view, endpoint, subnet);
  if (refused.length === 0) return undefined;
  return groupFaultFor(endpoint, refused);
}

/** The endpoint's security groups do not admit the blocks. */
export function groupFaultFor(endpoint: VpcEndpoint, refused: readonly string[]): EndpointFault {
  const why = `${endpointGroupWords(endpoint)} of ${endpoint.id} does not admit tcp 443 from ${refused.join(', ')}`;
  const remedy = admitRemedy(endpoint, refused);
  return { kind: 'security-group', why, cause: endpointGroupsCause(endpoint), remedy, refused };
}
