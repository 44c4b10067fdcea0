import { unread } from '../../../shared/model/snapshot/known.ts';
import { starburstUsesAnExistingVpc } from '../../../shared/rules/node-groups/starburst-uses-an-existing-vpc.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const tagged = (tags: Record<string, string>) => aSnapshot({ vpcs: { 'vpc-main': { tags } } });

export default {
  rule: starburstUsesAnExistingVpc,
  cases: [
    { name: 'a VPC of its own', given: aSnapshot(), profiles: ['sep'], expect: 'compliant' },
    {
      name: 'eksctl made it with this cluster',
      given: tagged({ 'alpha.eksctl.io/cluster-name': 'demo' }),
      profiles: ['sep'],
      expect: ['eksctl made vpc-main together with demo (tag alpha.eksctl.io/cluster-name), and deletes it with it.'],
      severity: 'informational',
    },
    {
      name: 'eksctl made it with another cluster',
      given: tagged({ 'alpha.eksctl.io/cluster-name': 'demo-2' }),
      profiles: ['sep'],
      expect: 'compliant',
    },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the tags are not known',
      given: aSnapshot({ vpcs: { 'vpc-main': { tags: unread('later') } } }),
      profiles: ['sep'],
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
