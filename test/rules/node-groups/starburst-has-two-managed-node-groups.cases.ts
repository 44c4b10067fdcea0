import { starburstHasTwoManagedNodeGroups } from '../../../shared/rules/node-groups/starburst-has-two-managed-node-groups.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

type Cluster = NonNullable<NonNullable<Parameters<typeof aSnapshot>[0]>['cluster']>;

const starburst = (cluster: Cluster) =>
  aSnapshot({ cluster: { tags: { 'plumbline:profile': 'starburst-sep' }, ...cluster } });
const onlyOne = ['demo has only one managed node group (demo/workers); Starburst asks for 2.'] as const;

export default {
  rule: starburstHasTwoManagedNodeGroups,
  cases: [
    {
      name: 'two groups, the larger of which runs the workers',
      given: starburst({ nodeGroups: { 'demo/workers': { maxSize: 7 }, 'demo/support': { maxSize: 2 } } }),
      expect: 'compliant',
    },
    {
      name: 'three groups, two of them labelled',
      given: starburst({
        nodeGroups: {
          'demo/workers': { labels: { 'starburst.io/role': 'worker' } },
          'demo/support': { labels: { role: 'support' } },
          'demo/monitoring': {},
        },
      }),
      expect: 'compliant',
    },
    { name: 'a single group', given: starburst({}), expect: onlyOne, severity: 'medium' },
    {
      name: 'one of two groups is being deleted',
      given: starburst({ nodeGroups: { 'demo/support': { status: 'DELETING', maxSize: 2 } } }),
      expect: onlyOne,
    },
    {
      name: 'one of two groups could not be created',
      given: starburst({ nodeGroups: { 'demo/support': { status: 'CREATE_FAILED', maxSize: 2 } } }),
      expect: onlyOne,
    },
    {
      name: 'one of two groups is being updated',
      given: starburst({ nodeGroups: { 'demo/support': { status: 'UPDATING', maxSize: 2 } } }),
      expect: 'compliant',
    },
    {
      name: 'self-managed nodes alone',
      given: aSnapshot({
        cluster: { tags: { 'plumbline:profile': 'starburst-sep' }, nodeGroups: { 'demo/workers': null } },
        autoScalingGroups: { 'asg-1': { tags: { 'kubernetes.io/cluster/demo': 'owned' } } },
      }),
      expect: ['demo has no managed node group; Starburst asks for 2.'],
    },
    {
      name: 'two equal groups: which one runs the workers is not known',
      given: starburst({ nodeGroups: { 'demo/support': {} } }),
      expect: 'indeterminate',
    },
    {
      name: 'three groups of which only the workers are labelled',
      given: starburst({
        nodeGroups: { 'demo/workers': { labels: { role: 'worker' } }, 'demo/one': {}, 'demo/other': {} },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'three groups, declared',
      given: starburst({ nodeGroups: { 'demo/one': {}, 'demo/other': {} } }),
      declare: { sepWorkerGroup: 'workers', sepSupportGroup: 'one' },
      expect: 'compliant',
    },
    {
      name: 'Auto Mode keeps node pools beside the only group',
      given: starburst({ autoMode: true }),
      expect: 'indeterminate',
    },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
  ],
} satisfies RuleCases;
