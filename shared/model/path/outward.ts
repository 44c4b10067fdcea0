import { AddressSet } from '../address-set.ts';
import { type Egress, egress4, egress6, egressTowards } from '../egress.ts';
import { egressRemedy } from '../egress-remedies.ts';
import type { EgressKind } from '../egress-step.ts';
import { everyAddress } from '../internet-path.ts';
import { tableName } from '../routes.ts';
import { undecidable } from '../snapshot/known.ts';
import type { Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import { aclStep } from './acl-step.ts';
import type { Heading } from './answer.ts';
import { groupStep } from './group-step.ts';
import type { OutsideStand, VpcStand } from './stand.ts';
import { piecesAlong, type Station, stationOf } from './stations.ts';
import type { Connection } from './traffic.ts';
import type { Step, Steps } from './walk.ts';

/** The way from somebody in the VPC to public addresses: the default path for those that nobody tells, else each piece's own. */
export function* outward(connection: Connection, from: VpcStand, to: OutsideStand): Steps {
  yield groupStep({ connection, direction: 'out', own: from, other: to });
  const journeys: Journey[] = [];
  for (const { part, egress } of waysOf(connection, from, to)) {
    const journey = { connection, from, to: part, egress: egress(), stations: [] };
    journeys.push(journey);
    yield* along(journey, from, journey.egress);
  }
  for (const journey of journeys) yield* back(journey);
}

/** The way to addresses that are all led alike. */
interface Journey {
  readonly connection: Connection;
  readonly from: VpcStand;
  readonly to: OutsideStand;
  /** From its beginning: what is wrong further on is mended for the one who stands there. */
  readonly egress: Egress;
  /** Noted on the way, for the way back. */
  readonly stations: Station[];
}

interface Way {
  readonly part: OutsideStand;
  readonly egress: () => Egress;
}

function waysOf({ view: { account } }: Connection, { subnet }: VpcStand, to: OutsideStand): readonly Way[] {
  if (!to.exact) {
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

/** From one subnet to the next, until the packets leave the VPC. */
function* along(journey: Journey, from: VpcStand, egress: Egress, translated = false): Steps {
  const { connection, to, stations } = journey;
  const { kind, onward } = egress;
  const fault = egress.onlyForNat && translated ? undefined : egress.fault;
  yield* aclStep({ connection, heading: 'forward', direction: 'out', subnet: from.subnet, other: to });
  yield routeStep(journey, from.subnet, egress, onward === undefined ? fault : undefined);
  if (kind === 'IGW' && stations.length === 0) yield publicAddress(from, egress);
  if (kind === 'TRANSIT' || kind === 'APPLIANCE') yield unverified(connection, from.subnet, egress);
  if (!onward) return;
  const station = stationOf(connection.view.account, egress);
  if (station) {
    const { stand, filters, translates } = station;
    stations.push(station);
    yield* aclStep({ connection, heading: 'forward', direction: 'in', subnet: stand.subnet, other: from });
    if (filters) yield groupStep({ connection, direction: 'in', own: stand, other: from });
    if (filters) yield groupStep({ connection, direction: 'out', own: stand, other: to });
    yield* along(journey, stand, onward, translates || translated);
  }
  if (fault) yield noWayBehind(journey, from.subnet, egress);
}

/** Each part of the way works, together they lead nowhere: a public NAT gateway behind another, a private one before an internet gateway. */
const noWayBehind = (journey: Journey, subnet: Subnet, egress: Egress): Step => ({
  heading: 'forward',
  kind: 'gateway',
  at: subnet.id,
  decide: () => ({
    component: egress.route?.target.id ?? egress.routeTableId,
    decidedBy: '',
    says: egress.reason,
    stops: stopsOf(journey, egress),
  }),
});

/** The replies, from the last station back to the one who asked. Connections that were opened pass security groups by themselves. */
function* back({ connection, from, to, stations }: Journey): Steps {
  const heading: Heading = 'return';
  for (const [index, { stand }] of [...stations.entries()].reverse()) {
    const before = index === 0 ? from : (stations[index - 1]?.stand ?? from);
    yield* aclStep({ connection, heading, direction: 'in', subnet: stand.subnet, other: to });
    yield* aclStep({ connection, heading, direction: 'out', subnet: stand.subnet, other: before });
  }
  yield* aclStep({ connection, heading, direction: 'in', subnet: from.subnet, other: to });
}

function stopsOf({ connection, from, egress }: Journey, { destination, routeTableId, fault }: Egress) {
  const remedy = egressRemedy(connection.view.account, from.subnet, egress);
  return {
    part: Object.values(everyAddress).includes(destination) ? [] : [destination],
    needed: remedy.text,
    cause: fault ?? { kind: 'route', resource: `${routeTableId} ${destination}` },
    remedy,
  };
}

const stateWords: Readonly<Partial<Record<EgressKind, string>>> = {
  IGW: ', which is attached',
  EIGW: ', which is attached',
  NAT: ', which is available',
  NAT_INSTANCE: ', an instance that runs and forwards',
};

/** `ends`: why the packets go no further than the route. */
const routeStep = (journey: Journey, subnet: Subnet, egress: Egress, ends: Egress['fault']): Step => {
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
            stops: stopsOf(journey, egress),
          }
        : {
            component: routeTableId,
            decidedBy,
            says: `${tableName(routeTableId, main)} sends ${destination} to ${route?.target.id ?? 'nowhere'}${stateWords[egress.kind] ?? ''}`,
          },
  };
};

/** Behind an internet gateway everybody needs a public address; the control plane never has one, so that its route is what is wrong. */
export const publicAddress = (from: VpcStand, egress?: Egress): Step => ({
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
        cause:
          egress && from.role === 'control plane'
            ? { kind: 'route', resource: `${egress.routeTableId} ${egress.destination}` }
            : (from.publicAddressCause?.() ?? { kind: 'subnet-public-addresses', resource: from.subnet.id }),
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
