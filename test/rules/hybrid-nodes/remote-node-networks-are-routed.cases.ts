import { undecidable, unread } from '../../../shared/model/snapshot/known.ts';
import { remoteNodeNetworksAreRouted } from '../../../shared/rules/hybrid-nodes/remote-node-networks-are-routed.ts';
import { aHybridSnapshot, local, nodesByTransit } from '../../support/hybrid-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const tableA = (...routes: ReturnType<typeof route>[]) => ({ 'rtb-a': { routes: [local, ...routes] } });
const withTableA = (...routes: ReturnType<typeof route>[]) => aHybridSnapshot({ routeTables: tableA(...routes) });
const interfaceMay =
  'EKS may place an interface there, and could not reach the remote nodes from it (dial tcp …:10250: i/o timeout).';
const sayA = (fault: string) => `rtb-a of subnet-a ${fault}. ${interfaceMay}`;
const byA = (fault: string) => ({ 'subnet-a': [sayA(fault)] as const, 'subnet-b': 'compliant' as const });
const vpn = (check: boolean) => ({ 'eni-vpn': { sourceDestCheck: check } });

export default {
  rule: remoteNodeNetworksAreRouted,
  cases: [
    {
      name: 'both tables route the nodes to the transit gateway',
      given: aHybridSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'one half of the block is routed',
      given: withTableA(route('10.80.0.0/17', 'transit-gateway', 'tgw-main')),
      expect: byA('has no route for 10.80.128.0/17'),
      severity: 'critical',
    },
    {
      name: 'two routes that cover it together',
      given: withTableA(
        route('10.80.0.0/17', 'transit-gateway', 'tgw-main'),
        route('10.80.128.0/17', 'vpn-gateway', 'vgw-main'),
      ),
      expect: 'compliant',
    },
    { name: 'no route at all', given: withTableA(), expect: byA('has no route for 10.80.0.0/16') },
    {
      name: 'several missing pieces are told as the fewest blocks',
      given: withTableA(route('10.80.64.0/18', 'transit-gateway', 'tgw-main')),
      expect: byA('has no route for 10.80.0.0/18, 10.80.128.0/17'),
    },
    {
      name: 'a default route to the transit gateway covers it',
      given: withTableA(route('0.0.0.0/0', 'transit-gateway', 'tgw-main')),
      expect: 'compliant',
    },
    {
      name: 'the default route to a NAT gateway takes it',
      given: withTableA(route('0.0.0.0/0', 'nat-gateway', 'nat-a')),
      expect: byA('sends 10.80.0.0/16 to nat-a by its route for 0.0.0.0/0, which does not lead on premises'),
    },
    {
      name: 'half of it leaks to an internet gateway by a more specific route',
      given: withTableA(nodesByTransit, route('10.80.128.0/17', 'internet-gateway', 'igw-main')),
      expect: byA('sends 10.80.128.0/17 to igw-main by its route for 10.80.128.0/17, which does not lead on premises'),
    },
    {
      name: 'a peering connection does not lead on',
      given: withTableA(route('10.80.0.0/16', 'vpc-peering-connection', 'pcx-main')),
      expect: byA('sends 10.80.0.0/16 to pcx-main by its route for 10.80.0.0/16, which does not lead on premises'),
    },
    {
      name: 'a blackhole',
      given: withTableA(route('10.80.0.0/16', 'transit-gateway', 'tgw-main', { state: 'blackhole' })),
      expect: byA(
        'sends 10.80.0.0/16 to tgw-main by its route for 10.80.0.0/16, which no longer leads anywhere (blackhole)',
      ),
    },
    {
      name: 'a blackhole that is more specific wins over a wider route that works',
      given: withTableA(
        route('0.0.0.0/0', 'transit-gateway', 'tgw-main'),
        route('10.80.3.0/24', 'vpn-gateway', 'vgw-old', { state: 'blackhole' }),
      ),
      expect: byA(
        'sends 10.80.3.0/24 to vgw-old by its route for 10.80.3.0/24, which no longer leads anywhere (blackhole)',
      ),
    },
    {
      name: 'the VPC’s own block takes it',
      given: aHybridSnapshot({
        cluster: { remoteNodeCidrs: ['10.0.64.0/18'] },
        routeTables: { 'rtb-b': { routes: [route('10.0.0.0/15', 'transit-gateway', 'tgw-main')] } },
      }),
      expect: byA('keeps 10.0.64.0/18 in the VPC, whose block 10.0.0.0/16 overlaps the remote network'),
    },
    {
      name: 'a route that a virtual private gateway propagates',
      given: withTableA(route('10.80.0.0/16', 'vpn-gateway', 'vgw-main', { origin: 'propagated' })),
      expect: 'compliant',
      notes: [
        'rtb-a routes 10.80.0.0/16 to vgw-main by propagation: the route disappears when the connection goes down.',
      ],
    },
    {
      name: 'a core network, a local gateway, a VPN appliance that forwards',
      given: aHybridSnapshot({
        cluster: { remoteNodeCidrs: ['10.80.0.0/16', '10.81.0.0/16', '10.82.0.0/16'], subnetIds: ['subnet-a'] },
        routeTables: tableA(
          route('10.80.0.0/16', 'core-network', 'arn:aws:networkmanager::111122223333:core-network/core-main'),
          route('10.81.0.0/16', 'local-gateway', 'lgw-main'),
          route('10.82.0.0/16', 'network-interface', 'eni-vpn'),
        ),
        networkInterfaces: vpn(false),
      }),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'a VPN appliance whose source/destination check is on',
      given: aHybridSnapshot({
        routeTables: tableA(route('10.80.0.0/16', 'network-interface', 'eni-vpn')),
        networkInterfaces: vpn(true),
      }),
      expect: byA(
        'sends 10.80.0.0/16 to eni-vpn by its route for 10.80.0.0/16, whose source/destination check is on, so it drops what it should forward',
      ),
    },
    {
      name: 'appliances behind a Gateway Load Balancer',
      given: aHybridSnapshot({
        routeTables: tableA(route('10.80.0.0/16', 'vpc-endpoint', 'vpce-gwlb')),
        vpcEndpoints: { 'vpce-gwlb': { type: 'GatewayLoadBalancer' } },
      }),
      expect: 'compliant',
      notes: ['10.80.0.0/16 passes the appliances behind vpce-gwlb; where they send it is not visible here.'],
    },
    {
      name: 'an endpoint of appliances that is being deleted',
      given: aHybridSnapshot({
        routeTables: tableA(route('10.80.0.0/16', 'vpc-endpoint', 'vpce-gwlb')),
        vpcEndpoints: { 'vpce-gwlb': { type: 'GatewayLoadBalancer', state: 'deleting' } },
      }),
      expect: byA('sends 10.80.0.0/16 to vpce-gwlb by its route for 10.80.0.0/16, which is deleting'),
    },
    {
      name: 'an endpoint that is gone, and one of another type',
      given: aHybridSnapshot({
        routeTables: tableA(
          route('10.80.0.0/17', 'vpc-endpoint', 'vpce-gone'),
          route('10.80.128.0/17', 'vpc-endpoint', 'vpce-s3'),
        ),
        vpcEndpoints: { 'vpce-s3': { type: 'Gateway' } },
      }),
      expect: {
        'subnet-a': [
          sayA('sends 10.80.0.0/17 to vpce-gone by its route for 10.80.0.0/17, which no longer exists'),
          sayA('sends 10.80.128.0/17 to vpce-s3 by its route for 10.80.128.0/17, which does not lead on premises'),
        ],
      },
    },
    {
      name: 'fewer kinds of gateways, by parameter',
      given: aHybridSnapshot({ cluster: { subnetIds: ['subnet-a'] } }),
      parameters: { gateways: ['vpn-gateway'] },
      expect: {
        'subnet-a': [
          sayA('sends 10.80.0.0/16 to tgw-main by its route for 10.80.0.0/16, which does not lead on premises'),
        ],
      },
    },
    {
      name: 'a subnet that only hosts cloud nodes',
      given: aHybridSnapshot({ cluster: { subnetIds: ['subnet-b'] }, routeTables: tableA() }),
      expect: {
        'subnet-a': ['rtb-a of subnet-a has no route for 10.80.0.0/16. Nodes there cannot reach the remote nodes.'],
        'subnet-b': 'compliant',
      },
      severity: 'medium',
    },
    {
      name: 'a cluster subnet on the main route table',
      given: aHybridSnapshot({ routeTables: { 'rtb-a': { subnetIds: [] } } }),
      expect: { 'subnet-a': [`rtb-main (main) of subnet-a has no route for 10.80.0.0/16. ${interfaceMay}`] },
    },
    {
      name: 'only pods are remote',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: [] } }),
      expect: 'not-applicable',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'two prefix lists that overlap and disagree',
      given: aHybridSnapshot({
        routeTables: tableA(route('pl-1', 'transit-gateway', 'tgw-main'), route('pl-2', 'nat-gateway', 'nat-a')),
        prefixLists: { 'pl-1': { entries: ['10.80.0.0/16'] }, 'pl-2': { entries: ['10.80.0.0/16'] } },
      }),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'a target that is only known after deployment',
      given: withTableA({ ...nodesByTransit, target: { kind: 'unknown', id: 'Fn::ImportValue' } }),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'one network is only known after deployment, another is not routed',
      given: aHybridSnapshot({
        cluster: { remoteNodeCidrs: [undecidable('known after apply'), '10.90.0.0/16'] },
      }),
      expect: {
        'subnet-a': [sayA('has no route for 10.90.0.0/16')],
        'subnet-b': [`rtb-b of subnet-b has no route for 10.90.0.0/16. ${interfaceMay}`],
      },
    },
    {
      name: 'the routes of a table could not be read',
      given: aHybridSnapshot({ routeTables: { 'rtb-a': { routes: unread('denied') } } }),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'route tables could not be read',
      given: without(aHybridSnapshot(), 'routeTables'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
