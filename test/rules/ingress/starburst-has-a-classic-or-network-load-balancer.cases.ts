import type { LoadBalancerRecord } from '../../../shared/model/snapshot/ingress.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { starburstHasAClassicOrNetworkLoadBalancer } from '../../../shared/rules/ingress/starburst-has-a-classic-or-network-load-balancer.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const given = (loadBalancers: Readonly<Record<string, Partial<LoadBalancerRecord>>>) =>
  aSnapshot({ cluster: { tags: { 'plumbline:profile': 'starburst-sep' } }, loadBalancers });
const application = { type: 'application' } as const;

export default {
  rule: starburstHasAClassicOrNetworkLoadBalancer,
  cases: [
    { name: 'a Network Load Balancer', given: given({ nlb: {}, alb: application }), expect: 'compliant' },
    {
      name: 'a Classic Load Balancer of the legacy cloud provider',
      given: given({ clb: { type: 'classic', tags: { 'kubernetes.io/cluster/demo': 'owned' } } }),
      expect: 'compliant',
    },
    {
      name: 'Application Load Balancers alone',
      given: given({ web: application, api: application }),
      expect: [
        'demo has only Application Load Balancers (web, api); Starburst suggests a Classic or Network Load Balancer.',
      ],
      severity: 'informational',
    },
    {
      name: 'the Network Load Balancer is another cluster’s',
      given: given({ alb: application, nlb: { tags: { 'elbv2.k8s.aws/cluster': 'other' } } }),
      expect: [
        'demo has only Application Load Balancers (alb); Starburst suggests a Classic or Network Load Balancer.',
      ],
    },
    { name: 'no load balancer', given: given({}), expect: 'not-applicable' },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'whose a further one is cannot be told',
      given: given({ alb: application, nlb: { tags: unread('denied') } }),
      expect: 'indeterminate',
    },
    {
      name: 'load balancers of the VPC are hidden',
      given: hiddenIn(given({}), 'loadBalancers', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'load balancers were not read', given: without(given({}), 'loadBalancers'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
