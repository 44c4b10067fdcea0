import { describe, expect, it } from '@jest/globals';
import {
  instanceTypesOf,
  nodeBound,
  rebalanceMargin,
  shareOfZone,
  surgeInZone,
  surgeOf,
  workerGroups,
  zonesOf,
} from '../../shared/model/node-capacity.ts';
import type { NodeGroupRecord } from '../../shared/model/snapshot/cluster.ts';
import type { AutoScalingGroupRecord } from '../../shared/model/snapshot/compute.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const fiveZones = Object.fromEntries(
  [1, 2, 3, 4, 5].map((zone) => [`subnet-${zone}`, { zoneId: `use1-az${zone}`, cidr: `10.0.${zone}.0/24` }]),
);

/** A managed node group `demo/workers`, and what its account knows. */
function managed(group: Partial<NodeGroupRecord>, asg?: Partial<AutoScalingGroupRecord>) {
  const account = new AccountView(
    aSnapshot({
      cluster: { nodeGroups: { 'demo/workers': group } },
      subnets: fiveZones,
      launchTemplateVersions: {
        'lt-a:1': { instanceType: 'm5.xlarge' },
        'lt-a:2': { instanceType: undefined, choosesByAttributes: true },
        'lt-a:3': { instanceType: undefined },
        'lt-b:1': { instanceType: 'm5.xlarge', isDefault: true },
        'lt-b:2': { instanceType: 'm5.large' },
      },
      ...(asg ? { autoScalingGroups: { 'eks-demo-workers': asg } } : {}),
    }),
  );
  const found = account.clusters[0]?.nodeGroups.find('demo/workers');
  if (!found) throw new Error('The snapshot has no node group.');
  return { account, group: found };
}

describe('most nodes of a group', () => {
  it.each<[string, number, Partial<NodeGroupRecord>, Partial<AutoScalingGroupRecord>?]>([
    ['its maximum', 7, { maxSize: 7 }],
    ['the larger maximum of its Auto Scaling group', 9, { maxSize: 7 }, { maxSize: 9 }],
    ['not a smaller one', 7, { maxSize: 7 }, { maxSize: 5 }],
    ['not that of its Auto Scaling group during an update', 7, { maxSize: 7, status: 'UPDATING' }, { maxSize: 9 }],
    ['what its warm pool prepares', 9, { maxSize: 7, warmPool: { enabled: true, maxGroupPreparedCapacity: 9 } }],
    [
      'its maximum where the warm pool names none',
      7,
      { maxSize: 7, warmPool: { enabled: true, maxGroupPreparedCapacity: -1 } },
    ],
    [
      'its maximum where the warm pool is off',
      7,
      { maxSize: 7, warmPool: { enabled: false, maxGroupPreparedCapacity: 9 } },
    ],
    ['the warm pool of its Auto Scaling group', 9, { maxSize: 7 }, { maxSize: 7, warmPoolMaximum: 9 }],
    ['none while it is being deleted', 0, { maxSize: 7, status: 'DELETING' }],
  ])('is %s', (...[, expected, record, asg]) => {
    const { account, group } = managed(record, asg);
    expect(nodeBound(account, group)).toBe(expected);
  });
});

describe('the share of a zone', () => {
  it.each([
    [7, 3, 'balanced', 3],
    [6, 3, 'balanced', 2],
    [7, 3, 'worst', 7],
    [0, 3, 'balanced', 0],
  ] as const)('of %i nodes over %i zones, %s, is %i', (nodes, zones, skew, expected) => {
    expect(shareOfZone(nodes, zones, skew)).toBe(expected);
  });

  it('counts zones, not subnets', () => {
    const { account, group } = managed({ subnetIds: ['subnet-a', 'subnet-public-a', 'subnet-b', 'subnet-gone'] });
    expect(zonesOf(account, group)).toEqual(['use1-az1', 'use1-az2']);
  });
});

describe('nodes that an update adds', () => {
  const inFiveZones = (update: NodeGroupRecord['update']) =>
    managed({ subnetIds: ['subnet-1', 'subnet-2', 'subnet-3', 'subnet-4', 'subnet-5'], update, desiredSize: 30 });

  it.each([
    ['the example of the user guide: one at a time in five zones', { maxUnavailable: 1 }, 10, 2, 2],
    ['the example of the user guide: twenty at a time in five zones', { maxUnavailable: 20 }, 20, 4, 20],
    ['by default one at a time', {}, 10, 2, 2],
    ['a percentage of the nodes that are wanted', { maxUnavailablePercentage: 50 }, 15, 3, 15],
    ['a percentage too small for one node', { maxUnavailablePercentage: 1 }, 10, 2, 2],
    ['more than a hundred at a time', { maxUnavailable: 300 }, 100, 20, 100],
    ['none with the minimal strategy', { maxUnavailable: 20, strategy: 'MINIMAL' }, 0, 0, 0],
  ])('%s', (_, update, surge, balanced, worst) => {
    const { account, group } = inFiveZones(update);
    expect([
      surgeOf(account, group),
      surgeInZone(account, group, 'balanced'),
      surgeInZone(account, group, 'worst'),
    ]).toEqual([surge, balanced, worst]);
  });

  it('even a group in one zone gets two', () => {
    const { account, group } = managed({ subnetIds: ['subnet-1'] });
    expect(surgeInZone(account, group, 'balanced')).toBe(2);
  });
});

describe('nodes beyond the maximum while zones are evened out', () => {
  it.each<[string, number, Partial<NodeGroupRecord>, Partial<AutoScalingGroupRecord>?]>([
    ['one at least', 1, { maxSize: 7 }],
    ['a tenth of the maximum', 3, { maxSize: 25 }],
    ['none in one zone', 0, { maxSize: 25, subnetIds: ['subnet-a'] }],
    ['none when that is suspended', 0, { maxSize: 25 }, { suspendedProcesses: ['AZRebalance'] }],
  ])('are %s', (...[, expected, record, asg]) => {
    const { account, group } = managed(record, asg);
    expect(rebalanceMargin(account, group)).toBe(expected);
  });
});

describe('instance types', () => {
  const typesOf = (record: Partial<NodeGroupRecord>) => {
    const { account, group } = managed(record);
    return instanceTypesOf(account, group).map(({ id }) => id);
  };

  it('are those that the group names', () => {
    expect(typesOf({ instanceTypes: ['m5.large', 'm5.xlarge'] })).toEqual(['m5.large', 'm5.xlarge']);
  });

  it.each([
    ['1', 'm5.xlarge'],
    ['$Latest', 'm5.large'],
    ['$Default', 'm5.xlarge'],
  ])('come from version %s of its launch template', (version, type) => {
    expect(typesOf({ instanceTypes: [], launchTemplate: { id: 'lt-b', version } })).toEqual([type]);
  });

  it.each<[string, Partial<NodeGroupRecord>]>([
    ['EC2 does not know one', { instanceTypes: ['x9.huge'] }],
    ['they are chosen by attributes', { instanceTypes: [], launchTemplate: { id: 'lt-a', version: '2' } }],
    ['nothing names them', { instanceTypes: [], launchTemplate: { id: 'lt-a', version: '3' } }],
    ['the launch template is gone', { instanceTypes: [], launchTemplate: { id: 'lt-gone', version: '1' } }],
  ])('are not known when %s', (_, record) => {
    expect(() => typesOf(record)).toThrow(NotObserved);
  });
});

it('finds self-managed groups beside managed ones, and what hides others', () => {
  const own = { tags: { 'kubernetes.io/cluster/demo': 'owned' } };
  const [view] = new AccountView(aSnapshot({ autoScalingGroups: { 'asg-own': own, 'asg-other': {} } })).clusters;
  const groups = view ? workerGroups(view) : [];
  expect(groups.map((group) => (group instanceof NotObserved ? 'hidden' : group.id))).toEqual([
    'demo/workers',
    'asg-own',
  ]);
});
