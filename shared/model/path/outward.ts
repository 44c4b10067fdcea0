import { AddressSet } from '../address-set.ts';
import type { AddressRange } from '../cidr.ts';
import { type Egress, egress4, egress6, egressTowards } from '../egress.ts';
import { egressRemedy } from '../egress-remedies.ts';
import type { EgressKind } from '../egress-step.ts';
import { everyAddress } from '../internet-path.ts';
import { effectiveRouteTable, selections, tableName } from '../routes.ts';
import { undecidable } from '../snapshot/known.ts';
import { attempt } from '../view/observing.ts';
import type { Route, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView } from '../view/views.ts';
import { aclStep } from './acl-step.ts';
import type { Heading } from './answer.ts';
import { groupStep } from './group-step.ts';
import type { OutsideStand, VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';
import type { Step, Steps } from './walk.ts';

/** A gateway or instance in a subnet of the VPC that takes the packets and sends them on. */
interface Station {
  readonly stand: VpcStand;
  /** An instance has security groups of its own. */
  readonly filters: boolean;
  /** A NAT gateway: from here on the packets come from it. */
  readonly translates: boolean;
}

/** The way from somebody in the VPC to public addresses: the default path for those that nobody tells, else each piece's own. */
export function* outward(connection: Connection, from: VpcStand, to: OutsideStand): Steps {
  yield groupStep({ connection, direction: 'out', own: from, other: to });
  const ways = waysOf(connection, from, to).map((way) => ({ ...way, stations: [] as Station[] }));
  for (const { part, egress, stations } of ways) yield* along(connection, from, part, egress(), stations);
  for (const { part, stations } of ways) yield* back(connection, from, part, stations);
}

interface Way {
  readonly part: OutsideStand;
  readonly egress: () => Egress;
}

function waysOf({ view: { account } }: Connection, { subnet }: VpcStand, to: OutsideStand): readonly Way[] {
  if (!to.exact || to.everywhere) {
    const ask = to.addresses.ranges[0]?.family === 6 ? egress6 : egress4;
    return [{ part: to, egress: () => ask(account, subnet) }];
  }
  return to.addresses.ranges
    .flatMap((range) => piecesAlong(account, subnet, range))
    .map((range) => ({
      part: { ...to, addresses: AddressSet.ofRanges([range]) },
      egress: () => egressTowards(account, subnet, range),
    }));
}

/** The range, cut wherever a route table on the way, be it that of a gateway's own subnet, may decide differently. */
function piecesAlong(
  account: AccountView,
  subnet: Subnet,
  range: AddressRange,
  seen: readonly string[] = [],
): readonly AddressRange[] {
  if (seen.includes(subnet.id)) return [range];
  const { table } = effectiveRouteTable(account, subnet);
  return selections(account, table, range).flatMap(({ range: piece, route }) => {
    const next = route && !(route instanceof NotObserved) ? attempt(() => subnetBehind(account, route)) : undefined;
    if (!next || next instanceof NotObserved) return [piece];
    return piecesAlong(account, next, piece, [...seen, subnet.id]);
  });
}

/** The subnet of the gateway, instance or endpoint that a route leads to. */
function subnetBehind(account: AccountView, { target: { kind, id } }: Route): Subnet | undefined {
  const subnetId =
    kind === 'nat-gateway'
      ? account.natGateways.find(id)?.subnetId
      : kind === 'network-interface'
        ? account.networkInterfaces.find(id)?.subnetId
        : kind === 'vpc-endpoint'
          ? account.vpcEndpoints.find(id)?.subnetIds[0]
          : undefined;
  return subnetId === undefined ? undefined : account.subnets.find(subnetId);
}

/** From one subnet to the next, until the packets leave the VPC. Stations on the way are noted for the way back. */
function* along(
  connection: Connection,
  from: VpcStand,
  to: OutsideStand,
  egress: Egress,
  stations: Station[],
  translated = false,
): Steps {
  const { kind, onward } = egress;
  const fault = egress.onlyForNat && translated ? undefined : egress.fault;
  yield* aclStep({ connection, heading: 'forward', direction: 'out', subnet: from.subnet, other: to });
  yield routeStep(connection, from.subnet, egress, onward === undefined ? fault : undefined);
  if (kind === 'IGW' && stations.length === 0) yield publicAddress(from);
  if (kind === 'TRANSIT' || kind === 'APPLIANCE') yield unverified(connection, from.subnet, egress);
  if (!onward) return;
  const station = stationOf(connection, egress);
  if (station) {
    const { stand, filters, translates } = station;
    stations.push(station);
    yield* aclStep({ connection, heading: 'forward', direction: 'in', subnet: stand.subnet, other: from });
    if (filters) yield groupStep({ connection, direction: 'in', own: stand, other: from });
    if (filters) yield groupStep({ connection, direction: 'out', own: stand, other: to });
    yield* along(connection, stand, to, onward, stations, translates || translated);
  }
  if (fault) yield noWayBehind(connection, from.subnet, egress);
}

/** Each part of the way works, together they lead nowhere: a public NAT gateway behind another, a private one before an internet gateway. */
const noWayBehind = ({ view }: Connection, subnet: Subnet, egress: Egress): Step => ({
  heading: 'forward',
  kind: 'gateway',
  at: subnet.id,
  decide: () => ({
    component: egress.route?.target.id ?? egress.routeTableId,
    decidedBy: '',
    says: egress.reason,
    stops: stopsOf(view.account, subnet, egress),
  }),
});

function stopsOf(account: AccountView, subnet: Subnet, egress: Egress) {
  const { destination, routeTableId, fault } = egress;
  const remedy = egressRemedy(account, subnet, egress);
  return {
    part: Object.values(everyAddress).includes(destination) ? [] : [destination],
    needed: remedy.text,
    cause: fault ?? { kind: 'route', resource: `${routeTableId} ${destination}` },
    remedy,
  };
}

/** The replies, from the last station back to the one who asked. Connections that were opened pass security groups by themselves. */
function* back(connection: Connection, from: VpcStand, to: OutsideStand, stations: readonly Station[]): Steps {
  const heading: Heading = 'return';
  for (const [index, { stand }] of [...stations.entries()].reverse()) {
    const before = index === 0 ? from : (stations[index - 1]?.stand ?? from);
    yield* aclStep({ connection, heading, direction: 'in', subnet: stand.subnet, other: to });
    yield* aclStep({ connection, heading, direction: 'out', subnet: stand.subnet, other: before });
  }
  yield* aclStep({ connection, heading, direction: 'in', subnet: from.subnet, other: to });
}

const stateWords: Readonly<Partial<Record<EgressKind, string>>> = {
  IGW: ', which is attached',
  EIGW: ', which is attached',
  NAT: ', which is available',
  NAT_INSTANCE: ', an instance that runs and forwards',
};

/** `ends`: why the packets go no further than the route. */
const routeStep = ({ view }: Connection, subnet: Subnet, egress: Egress, ends: Egress['fault']): Step => {
  const { routeTableId, main, destination, route, reason } = egress;
  const decidedBy = route ? `${destination} → ${route.target.id}` : '';
  return {
    heading: 'forward',
    kind: ends && ends.kind !== 'route' ? 'gateway' : 'route',
    at: subnet.id,
    decide: () =>
      ends
        ? {
            component: ends.kind === 'route' ? routeTableId : ends.resource,
            decidedBy,
            says: reason,
            stops: stopsOf(view.account, subnet, egress),
          }
        : {
            component: routeTableId,
            decidedBy,
            says: `${tableName(routeTableId, main)} sends ${destination} to ${route?.target.id ?? 'nowhere'}${stateWords[egress.kind] ?? ''}`,
          },
  };
};

export const publicAddress = (from: VpcStand): Step => ({
  heading: 'forward',
  kind: 'public-address',
  at: from.subnet.id,
  decide: () => {
    const lacking = from.withoutPublicAddress();
    if (lacking.length === 0)
      return { component: from.subnet.id, decidedBy: '', says: 'has public addresses for the internet gateway' };
    const who = lacking.join(' and ');
    return {
      component: from.subnet.id,
      decidedBy: '',
      says: `the way leads to an internet gateway, and ${who} have no public address`,
      stops: {
        part: [],
        needed: `${who} need public addresses, or a route to a NAT gateway.`,
        cause: { kind: 'subnet-public-addresses', resource: from.subnet.id },
      },
    };
  },
});

const unverified = (
  { trustTransitEgress }: Connection,
  subnet: Subnet,
  { reason, routeTableId, route }: Egress,
): Step => ({
  heading: 'forward',
  kind: 'gateway',
  at: subnet.id,
  decide: () => {
    const says = `what lies behind it is not visible here, and trusted to lead on`;
    const component = route?.target.id ?? routeTableId;
    if (trustTransitEgress) return { component, decidedBy: '', says, assumed: true };
    throw new NotObserved(
      'egress',
      routeTableId,
      undecidable(`${reason}, and this account does not show what lies behind`),
    );
  },
});

/** Where a way goes on inside the VPC; undefined behind a gateway without a subnet. */
function stationOf({ view: { account } }: Connection, { route }: Egress): Station | undefined {
  const subnet = route && subnetBehind(account, route);
  if (!subnet) return undefined;
  const { kind, id } = route.target;
  const groups = () => account.networkInterfaces.find(id)?.securityGroupIds ?? [];
  const filters = kind === 'network-interface';
  return { stand: standOf(id, subnet, groups), filters, translates: kind === 'nat-gateway' };
}

const standOf = (id: string, subnet: Subnet, securityGroupIds: () => readonly string[]): VpcStand => ({
  in: 'vpc',
  name: id,
  role: 'other',
  subnet,
  addresses: AddressSet.of(subnet.cidr, ...subnet.ipv6Cidrs),
  securityGroupIds,
  withoutPublicAddress: () => [],
});
