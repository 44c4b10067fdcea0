import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import { starburstNodeGroupsShareAZone } from '../../../shared/rules/zones/starburst-node-groups-share-a-zone.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

/** A Starburst cluster with these node groups. */
const starburst = (nodeGroups: Readonly<Record<string, Partial<NodeGroupRecord> | null>>) =>
  aSnapshot({
    cluster: { tags: { 'plumbline:profile': 'starburst-sep' }, nodeGroups },
    subnets: { 'subnet-a2': { cidr: '10.0.5.0/24' } },
  });
const workersIn = (...subnetIds: string[]) => ({ 'demo/workers': { subnetIds, maxSize: 7 } });
const supportIn = (...subnetIds: string[]) => ({ 'demo/support': { subnetIds, maxSize: 2 } });

export default {
  rule: starburstNodeGroupsShareAZone,
  cases: [
    {
      name: 'both groups in one subnet',
      given: starburst({ ...workersIn('subnet-a'), ...supportIn('subnet-a') }),
      expect: 'compliant',
    },
    {
      name: 'two subnets of one zone',
      given: starburst({ ...workersIn('subnet-a'), ...supportIn('subnet-a2') }),
      expect: 'compliant',
    },
    {
      name: 'workers in one zone, support services in another',
      given: starburst({ ...workersIn('subnet-a'), ...supportIn('subnet-b') }),
      expect: [
        'The node groups of Starburst in demo lie in different Availability Zones: demo/workers in use1-az1, demo/support in use1-az2.',
      ],
      severity: 'medium',
      causes: ['starburst-zone demo'],
    },
    {
      name: 'coordinator and workers in different zones, and nobody says which group runs the support services',
      given: starburst({
        'demo/workers': { subnetIds: ['subnet-a'], labels: { 'starburst.io/role': 'worker' } },
        'demo/coordinator': { subnetIds: ['subnet-b'], labels: { 'starburst.io/role': 'coordinator' } },
        'demo/third': { subnetIds: ['subnet-a'] },
      }),
      expect: [
        'The node groups of Starburst in demo lie in different Availability Zones: demo/workers in use1-az1, demo/coordinator in use1-az2.',
      ],
      severity: 'high',
    },
    {
      name: 'nobody says which group runs the support services',
      given: starburst({
        ...workersIn('subnet-a'),
        ...supportIn('subnet-a'),
        'demo/third': { subnetIds: ['subnet-a'] },
      }),
      declare: { sepWorkerGroup: 'workers' },
      expect: 'indeterminate',
    },
    {
      name: 'nobody says which group runs the workers',
      given: starburst(workersIn('subnet-a')),
      expect: 'indeterminate',
    },
    {
      name: 'the workers span two zones by themselves, which has to be mended first',
      given: starburst({ ...workersIn('subnet-a', 'subnet-b'), ...supportIn('subnet-a') }),
      expect: 'indeterminate',
    },
    {
      name: 'the support services span two zones by themselves',
      given: starburst({ ...workersIn('subnet-a'), ...supportIn('subnet-a', 'subnet-b') }),
      expect: 'indeterminate',
    },
    {
      name: 'every subnet of a group was deleted',
      given: starburst({ ...workersIn('subnet-gone'), ...supportIn('subnet-a') }),
      expect: 'indeterminate',
    },
    {
      name: 'a third group in another zone is none of Starburst’s',
      given: starburst({
        ...workersIn('subnet-a'),
        ...supportIn('subnet-a'),
        'demo/third': { subnetIds: ['subnet-b'] },
      }),
      declare: { sepWorkerGroup: 'workers', sepSupportGroup: 'support' },
      expect: 'compliant',
    },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'subnets could not be read',
      given: without(starburst({ ...workersIn('subnet-a'), ...supportIn('subnet-a') }), 'subnets'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
