import { roleTagsMatchReachability } from '../../../shared/rules/load-balancer-tags/role-tags-match-reachability.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn } from '../../support/snapshot-builders.ts';

const elb = { 'kubernetes.io/role/elb': '1' };
const internal = { 'kubernetes.io/role/internal-elb': '1' };
const unreachable = (table = 'rtb-a') =>
  `subnet-a is tagged kubernetes.io/role/elb, but ${table} has no route to an internet gateway: internet-facing load balancers in it cannot be reached.`;
const notPrivate =
  'subnet-public-a is tagged kubernetes.io/role/internal-elb, but rtb-public routes to igw-main: the tag is meant for private subnets.';
const blocked = (mode: 'block-ingress' | 'block-bidirectional') => ({
  name: `block public access, ${mode}`,
  given: aSnapshot({ subnets: { 'subnet-public-a': { internetGatewayBlockMode: mode } } }),
  expect: {
    'subnet-public-a': [
      `subnet-public-a is tagged kubernetes.io/role/elb, but VPC Block Public Access (${mode}) keeps the internet from the load balancers in it.`,
    ] as const,
    'subnet-public-b': 'compliant' as const,
  },
  severity: 'high' as const,
});

export default {
  rule: roleTagsMatchReachability,
  cases: [
    { name: 'public and private subnets tagged as they are', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'a subnet behind NAT tagged for internet-facing load balancers',
      given: aSnapshot({ subnets: { 'subnet-a': { tags: elb } } }),
      expect: { 'subnet-a': [unreachable()], 'subnet-b': 'compliant' },
      severity: 'high',
    },
    {
      name: 'any value of the tag counts',
      given: aSnapshot({ subnets: { 'subnet-a': { tags: { 'kubernetes.io/role/elb': 'shared' } } } }),
      expect: [unreachable()],
    },
    {
      name: 'the main table has no internet gateway',
      given: aSnapshot({ subnets: { 'subnet-a': { tags: elb } }, routeTables: { 'rtb-a': { subnetIds: [] } } }),
      expect: [unreachable('rtb-main (main)')],
    },
    {
      name: 'a public subnet tagged for internal load balancers',
      given: aSnapshot({ subnets: { 'subnet-public-a': { tags: internal } } }),
      expect: [notPrivate],
      severity: 'medium',
    },
    {
      name: 'a public subnet with both tags',
      given: aSnapshot({ subnets: { 'subnet-public-a': { tags: { ...elb, ...internal } } } }),
      expect: [notPrivate],
      severity: 'medium',
    },
    {
      name: 'a private subnet with both tags',
      given: aSnapshot({ subnets: { 'subnet-a': { tags: { ...elb, ...internal } } } }),
      expect: [unreachable()],
    },
    blocked('block-ingress'),
    blocked('block-bidirectional'),
    {
      name: 'a route to an internet gateway of any destination and state makes a subnet public',
      given: aSnapshot({
        subnets: { 'subnet-a': { tags: elb } },
        routeTables: {
          'rtb-a': { routes: [route('203.0.113.0/24', 'internet-gateway', 'igw-gone', { state: 'blackhole' })] },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'no role tag',
      given: aSnapshot({ subnets: { 'subnet-a': { tags: {} } } }),
      expect: { 'subnet-a': 'not-applicable', 'subnet-b': 'compliant' },
    },
    {
      name: 'route tables are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
