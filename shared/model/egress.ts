import type { Family } from './address.ts';
import { AddressSet } from './address-set.ts';
import type { AddressRange } from './cidr.ts';
import { type Egress, egressKinds, internetAccess, type Step } from './egress-step.ts';
import type { Place } from './hop.ts';
import { everyAddress, type InternetPath, internetPaths, pathsTowards } from './internet-path.ts';
import { nextHop } from './next-hop.ts';
import { type EffectiveRouteTable, effectiveRouteTable, tableName } from './routes.ts';
import { undecidable } from './snapshot/known.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt, findObserved } from './view/observing.ts';
import type { Route, RouteTable, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

export { type Egress, internetAccess, reachesInternetGateway } from './egress-step.ts';

/**
 * The way of the subnet to the IPv4 internet, followed through gateways to their own subnets. A split default route has one answer:
 * the worst of its parts. Raises `NotObserved` when it cannot be told, unless a part certainly leads nowhere.
 */
export const egress4 = rememberedFor((account: AccountView, subnet: Subnet) => egressFrom(account, subnet, 4, []));

/** As `egress4`, for `::/0`; an internet gateway is `IGW`, an egress-only one `EIGW`. */
export const egress6 = rememberedFor((account: AccountView, subnet: Subnet) => egressFrom(account, subnet, 6, []));

/** As `egress4` and `egress6`, towards one block outside the VPC in place of the whole internet. */
export const egressTowards = (account: AccountView, subnet: Subnet, range: AddressRange): Egress =>
  egressFrom(account, subnet, range, []);

/** Where to: the internet of a family, or a block. */
type Destination = Family | AddressRange;

const familyOf = (to: Destination): Family => (typeof to === 'number' ? to : to.family);

const pathsTo = (account: AccountView, table: RouteTable, to: Destination): readonly (InternetPath | NotObserved)[] =>
  typeof to === 'number' ? internetPaths(account, table, to) : pathsTowards(account, table, to);

const destinationText = (to: Destination): string =>
  typeof to === 'number' ? everyAddress[to] : AddressSet.ofRanges([to]).toCidrs().join(', ');

/** Whether the way leads nowhere: no default route, a blackhole, a broken gateway, a private NAT gateway without a way out. */
export const isIsolated = (egress: Step): boolean => internetAccess(egress) === 'none';

/** Whether there was a way to the internet whose gateway is lost: a blackhole, or a NAT gateway that does not work. */
export const isLost = ({ route, fault, onward }: Egress): boolean =>
  fault !== undefined &&
  (route?.state === 'blackhole' || fault.kind === 'nat-gateway' || (onward !== undefined && isLost(onward)));

function egressFrom(account: AccountView, subnet: Subnet, to: Destination, seen: readonly string[]): Egress {
  return egressThrough(account, { ...effectiveRouteTable(account, subnet), subnet }, to, seen);
}

type Start = EffectiveRouteTable & { readonly subnet?: Subnet };

/** `seen`: route tables on the way here. The same table again means the same default route again: a circle. */
function egressThrough(account: AccountView, start: Start, to: Destination, seen: readonly string[]): Egress {
  const { table, main } = start;
  const family = familyOf(to);
  const ends = (why: string): Egress => ({
    kind: 'ISOLATED',
    reason: why,
    natGatewayIds: [],
    routeTableId: table.id,
    main,
    destination: destinationText(to),
    fault: { kind: 'route', resource: `${table.id} ${destinationText(to)}` },
  });
  if (seen.includes(table.id)) return ends(`${tableName(table.id, main)} leads back to itself`);

  const trail = [...seen, table.id];
  const place: Place = {
    account,
    family,
    ...start,
    follow: (subnetId) => {
      const next = account.subnets.find(subnetId, { vpcId: table.vpcId });
      return next ? egressFrom(account, next, to, trail) : ends(`${subnetId} no longer exists`);
    },
    followTable: (next) => egressThrough(account, { table: next, main: false }, to, trail),
  };
  return worstOf(
    pathsTo(account, table, to).map((path) =>
      path instanceof NotObserved
        ? path
        : attempt(() => {
            const { route, destination } = path;
            const step = nextHop(place, path);
            return { ...step, routeTableId: table.id, main, destination, ...(route ? { route } : {}) };
          }),
    ),
  );
}

function worstOf(answers: readonly (Egress | NotObserved)[]): Egress {
  const known = answers.filter((answer): answer is Egress => !(answer instanceof NotObserved));
  const unknown = answers.find((answer) => answer instanceof NotObserved);
  const [worst] = [...known].sort((a, b) => egressKinds.indexOf(b.kind) - egressKinds.indexOf(a.kind));
  const isolated = known.find(isIsolated);
  if (isolated) return isolated;
  if (unknown) throw unknown;
  if (!worst) throw new RangeError('A route table has at least one way for the internet, if only a missing one.');
  return { ...worst, natGatewayIds: [...new Set(known.flatMap(({ natGatewayIds }) => natGatewayIds))] };
}

/**
 * A route of the subnet's table to an internet gateway, whatever its destination or state; undefined when there is none.
 * That is how AWS's documentation and the load balancer controllers tell public subnets: what is effective is `egress4`.
 */
export const internetGatewayRoute = rememberedFor((account: AccountView, subnet: Subnet): Route | undefined =>
  findObserved(effectiveRouteTable(account, subnet).table.routes, ({ target }) => target.kind === 'internet-gateway'),
);

export const isPublicByDoc = (account: AccountView, subnet: Subnet): boolean =>
  internetGatewayRoute(account, subnet) !== undefined;

/** Whether nodes in the subnet have to do without the internet, for want of a way or because that is declared. */
export const isIsolatedSubnet = ({ account, declared }: ClusterView, subnet: Subnet): boolean =>
  declared.assumeNoEgress === true || isIsolated(egress4(account, subnet));

/**
 * The assumption that what this account does not show leads to the internet, in words; without trust it is not known, and raises
 * `NotObserved`. For ways whose `internetAccess` is `unverified`.
 */
export function assumedTransit({ reason, routeTableId }: Egress, trusted: boolean): string {
  if (trusted)
    return `${reason}: this account does not show what lies behind it, which is trusted to lead to the internet.`;
  throw new NotObserved(
    'egress',
    routeTableId,
    undecidable(`${reason}, and this account does not show what lies behind`),
  );
}

/** The zonal NAT gateways on the way, each with the id of its zone. Raises `NotObserved` when one cannot be told. */
export function zonalNatGateways(account: AccountView, { natGatewayIds }: Egress) {
  return natGatewayIds.flatMap((id) => {
    const subnetId = account.natGateways.find(id)?.subnetId;
    const zoneId = subnetId === undefined ? undefined : account.subnets.find(subnetId)?.zoneId;
    return zoneId === undefined ? [] : { id, zoneId };
  });
}

/** Zone ids of the zonal NAT gateways on the way. Raises `NotObserved` when one cannot be told. */
export const natZoneIds = (account: AccountView, egress: Egress): readonly string[] => [
  ...new Set(zonalNatGateways(account, egress).map(({ zoneId }) => zoneId)),
];

/** What a person can check about the way, for the evidence of a violation. */
export const egressFacts = ({ kind, reason, routeTableId, main, route, destination, natGatewayIds }: Egress) => ({
  egress: kind,
  reason,
  routeTable: tableName(routeTableId, main),
  route: route ? `${destination} → ${route.target.id}` : `no route for ${destination}`,
  natGateways: natGatewayIds,
});
