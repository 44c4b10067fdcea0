import { contains, rangeOf } from './cidr.ts';
import { blackholeRemedy } from './egress-remedies.ts';
import { asHybridGateway, gatewayWords, type HybridGatewayKind, onlyHybridGateway } from './hybrid-gateways.ts';
import type { Remedy } from './remedy.ts';
import type { EffectiveRouteTable, Selection } from './routes.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt } from './view/observing.ts';
import type { NetworkInterface, Route } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Why addresses of a remote network are not led to it, and the thing to repair. */
export interface RemoteRouteFault {
  readonly kind: 'unrouted' | 'lost' | 'misrouted' | 'checksSource';
  /** What the table does with the blocks. */
  readonly says: (blocks: string) => string;
  readonly cause: { readonly kind: string; readonly resource: string };
  readonly remedy: Remedy;
}

export interface PieceVerdict {
  readonly fault?: RemoteRouteFault;
  readonly note?: string;
}

export interface RemoteRouteQuestion {
  readonly view: ClusterView;
  readonly effective: EffectiveRouteTable;
  readonly network: string;
  readonly accepted: readonly HybridGatewayKind[];
}

type Question = RemoteRouteQuestion & { readonly route: Route };

/** Whether the table leads a piece of the remote network on premises. Raises `NotObserved` when that cannot be told. */
export function judgeRemotePiece(asked: RemoteRouteQuestion, { route }: Selection): PieceVerdict {
  if (route instanceof NotObserved) throw route;
  if (!route) return { fault: toBeRouted(asked, 'unrouted', (blocks) => `has no route for ${blocks}`) };
  const question = { ...asked, route };
  const { kind, id } = route.target;
  if (kind === 'local') return { fault: staysLocal(question) };
  if (route.state === 'blackhole') return { fault: lost(question, 'which no longer leads anywhere (blackhole)') };
  if (kind === 'unknown') {
    const reason = `what lies behind its route to ${id} is not shown`;
    throw new NotObserved('routeTables.routes.target', asked.effective.table.id, undecidable(reason));
  }
  const gateway = asHybridGateway(route.target);
  if (!gateway || !asked.accepted.includes(gateway.kind)) return { fault: elsewhere(question) };
  if (kind === 'vpc-endpoint') return throughEndpoint(question);
  const fault = kind === 'network-interface' ? throughInterface(question) : undefined;
  return fault ? { fault } : dynamic(question);
}

/** A propagated route counts as long as it is there. */
function dynamic({ network, effective: { table }, route: { origin, target } }: Question): PieceVerdict {
  if (origin !== 'propagated' && origin !== 'advertised') return {};
  const how = `${table.id} routes ${network} to ${target.id} by propagation`;
  return { note: `${how}: the route disappears when the connection goes down.` };
}

const destinationOf = ({ destination }: Route): string =>
  'cidr' in destination ? destination.cidr : destination.prefixListId;

const sends = ({ route }: Question, blocks: string): string =>
  `sends ${blocks} to ${route.target.id} by its route for ${destinationOf(route)}`;

const routeCause = (tableId: string, destination: string) => ({ kind: 'route', resource: `${tableId} ${destination}` });

/** A route for the whole remote network is missing. */
function toBeRouted(
  { view, effective: { table }, network }: RemoteRouteQuestion,
  kind: RemoteRouteFault['kind'],
  says: RemoteRouteFault['says'],
): RemoteRouteFault {
  return { kind, says, cause: routeCause(table.id, network), remedy: routeTo(view, 'create-route', table.id, network) };
}

function routeTo(
  view: ClusterView,
  operation: 'create-route' | 'replace-route',
  tableId: string,
  destination: string,
): Remedy {
  const gateway = attempt(() => onlyHybridGateway(view));
  const words = gateway instanceof NotObserved ? undefined : gateway && gatewayWords(gateway);
  if (!words) {
    return { text: `Route ${destination} in ${tableId} to the gateway that leads on premises.` };
  }
  const command = ['ec2', operation, '--route-table-id', tableId, '--destination-cidr-block', destination, ...words];
  return { text: `Route ${destination} in ${tableId} to ${words[1]}.`, command };
}

/** The VPC's own block holds the remote addresses: no route can lead them out. */
function staysLocal({ network, route }: Question): RemoteRouteFault {
  const block = destinationOf(route);
  return {
    kind: 'misrouted',
    says: (blocks) => `keeps ${blocks} in the VPC, whose block ${block} overlaps the remote network`,
    cause: { kind: 'cidr-overlap', resource: `${network} ${block}` },
    remedy: { text: `Use a remote network that does not overlap ${block}.` },
  };
}

function lost(question: Question, why: string): RemoteRouteFault {
  const { view, effective, route } = question;
  return {
    kind: 'lost',
    says: (blocks) => `${sends(question, blocks)}, ${why}`,
    cause: routeCause(effective.table.id, destinationOf(route)),
    remedy: anotherGateway(question) ?? blackholeRemedy(view.account, { table: effective.table, route, needed: true }),
  };
}

/** To the gateway that other routes lead to; undefined when there is none, or a choice, or the route serves other networks too. */
function anotherGateway(question: Question): Remedy | undefined {
  const { view, effective, route } = question;
  const own = ownDestination(question);
  const gateway = attempt(() => onlyHybridGateway(view));
  if (own === undefined || gateway === undefined || gateway instanceof NotObserved) return undefined;
  return gateway.id === route.target.id ? undefined : routeTo(view, 'replace-route', effective.table.id, own);
}

/** The destination of a route that was made for the remote network itself, or a part of it. */
function ownDestination({ network, route: { destination } }: Question): string | undefined {
  return 'cidr' in destination && contains(rangeOf(network), rangeOf(destination.cidr)) ? destination.cidr : undefined;
}

/** The route in force is a wider one, such as the default route, or one that was made for the remote network itself. */
function elsewhere(question: Question): RemoteRouteFault {
  const { view, effective } = question;
  const says = (blocks: string) => `${sends(question, blocks)}, which does not lead on premises`;
  const own = ownDestination(question);
  if (own === undefined) return toBeRouted(question, 'misrouted', says);
  return {
    kind: 'misrouted',
    says,
    cause: routeCause(effective.table.id, own),
    remedy: routeTo(view, 'replace-route', effective.table.id, own),
  };
}

/** An own VPN appliance, or the instance of a hybrid nodes gateway. */
function throughInterface(question: Question): RemoteRouteFault | undefined {
  const { view, effective, route } = question;
  const { vpcId } = effective.table;
  const eni = view.account.networkInterfaces.find(route.target.id, { vpcId });
  const idle = whyIdle(eni, vpcId);
  if (idle) return lost(question, idle);
  return eni?.sourceDestCheck ? checksSource(question, eni) : undefined;
}

function whyIdle(eni: NetworkInterface | undefined, vpcId: string): string | undefined {
  if (!eni) return 'which no longer exists';
  if (eni.vpcId !== vpcId) return `which is in ${eni.vpcId}`;
  return eni.status === 'in-use' ? undefined : `which is ${eni.status}, attached to no instance`;
}

const checksSource = (question: Question, { id }: NetworkInterface): RemoteRouteFault => ({
  kind: 'checksSource',
  says: (blocks) =>
    `${sends(question, blocks)}, whose source/destination check is on, so it drops what it should forward`,
  cause: { kind: 'network-interface', resource: id },
  remedy: {
    text: `Turn off the source/destination check of ${id}.`,
    command: ['ec2', 'modify-network-interface-attribute', '--network-interface-id', id, '--no-source-dest-check'],
  },
});

/** A Gateway Load Balancer's endpoint; gateway endpoints only serve their own service. */
function throughEndpoint(question: Question): PieceVerdict {
  const { view, effective, network, route } = question;
  const endpoint = view.account.vpcEndpoints.find(route.target.id, { vpcId: effective.table.vpcId });
  if (!endpoint) return { fault: lost(question, 'which no longer exists') };
  if (endpoint.type !== 'GatewayLoadBalancer') return { fault: elsewhere(question) };
  if (endpoint.state.toLowerCase() !== 'available') return { fault: lost(question, `which is ${endpoint.state}`) };
  return { note: `${network} passes the appliances behind ${endpoint.id}; where they send it is not visible here.` };
}
