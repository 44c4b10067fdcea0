import { unread } from '../../../shared/model/snapshot/known.ts';
import { otherNetworksReachEveryClusterSubnet } from '../../../shared/rules/endpoint-access/other-networks-reach-every-cluster-subnet.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type Routes = ReturnType<typeof route>[];

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const toTransit = (destination: string) => route(destination, 'transit-gateway', 'tgw-main');
const attached: Patches = { transitGatewayVpcAttachments: { 'tgw-attach-main': {} } };
const routed = (a: Routes, b: Routes = a, more: Patches = {}) =>
  aSnapshot({
    ...attached,
    ...more,
    routeTables: { 'rtb-a': { routes: [local, ...a] }, 'rtb-b': { routes: [local, ...b] }, ...more.routeTables },
  });
const office = '10.200.0.0/16';
/** `subnet-b` is a subnet for pods. */
const podSubnet = { subnets: { 'subnet-b': { cidr: '100.64.0.0/20' } } };
const notRoutable = (blocks = '100.64.0.0/10') =>
  `subnet-b (100.64.0.0/20) is a cluster subnet, and other networks do not route to ${blocks}: while the private API endpoint has an interface there, they reach it now and then (dial tcp …:443: i/o timeout).`;
const lacksRoute = (table = 'rtb-b', other = 'rtb-a of subnet-a', network = office) =>
  `${table} of subnet-b does not lead to ${network}, and ${other} does: from ${network} the private API endpoint answers now and then (dial tcp …:443: i/o timeout).`;

export default {
  rule: otherNetworksReachEveryClusterSubnet,
  cases: [
    {
      name: 'both cluster subnets are routable and have the same routes',
      given: routed([toTransit('10.0.0.0/8')]),
      declare: { adminCidrs: [office] },
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'one cluster subnet lies in shared address space',
      given: routed([toTransit('10.200.0.0/16')], undefined, podSubnet),
      expect: { 'subnet-a': 'compliant', 'subnet-b': [notRoutable()] },
      severity: 'medium',
      causes: ['cluster-subnet subnet-b'],
    },
    {
      name: 'it lacks the route as well, which would not help it',
      given: routed([toTransit('10.200.0.0/16')], [], podSubnet),
      declare: { adminCidrs: [office] },
      expect: { 'subnet-b': [notRoutable()] },
      causes: ['cluster-subnet subnet-b'],
    },
    {
      name: 'a routable subnet of its zone could take its place',
      given: routed([toTransit('10.200.0.0/16')], undefined, {
        subnets: { ...podSubnet.subnets, 'subnet-spare-b': { cidr: '10.0.12.0/24' } },
      }),
      expect: { 'subnet-b': [notRoutable()] },
    },
    {
      name: 'its zone has another, routable cluster subnet',
      given: routed([toTransit('10.200.0.0/16')], undefined, {
        subnets: {
          ...podSubnet.subnets,
          'subnet-c': { cidr: '10.0.12.0/24' },
          'subnet-second-b': { cidr: '10.0.13.0/24' },
        },
        cluster: { subnetIds: ['subnet-a', 'subnet-b', 'subnet-second-b'] },
      }),
      expect: { 'subnet-b': [notRoutable()], 'subnet-second-b': 'compliant' },
    },
    {
      name: 'shared address space that is routed here',
      given: routed([toTransit('10.200.0.0/16')], undefined, podSubnet),
      declare: { nonRoutableCidrs: [] },
      expect: 'compliant',
    },
    {
      name: 'further blocks that are not routed',
      given: routed([toTransit('10.200.0.0/16')], undefined, podSubnet),
      declare: { nonRoutableCidrs: ['100.64.0.0/19', '198.18.0.0/15'] },
      expect: [notRoutable('100.64.0.0/19, 198.18.0.0/15')],
    },
    {
      name: 'a subnet for pods that EKS places nothing in',
      given: routed([toTransit('10.200.0.0/16')], undefined, {
        subnets: { 'subnet-pods-b': { cidr: '100.64.0.0/20', tags: { 'kubernetes.io/role/cni': '1' } } },
      }),
      expect: { 'subnet-pods-b': 'not-applicable', 'subnet-b': 'compliant' },
    },
    {
      name: 'one route table lacks the route to the office',
      given: routed([toTransit(office)], []),
      declare: { adminCidrs: [office] },
      expect: { 'subnet-a': 'compliant', 'subnet-b': [lacksRoute()] },
      causes: ['route rtb-b 10.200.0.0/16'],
    },
    {
      name: 'one route table leads half of the office elsewhere',
      given: routed([toTransit(office)], [toTransit('10.200.0.0/17'), route('0.0.0.0/0', 'nat-gateway', 'nat-b')]),
      declare: { connectedCidrs: [office] },
      expect: [lacksRoute()],
    },
    {
      name: 'the route is a blackhole in one of them',
      given: routed([toTransit(office)], [route(office, 'transit-gateway', 'tgw-main', { state: 'blackhole' })]),
      declare: { apiClientCidrs: [office] },
      expect: [lacksRoute()],
    },
    {
      name: 'a peered VPC',
      given: routed([route('10.9.0.0/16', 'vpc-peering-connection', 'pcx-1')], [], {
        vpcPeeringConnections: { 'pcx-1': {} },
      }),
      declare: { connectedCidrs: ['10.9.0.0/16'] },
      expect: [lacksRoute('rtb-b', 'rtb-a of subnet-a', '10.9.0.0/16')],
    },
    {
      name: 'the main table lacks the route',
      given: routed([toTransit(office)], [], { routeTables: { 'rtb-b': { subnetIds: [] } } }),
      declare: { adminCidrs: [office] },
      expect: [lacksRoute('rtb-main (main)')],
    },
    {
      name: 'no table has a route to the office: D4 tells that',
      given: routed([], []),
      declare: { adminCidrs: [office] },
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant' },
    },
    {
      name: 'people use the VPC itself',
      given: routed([], []),
      declare: { adminCidrs: ['10.0.7.0/24'] },
      expect: 'compliant',
    },
    {
      name: 'local routes only, and nothing is declared',
      given: routed([], [], podSubnet),
      expect: 'not-applicable',
    },
    {
      name: 'the attachment of the transit gateway is pending',
      given: aSnapshot({
        ...podSubnet,
        transitGatewayVpcAttachments: { 'tgw-attach-main': { state: 'pendingAcceptance' } },
        routeTables: { 'rtb-a': { routes: [toTransit(office)] }, 'rtb-b': { routes: [toTransit(office)] } },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'public access is on as well',
      given: routed([toTransit(office)], undefined, { ...podSubnet, cluster: { endpointPublicAccess: true } }),
      expect: 'not-applicable',
    },
    {
      name: 'public access is on as well, and there are hybrid nodes',
      given: routed([toTransit(office)], undefined, {
        ...podSubnet,
        cluster: { endpointPublicAccess: true, remoteNodeCidrs: [office] },
      }),
      expect: { 'subnet-b': [notRoutable()] },
    },
    {
      name: 'the private endpoint is off',
      given: routed([toTransit(office)], undefined, {
        ...podSubnet,
        cluster: { endpointPublicAccess: true, endpointPrivateAccess: false },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the route tables of a shared VPC are hidden',
      given: hiddenIn(routed([toTransit(office)]), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'attachments could not be read',
      given: without(routed([toTransit(office)]), 'transitGatewayVpcAttachments'),
      expect: 'indeterminate',
    },
    {
      name: 'an appliance of one’s own may lead to other networks',
      given: routed([route(office, 'network-interface', 'eni-vpn')]),
      expect: 'indeterminate',
    },
    {
      name: 'the block of one subnet is not known',
      given: routed([toTransit(office)], undefined, {
        subnets: { 'subnet-b': { cidr: unread('reading it was denied') } },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'indeterminate' },
    },
  ],
} satisfies RuleCases;
