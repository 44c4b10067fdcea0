import type { SecurityGroupRuleRecord } from '../../../shared/model/snapshot/security.ts';
import { loadBalancerRulesHaveALoadBalancer } from '../../../shared/rules/security-groups/load-balancer-rules-have-a-load-balancer.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const described = (description: string, ruleId?: string): SecurityGroupRuleRecord =>
  rule('tcp', 31_000, '0.0.0.0/0', { description, ...(ruleId ? { ruleId } : {}) });
const given = (rules: SecurityGroupRuleRecord[], patches: Patches = {}) =>
  aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [anyTraffic('sg-cluster'), ...rules] } }, ...patches });
const client = described('kubernetes.io/rule/nlb/client=abc', 'sgr-1');
const health = described('kubernetes.io/rule/nlb/health=abc', 'sgr-2');

export default {
  rule: loadBalancerRulesHaveALoadBalancer,
  cases: [
    { name: 'no rules for load balancers', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the load balancer exists',
      given: given([client, health], { loadBalancers: { abc: {} } }),
      expect: 'compliant',
    },
    {
      name: 'a Classic Load Balancer has the name',
      given: given([client], { loadBalancers: { abc: { type: 'classic' } } }),
      expect: 'compliant',
    },
    {
      name: 'the load balancer is gone',
      given: given([client, health, described('kubernetes.io/rule/nlb/client=def')]),
      expect: [
        'sg-cluster has 2 rules for the load balancer abc, which does not exist in vpc-main.',
        'sg-cluster has 1 rule for the load balancer def, which does not exist in vpc-main.',
      ],
      severity: 'low',
      causes: ['load-balancer-rules sg-cluster abc', 'load-balancer-rules sg-cluster def'],
    },
    {
      name: 'a load balancer of that name in another VPC is not it',
      given: given([client], { loadBalancers: { abc: { vpcId: 'vpc-other' } } }),
      expect: ['sg-cluster has 1 rule for the load balancer abc, which does not exist in vpc-main.'],
    },
    {
      name: 'rules for path discovery, which name no load balancer, and of other controllers',
      given: given([
        described('kubernetes.io/rule/nlb/mtu'),
        described('elbv2.k8s.aws/targetGroupBinding=shared'),
        described('see kubernetes.io/rule/nlb/client=abc'),
      ]),
      expect: 'compliant',
    },
    {
      name: 'the group does not exist',
      given: given([], { securityGroups: { 'sg-cluster': null } }),
      expect: 'not-applicable',
    },
    {
      name: 'load balancers were not read, and no rule is for one',
      given: without(aSnapshot(), 'loadBalancers'),
      expect: 'compliant',
    },
    { name: 'load balancers were not read', given: without(given([client]), 'loadBalancers'), expect: 'indeterminate' },
    {
      name: 'load balancers of the VPC are hidden',
      given: hiddenIn(given([client]), 'loadBalancers', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
