import { zonalShiftLeavesAZone } from '../../../shared/rules/node-groups/zonal-shift-leaves-a-zone.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Cluster = NonNullable<NonNullable<Parameters<typeof aSnapshot>[0]>['cluster']>;

const given = (cluster: Cluster) => aSnapshot({ cluster: { zonalShift: true, ...cluster } });
const inOneZone = { 'demo/workers': { subnetIds: ['subnet-a'] } };

export default {
  rule: zonalShiftLeavesAZone,
  cases: [
    { name: 'nodes in two zones', given: given({}), expect: 'compliant' },
    {
      name: 'all nodes in one zone',
      given: given({ nodeGroups: inOneZone }),
      expect: ['Zonal shift is on for demo, and all its nodes run in use1-az1: shifting away leaves none.'],
      severity: 'informational',
      causes: ['single-zone demo'],
    },
    {
      name: 'one group for each zone',
      given: given({ nodeGroups: { ...inOneZone, 'demo/b': { subnetIds: ['subnet-b'] } } }),
      expect: 'compliant',
    },
    {
      name: 'zonal shift is off',
      given: given({ zonalShift: false, nodeGroups: inOneZone }),
      expect: 'not-applicable',
    },
    { name: 'nothing runs pods', given: given({ nodeGroups: { 'demo/workers': null } }), expect: 'not-applicable' },
    {
      name: 'subnets could not be read',
      given: without(given({ nodeGroups: inOneZone }), 'subnets'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
