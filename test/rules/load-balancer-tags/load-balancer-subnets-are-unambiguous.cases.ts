import { unread } from '../../../shared/model/snapshot/known.ts';
import { loadBalancerSubnetsAreUnambiguous } from '../../../shared/rules/load-balancer-tags/load-balancer-subnets-are-unambiguous.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type Subnets = NonNullable<Patches['subnets']>;

const offered = { 'kubernetes.io/role/internal-elb': '1' };
const forDemo = { 'kubernetes.io/cluster/demo': 'shared' };
const forOther = { 'kubernetes.io/cluster/other': 'shared' };
/** `subnet-0a` and `subnet-0b` in the zone of `subnet-a`. */
const subnets = (patch: Subnets = {}, more: Patches = {}) =>
  aSnapshot({
    ...more,
    subnets: {
      'subnet-a': { tags: {} },
      'subnet-0a': { tags: offered, cidr: '10.0.11.0/24', ...patch['subnet-0a'] },
      'subnet-0b': {
        zone: 'us-east-1a',
        zoneId: 'use1-az1',
        tags: offered,
        cidr: '10.0.12.0/24',
        ...patch['subnet-0b'],
      },
    },
  });
const ambiguous = (tagged = 'none is tagged for the cluster') =>
  `subnet-0a, subnet-0b all fit internal load balancers in us-east-1a, and ${tagged}: the controller takes subnet-0a, whose id comes first.`;

export default {
  rule: loadBalancerSubnetsAreUnambiguous,
  cases: [
    { name: 'one subnet a zone for each scheme', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'two subnets in a zone without a tag of the cluster: the lowest id wins',
      given: subnets(),
      expect: [ambiguous()],
      severity: 'low',
      causes: ['load-balancer-choice vpc-main us-east-1a internal'],
    },
    {
      name: 'one of them is tagged for the cluster',
      given: subnets({ 'subnet-0b': { tags: { ...offered, ...forDemo } } }),
      expect: 'compliant',
    },
    {
      name: 'both are tagged for the cluster',
      given: subnets({
        'subnet-0a': { tags: { ...offered, ...forDemo } },
        'subnet-0b': { tags: { ...offered, ...forDemo } },
      }),
      expect: [ambiguous('subnet-0a, subnet-0b are tagged for the cluster')],
    },
    {
      name: 'one of them is tagged for another cluster',
      given: subnets({ 'subnet-0a': { tags: { ...offered, ...forOther } } }),
      expect: 'compliant',
    },
    {
      name: 'one of them is full',
      given: subnets({ 'subnet-0a': { freeIpv4Addresses: 7 } }),
      expect: 'compliant',
    },
    {
      name: 'a value that the controller does not look for',
      given: subnets({ 'subnet-0a': { tags: { 'kubernetes.io/role/internal-elb': 'shared' } } }),
      expect: 'compliant',
    },
    {
      name: 'another cluster shares the VPC: its controllers must not lose the subnet to a tag',
      given: subnets({}, { clusters: { other: {} } }),
      expect: [ambiguous()],
    },
    {
      name: 'untagged subnets, found by reachability',
      given: aSnapshot({
        subnets: { 'subnet-a': { tags: {} }, 'subnet-b': { tags: {} }, 'subnet-x': { cidr: '10.0.11.0/24' } },
      }),
      expect: [
        'subnet-a, subnet-x all fit internal load balancers in us-east-1a, and none is tagged for the cluster: the controller takes subnet-a, whose id comes first.',
      ],
    },
    {
      name: 'internet-facing load balancers',
      given: aSnapshot({
        subnets: { 'subnet-public-x': { tags: { 'kubernetes.io/role/elb': '' }, cidr: '10.0.103.0/24' } },
        routeTables: { 'rtb-public': { subnetIds: ['subnet-public-a', 'subnet-public-b', 'subnet-public-x'] } },
      }),
      expect: [
        'subnet-public-a, subnet-public-x all fit internet-facing load balancers in us-east-1a, and none is tagged for the cluster: the controller takes subnet-public-a, whose id comes first.',
      ],
    },
    {
      name: 'no internet-facing load balancers are expected',
      given: aSnapshot({
        subnets: { 'subnet-public-x': { tags: { 'kubernetes.io/role/elb': '' }, cidr: '10.0.103.0/24' } },
        routeTables: { 'rtb-public': { subnetIds: ['subnet-public-a', 'subnet-public-b', 'subnet-public-x'] } },
      }),
      declare: { expectInternetFacing: false },
      expect: 'compliant',
    },
    {
      name: 'load balancers name their subnets',
      given: subnets(),
      declare: { explicitLbSubnets: true },
      expect: 'not-applicable',
    },
    {
      name: 'the legacy cloud provider',
      given: subnets(),
      declare: { loadBalancerController: 'ccm' },
      expect: 'not-applicable',
    },
    {
      name: 'the free addresses of one of them are not known',
      given: subnets({ 'subnet-0b': { freeIpv4Addresses: unread('reading it was denied') } }),
      expect: 'indeterminate',
    },
    {
      name: 'the subnets of a shared VPC are hidden',
      given: hiddenIn(aSnapshot(), 'subnets', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'route tables could not be read', given: without(aSnapshot(), 'routeTables'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
