import { rangeOf } from './cidr.ts';
import { attachmentOf } from './hybrid-attachments.ts';
import { asHybridGateway, gatewayWords } from './hybrid-gateways.ts';
import { type EffectiveRouteTable, effectiveRouteTable, selections, tableName } from './routes.ts';
import { undecidable } from './snapshot/known.ts';
import { clusterSubnets } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { Route } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** A route of a cluster subnet to networks beyond the VPC, whose gateway is ready. */
export interface Connection {
  /** With `(main)`, where subnets use it for want of an association of their own. */
  readonly routeTable: string;
  readonly destination: string;
  readonly gateway: string;
}

/** The ways from the cluster's own subnets to connected networks; what keeps further ones from being told stands among them. */
export const connections = remembered((view: ClusterView): readonly (Connection | NotObserved)[] => {
  const tables = clusterSubnets(view).map((subnet) => attempt(() => effectiveRouteTable(view.account, subnet)));
  const distinct = [...new Map(observedOf(tables).map((effective) => [effective.table.id, effective])).values()];
  const found = distinct.flatMap((effective) => {
    const routes = attempt(() => effective.table.routes);
    if (routes instanceof NotObserved) return [routes];
    return [...routes.keys()].map((index) => attempt(() => connectionBy(view, effective, routes[index])));
  });
  return [...found.flatMap((each) => each ?? []), ...tables.filter((each) => each instanceof NotObserved)];
});

function connectionBy(view: ClusterView, effective: EffectiveRouteTable, route: Route | undefined) {
  if (route?.state !== 'active' || !isReady(view, effective, route)) return undefined;
  const { table, main } = effective;
  return { routeTable: tableName(table.id, main), destination: destinationOf(route), gateway: route.target.id };
}

const destinationOf = ({ destination }: Route): string =>
  'cidr' in destination ? destination.cidr : destination.prefixListId;

/** Whether the target leads to a connected network. Raises `NotObserved` where that is not shown. */
function isReady(view: ClusterView, { table }: EffectiveRouteTable, { target, state, destination }: Route): boolean {
  const { kind, id } = target;
  switch (kind) {
    case 'transit-gateway':
    case 'vpn-gateway':
      return attachmentOf(view, { kind, id, state }).fault === undefined;
    case 'vpc-peering-connection':
      return view.account.vpcPeeringConnections.find(id)?.status === 'active';
    case 'core-network':
    case 'local-gateway':
      return true;
    case 'network-interface':
    case 'ip-address':
    case 'unknown': {
      if ('cidr' in destination && destination.cidr === '0.0.0.0/0' && kind === 'network-interface') return false;
      const reason = `where its route to ${id} leads is not shown`;
      throw new NotObserved('routeTables.routes.target', table.id, undecidable(reason));
    }
    default:
      return false;
  }
}

/** Whether the table leads every address of the network somewhere beyond the VPC, or the network is the VPC's own. */
export function leadsTo(account: AccountView, { table }: EffectiveRouteTable, network: string): boolean {
  return selections(account, table, rangeOf(network)).every(({ route }) => {
    if (route instanceof NotObserved) throw route;
    if (route?.state !== 'active') return false;
    const { kind } = route.target;
    return kind === 'local' || kind === 'vpc-peering-connection' || asHybridGateway(route.target) !== undefined;
  });
}

/** The words of a command that gives a table the route for the network which another one has; undefined when it has several. */
export function routeLikeWords(
  account: AccountView,
  { table }: EffectiveRouteTable,
  like: EffectiveRouteTable,
  network: string,
): readonly string[] | undefined {
  const targets = selections(account, like.table, rangeOf(network)).flatMap(({ route }) =>
    route && !(route instanceof NotObserved) ? route.target : [],
  );
  const [target] = targets;
  if (!target || targets.some(({ id }) => id !== target.id)) return undefined;
  const gateway = asHybridGateway(target);
  const words = gateway ? gatewayWords(gateway) : ['--vpc-peering-connection-id', target.id];
  const operation = table.routes.some((route) => destinationOf(route) === network) ? 'replace-route' : 'create-route';
  return words && ['ec2', operation, '--route-table-id', table.id, '--destination-cidr-block', network, ...words];
}
