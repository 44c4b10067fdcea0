import type { LoadBalancerRecord } from '../../../shared/model/snapshot/ingress.ts';
import { applicationLoadBalancersSpanZones } from '../../../shared/rules/ingress/application-load-balancers-span-zones.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const given = (alb: Partial<LoadBalancerRecord>, patches: Patches = {}) =>
  aSnapshot({ loadBalancers: { web: { type: 'application', ...alb } }, ...patches });

export default {
  rule: applicationLoadBalancersSpanZones,
  cases: [
    { name: 'subnets in two zones', given: given({}), expect: 'compliant' },
    {
      name: 'one subnet',
      given: given({ subnetIds: ['subnet-a'] }),
      expect: ['Application Load Balancer web has subnets in 1 Availability Zone (subnet-a); it needs 2.'],
      severity: 'medium',
    },
    {
      name: 'two subnets of one zone',
      given: given(
        { subnetIds: ['subnet-a', 'subnet-a2'] },
        { subnets: { 'subnet-a2': { tags: { 'kubernetes.io/role/internal-elb': '1' } } } },
      ),
      expect: ['Application Load Balancer web has subnets in 1 Availability Zone (subnet-a, subnet-a2); it needs 2.'],
    },
    {
      name: 'one zone is enough where that is allowed',
      given: given({ subnetIds: ['subnet-a'] }),
      parameters: { minAz: 1 },
      expect: 'compliant',
    },
    {
      name: 'a Local Zone',
      given: given(
        { subnetIds: ['subnet-lax'] },
        { subnets: { 'subnet-lax': { zone: 'us-west-2-lax-1a', zoneId: 'usw2-lax1-az1' } } },
      ),
      expect: 'compliant',
    },
    {
      name: 'an Outpost',
      given: given(
        { subnetIds: ['subnet-post'] },
        { subnets: { 'subnet-post': { outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' } } },
      ),
      expect: 'compliant',
    },
    {
      name: 'internet-facing in subnets that are tagged for internal ones',
      given: given({ scheme: 'internet-facing', subnetIds: ['subnet-public-a', 'subnet-b'] }),
      expect: [
        'Application Load Balancer web, which is internet-facing, sits in subnet-b, which is tagged kubernetes.io/role/internal-elb only: a new one would not be placed there.',
      ],
      severity: 'low',
    },
    {
      name: 'internal in subnets that are not tagged at all, by annotation',
      given: given({}, { subnets: { 'subnet-a': { tags: {} }, 'subnet-b': { tags: {} } } }),
      expect: 'compliant',
    },
    {
      name: 'a Network Load Balancer may have one zone',
      given: given({ type: 'network', subnetIds: ['subnet-a'] }),
      expect: 'not-applicable',
    },
    {
      name: 'one that another cluster made',
      given: given({ tags: { 'elbv2.k8s.aws/cluster': 'other' }, subnetIds: ['subnet-a'] }),
      expect: 'not-applicable',
    },
    { name: 'a subnet that is not visible', given: given({ subnetIds: ['subnet-x'] }), expect: 'indeterminate' },
    { name: 'subnets were not read', given: without(given({}), 'subnets'), expect: 'indeterminate' },
    { name: 'load balancers were not read', given: without(given({}), 'loadBalancers'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
