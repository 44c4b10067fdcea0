import { egressTowards } from '../egress.ts';
import { reachesInternetGateway } from '../egress-step.ts';
import { tableName } from '../routes.ts';
import { aclStep } from './acl-step.ts';
import { groupStep } from './group-step.ts';
import { publicAddress } from './outward.ts';
import type { OutsideStand, VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';
import type { Step, Steps } from './walk.ts';

/** From the internet to somebody with a public address: an internet gateway is the only door, and the way back has to lead to it. */
export function* fromInternet(connection: Connection, from: OutsideStand, to: VpcStand): Steps {
  yield publicAddress(to);
  yield* aclStep({ connection, heading: 'forward', direction: 'in', subnet: to.subnet, other: from });
  yield groupStep({ connection, direction: 'in', own: to, other: from });
  yield* aclStep({ connection, heading: 'return', direction: 'out', subnet: to.subnet, other: from });
  for (const range of from.addresses.ranges) {
    yield door(connection, to, () => egressTowards(connection.view.account, to.subnet, range));
  }
}

const door = (_: Connection, { subnet }: VpcStand, ask: () => ReturnType<typeof egressTowards>): Step => ({
  heading: 'return',
  kind: 'route',
  at: subnet.id,
  decide: () => {
    const egress = ask();
    const { routeTableId, main, destination, route, fault, reason } = egress;
    const name = tableName(routeTableId, main);
    const decidedBy = route ? `${destination} → ${route.target.id}` : '';
    const cause = fault ?? { kind: 'route', resource: `${routeTableId} ${destination}` };
    const needed = `${name} has to route ${destination} to an internet gateway, and nothing may block what comes in by it.`;
    const stops = { part: [], needed, cause };
    if (!reachesInternetGateway(egress)) return { component: routeTableId, decidedBy, says: reason, stops };
    if (subnet.internetGatewayBlockMode !== 'off') {
      const says = `VPC Block Public Access of ${subnet.id} is ${subnet.internetGatewayBlockMode}`;
      return {
        component: subnet.id,
        decidedBy,
        says,
        stops: { ...stops, cause: { kind: 'block-public-access', resource: subnet.id } },
      };
    }
    return { component: routeTableId, decidedBy, says: `${name} sends the replies to ${route?.target.id ?? ''}` };
  },
});
