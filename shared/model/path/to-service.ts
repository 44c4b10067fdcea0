import { egress4, isIsolatedSubnet, isLost } from '../egress.ts';
import {
  isAvailable,
  isGatewayEndpoint,
  isInterfaceEndpoint,
  isRoutedFrom,
  privateDnsFault,
} from '../endpoint-faults.ts';
import { type EndpointService, endpointServiceName } from '../endpoint-services.ts';
import { endpointWords } from '../endpoint-words.ts';
import { endpointGap, endpointGaps, endpointsFor, isCentralEndpoint } from '../endpoints.ts';
import { internet } from '../internet-path.ts';
import { lostWay } from '../lost-way.ts';
import { effectiveRouteTable } from '../routes.ts';
import { attempt, findObserved } from '../view/observing.ts';
import type { Subnet, VpcEndpoint } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { aclStep } from './acl-step.ts';
import { between } from './between.ts';
import { groupStep } from './group-step.ts';
import { nameStep } from './name-step.ts';
import { addressesIn } from './named-stands.ts';
import { outward } from './outward.ts';
import type { OutsideStand, VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';
import type { Steps } from './walk.ts';

/**
 * From the VPC to a service of AWS: where its usual name leads. An interface endpoint with private DNS takes all of the VPC, even when
 * it refuses; else a gateway endpoint takes the subnets that route to it; else the way is the internet.
 */
export function* toService(connection: Connection, from: VpcStand, service: EndpointService): Steps {
  const { account } = connection.view;
  const { subnet } = from;
  const serviceName = endpointServiceName(account, service);
  if (isCentralEndpoint(connection.view, service)) return yield* declaredElsewhere(from, serviceName);
  const endpoints = endpointsFor(account, subnet.vpcId, service).filter(isAvailable);
  const named = findObserved(
    endpoints.filter(isInterfaceEndpoint),
    (endpoint) => privateDnsFault(account, endpoint) === undefined,
  );
  if (named) return yield* throughInterface(connection, from, named, service);
  const { table } = effectiveRouteTable(account, subnet);
  const routed = findObserved(endpoints.filter(isGatewayEndpoint), (endpoint) => isRoutedFrom(endpoint, table));
  const to = publicAddressesOf(service, serviceName);
  if (routed) return yield* throughGateway(connection, from, to, routed, service);
  return yield* overTheInternet(connection, from, to, service);
}

const nameOf = (service: EndpointService): string => `the name of ${service}`;

const publicAddressesOf = (service: EndpointService, serviceName: string): OutsideStand => ({
  in: 'outside',
  name: `the public addresses of ${service}`,
  addresses: internet[4],
  exact: false,
  prefixListName: serviceName,
});

function* declaredElsewhere({ subnet }: VpcStand, serviceName: string): Steps {
  yield {
    heading: 'forward',
    kind: 'declaration',
    at: subnet.id,
    decide: () => ({
      component: serviceName,
      decidedBy: 'centralEndpoints',
      says: 'is declared to be shared from another VPC',
      assumed: true,
    }),
  };
}

/** The name has an address in each subnet of the endpoint, and clients take any of them. */
function* throughInterface(
  connection: Connection,
  from: VpcStand,
  endpoint: VpcEndpoint,
  service: EndpointService,
): Steps {
  const { account } = connection.view;
  yield nameStep(account, from.subnet, nameOf(service), `${endpoint.id} by private DNS`, true);
  for (const id of endpoint.subnetIds) {
    const subnet = account.subnets.find(id, { vpcId: endpoint.vpcId });
    if (!subnet) continue;
    yield* between(connection, from, {
      in: 'vpc',
      name: `${endpoint.id} in ${id}`,
      role: 'endpoint',
      resource: endpoint.id,
      subnet,
      addresses: addressesIn(connection.view, { ...subnet, ipv6Cidrs: [] }),
      securityGroupIds: () => endpoint.securityGroupIds,
      withoutPublicAddress: () => [],
    });
  }
}

/** A route to the service's prefix list leads there without any gateway to the internet; addresses stay public ones. */
function* throughGateway(
  connection: Connection,
  from: VpcStand,
  to: OutsideStand,
  endpoint: VpcEndpoint,
  service: EndpointService,
): Steps {
  const { subnet } = from;
  const { account } = connection.view;
  yield nameStep(account, subnet, nameOf(service), 'public addresses', false);
  yield groupStep({ connection, direction: 'out', own: from, other: to });
  yield* aclStep({ connection, heading: 'forward', direction: 'out', subnet, other: to });
  yield {
    heading: 'forward',
    kind: 'route',
    at: subnet.id,
    decide: () => {
      const { table } = effectiveRouteTable(account, subnet);
      const says = `${table.id} sends ${to.name} to ${endpoint.id}`;
      return { component: table.id, decidedBy: `→ ${endpoint.id}`, says };
    },
  };
  yield* aclStep({ connection, heading: 'return', direction: 'in', subnet, other: to });
}

function* overTheInternet(connection: Connection, from: VpcStand, to: OutsideStand, service: EndpointService): Steps {
  const { view } = connection;
  const { subnet } = from;
  const isClosed =
    isIsolatedSubnet(view, subnet) && (view.declared.assumeNoEgress === true || !isLost(egress4(view.account, subnet)));
  if (isClosed) yield* lacking(view, from, service);
  yield nameStep(view.account, subnet, nameOf(service), 'public addresses', false);
  yield* outward(connection, from, to);
}

/** Without any way to the internet, what is missing is an endpoint that serves the subnet. */
function* lacking(view: ClusterView, { subnet }: VpcStand, service: EndpointService): Steps {
  yield {
    heading: 'forward',
    kind: 'endpoint',
    at: subnet.id,
    decide: () => {
      const serviceName = endpointServiceName(view.account, service);
      const need = { service, serviceName, importance: 'required' as const, ...endpointWords[service] };
      const gap = endpointGap(view, subnet, need);
      if (!gap) return { component: serviceName, decidedBy: '', says: 'has a usable endpoint' };
      const lost = gap.endpoint ? undefined : lostWay(view, [subnet], missingFrom(view, subnet));
      const { cause, remedy } = lost ?? gap.fault;
      const way =
        view.declared.assumeNoEgress === true ? 'assumeNoEgress is declared' : egress4(view.account, subnet).reason;
      return {
        component: gap.endpoint?.id ?? serviceName,
        decidedBy: '',
        says: `${gap.fault.why}, and there is no way to the internet: ${way}`,
        stops: { part: [], needed: remedy.text, cause, remedy },
      };
    },
  };
}

/** How many services have no endpoint at all: several at once, and a missing default route, have one cause. */
function missingFrom(view: ClusterView, subnet: Subnet): number {
  const gaps = attempt(() => endpointGaps(view, subnet));
  return gaps instanceof NotObserved ? 0 : gaps.filter(({ endpoint }) => !endpoint).length;
}
