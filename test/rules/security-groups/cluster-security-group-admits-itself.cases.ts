import { unread } from '../../../shared/model/snapshot/known.ts';
import { clusterSecurityGroupAdmitsItself } from '../../../shared/rules/security-groups/cluster-security-group-admits-itself.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const by = (state: string) =>
  `sg-cluster has no ingress rule for all traffic from itself; by other rules the least that the cluster needs is ${state}.`;
const ingress = (...rules: ReturnType<typeof rule>[]) =>
  aSnapshot({ securityGroups: { 'sg-cluster': { ingress: rules } } });

export default {
  rule: clusterSecurityGroupAdmitsItself,
  cases: [
    { name: 'all traffic from itself', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'no ingress rule at all: nodes cannot join',
      given: ingress(),
      expect: [by('closed')],
      severity: 'critical',
    },
    {
      name: 'TCP from itself is not the same: DNS over UDP stays closed',
      given: ingress(rule('tcp', [0, 65_535], 'sg-cluster')),
      expect: [by('closed')],
      severity: 'critical',
    },
    {
      name: 'the restricted minimum of the user guide',
      given: ingress(
        rule('tcp', 443, 'sg-cluster'),
        rule('tcp', 10_250, 'sg-cluster'),
        rule('tcp', 53, 'sg-cluster'),
        rule('udp', 53, 'sg-cluster'),
      ),
      expect: [by('open')],
      severity: 'low',
    },
    {
      name: 'all traffic from the VPC stands in for the rule, but is not it',
      given: ingress(anyTraffic('10.0.0.0/16')),
      expect: [by('open')],
      severity: 'low',
    },
    {
      name: 'all traffic from another group',
      given: ingress(anyTraffic('sg-other')),
      expect: [by('closed')],
      severity: 'critical',
    },
    {
      name: 'the rule is missing, and whether others replace it is not known',
      given: aSnapshot({
        securityGroups: {
          'sg-cluster': { ingress: [rule('tcp', [0, 65_535], '10.0.0.0/16'), rule('udp', 53, 'pl-corp')] },
        },
        prefixLists: { 'pl-corp': { entries: unread('reading it was denied') } },
      }),
      expect: [by('not known')],
      severity: 'low',
    },
    {
      name: 'a rule of the group could not be read',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [unread('reading it was denied')] } } }),
      expect: 'indeterminate',
    },
    {
      name: 'a group that does not exist is another rule’s business',
      given: aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
