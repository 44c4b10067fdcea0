import type { LoadBalancerRecord } from '../../../shared/model/snapshot/ingress.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { loadBalancersSitWhereTheirSchemeBelongs } from '../../../shared/rules/ingress/load-balancers-sit-where-their-scheme-belongs.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const given = (change: Partial<LoadBalancerRecord>, patches: Patches = {}) =>
  aSnapshot({ loadBalancers: { web: change }, ...patches });
const facing = { scheme: 'internet-facing', subnetIds: ['subnet-public-a', 'subnet-public-b'] } as const;
const onlyA = { scheme: 'internet-facing', subnetIds: ['subnet-public-a'] } satisfies Partial<LoadBalancerRecord>;
const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const publicRoutes = (...routes: ReturnType<typeof route>[]) => ({ 'rtb-public': { routes: [local, ...routes] } });

export default {
  rule: loadBalancersSitWhereTheirSchemeBelongs,
  cases: [
    { name: 'an internal one in private subnets', given: given({}), expect: 'compliant' },
    {
      name: 'an internet-facing one in public subnets',
      given: given({ ...facing, subnetIds: [...facing.subnetIds] }),
      expect: 'compliant',
    },
    {
      name: 'an internet-facing one with one subnet behind a NAT gateway',
      given: given({ scheme: 'internet-facing', subnetIds: ['subnet-public-a', 'subnet-b'] }),
      expect: [
        'Network Load Balancer web is internet-facing, and subnet-b has no route to an internet gateway (rtb-b): it cannot be reached there.',
      ],
      severity: 'high',
    },
    {
      name: 'an internal one in a public subnet',
      given: given({ subnetIds: ['subnet-a', 'subnet-public-b'] }),
      expect: ['Network Load Balancer web is internal, and subnet-public-b is a public subnet (rtb-public).'],
      severity: 'medium',
    },
    {
      name: 'the internet gateway was detached',
      given: given(onlyA, { internetGateways: { 'igw-main': { attachments: [] } } }),
      expect: [
        'Network Load Balancer web is internet-facing, and the default route of subnet-public-a does not lead to an internet gateway: rtb-public sends 0.0.0.0/0 to igw-main, which is not attached to vpc-main.',
      ],
      severity: 'high',
      causes: ['internet-gateway igw-main'],
    },
    {
      name: 'only an office is routed to the internet gateway',
      given: given(onlyA, {
        routeTables: publicRoutes(
          route('203.0.113.0/24', 'internet-gateway', 'igw-main'),
          route('0.0.0.0/0', 'transit-gateway', 'tgw-main'),
        ),
      }),
      expect: [
        'Network Load Balancer web is internet-facing, and the default route of subnet-public-a does not lead to an internet gateway: rtb-public sends 0.0.0.0/0 to tgw-main.',
      ],
      severity: 'medium',
    },
    {
      name: 'VPC Block Public Access lets nobody in',
      given: given(onlyA, { subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-ingress' } } }),
      expect: [
        'Network Load Balancer web is internet-facing, and VPC Block Public Access (block-ingress) lets no client into subnet-public-a.',
      ],
      severity: 'high',
      causes: ['block-public-access subnet-public-a'],
    },
    {
      name: 'a Classic Load Balancer is judged alike',
      given: given({
        type: 'classic',
        scheme: 'internet-facing',
        subnetIds: ['subnet-a'],
        tags: { 'kubernetes.io/cluster/demo': 'owned' },
      }),
      expect: [
        'Classic Load Balancer web is internet-facing, and subnet-a has no route to an internet gateway (rtb-a): it cannot be reached there.',
      ],
    },
    { name: 'a Gateway Load Balancer', given: given({ type: 'gateway' }), expect: 'not-applicable' },
    {
      name: 'one that another cluster made',
      given: given({ ...onlyA, subnetIds: ['subnet-a'], tags: { 'elbv2.k8s.aws/cluster': 'other' } }),
      expect: 'not-applicable',
    },
    { name: 'its scheme is not told', given: given({ scheme: unread('later') }), expect: 'indeterminate' },
    { name: 'a subnet that is not visible', given: given({ subnetIds: ['subnet-x'] }), expect: 'indeterminate' },
    {
      name: 'route tables are hidden',
      given: hiddenIn(given({}), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'load balancers were not read', given: without(given({}), 'loadBalancers'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
