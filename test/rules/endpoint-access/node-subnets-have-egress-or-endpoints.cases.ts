import { nodeSubnetsHaveEgressOrEndpoints } from '../../../shared/rules/endpoint-access/node-subnets-have-egress-or-endpoints.ts';
import { route, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type Route = ReturnType<typeof route>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const routed = (...routes: Route[]): Patches => ({ routeTables: { 'rtb-a': { routes: [local, ...routes] } } });
const toInternet = routed(route('0.0.0.0/0', 'internet-gateway', 'igw-main'));
const services = ['ec2', 'ecr.api', 'ecr.dkr', 's3', 'sts', 'elasticloadbalancing'];
const names = services.map((service) => `com.amazonaws.us-east-1.${service}`);

const endpoints = (...left: string[]): Patches => ({
  vpcEndpoints: Object.fromEntries(
    services
      .filter((service) => !left.includes(service))
      .map((service) => [
        `vpce-${service}`,
        service === 's3' ? { type: 'Gateway', routeTableIds: ['rtb-a', 'rtb-b'], privateDnsEnabled: false } : {},
      ]),
  ),
  securityGroups: { 'sg-endpoints': { ingress: [rule('tcp', 443, '10.0.0.0/16')] } },
});
const s3Route = route('pl-s3', 'vpc-endpoint', 'vpce-s3');
const isolated = (reason: string, missing: string) =>
  [
    `Nodes in subnet-a have no way to the internet, ${reason}, and none to ${missing} by a VPC endpoint (NodeCreationFailure).`,
  ] as const;
const lost = (reason: string) => [`Nodes in subnet-a have lost their way to the internet: ${reason}.`] as const;

export default {
  rule: nodeSubnetsHaveEgressOrEndpoints,
  cases: [
    {
      name: 'both node subnets behind their NAT gateways',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'a regional NAT gateway',
      given: aSnapshot({ natGateways: { 'nat-a': { availabilityMode: 'regional' } } }),
      expect: 'compliant',
    },
    {
      name: 'a private cluster with every endpoint it needs',
      given: aSnapshot({ ...endpoints(), ...routed(s3Route) }),
      expect: 'compliant',
    },
    {
      name: 'a private cluster without the endpoint for STS',
      given: aSnapshot({ ...endpoints('sts'), ...routed(s3Route) }),
      expect: {
        'subnet-a': isolated('rtb-a has no route for 0.0.0.0/0', 'com.amazonaws.us-east-1.sts'),
        'subnet-b': 'compliant',
      },
    },
    {
      name: 'no default route, and no endpoints',
      given: aSnapshot(routed()),
      expect: isolated('rtb-a has no route for 0.0.0.0/0', names.join(', ')),
      severity: 'high',
    },
    {
      name: 'the default route leads to a NAT gateway that was deleted',
      given: aSnapshot(routed(route('0.0.0.0/0', 'nat-gateway', 'nat-gone', { state: 'blackhole' }))),
      expect: lost('rtb-a sends 0.0.0.0/0 to nat-gone, which no longer leads anywhere (blackhole)'),
    },
    {
      name: 'the NAT gateway failed',
      given: aSnapshot({ natGateways: { 'nat-a': { state: 'failed' } } }),
      expect: lost('rtb-a sends 0.0.0.0/0 to nat-a, which is failed'),
    },
    {
      name: 'the public subnet of the NAT gateway lost its own way',
      given: aSnapshot({
        natGateways: { 'nat-a': { subnetId: 'subnet-x' } },
        subnets: { 'subnet-x': {} },
        routeTables: {
          'rtb-main': { routes: [local, route('0.0.0.0/0', 'internet-gateway', 'igw-main', { state: 'blackhole' })] },
        },
      }),
      expect: lost(
        'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-main (main) sends 0.0.0.0/0 to igw-main, which no longer leads anywhere (blackhole)',
      ),
    },
    {
      name: 'half of a split default route is missing',
      given: aSnapshot(routed(route('0.0.0.0/1', 'nat-gateway', 'nat-a'))),
      expect: isolated('rtb-a has no route for 128.0.0.0/1', names.join(', ')),
    },
    {
      name: 'peering does not lead on to the internet of the other VPC',
      given: aSnapshot(routed(route('0.0.0.0/0', 'vpc-peering-connection', 'pcx-1'))),
      expect: isolated(
        'rtb-a sends 0.0.0.0/0 to pcx-1, and a peering connection does not lead on to the gateways of the other VPC',
        names.join(', '),
      ),
    },
    {
      name: 'an internet gateway and public addresses',
      given: aSnapshot({ ...toInternet, subnets: { 'subnet-a': { mapPublicIpOnLaunch: true } } }),
      expect: 'compliant',
    },
    {
      name: 'an internet gateway, no public addresses, no endpoints',
      given: aSnapshot(toInternet),
      expect: [
        `The nodes of demo/workers in subnet-a have no way to the internet: rtb-a sends 0.0.0.0/0 to igw-main, and they get no public address there; nor to ${names.join(', ')} by a VPC endpoint.`,
      ],
    },
    {
      name: 'an internet gateway, and a launch template that refuses the public addresses of the subnet',
      given: aSnapshot({
        ...toInternet,
        subnets: { 'subnet-a': { mapPublicIpOnLaunch: true } },
        launchTemplateVersions: {
          'lt-1:1': { networkInterfaces: [{ securityGroupIds: [], associatePublicIpAddress: false }] },
        },
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-1', version: '1' } } } },
      }),
      expect: [
        `The nodes of demo/workers in subnet-a have no way to the internet: rtb-a sends 0.0.0.0/0 to igw-main, and they get no public address there; nor to ${names.join(', ')} by a VPC endpoint.`,
      ],
      causes: ['launch-template lt-1:1'],
    },
    {
      name: 'an internet gateway, and pods on Fargate alone',
      given: aSnapshot({
        ...toInternet,
        cluster: { nodeGroups: { 'demo/workers': null }, fargateProfiles: { 'demo/pods': {} } },
      }),
      expect: [
        `The Fargate pods in subnet-a have no way to the internet: rtb-a sends 0.0.0.0/0 to igw-main, and they get no public address there; nor to ${names.slice(1).join(', ')} by a VPC endpoint.`,
      ],
      causes: ['public-fargate-subnet subnet-a'],
    },
    {
      name: 'an internet gateway, no public addresses, every endpoint',
      given: aSnapshot({
        ...endpoints(),
        routeTables: { 'rtb-a': { routes: [local, route('0.0.0.0/0', 'internet-gateway', 'igw-main'), s3Route] } },
      }),
      expect: 'compliant',
    },
    {
      name: 'a firewall appliance is trusted, and said so',
      given: aSnapshot({
        ...routed(route('0.0.0.0/0', 'vpc-endpoint', 'vpce-fw')),
        vpcEndpoints: { 'vpce-fw': { type: 'GatewayLoadBalancer', subnetIds: ['subnet-b'] } },
      }),
      expect: 'compliant',
      notes: [
        'rtb-a sends 0.0.0.0/0 to vpce-fw: this account does not show what lies behind it, which is trusted to lead to the internet.',
      ],
    },
    {
      name: 'a transit gateway is not trusted',
      given: aSnapshot(routed(route('0.0.0.0/0', 'transit-gateway', 'tgw-main'))),
      parameters: { trustTransitEgress: false },
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'no egress is declared, and endpoints are missing although NAT gateways are there',
      given: aSnapshot({
        ...endpoints('sts'),
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'] } } },
        routeTables: { 'rtb-a': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-a'), s3Route] } },
      }),
      declare: { assumeNoEgress: true },
      expect: isolated('assumeNoEgress is declared', 'com.amazonaws.us-east-1.sts'),
    },
    {
      name: 'NAT gateways of a shared VPC are hidden',
      given: hiddenIn(aSnapshot(), 'natGateways', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
