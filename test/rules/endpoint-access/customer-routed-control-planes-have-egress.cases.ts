import { unread } from '../../../shared/model/snapshot/known.ts';
import { customerRoutedControlPlanesHaveEgress } from '../../../shared/rules/endpoint-access/customer-routed-control-planes-have-egress.ts';
import { aclEntry, anyTraffic, route, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const customerRouted = ({ cluster, ...patches }: Patches = {}) =>
  aSnapshot({ ...patches, cluster: { controlPlaneEgressMode: 'CUSTOMER_ROUTED', ...cluster } });
const routed = (...routes: ReturnType<typeof route>[]): Patches => ({ routeTables: { 'rtb-a': { routes } } });
const symptom = '(failed calling webhook: context deadline exceeded)';
const noWay = (reason: string, family = 4, subnet = 'subnet-a') =>
  `The control plane has no way to the IPv${family} internet from ${subnet}: ${reason} ${symptom}.`;
const egressRules = (...egress: ReturnType<typeof rule>[]): Patches => ({
  securityGroups: { 'sg-cluster': { egress } },
});
const listOfA = (...entries: ReturnType<typeof aclEntry>[]): Patches => ({
  networkAcls: { 'acl-main': { subnetIds: ['subnet-b'] }, 'acl-a': { subnetIds: ['subnet-a'], entries } },
});
const closes = (packets: string, why = 'no entry allows it') =>
  `acl-a of subnet-a does not let ${packets} through: ${why} ${symptom}.`;
const dualStack: Patches = {
  cluster: { ipFamily: 'ipv6' },
  egressOnlyInternetGateways: { 'eigw-main': {} },
  networkAcls: {
    'acl-main': {
      entries: (['in', 'out'] as const).flatMap((direction) => [
        aclEntry(100, direction, 'allow', 'any', '0.0.0.0/0'),
        aclEntry(110, direction, 'allow', 'any', '::/0'),
      ]),
    },
  },
  ...egressRules(anyTraffic('0.0.0.0/0'), anyTraffic('::/0')),
};
const routes6 = (zone: 'a' | 'b', ...more: ReturnType<typeof route>[]) => ({
  routes: [route('0.0.0.0/0', 'nat-gateway', `nat-${zone}`), ...more],
});
const toEgressOnly = route('::/0', 'egress-only-internet-gateway', 'eigw-main');

export default {
  rule: customerRoutedControlPlanesHaveEgress,
  cases: [
    { name: 'EKS manages the egress, as nothing else is said', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'EKS manages the egress',
      given: aSnapshot({ cluster: { controlPlaneEgressMode: 'AWS_MANAGED' } }),
      expect: 'not-applicable',
    },
    {
      name: 'a mode that AWS does not explain',
      given: aSnapshot({ cluster: { controlPlaneEgressMode: 'CUSTOMER_ISOLATED' } }),
      expect: 'indeterminate',
    },
    { name: 'both cluster subnets behind NAT gateways', given: customerRouted(), expect: 'compliant' },
    {
      name: 'one of two cluster subnets without a default route',
      given: customerRouted(routed()),
      expect: [noWay('rtb-a has no route for 0.0.0.0/0')],
      severity: 'high',
      causes: ['route rtb-a 0.0.0.0/0'],
    },
    {
      name: 'a default route to a NAT gateway that is gone',
      given: customerRouted(routed(route('0.0.0.0/0', 'nat-gateway', 'nat-gone', { state: 'blackhole' }))),
      expect: [noWay('rtb-a sends 0.0.0.0/0 to nat-gone, which no longer leads anywhere (blackhole)')],
    },
    {
      name: 'an internet gateway: the interfaces have no public address',
      given: customerRouted({
        ...routed(route('0.0.0.0/0', 'internet-gateway', 'igw-main')),
        subnets: { 'subnet-a': { mapPublicIpOnLaunch: true } },
      }),
      expect: [noWay('rtb-a sends 0.0.0.0/0 to igw-main, and its interfaces have no public address')],
      causes: ['route rtb-a 0.0.0.0/0'],
    },
    {
      name: 'a transit gateway to a central egress VPC is trusted, and said so',
      given: customerRouted(routed(route('0.0.0.0/0', 'transit-gateway', 'tgw-main'))),
      expect: 'compliant',
      notes: [
        'rtb-a sends 0.0.0.0/0 to tgw-main: this account does not show what lies behind it, which is trusted to lead to the internet.',
      ],
    },
    {
      name: 'a transit gateway is not trusted',
      given: customerRouted(routed(route('0.0.0.0/0', 'transit-gateway', 'tgw-main'))),
      parameters: { trustTransitEgress: false },
      expect: 'indeterminate',
    },
    {
      name: 'webhooks and issuers are inside the VPC',
      given: customerRouted(routed()),
      declare: { cpEgressInternalOnly: true },
      expect: 'compliant',
      notes: ['Webhooks and OIDC issuers are declared to be inside the VPC (cpEgressInternalOnly).'],
    },
    {
      name: 'a subnet that only hosts nodes does not matter',
      given: customerRouted({ ...routed(), cluster: { subnetIds: ['subnet-b'] } }),
      expect: 'compliant',
    },
    {
      name: 'the security groups allow traffic within the VPC alone',
      given: customerRouted(egressRules(anyTraffic('10.0.0.0/16'))),
      expect: [`sg-cluster does not allow control plane → 0.0.0.0/0 at tcp 443 ${symptom}.`],
      causes: ['security-group-port sg-cluster out tcp 443'],
    },
    {
      name: 'the security groups allow two blocks, which may be those of webhooks and issuers',
      given: customerRouted(egressRules(rule('tcp', 443, '198.51.100.0/24'), rule('tcp', 443, '203.0.113.0/24'))),
      expect: 'indeterminate',
    },
    {
      name: 'the network ACL of one subnet does not let replies in',
      given: customerRouted(listOfA(aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0'))),
      expect: [closes('tcp 1024-65535 in from 0.0.0.0/0')],
      causes: ['network-acl acl-a in tcp 1024-65535'],
    },
    {
      name: 'the network ACL of one subnet denies port 443',
      given: customerRouted(
        listOfA(
          aclEntry(90, 'out', 'deny', 'tcp', '0.0.0.0/0', [443, 443]),
          aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0'),
          aclEntry(100, 'in', 'allow', 'tcp', '0.0.0.0/0', [1024, 65_535]),
        ),
      ),
      expect: [closes('tcp 443 out to 0.0.0.0/0', 'entry 90 denies it')],
    },
    {
      name: 'the network ACL allows one block, which may be that of webhooks',
      given: customerRouted(
        listOfA(
          aclEntry(100, 'out', 'allow', 'tcp', '198.51.100.0/24', [443, 443]),
          aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'),
        ),
      ),
      expect: 'indeterminate',
    },
    {
      name: 'DNS servers of one’s own',
      given: customerRouted({ dhcpOptions: { 'dopt-amazon': { domainNameServers: ['10.1.1.53'] } } }),
      expect: [
        'The control plane asks the DNS servers of vpc-main (10.1.1.53), and AmazonProvidedDNS is not among them (no such host).',
      ],
      causes: ['dhcp-options vpc-main'],
    },
    {
      name: 'DNS servers of one’s own that are declared to forward',
      given: customerRouted({ dhcpOptions: { 'dopt-amazon': { domainNameServers: ['10.1.1.53'] } } }),
      declare: { customDnsForwards: true },
      expect: 'compliant',
    },
    {
      name: 'no DHCP options',
      given: customerRouted({ vpcs: { 'vpc-main': { dhcpOptionsId: 'default' } } }),
      expect: [
        'The control plane asks the DNS servers of vpc-main (none), and AmazonProvidedDNS is not among them (no such host).',
      ],
    },
    {
      name: 'an IPv6 cluster with ways of both families',
      given: customerRouted({
        ...dualStack,
        routeTables: { 'rtb-a': routes6('a', toEgressOnly), 'rtb-b': routes6('b', toEgressOnly) },
      }),
      expect: 'compliant',
    },
    {
      name: 'an IPv6 cluster without a way for IPv6 in one subnet',
      given: customerRouted({
        ...dualStack,
        routeTables: { 'rtb-a': routes6('a'), 'rtb-b': routes6('b', toEgressOnly) },
      }),
      expect: [noWay('rtb-a has no route for ::/0', 6)],
    },
    {
      name: 'an IPv6 cluster without an egress-only internet gateway',
      given: customerRouted({
        ...dualStack,
        egressOnlyInternetGateways: {},
        routeTables: {
          'rtb-a': routes6('a'),
          'rtb-b': routes6('b', route('::/0', 'internet-gateway', 'igw-main')),
        },
      }),
      expect: [noWay('rtb-a has no route for ::/0', 6)],
    },
    {
      name: 'what is certain of one subnet stays so, whatever is not known of the other',
      given: customerRouted({
        routeTables: { 'rtb-a': { routes: [] } },
        natGateways: { 'nat-b': { state: unread('reading it was denied') } },
      }),
      expect: [noWay('rtb-a has no route for 0.0.0.0/0')],
    },
    {
      name: 'NAT gateways of a shared VPC are hidden',
      given: hiddenIn(customerRouted(), 'natGateways', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'security groups could not be read',
      given: without(customerRouted(), 'securityGroups'),
      expect: 'indeterminate',
    },
    {
      name: 'DHCP options could not be read',
      given: without(customerRouted(), 'dhcpOptions'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
