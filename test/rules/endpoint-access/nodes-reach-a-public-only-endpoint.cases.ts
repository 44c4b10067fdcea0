import { nodesReachAPublicOnlyEndpoint } from '../../../shared/rules/endpoint-access/nodes-reach-a-public-only-endpoint.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const publicOnly = { endpointPublicAccess: true, endpointPrivateAccess: false };
const given = (patches: Patches = {}) => aSnapshot({ ...patches, cluster: { ...publicOnly, ...patches.cluster } });
const routed = (...routes: ReturnType<typeof route>[]): Patches => ({
  routeTables: { 'rtb-a': { routes: [local, ...routes] } },
});
const noWay = (reason: string, subnet = 'subnet-a') =>
  [
    `Nodes in ${subnet} cannot reach the public API endpoint at port 443, and the private one is off: ${reason} (NodeCreationFailure).`,
  ] as const;
const toTransit = routed(route('0.0.0.0/0', 'transit-gateway', 'tgw-main'));
const toInternet = routed(route('0.0.0.0/0', 'internet-gateway', 'igw-main'));
const mapped = { 'subnet-a': { mapPublicIpOnLaunch: true } };
const karpenter = { 'kubernetes.io/cluster/demo': 'owned', 'karpenter.sh/nodepool': 'default' };
const byKarpenter = (node: object, others: NonNullable<Patches['instances']> = {}): Patches => ({
  cluster: { nodeGroups: { 'demo/workers': null } },
  instances: { 'i-node-a': { tags: karpenter, ...node }, 'i-node-b': null, ...others },
});
/** The NAT gateways' subnets lead to a firewall endpoint, whose own subnet has the internet gateway. */
const behindFirewall: Patches = {
  subnets: { 'subnet-firewall': {} },
  routeTables: {
    'rtb-public': { routes: [local, route('0.0.0.0/0', 'vpc-endpoint', 'vpce-fw')] },
    'rtb-firewall': {
      subnetIds: ['subnet-firewall'],
      routes: [local, route('0.0.0.0/0', 'internet-gateway', 'igw-main')],
    },
  },
  vpcEndpoints: { 'vpce-fw': { type: 'GatewayLoadBalancer', subnetIds: ['subnet-firewall'] } },
};

export default {
  rule: nodesReachAPublicOnlyEndpoint,
  cases: [
    {
      name: 'both node subnets behind their NAT gateways',
      given: given(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    { name: 'the private endpoint is on', given: aSnapshot(routed()), expect: 'not-applicable' },
    {
      name: 'a private subnet without a default route',
      given: given(routed()),
      expect: { 'subnet-a': noWay('rtb-a has no route for 0.0.0.0/0'), 'subnet-b': 'compliant' },
      severity: 'critical',
    },
    {
      name: 'a subnet that fell back to the main table',
      given: given({ routeTables: { 'rtb-a': { subnetIds: [] } } }),
      expect: noWay('rtb-main (main) has no route for 0.0.0.0/0'),
    },
    {
      name: 'a default route to a NAT gateway that was deleted',
      given: given(routed(route('0.0.0.0/0', 'nat-gateway', 'nat-a', { state: 'blackhole' }))),
      expect: noWay('rtb-a sends 0.0.0.0/0 to nat-a, which no longer leads anywhere (blackhole)'),
    },
    {
      name: 'the NAT gateway sits in a private subnet: its own subnet decides',
      given: given({ natGateways: { 'nat-a': { subnetId: 'subnet-a' } } }),
      expect: noWay(
        'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-a leads back to itself',
      ),
    },
    {
      name: 'the internet gateway is not attached',
      given: given({
        internetGateways: { 'igw-main': { attachments: [] } },
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'] } } },
      }),
      expect: noWay(
        'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-public sends 0.0.0.0/0 to igw-main, which is not attached to vpc-main',
      ),
    },
    {
      name: 'block public access on the subnet of the NAT gateway',
      given: given({ subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-bidirectional' } } }),
      expect: noWay(
        'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-public sends 0.0.0.0/0 to igw-main, and VPC Block Public Access blocks both directions for subnet-public-a',
      ),
    },
    {
      name: 'a NAT instance that checks source and destination',
      given: given({
        ...routed(route('0.0.0.0/0', 'network-interface', 'eni-nat')),
        networkInterfaces: { 'eni-nat': { sourceDestCheck: true } },
      }),
      expect: noWay(
        'rtb-a sends 0.0.0.0/0 to eni-nat, whose source/destination check is on, so it drops what it should forward',
      ),
    },
    {
      name: 'an internet gateway and public addresses',
      given: given({ ...toInternet, subnets: mapped }),
      expect: 'compliant',
    },
    {
      name: 'an internet gateway, and no public addresses',
      given: given(toInternet),
      expect: [
        'The nodes of demo/workers in subnet-a cannot reach the public API endpoint at port 443, and the private one is off: rtb-a sends 0.0.0.0/0 to igw-main, and they get no public address there (NodeCreationFailure).',
      ],
    },
    {
      name: 'pods on Fargate behind an internet gateway never have a public address',
      given: given({
        ...toInternet,
        subnets: mapped,
        cluster: { fargateProfiles: { 'demo/pods': { subnetIds: ['subnet-a'] } } },
      }),
      expect: [
        'The Fargate pods in subnet-a cannot reach the public API endpoint at port 443, and the private one is off: rtb-a sends 0.0.0.0/0 to igw-main, and they get no public address there (NodeCreationFailure).',
      ],
      causes: ['public-fargate-subnet subnet-a'],
    },
    {
      name: 'the launch template refuses the public addresses that the subnet assigns',
      given: given({
        ...toInternet,
        subnets: mapped,
        launchTemplateVersions: {
          'lt-1:1': { networkInterfaces: [{ securityGroupIds: [], associatePublicIpAddress: false }] },
        },
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-1', version: '1' } } } },
      }),
      expect: [
        'The nodes of demo/workers in subnet-a cannot reach the public API endpoint at port 443, and the private one is off: rtb-a sends 0.0.0.0/0 to igw-main, and they get no public address there (NodeCreationFailure).',
      ],
      causes: ['launch-template lt-1:1'],
    },
    {
      name: 'nodes that Karpenter launched without public addresses',
      given: given({ ...toInternet, ...byKarpenter({}) }),
      expect: [
        'The nodes i-node-a in subnet-a cannot reach the public API endpoint at port 443, and the private one is off: rtb-a sends 0.0.0.0/0 to igw-main, and they get no public address there (NodeCreationFailure).',
      ],
      causes: ['subnet-public-addresses subnet-a'],
    },
    {
      name: 'nodes that Karpenter launched with public addresses, and one that stopped',
      given: given({
        ...toInternet,
        ...byKarpenter({ publicIp: '203.0.113.7' }, { 'i-stopped': { tags: karpenter, state: 'stopped' } }),
      }),
      expect: 'compliant',
    },
    {
      name: 'a transit gateway is trusted, and said so',
      given: given(toTransit),
      expect: 'compliant',
      notes: [
        'rtb-a sends 0.0.0.0/0 to tgw-main: this account does not show what lies behind it, which is trusted to lead to the internet.',
      ],
    },
    {
      name: 'a transit gateway is not trusted',
      given: given(toTransit),
      parameters: { trustTransitEgress: false },
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'a firewall between the NAT gateway and the internet gateway',
      given: given(behindFirewall),
      expect: 'compliant',
      notes: [
        'rtb-a sends 0.0.0.0/0 to nat-a, and rtb-public sends 0.0.0.0/0 to vpce-fw: this account does not show what lies behind it, which is trusted to lead to the internet.',
      ],
    },
    {
      name: 'a firewall behind the NAT gateway is not trusted',
      given: given(behindFirewall),
      parameters: { trustTransitEgress: false },
      expect: { 'subnet-a': 'indeterminate' },
    },
    {
      name: 'the NAT gateways of a shared VPC are hidden',
      given: hiddenIn(given(), 'natGateways', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'both endpoints are off, which EKS does not allow',
      given: given({ cluster: { endpointPublicAccess: false } }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
