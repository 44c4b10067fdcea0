import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import { starburstCoordinatorIsNotOnSpot } from '../../../shared/rules/node-groups/starburst-coordinator-is-not-on-spot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const starburst = (nodeGroups: Readonly<Record<string, Partial<NodeGroupRecord>>>) =>
  aSnapshot({ cluster: { tags: { 'plumbline:profile': 'starburst-sep' }, nodeGroups } });
const spot = { capacityType: 'SPOT' };
const support = { 'demo/support': { ...spot, maxSize: 2 } };
const onSpot = [
  'demo/workers, where the coordinator of Starburst runs, is of SPOT capacity, which AWS may take back at any time.',
] as const;

export default {
  rule: starburstCoordinatorIsNotOnSpot,
  cases: [
    {
      name: 'On-Demand workers beside support services on Spot',
      given: starburst({ 'demo/workers': { maxSize: 7 }, ...support }),
      expect: { 'demo/workers': 'compliant', 'demo/support': 'not-applicable' },
    },
    {
      name: 'coordinator and workers on Spot',
      given: starburst({ 'demo/workers': { ...spot, maxSize: 7 }, ...support }),
      expect: onSpot,
      severity: 'low',
    },
    {
      name: 'workers on Spot beside a coordinator of its own',
      given: starburst({
        'demo/workers': { ...spot, labels: { 'starburst.io/role': 'worker' } },
        'demo/coordinator': { labels: { 'starburst.io/role': 'coordinator' } },
        ...support,
      }),
      expect: { 'demo/coordinator': 'compliant', 'demo/workers': 'not-applicable' },
    },
    {
      name: 'a capacity block',
      given: starburst({ 'demo/workers': { capacityType: 'CAPACITY_BLOCK', maxSize: 7 }, ...support }),
      expect: 'compliant',
    },
    {
      name: 'a template that names no capacity type gets On-Demand',
      given: starburst({ 'demo/workers': { capacityType: undefined, maxSize: 7 }, ...support }),
      expect: 'compliant',
    },
    { name: 'which group it is is not known', given: starburst({ 'demo/workers': spot }), expect: 'indeterminate' },
    {
      name: 'the group is declared',
      given: starburst({ 'demo/workers': spot }),
      declare: { sepWorkerGroup: 'workers' },
      expect: onSpot,
    },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
  ],
} satisfies RuleCases;
