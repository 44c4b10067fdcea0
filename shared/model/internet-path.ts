import type { Family } from './address.ts';
import { AddressSet, CGNAT, RFC1918 } from './address-set.ts';
import { type AddressRange, rangeOf } from './cidr.ts';
import { type Selection, selections } from './routes.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Route, RouteTable } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

const notInternet4 = RFC1918.union(CGNAT).union(
  AddressSet.of('0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'),
);

/** The public addresses of each family. */
export const internet: Readonly<Record<Family, AddressSet>> = {
  4: AddressSet.of('0.0.0.0/0').subtract(notInternet4),
  6: AddressSet.of('2000::/3'),
};

export const everyAddress: Readonly<Record<Family, string>> = { 4: '0.0.0.0/0', 6: '::/0' };

/**
 * Routes to less than this much of the internet stand beside the default path (a partner's public block, the prefix list of an AWS
 * service): where nothing wider lies beneath them, the gaps around them tell. Anything wider is part of a split default route.
 */
const longestDefaultPrefix: Readonly<Record<Family, number>> = { 4: 8, 6: 16 };

/** One of the ways that a route table has for the internet; without a route, addresses that it does not route at all. */
export interface InternetPath {
  readonly route: Route | undefined;
  /** As the table writes it; without a route, the blocks that are missing. */
  readonly destination: string;
}

/**
 * The distinct routes that decide for the internet: one for a plain default route, several for a split one, and the gaps between.
 * The VPC's own and private ranges, and narrow exceptions, are left out.
 */
export const internetPaths = (account: AccountView, table: RouteTable, family: Family) =>
  (family === 4 ? paths4 : paths6)(account, table);

const paths4 = rememberedFor((account: AccountView, table: RouteTable) => pathsOf(account, table, 4));
const paths6 = rememberedFor((account: AccountView, table: RouteTable) => pathsOf(account, table, 6));

function pathsOf(account: AccountView, table: RouteTable, family: Family): readonly (InternetPath | NotObserved)[] {
  const pieces = selections(account, table, rangeOf(everyAddress[family]));
  const deciding = pieces.filter((piece) => !isBesideTheDefault(piece, family));
  const routes = new Set(deciding.flatMap(({ route }) => route ?? []));
  const paths = [...routes].map((route) => (route instanceof NotObserved ? route : attempt(() => pathOf(route))));
  const gaps = deciding.filter(({ route }) => route === undefined);
  return gaps.length === 0 && paths.length > 0 ? paths : [...paths, gap(pieces, gaps, family)];
}

/** As `internetPaths`, towards a block: the distinct routes that decide for parts of it, and the blocks without a route. */
export function pathsTowards(
  account: AccountView,
  table: RouteTable,
  range: AddressRange,
): readonly (InternetPath | NotObserved)[] {
  const pieces = selections(account, table, range);
  const routes = new Set(pieces.flatMap(({ route }) => route ?? []));
  const gaps = pieces.filter(({ route }) => route === undefined);
  const missing = AddressSet.ofRanges(gaps.map((gap) => gap.range)).toCidrs();
  return [
    ...[...routes].map((route) => (route instanceof NotObserved ? route : attempt(() => pathOf(route)))),
    ...(gaps.length === 0 ? [] : [{ route: undefined, destination: missing.join(', ') }]),
  ];
}

function isBesideTheDefault({ range, destination, route }: Selection, family: Family): boolean {
  if (!internet[family].overlaps(range)) return true;
  if (destination && destination.prefixLength > longestDefaultPrefix[family]) return true;
  return isLocal(route);
}

const isLocal = (route: Selection['route']): boolean =>
  route !== undefined && !(route instanceof NotObserved) && attempt(() => route.target.kind) === 'local';

function pathOf(route: Route): InternetPath {
  const { destination } = route;
  return { route, destination: 'cidr' in destination ? rangeText(destination.cidr) : destination.prefixListId };
}

const rangeText = (cidr: string): string => AddressSet.of(cidr).toCidrs().join();

/** What is missing, in as few blocks as possible: the VPC's own and private ranges may fill them up. */
function gap(pieces: readonly Selection[], gaps: readonly Selection[], family: Family): InternetPath {
  const filling = pieces.filter(({ range, route }) => !internet[family].overlaps(range) || isLocal(route));
  const blocks = AddressSet.ofRanges([...gaps, ...filling].map(({ range }) => range)).toCidrs();
  const missing = AddressSet.ofRanges(gaps.map(({ range }) => range));
  const named = blocks.filter((cidr) => missing.overlaps(cidr));
  const few = named.length > 0 && named.length <= 4;
  return { route: undefined, destination: few ? named.join(', ') : everyAddress[family] };
}
