import { publicAccessBlocksCutNothingOff } from '../../../shared/rules/endpoint-access/public-access-blocks-cut-nothing-off.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const blocking = (id: string, mode: 'block-bidirectional' | 'block-ingress', own = {}): Patches => ({
  subnets: { [id]: { internetGatewayBlockMode: mode, ...own } },
});
const untagged = { tags: {} };
const missing = ['ec2', 'ecr.api', 'ecr.dkr', 's3', 'sts', 'elasticloadbalancing']
  .map((service) => `com.amazonaws.us-east-1.${service}`)
  .join(', ');
const cutOff = (mode: string, door: string, nodes: string) =>
  `VPC Block Public Access (${mode}) of ${door} cuts nodes in ${nodes} off from the internet, and they have no way to ${missing} by a VPC endpoint.`;
const unreachable = (mode: string, subnet: string) =>
  `VPC Block Public Access (${mode}) keeps the internet from load balancers in ${subnet}, which is tagged kubernetes.io/role/elb.`;
const toInternet = { 'rtb-a': { routes: [route('0.0.0.0/0', 'internet-gateway', 'igw-main')] } };

export default {
  rule: publicAccessBlocksCutNothingOff,
  cases: [
    {
      name: 'nothing is blocked',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-public-a': 'compliant' },
    },
    {
      name: 'a subnet that only has control-plane interfaces',
      given: aSnapshot({ subnets: { 'subnet-x': {} }, cluster: { subnetIds: ['subnet-a', 'subnet-b', 'subnet-x'] } }),
      expect: { 'subnet-x': 'not-applicable' },
    },
    {
      name: 'the subnet of the NAT gateway is blocked in both directions',
      given: aSnapshot(blocking('subnet-public-a', 'block-bidirectional', untagged)),
      expect: { 'subnet-public-a': [cutOff('block-bidirectional', 'subnet-public-a', 'subnet-a')] },
      severity: 'high',
      causes: ['block-public-access subnet-public-a'],
    },
    {
      name: 'it is tagged for load balancers, too: one thing to mend',
      given: aSnapshot(blocking('subnet-public-a', 'block-bidirectional')),
      expect: [
        cutOff('block-bidirectional', 'subnet-public-a', 'subnet-a'),
        unreachable('block-bidirectional', 'subnet-public-a'),
      ],
      causes: ['block-public-access subnet-public-a'],
    },
    {
      name: 'the node subnet behind a NAT gateway is blocked, which the NAT gateway does not mind',
      given: aSnapshot(blocking('subnet-a', 'block-bidirectional')),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'ingress is blocked where the NAT gateway is: it only carries outbound connections',
      given: aSnapshot(blocking('subnet-public-a', 'block-ingress', untagged)),
      expect: 'compliant',
    },
    {
      name: 'ingress is blocked where load balancers are meant to be',
      given: aSnapshot(blocking('subnet-public-b', 'block-ingress')),
      expect: {
        'subnet-public-b': [unreachable('block-ingress', 'subnet-public-b')],
        'subnet-a': 'compliant',
        'subnet-b': 'compliant',
      },
    },
    {
      name: 'ingress is blocked for nodes with public addresses',
      given: aSnapshot({
        routeTables: toInternet,
        ...blocking('subnet-a', 'block-ingress', { mapPublicIpOnLaunch: true }),
      }),
      expect: { 'subnet-a': [cutOff('block-ingress', 'subnet-a', 'subnet-a')], 'subnet-b': 'compliant' },
    },
    {
      name: 'cut off, with every endpoint that nodes need',
      given: anIsolatedSnapshot({
        routeTables: toInternet,
        vpcEndpoints: { 'vpce-s3': { routeTableIds: ['rtb-a', 'rtb-b'] } },
        ...blocking('subnet-a', 'block-bidirectional'),
      }),
      expect: { 'subnet-a': 'compliant' },
      notes: ['It is cut off from the internet, and its nodes have every VPC endpoint that they need.'],
    },
    {
      name: 'the egress-only internet gateway of an IPv6 cluster',
      given: aSnapshot({
        cluster: { ipFamily: 'ipv6' },
        egressOnlyInternetGateways: { 'eigw-main': {} },
        routeTables: {
          'rtb-a': {
            routes: [
              route('0.0.0.0/0', 'nat-gateway', 'nat-a'),
              route('::/0', 'egress-only-internet-gateway', 'eigw-main'),
            ],
          },
        },
        ...blocking('subnet-a', 'block-bidirectional'),
      }),
      expect: {
        'subnet-a': [
          'VPC Block Public Access (block-bidirectional) of subnet-a cuts pods in subnet-a off from the IPv6 internet.',
        ],
      },
      severity: 'medium',
    },
    {
      name: 'NAT gateways of a shared VPC are hidden',
      given: hiddenIn(aSnapshot(), 'natGateways', 'vpc-main'),
      expect: { 'subnet-a': 'indeterminate', 'subnet-public-a': 'compliant' },
    },
    {
      name: 'route tables could not be read',
      given: without(aSnapshot(), 'routeTables'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
