import { type Egress, internetAccess, reachesInternetGateway, type Step } from './egress-step.ts';
import { type Hop, noWay, through } from './hop.ts';
import { undecidable, unread } from './snapshot/known.ts';
import type { NatGateway, NetworkInterface } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';

/** A NAT gateway is as good as the way of its own subnet, or of its route table when it is regional. */
export function throughNat(hop: Hop): Step {
  const natGatewayIds = [hop.targetId];
  if (hop.family === 6) return noWay(hop, 'which does not carry IPv6 to the internet', { natGatewayIds });
  const nat = hop.account.natGateways.find(hop.targetId, { vpcId: hop.table.vpcId });
  const fault = { kind: 'nat-gateway', resource: hop.targetId };
  const broken = { kind: 'BROKEN', natGatewayIds, fault } as const;
  if (!nat) return noWay(hop, 'which no longer exists', broken);
  if (nat.state !== 'available') return noWay(hop, `which is ${nat.state}`, broken);
  const onward = beyondNat(hop, nat);
  if (nat.connectivityType === 'private') return throughPrivateNat(hop, nat, onward);
  if (onward && !reachesInternetGateway(onward)) {
    const why = `a public NAT gateway that itself has no internet gateway: ${onward.reason}`;
    return noWay(hop, why, { natGatewayIds, onward, fault: onward.fault ?? faultOfDefault(onward) });
  }
  return forwarded(hop, 'NAT', natGatewayIds, onward);
}

/** Translated to a public address, which an appliance may stand before: then the reason names that, for it decides. */
function forwarded(hop: Hop, kind: 'NAT' | 'NAT_INSTANCE', natGatewayIds: readonly string[], onward?: Egress): Step {
  const step = through(hop, kind, { natGatewayIds, ...(onward ? { onward } : {}) });
  return internetAccess(step) === 'open' || !onward
    ? step
    : { ...step, reason: `${step.reason}, and ${onward.reason}` };
}

const faultOfDefault = ({ routeTableId, destination }: Egress) => ({
  kind: 'route',
  resource: `${routeTableId} ${destination}`,
});

const faultOf = ({ fault }: Egress) => (fault ? { fault } : {});

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
  if (internetAccess(onward) === 'with-public-address') {
    const why = `a private NAT gateway, which has no public address for the internet gateway behind it: ${onward.reason}`;
    return noWay(hop, why, step);
  }
  const why = `a private NAT gateway with no way out behind it: ${onward.reason}`;
  return noWay(hop, why, { ...step, fault: onward.fault ?? faultOfDefault(onward) });
}

/** A NAT instance: it forwards what is not its own, runs, and sits in a public subnet. */
export function throughInstance(hop: Hop): Step {
  const eni = hop.account.networkInterfaces.find(hop.targetId, { vpcId: hop.table.vpcId });
  const fault = { kind: 'network-interface', resource: hop.targetId };
  const broken = (why: string, details: Partial<Step> = {}) => noWay(hop, why, { kind: 'BROKEN', fault, ...details });
  if (!eni) return broken('which no longer exists');
  if (eni.sourceDestCheck) return broken('whose source/destination check is on, so it drops what it should forward');
  const idle = notRunning(hop, eni);
  if (idle) return broken(idle);
  const onward = hop.follow(eni.subnetId);
  if (reachesInternetGateway(onward) && !onward.onlyForNat) return forwarded(hop, 'NAT_INSTANCE', [], onward);
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
export function throughAppliance(hop: Hop): Step {
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
  if (onward.onlyForNat) {
    const step = through(hop, 'APPLIANCE', { natGatewayIds, onward, onlyForNat: true, ...faultOf(onward) });
    return { ...step, reason: `${step.reason}, and ${onward.reason}` };
  }
  const why = `an appliance's endpoint with no way on: ${onward.reason}`;
  return noWay(hop, why, { natGatewayIds, onward, fault: onward.fault ?? faultOfDefault(onward) });
}
