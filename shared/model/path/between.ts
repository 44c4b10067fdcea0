import { AddressSet } from '../address-set.ts';
import { contains, parseCidr } from '../cidr.ts';
import { effectiveRouteTable, type Selection, selections, tableName } from '../routes.ts';
import { undecidable } from '../snapshot/known.ts';
import type { Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import { aclStep } from './acl-step.ts';
import type { Heading } from './answer.ts';
import { groupStep } from './group-step.ts';
import type { VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';
import type { Decision, Step, Steps } from './walk.ts';

/** The way between two who stand in one VPC: their security groups, and in each direction the lists of both subnets and the routes. */
export function* between(connection: Connection, from: VpcStand, to: VpcStand): Steps {
  yield groupStep({ connection, direction: 'out', own: from, other: to });
  yield* across(connection, 'forward', from, to);
  yield groupStep({ connection, direction: 'in', own: to, other: from });
  yield* across(connection, 'return', to, from);
}

/** Packets between subnets; inside one subnet they meet neither a list nor a route. */
function* across(connection: Connection, heading: Heading, from: VpcStand, to: VpcStand): Steps {
  yield* aclStep({ connection, heading, direction: 'out', subnet: from.subnet, other: to });
  if (from.subnet.id !== to.subnet.id) yield localRoute(connection, heading, from, to);
  yield* aclStep({ connection, heading, direction: 'in', subnet: to.subnet, other: from });
}

const localRoute = ({ view }: Connection, heading: Heading, { subnet }: VpcStand, to: VpcStand): Step => ({
  heading,
  kind: 'route',
  at: subnet.id,
  decide: () => {
    const { table, main } = effectiveRouteTable(view.account, subnet);
    const name = tableName(table.id, main);
    const pieces = to.addresses.ranges.flatMap((range) => selections(view.account, table, range));
    const led = pieces.map((piece) => ({ piece, target: targetOf(piece) }));
    const lost = led.filter(({ piece, target }) => target?.kind !== 'local' && isMoreSpecific(piece, to.subnet));
    const [first] = lost;
    if (!first) return { component: table.id, decidedBy: 'local', says: `${name} keeps it in the VPC` };
    const kind = first.target?.kind;
    if (kind === 'network-interface' || kind === 'vpc-endpoint')
      throw behindAppliance(table.id, first.target?.id ?? '');
    return astray(
      table.id,
      name,
      lost.map(({ piece }) => piece),
      to,
    );
  },
});

/** Only a route for the subnet itself, or a part of it, beats the VPC's own routes, which are there whether a table lists them or not. */
const isMoreSpecific = ({ destination }: Selection, { cidr, ipv6Cidrs }: Subnet): boolean =>
  destination !== undefined && [cidr, ...ipv6Cidrs].some((block) => contains(parseCidr(block), destination));

function targetOf({ route }: Selection) {
  if (route instanceof NotObserved) throw route;
  return route?.target;
}

const behindAppliance = (tableId: string, targetId: string): NotObserved => {
  const reason = `it leads through ${targetId}, and what that lets through is not shown`;
  return new NotObserved('routeTables.routes.target', tableId, undecidable(reason));
};

function astray(tableId: string, name: string, pieces: readonly Selection[], to: VpcStand): Decision {
  const part = AddressSet.ofRanges(pieces.map(({ range }) => range)).toCidrs();
  const target = pieces.map((piece) => targetOf(piece)?.id).find((id) => id !== undefined);
  return {
    component: tableId,
    decidedBy: target === undefined ? '' : `${part.join(', ')} → ${target}`,
    says:
      target === undefined
        ? `${name} has no route for ${part.join(', ')}`
        : `${name} sends ${part.join(', ')} to ${target}`,
    stops: {
      part,
      needed: `${tableId} has to keep ${part.join(', ')} in the VPC, where ${to.name} is.`,
      cause: { kind: 'route', resource: `${tableId} ${part[0] ?? ''}` },
    },
  };
}
