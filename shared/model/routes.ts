import { type AddressRange, type Cidr, contains, overlaps, parseCidr, partitionRange } from './cidr.ts';
import { prefixListBlocks } from './prefix-lists.ts';
import { undecidable, unread } from './snapshot/known.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt, findObserved } from './view/observing.ts';
import type { Route, RouteTable, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

export interface EffectiveRouteTable {
  readonly table: RouteTable;
  /** The subnet has no association of its own and uses the main table of its VPC. */
  readonly main: boolean;
}

/** The route table that the subnet uses. Raises `NotObserved` when the main table is needed and not visible. */
export const effectiveRouteTable = rememberedFor((account: AccountView, subnet: Subnet): EffectiveRouteTable => {
  const tables = account.routeTables.inVpc(subnet.vpcId);
  const own = findObserved(tables, ({ subnetIds }) => findObserved(subnetIds, (id) => id === subnet.id) !== undefined);
  if (own) return { table: own, main: false };
  const main = findObserved(tables, (table) => table.main);
  if (main) return { table: main, main: true };
  const hidden = unread('the main route table of the VPC is not visible from this account', 'ec2:DescribeRouteTables');
  throw new NotObserved('routeTables', subnet.vpcId, hidden);
});

/** How people find the table: `rtb-1`, or `rtb-1 (main)`. */
export const tableName = (table: string, main: boolean): string => (main ? `${table} (main)` : table);

export function effectiveRouteTableName(account: AccountView, subnet: Subnet): string {
  const { table, main } = effectiveRouteTable(account, subnet);
  return tableName(table.id, main);
}

export interface RoutePiece {
  readonly range: AddressRange;
  /** The route that decides for every address of the range, a blackhole included; undefined when none matches. */
  readonly route: Route | undefined;
}

/**
 * Cuts the range wherever the table may decide differently; the pieces are disjoint, in order, and together are the range.
 * Raises `NotObserved` when a piece cannot be decided: a destination is unknown, or overlapping prefix lists disagree.
 */
export function routePieces(account: AccountView, table: RouteTable, range: AddressRange): readonly RoutePiece[] {
  return selections(account, table, range).map(({ range: piece, route }) => {
    if (route instanceof NotObserved) throw route;
    return { range: piece, route };
  });
}

export interface Selection {
  readonly range: AddressRange;
  readonly route: Route | undefined | NotObserved;
  /** The block by which the route matches. */
  readonly destination?: Cidr;
}

/** As `routePieces`, with what a piece lacks in place of its route. */
export function selections(account: AccountView, table: RouteTable, range: AddressRange): readonly Selection[] {
  const { destinations, unknown } = destinationsOf(account, table);
  const reaching = destinations.filter(({ cidr }) => overlaps(cidr, range));
  const pieces = partitionRange(
    range,
    reaching.map(({ cidr }) => cidr),
  );
  return pieces.map((piece) => {
    const candidates = reaching.filter(({ cidr }) => contains(cidr, piece));
    const decided = unknown ?? attempt(() => select(table, candidates));
    if (decided instanceof NotObserved) return { range: piece, route: decided, ...matching(candidates[0]) };
    return { range: piece, route: decided?.route, ...matching(decided) };
  });
}

const matching = (chosen: Destination | undefined) => (chosen ? { destination: chosen.cidr } : {});

interface Destination {
  readonly route: Route;
  readonly cidr: Cidr;
  readonly prefixListId?: string;
}

const isPropagated = ({ route: { origin } }: Destination): boolean =>
  origin === 'propagated' || origin === 'advertised';

/** The VPC's own routes, which are always installed. */
const isLocal = ({ route: { target } }: Destination): boolean => target.kind === 'local';

/** AWS's priority among routes of one prefix length: static, prefix list, propagated. */
const priority = (destination: Destination): number =>
  isPropagated(destination) ? 2 : destination.prefixListId === undefined ? 0 : 1;

/** Every block that the table routes, the most specific and then the strongest first. */
const destinationsOf = rememberedFor((account: AccountView, table: RouteTable) => {
  const destinations: Destination[] = [];
  let unknown: NotObserved | undefined;
  for (let index = 0; index < table.routes.length; index++) {
    const expanded = attempt(() => expand(account, table, table.routes[index] as Route));
    if (expanded instanceof NotObserved) unknown ??= expanded;
    else destinations.push(...expanded);
  }
  destinations.sort((a, b) => b.cidr.prefixLength - a.cidr.prefixLength || priority(a) - priority(b));
  return { destinations, unknown };
});

function expand(account: AccountView, table: RouteTable, route: Route): Destination[] {
  const { destination } = route;
  if ('cidr' in destination) return [{ route, cidr: parseCidr(destination.cidr) }];
  if (attempt(() => leadsToGatewayEndpoint(account, table, route)) === true) return [];
  const { prefixListId } = destination;
  const blocks = prefixListBlocks(account, prefixListId);
  if (blocks) return blocks.map((block) => ({ route, cidr: parseCidr(block), prefixListId }));
  const reason = `the prefix list that ${table.id} routes was not listed`;
  throw new NotObserved('prefixLists', prefixListId, unread(reason, 'ec2:GetManagedPrefixListEntries'));
}

/**
 * Such a route holds the public addresses of one AWS service and nothing else: an exception beside the default route, and no way to
 * any private range. Which tables have it is asked of the endpoint, so that egress needs no entries of AWS's own prefix lists.
 */
function leadsToGatewayEndpoint({ vpcEndpoints }: AccountView, { vpcId }: RouteTable, { target }: Route): boolean {
  return target.kind === 'vpc-endpoint' && vpcEndpoints.find(target.id, { vpcId })?.type === 'Gateway';
}

/** The first of the candidates that is installed and not beaten by the VPC's own routes. A blackhole still wins, and drops. */
function select(table: RouteTable, candidates: readonly Destination[]): Destination | undefined {
  const isInstalled = (candidate: Destination): boolean =>
    isLocal(candidate) ||
    (candidate.route.state !== 'filtered' && !(isPropagated(candidate) && candidates.some(isLocal)));
  const chosen = candidates.find(isInstalled);
  if (!chosen) return undefined;
  const rival = candidates.find((other) => rivals(chosen, other) && isInstalled(other) && !samePlace(chosen, other));
  if (rival) throw ambiguity(table, chosen, rival);
  return chosen;
}

/** Between overlapping prefix lists, and between propagated routes of one block, AWS's choice is not shown. */
const rivals = (chosen: Destination, other: Destination): boolean =>
  chosen.prefixListId === undefined
    ? isPropagated(chosen) &&
      isPropagated(other) &&
      other.route !== chosen.route &&
      other.cidr.prefixLength === chosen.cidr.prefixLength
    : other.prefixListId !== undefined && other.prefixListId !== chosen.prefixListId;

const samePlace = ({ route: { target: a } }: Destination, { route: { target: b } }: Destination): boolean =>
  a.kind === b.kind && a.id === b.id;

function ambiguity(table: RouteTable, chosen: Destination, rival: Destination): NotObserved {
  const both = [chosen, rival].map(({ prefixListId, cidr }) => prefixListId ?? cidr.text).join(' and ');
  const reason = `${both} overlap and lead to different targets; AWS does not show which one it uses`;
  return new NotObserved('routeTables.routes', table.id, undecidable(reason));
}
