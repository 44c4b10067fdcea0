import { AddressSet } from '../address-set.ts';
import type { AddressRange } from '../cidr.ts';
import { attachmentOf } from '../hybrid-attachments.ts';
import { hybridGatewayKinds } from '../hybrid-gateways.ts';
import { remoteNodeNetworks, remotePodNetworks } from '../remote-networks.ts';
import { judgeRemotePiece } from '../remote-route-faults.ts';
import { effectiveRouteTable, type Selection, selections, tableName } from '../routes.ts';
import { observedOf } from '../view/observing.ts';
import type { Route } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { aclStep } from './acl-step.ts';
import type { Heading } from './answer.ts';
import { groupStep } from './group-step.ts';
import type { OutsideStand, VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';
import type { Decision, Step, Steps } from './walk.ts';

/** From the VPC to a private network beyond a gateway. What happens there is not visible from this account. */
export function* toRemote(connection: Connection, from: VpcStand, to: OutsideStand): Steps {
  yield groupStep({ connection, direction: 'out', own: from, other: to });
  yield* leaving(connection, 'forward', from, to);
  yield* aclStep({ connection, heading: 'return', direction: 'in', subnet: from.subnet, other: to });
}

/** From a private network beyond a gateway to somebody in the VPC. */
export function* fromRemote(connection: Connection, from: OutsideStand, to: VpcStand): Steps {
  yield* aclStep({ connection, heading: 'forward', direction: 'in', subnet: to.subnet, other: from });
  yield groupStep({ connection, direction: 'in', own: to, other: from });
  yield* leaving(connection, 'return', to, from);
}

function* leaving(connection: Connection, heading: Heading, own: VpcStand, remote: OutsideStand): Steps {
  const { account } = connection.view;
  yield* aclStep({ connection, heading, direction: 'out', subnet: own.subnet, other: remote });
  const { table } = effectiveRouteTable(account, own.subnet);
  const pieces = remote.addresses.ranges.flatMap((range) => selections(account, table, range));
  for (const alike of Map.groupBy(pieces, ({ route }) => route).values()) {
    const [first] = alike;
    if (!first) continue;
    const range = AddressSet.ofRanges(alike.map((piece) => piece.range));
    yield routeStep(connection, heading, own, remote, first, range);
    yield* gatewaySteps(connection, heading, own, first);
  }
}

const routeStep = (
  { view }: Connection,
  heading: Heading,
  { subnet }: VpcStand,
  remote: OutsideStand,
  piece: Selection,
  part: AddressSet,
): Step => ({
  heading,
  kind: 'route',
  at: subnet.id,
  decide: () => {
    const effective = effectiveRouteTable(view.account, subnet);
    const { route } = piece;
    if (route instanceof NotObserved) throw route;
    const blocks = part.toCidrs();
    const decidedBy = route ? `${destinationOf(route)} → ${route.target.id}` : '';
    const name = tableName(effective.table.id, effective.main);
    const carries: Decision = {
      component: effective.table.id,
      decidedBy,
      says: `${name} sends ${blocks.join(', ')} to ${route?.target.id ?? ''}`,
    };
    if (route && isOpenPeering(route) && !isOnPremises(view, part)) return carries;
    const network = remote.network ?? blocks[0] ?? '';
    const { fault } = judgeRemotePiece({ view, effective, network, accepted: hybridGatewayKinds }, piece);
    if (!fault) return carries;
    const { cause, remedy } = fault;
    return {
      component: cause.kind === 'network-interface' ? cause.resource : effective.table.id,
      decidedBy,
      says: `${name} ${fault.says(blocks.join(', '))}`,
      stops: { part: blocks, needed: remedy.text, cause, remedy },
    };
  },
});

const destinationOf = ({ destination }: Route): string =>
  'cidr' in destination ? destination.cidr : destination.prefixListId;

const isOpenPeering = ({ target, state }: Route): boolean =>
  target.kind === 'vpc-peering-connection' && state === 'active';

/** Hybrid nodes and pods are on premises, where no peering connection leads. */
function isOnPremises(view: ClusterView, part: AddressSet): boolean {
  const networks = observedOf([...remoteNodeNetworks(view), ...remotePodNetworks(view)]);
  return AddressSet.of(...networks).covers(part);
}

/** The gateway that the route leads to has to be attached to the VPC. */
function* gatewaySteps(
  { view }: Connection,
  heading: Heading,
  { subnet }: VpcStand,
  { route, range }: Selection,
): Steps {
  if (!route || route instanceof NotObserved) return;
  const { target, state } = route;
  const at = subnet.id;
  if (target.kind === 'vpc-peering-connection') {
    yield { heading, kind: 'gateway', at, decide: () => throughPeering(view, target.id, subnet.vpcId, range) };
  }
  if (target.kind !== 'transit-gateway' && target.kind !== 'vpn-gateway') return;
  const gateway = { kind: target.kind, id: target.id, state };
  yield {
    heading,
    kind: 'gateway',
    at,
    decide: () => {
      const attachment = attachmentOf(view, gateway);
      const { id } = gateway;
      if (!attachment.fault) {
        return { component: id, decidedBy: '', says: `is attached to ${subnet.vpcId} (${attachment.state})` };
      }
      const { why, remedy } = attachment.fault;
      const cause = { kind: 'hybrid-gateway-attachment', resource: id };
      return { component: id, decidedBy: '', says: why, stops: { part: [], needed: remedy.text, cause, remedy } };
    },
  };
}

function throughPeering({ account }: ClusterView, id: string, vpcId: string, range: AddressRange): Decision {
  const peering = account.vpcPeeringConnections.find(id);
  const cause = { kind: 'vpc-peering-connection', resource: id };
  const blocks = AddressSet.ofRanges([range]).toCidrs();
  const stop = (says: string): Decision => ({
    component: id,
    decidedBy: '',
    says,
    stops: { part: blocks, needed: `${id} has to be active and lead to a VPC that holds ${blocks.join(', ')}.`, cause },
  });
  if (!peering) return stop('does not exist any more');
  if (peering.status !== 'active') return stop(`is ${peering.status}`);
  const beyond = peering.requester.vpcId === vpcId ? peering.accepter.cidrs : peering.requester.cidrs;
  if (!AddressSet.of(...beyond).covers(range)) return stop(`leads to ${beyond.join(', ')} only`);
  return {
    component: id,
    decidedBy: '',
    says: `leads to ${beyond.join(', ')}, whose own lists and routes are not visible here`,
    assumed: true,
  };
}
