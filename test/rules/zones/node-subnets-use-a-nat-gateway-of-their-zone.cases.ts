import { nodeSubnetsUseANatGatewayOfTheirZone } from '../../../shared/rules/zones/node-subnets-use-a-nat-gateway-of-their-zone.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const routesOf = (...routes: ReturnType<typeof route>[]) => ({ routes: [local, ...routes] });
const through = (nat: string) => routesOf(route('0.0.0.0/0', 'nat-gateway', nat));

const crossing = (table = 'rtb-b') =>
  [
    `subnet-b in use1-az2 reaches the internet through nat-a in use1-az1 (${table}): the traffic between zones is charged, and stops with that zone.`,
  ] as const;

export default {
  rule: nodeSubnetsUseANatGatewayOfTheirZone,
  cases: [
    {
      name: 'a NAT gateway in each zone',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'the subnet of the second zone uses the NAT gateway of the first',
      given: aSnapshot({ routeTables: { 'rtb-b': through('nat-a') } }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': crossing() },
      severity: 'low',
      causes: ['nat-zone rtb-b'],
    },
    {
      name: 'there is one NAT gateway, and one table for both zones',
      given: aSnapshot({
        natGateways: { 'nat-b': null },
        routeTables: { 'rtb-a': { subnetIds: ['subnet-a', 'subnet-b'] }, 'rtb-b': { subnetIds: [] } },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': crossing('rtb-a') },
    },
    {
      name: 'there is one NAT gateway, and the main table leads to it',
      given: aSnapshot({
        natGateways: { 'nat-b': null },
        routeTables: { 'rtb-main': through('nat-a'), 'rtb-b': null },
      }),
      expect: crossing('rtb-main (main)'),
    },
    {
      name: 'there is one NAT gateway, and no public subnet in the second zone',
      given: aSnapshot({
        natGateways: { 'nat-b': null },
        subnets: { 'subnet-public-b': null },
        routeTables: { 'rtb-b': through('nat-a') },
      }),
      expect: crossing(),
    },
    {
      name: 'a Local Zone has no NAT gateways of its own',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/edge': { subnetIds: ['subnet-edge'] } } },
        subnets: { 'subnet-edge': { zone: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1' } },
        routeTables: { 'rtb-edge': { ...through('nat-a'), subnetIds: ['subnet-edge'] } },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-edge': 'not-applicable' },
    },
    {
      name: 'zones are compared by id: the same name may be two zones',
      given: aSnapshot({ subnets: { 'subnet-public-b': { zone: 'us-east-1a' } } }),
      expect: 'compliant',
    },
    {
      name: 'half of the internet goes through the other zone',
      given: aSnapshot({
        routeTables: {
          'rtb-b': routesOf(route('0.0.0.0/1', 'nat-gateway', 'nat-b'), route('128.0.0.0/1', 'nat-gateway', 'nat-a')),
        },
      }),
      expect: crossing(),
    },
    {
      name: 'a regional NAT gateway is in every zone',
      given: aSnapshot({
        natGateways: { 'nat-r': { availabilityMode: 'regional', subnetId: undefined } },
        routeTables: { 'rtb-b': through('nat-r') },
      }),
      expect: 'compliant',
    },
    {
      name: 'a default route to a transit gateway, a public subnet and an isolated one',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a', 'subnet-b', 'subnet-public-a'] } } },
        routeTables: {
          'rtb-a': routesOf(route('0.0.0.0/0', 'transit-gateway', 'tgw-main')),
          'rtb-b': routesOf(),
        },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'only the zone of Starburst’s groups matters to it',
      given: aSnapshot({
        cluster: {
          nodeGroups: {
            'demo/workers': { subnetIds: ['subnet-a'], maxSize: 7 },
            'demo/support': { subnetIds: ['subnet-a'], maxSize: 2 },
            'demo/other': { subnetIds: ['subnet-b'] },
          },
        },
        routeTables: { 'rtb-b': through('nat-a') },
      }),
      profiles: ['sep'],
      declare: { sepWorkerGroup: 'workers', sepSupportGroup: 'support' },
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'not-applicable' },
    },
    {
      name: 'the zone of Starburst’s groups uses the NAT gateway of another',
      given: aSnapshot({
        cluster: {
          nodeGroups: {
            'demo/workers': { subnetIds: ['subnet-b'], maxSize: 7 },
            'demo/support': { subnetIds: ['subnet-b'], maxSize: 2 },
          },
        },
        routeTables: { 'rtb-b': through('nat-a') },
      }),
      profiles: ['sep'],
      expect: crossing(),
    },
    { name: 'NAT gateways could not be read', given: without(aSnapshot(), 'natGateways'), expect: 'indeterminate' },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
