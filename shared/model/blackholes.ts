import { rangeOf } from './cidr.ts';
import { everyAddress, internetPaths } from './internet-path.ts';
import { peerOf } from './peerings.ts';
import { effectiveRouteTable, routePieces, tableName } from './routes.ts';
import { scopeSubnets } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { Route, RouteTable, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

export interface UsedRouteTable {
  readonly id: string;
  /** With `(main)`, where subnets use it for want of an association of their own. */
  readonly name: string;
  readonly table: RouteTable;
  readonly subnets: readonly Subnet[];
}

/** The route tables of the subnets in the cluster's scope; what hides further ones stands among them. */
export const usedRouteTables = remembered((view: ClusterView): readonly (UsedRouteTable | NotObserved)[] => {
  const used = new Map<string, UsedRouteTable & { readonly subnets: Subnet[] }>();
  const hidden: NotObserved[] = [];
  for (const subnet of scopeSubnets(view)) {
    const found = subnet instanceof NotObserved ? subnet : attempt(() => effectiveRouteTable(view.account, subnet));
    if (found instanceof NotObserved || subnet instanceof NotObserved) {
      if (found instanceof NotObserved) hidden.push(found);
      continue;
    }
    const { table, main } = found;
    const known = used.get(table.id);
    if (known) known.subnets.push(subnet);
    else used.set(table.id, { id: table.id, name: tableName(table.id, main), table, subnets: [subnet] });
  }
  return [...used.values(), ...hidden];
});

/**
 * The networks for which this very route decides, in words, as far as that is known. A default route decides for the internet even where
 * other routes are not known: they may take a part of it, hardly all.
 */
export function carriedBy(view: ClusterView, table: RouteTable, route: Route): readonly string[] {
  const internet = ([4, 6] as const).flatMap((family) => {
    const paths = internetPaths(view.account, table, family);
    const observed = observedOf(paths);
    const undecided = paths.length > observed.length;
    const isDefault = attempt(() => 'cidr' in route.destination && route.destination.cidr === everyAddress[family]);
    const decides = observed.some((path) => decidedBy(path.route, route)) || (undecided && isDefault === true);
    return decides ? [`the IPv${family} internet`] : [];
  });
  const networks = networksOf(view).filter(
    ({ cidr }) =>
      attempt(() => routePieces(view.account, table, rangeOf(cidr)).some((piece) => decidedBy(piece.route, route))) ===
      true,
  );
  const carried = [...internet, ...networks.map(({ name }) => name)];
  const toPeer = attempt(() => route.target.kind === 'vpc-peering-connection') === true;
  return carried.length === 0 && toPeer ? ['a peered VPC'] : carried;
}

/** Certainly the same route: within one table its target and destination tell. */
const decidedBy = (deciding: Route | undefined, route: Route): boolean =>
  attempt(
    () =>
      deciding?.target.id === route.target.id &&
      JSON.stringify(deciding.destination) === JSON.stringify(route.destination),
  ) === true;

interface Network {
  readonly name: string;
  readonly cidr: string;
}

/** What the cluster is known to talk to beyond its VPC and the internet. */
const networksOf = remembered((view: ClusterView): readonly Network[] => {
  const { account, cluster, declared } = view;
  const named = (name: string, cidrs: () => readonly string[]): readonly Network[] => {
    const known = attempt(() => [...cidrs()]);
    return known instanceof NotObserved ? [] : known.map((cidr) => ({ name: `${name} ${cidr}`, cidr }));
  };
  const peerings = attempt(() => account.vpcPeeringConnections.observed());
  return [
    ...named('the remote node network', () => cluster.remoteNodeCidrs),
    ...named('the remote pod network', () => cluster.remotePodCidrs),
    ...named('the connected network', () => declared.connectedCidrs ?? []),
    ...(peerings instanceof NotObserved ? [] : peerings).flatMap((peering) =>
      named('the peered network', () => peerOf(peering, cluster.vpcId)?.cidrs ?? []),
    ),
  ];
});
