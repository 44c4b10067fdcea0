import { routeTablesAreVisible } from '../../../shared/rules/vpc/route-tables-are-visible.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

export default {
  rule: routeTablesAreVisible,
  cases: [
    {
      name: 'each subnet has a table of its own, and those for load balancers are left out',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'a subnet falls back to the main table',
      given: aSnapshot({ routeTables: { 'rtb-a': { subnetIds: [] } } }),
      expect: 'compliant',
      notes: ['subnet-a has no association of its own: it uses rtb-main (main).'],
    },
    {
      name: 'the main table is associated explicitly',
      given: aSnapshot({ routeTables: { 'rtb-a': { subnetIds: [] }, 'rtb-main': { subnetIds: ['subnet-a'] } } }),
      expect: 'compliant',
    },
    {
      name: 'a Fargate subnet beside the cluster’s own',
      given: aSnapshot({
        cluster: { fargateProfiles: { 'demo/pods': { subnetIds: ['subnet-public-a'] } } },
      }),
      expect: { 'subnet-public-a': 'compliant' },
    },
    {
      name: 'the main table that a subnet needs is not visible',
      given: aSnapshot({ routeTables: { 'rtb-a': { subnetIds: [] }, 'rtb-main': null } }),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'route tables of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
