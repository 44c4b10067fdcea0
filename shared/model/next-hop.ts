import type { Step } from './egress-step.ts';
import { type Hop, noWay, type Place, through } from './hop.ts';
import { throughAppliance, throughInstance, throughNat } from './hops-onward.ts';
import type { InternetPath } from './internet-path.ts';
import { tableName } from './routes.ts';
import { undecidable } from './snapshot/known.ts';
import type { routeTargetKinds } from './snapshot/vpc.ts';
import { findObserved } from './view/observing.ts';
import type { InternetGateway } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';

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
  return detached(hop, gateway) ?? blocked(hop) ?? keptForNat(hop) ?? through(hop, 'IGW');
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

/** VPC Block Public Access in both directions. */
function blocked(hop: Hop): Step | undefined {
  if (hop.subnet?.internetGatewayBlockMode !== 'block-bidirectional') return undefined;
  const fault = { kind: 'block-public-access', resource: hop.subnet.id };
  return noWay(hop, `and VPC Block Public Access blocks both directions for ${hop.subnet.id}`, { fault });
}

/**
 * Where it blocks ingress alone, only NAT gateways and egress-only internet gateways carry outbound connections: what has a public
 * address of its own is cut off (BlockPublicAccessStates in the EC2 API reference).
 */
function keptForNat(hop: Hop): Step | undefined {
  if (hop.subnet?.internetGatewayBlockMode !== 'block-ingress') return undefined;
  const fault = { kind: 'block-public-access', resource: hop.subnet.id };
  const step = through(hop, 'IGW', { onlyForNat: true, fault });
  const why = `and VPC Block Public Access lets only NAT gateways of ${hop.subnet.id} through`;
  return { ...step, reason: `${step.reason}, ${why}` };
}
