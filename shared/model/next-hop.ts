import type { Family } from './address.ts';
import type { InternetPath } from './internet-path.ts';
import { tableName } from './routes.ts';
import { undecidable, unread } from './snapshot/known.ts';
import type { routeTargetKinds } from './snapshot/vpc.ts';
import { findObserved } from './view/observing.ts';
import type { InternetGateway, NatGateway, NetworkInterface, Route, RouteTable, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/** From the best way to the internet to none. `EIGW` is an egress-only internet gateway (IPv6). */
export const egressKinds = [
  'NAT',
  'EIGW',
  'NAT_INSTANCE',
  'IGW',
  'APPLIANCE',
  'TRANSIT',
  'PRIVATE_NAT',
  'BROKEN',
  'ISOLATED',
] as const;
export type EgressKind = (typeof egressKinds)[number];

/** What a path to the internet leads through, or why it ends. */
export interface Step {
  readonly kind: EgressKind;
  /** Without a full stop: `rtb-a sends 0.0.0.0/0 to nat-a`. */
  readonly reason: string;
  /** NAT gateways on the way, working or not. */
  readonly natGatewayIds: readonly string[];
  /** How it goes on from the subnet of the gateway, instance or endpoint. */
  readonly onward?: Egress;
  /** Where there is no way: the thing to repair, in the words of a violation's cause. */
  readonly fault?: { readonly kind: string; readonly resource: string };
}

/** The way of a subnet to the internet, with what proves it. */
export interface Egress extends Step {
  readonly routeTableId: string;
  /** The subnet uses the main table of its VPC, for want of an association of its own. */
  readonly main: boolean;
  /** The route that decides; absent when there is none. */
  readonly route?: Route;
  /** Destination of that route, or the blocks for which there is none. */
  readonly destination: string;
}

/** Whence a path is followed. */
export interface Place {
  readonly account: AccountView;
  readonly family: Family;
  readonly table: RouteTable;
  readonly main: boolean;
  /** Absent for a gateway that has a route table and no subnet. */
  readonly subnet?: Subnet;
  readonly follow: (subnetId: string) => Egress;
  readonly followTable: (table: RouteTable) => Egress;
}

type Hop = Place & { readonly destination: string; readonly targetId: string };

/** What lies behind a route to the internet. Raises `NotObserved` where that cannot be told. */
export function nextHop(place: Place, { route, destination }: InternetPath): Step {
  const name = tableName(place.table.id, place.main);
  const fault = { kind: 'route', resource: `${place.table.id} ${destination}` };
  if (!route) return { kind: 'ISOLATED', reason: `${name} has no route for ${destination}`, natGatewayIds: [], fault };
  const { kind, id } = route.target;
  const hop = { ...place, destination, targetId: id };
  const natGatewayIds = kind === 'nat-gateway' ? [id] : [];
  if (route.state === 'blackhole') return noWay(hop, 'which no longer leads anywhere (blackhole)', { natGatewayIds });
  return behind[kind](hop);
}

const reasonOf = ({ table, main, destination, targetId }: Hop): string =>
  `${tableName(table.id, main)} sends ${destination} to ${targetId}`;

const through = (hop: Hop, kind: EgressKind, details: Partial<Step> = {}): Step => ({
  kind,
  reason: reasonOf(hop),
  natGatewayIds: [],
  ...details,
});

function noWay(hop: Hop, why: string, details: Partial<Step> = {}): Step {
  const fault = { kind: 'route', resource: `${hop.table.id} ${hop.destination}` };
  return { kind: 'ISOLATED', natGatewayIds: [], fault, ...details, reason: `${reasonOf(hop)}, ${why}` };
}

const transit = (hop: Hop): Step => through(hop, 'TRANSIT');

function unknownTarget({ table, targetId, destination }: Hop): never {
  const reason = `what lies behind its route ${destination} → ${targetId} is not shown`;
  throw new NotObserved('routeTables.routes.target', table.id, undecidable(reason));
}

const behind: Readonly<Record<(typeof routeTargetKinds)[number], (hop: Hop) => Step>> = {
  local: (hop) => noWay(hop, 'which stays in the VPC'),
  'internet-gateway': throughInternetGateway,
  'egress-only-internet-gateway': throughEgressOnlyGateway,
  'nat-gateway': throughNat,
  'network-interface': throughInstance,
  'vpc-endpoint': throughAppliance,
  'transit-gateway': transit,
  'vpn-gateway': transit,
  'core-network': transit,
  'local-gateway': transit,
  'carrier-gateway': transit,
  'vpc-peering-connection': (hop) =>
    noWay(hop, 'and a peering connection does not lead on to the gateways of the other VPC'),
  'odb-network': (hop) => noWay(hop, 'a database network that does not lead to the internet'),
  'ip-address': unknownTarget,
  unknown: unknownTarget,
};

function throughInternetGateway(hop: Hop): Step {
  const gateway = hop.account.internetGateways.find(hop.targetId, { vpcId: hop.table.vpcId });
  return detached(hop, gateway) ?? blocked(hop) ?? through(hop, 'IGW');
}

function throughEgressOnlyGateway(hop: Hop): Step {
  if (hop.family === 4) return noWay(hop, 'which carries IPv6 only');
  const gateway = hop.account.egressOnlyInternetGateways.find(hop.targetId, { vpcId: hop.table.vpcId });
  return detached(hop, gateway) ?? blocked(hop) ?? through(hop, 'EIGW');
}

const attachedStates = new Set(['attached', 'available']);

function detached(hop: Hop, gateway: InternetGateway | undefined): Step | undefined {
  const fault = { kind: 'internet-gateway', resource: hop.targetId };
  if (!gateway) return noWay(hop, 'which no longer exists', { fault });
  const here = findObserved(
    gateway.attachments,
    ({ vpcId, state }) => vpcId === hop.table.vpcId && attachedStates.has(state),
  );
  return here ? undefined : noWay(hop, `which is not attached to ${hop.table.vpcId}`, { fault });
}

/** VPC Block Public Access in both directions; ingress alone leaves outbound connections. */
function blocked(hop: Hop): Step | undefined {
  if (hop.subnet?.internetGatewayBlockMode !== 'block-bidirectional') return undefined;
  const fault = { kind: 'block-public-access', resource: hop.subnet.id };
  return noWay(hop, `and VPC Block Public Access blocks both directions for ${hop.subnet.id}`, { fault });
}

function throughNat(hop: Hop): Step {
  const natGatewayIds = [hop.targetId];
  if (hop.family === 6) return noWay(hop, 'which does not carry IPv6 to the internet', { natGatewayIds });
  const nat = hop.account.natGateways.find(hop.targetId, { vpcId: hop.table.vpcId });
  const fault = { kind: 'nat-gateway', resource: hop.targetId };
  const broken = { kind: 'BROKEN', natGatewayIds, fault } as const;
  if (!nat) return noWay(hop, 'which no longer exists', broken);
  if (nat.state !== 'available') return noWay(hop, `which is ${nat.state}`, broken);
  const onward = beyondNat(hop, nat);
  if (nat.connectivityType === 'private') return throughPrivateNat(hop, nat, onward);
  if (onward && onward.kind !== 'IGW') {
    const why = `a public NAT gateway that itself has no internet gateway: ${onward.reason}`;
    return noWay(hop, why, { natGatewayIds, onward, fault: onward.fault ?? faultOfDefault(onward) });
  }
  return through(hop, 'NAT', { natGatewayIds, ...(onward ? { onward } : {}) });
}

const faultOfDefault = ({ routeTableId, destination }: Egress) => ({
  kind: 'route',
  resource: `${routeTableId} ${destination}`,
});

/** Where the NAT gateway itself leads; undefined for a regional one whose route table is not told. */
function beyondNat(hop: Hop, nat: NatGateway): Egress | undefined {
  if (nat.availabilityMode === 'regional') {
    const { routeTableId } = nat;
    const table = routeTableId && hop.account.routeTables.find(routeTableId, { vpcId: hop.table.vpcId });
    return table ? hop.followTable(table) : undefined;
  }
  if (nat.subnetId !== undefined) return hop.follow(nat.subnetId);
  throw new NotObserved('natGateways.subnetId', nat.id, unread('the subnet of the NAT gateway is not known'));
}

/** A private NAT gateway has no public address: it needs another way out behind it. */
function throughPrivateNat(hop: Hop, nat: NatGateway, onward: Egress | undefined): Step {
  if (!onward) {
    const reason = 'where the regional private NAT gateway leads is not shown';
    throw new NotObserved('natGateways.routeTableId', nat.id, undecidable(reason));
  }
  const step = through(hop, 'PRIVATE_NAT', { natGatewayIds: [nat.id, ...onward.natGatewayIds], onward });
  if (internetAccess(step) !== 'none') return step;
  const why = `a private NAT gateway with no way out behind it: ${onward.reason}`;
  return noWay(hop, why, { ...step, fault: onward.fault ?? faultOfDefault(onward) });
}

function throughInstance(hop: Hop): Step {
  const eni = hop.account.networkInterfaces.find(hop.targetId, { vpcId: hop.table.vpcId });
  const fault = { kind: 'network-interface', resource: hop.targetId };
  const broken = (why: string, details: Partial<Step> = {}) => noWay(hop, why, { kind: 'BROKEN', fault, ...details });
  if (!eni) return broken('which no longer exists');
  if (eni.sourceDestCheck) return broken('whose source/destination check is on, so it drops what it should forward');
  const idle = notRunning(hop, eni);
  if (idle) return broken(idle);
  const onward = hop.follow(eni.subnetId);
  if (onward.kind === 'IGW') return through(hop, 'NAT_INSTANCE', { onward });
  const why = `an instance that itself has no internet gateway: ${onward.reason}`;
  return broken(why, { onward, fault: onward.fault ?? faultOfDefault(onward) });
}

function notRunning({ account }: Hop, { attachment }: NetworkInterface): string | undefined {
  const instanceId = attachment?.instanceId;
  if (instanceId === undefined) return 'which is attached to no instance';
  const state = account.instances.find(instanceId)?.state ?? 'gone';
  return state === 'running' ? undefined : `whose instance ${instanceId} is ${state}`;
}

/** A Gateway Load Balancer endpoint: what the appliances let through goes on from the endpoint's own subnet. */
function throughAppliance(hop: Hop): Step {
  const endpoint = hop.account.vpcEndpoints.find(hop.targetId, { vpcId: hop.table.vpcId });
  const fault = { kind: 'vpc-endpoint', resource: hop.targetId };
  if (!endpoint) return noWay(hop, 'which no longer exists', { kind: 'BROKEN', fault });
  if (endpoint.type !== 'GatewayLoadBalancer') return noWay(hop, `an endpoint of type ${endpoint.type}`, { fault });
  if (endpoint.state !== 'available') return noWay(hop, `which is ${endpoint.state}`, { kind: 'BROKEN', fault });
  const [subnetId] = endpoint.subnetIds;
  if (subnetId === undefined) {
    throw new NotObserved('vpcEndpoints.subnetIds', endpoint.id, unread('the subnet of the endpoint is not known'));
  }
  const onward = hop.follow(subnetId);
  const { natGatewayIds } = onward;
  if (internetAccess(onward) !== 'none') return through(hop, 'APPLIANCE', { natGatewayIds, onward });
  const why = `an appliance's endpoint with no way on: ${onward.reason}`;
  return noWay(hop, why, { natGatewayIds, onward, fault: onward.fault ?? faultOfDefault(onward) });
}

/**
 * Whether a way leads to the internet: `open` to any node, only with a public address of the node's own, somewhere that this account
 * does not show (`unverified`), or nowhere.
 */
export type InternetAccess = 'open' | 'with-public-address' | 'unverified' | 'none';

export function internetAccess({ kind, onward }: Pick<Step, 'kind' | 'onward'>): InternetAccess {
  switch (kind) {
    case 'NAT':
    case 'EIGW':
    case 'NAT_INSTANCE':
      return 'open';
    case 'IGW':
      return 'with-public-address';
    case 'APPLIANCE':
    case 'TRANSIT':
      return 'unverified';
    case 'PRIVATE_NAT': {
      const beyond = onward ? internetAccess(onward) : 'none';
      return beyond === 'with-public-address' ? 'none' : beyond;
    }
    default:
      return 'none';
  }
}
