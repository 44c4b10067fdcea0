import { describe, expect, it } from '@jest/globals';
import type { Declarations } from '../../shared/model/declarations.ts';
import { isStateful, unlikeSiblings } from '../../shared/model/stateful-groups.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

type Patches = NonNullable<NonNullable<Parameters<typeof aSnapshot>[0]>['cluster']>['nodeGroups'];

function asked<T>(
  declare: Declarations,
  nodeGroups: Patches,
  ask: (view: ReturnType<typeof viewOf>, group: Parameters<typeof isStateful>[1]) => T,
): T {
  const view = viewOf(aSnapshot({ cluster: { nodeGroups: nodeGroups ?? {} } }), declare);
  const group = view.nodeGroups.find('demo/workers');
  if (!group) throw new Error('The snapshot has no group demo/workers.');
  return ask(view, group);
}

describe('a stateful group', () => {
  it.each([
    ['all', {}, true],
    [['workers'], {}, true],
    [['disk=ebs'], { labels: { disk: 'ebs' } }, true],
    [['disk=ebs', 'workers'], {}, true],
    [['other'], {}, false],
    [[], {}, false],
  ] as const)('declared as %j, of %j, is one: %s', (statefulGroups, group, expected) => {
    const declare = { statefulGroups: statefulGroups === 'all' ? 'all' : [...statefulGroups] } as const;
    expect(asked(declare, { 'demo/workers': group, 'demo/other': {} }, isStateful)).toBe(expected);
  });

  it('cannot be told without a declaration, or when one names no group at all', () => {
    expect(() => asked({}, {}, isStateful)).toThrow(/declare statefulGroups/);
    expect(() => asked({ statefulGroups: ['wrokers'] }, {}, isStateful)).toThrow(/no managed node group.*wrokers/);
  });
});

describe('siblings that Cluster Autoscaler does not balance', () => {
  const declare = { statefulGroups: 'all' } as const;
  const inA = { 'demo/workers': { subnetIds: ['subnet-a'] } };
  const beside = (other: NonNullable<NonNullable<Patches>[string]>) =>
    asked(declare, { ...inA, 'demo/other': { subnetIds: ['subnet-b'], ...other } }, unlikeSiblings);

  it('differ in types or labels, not in labels that every group has', () => {
    expect(beside({})).toEqual([]);
    expect(beside({ labels: { 'eks.amazonaws.com/nodegroup': 'other' } })).toEqual([]);
    expect(beside({ labels: { team: 'b' } })).toEqual([{ id: 'demo/other', differences: ['labels'] }]);
    expect(beside({ instanceTypes: ['m5.xlarge'] })).toEqual([{ id: 'demo/other', differences: ['instance types'] }]);
    expect(beside({ instanceTypes: [], launchTemplate: { id: 'lt-1', version: '2' } })).toEqual([
      { id: 'demo/other', differences: ['instance types'] },
    ]);
  });

  it('are in one zone each, and in different ones', () => {
    expect(beside({ labels: { team: 'b' }, subnetIds: ['subnet-a'] })).toEqual([]);
    expect(beside({ labels: { team: 'b' }, subnetIds: ['subnet-a', 'subnet-b'] })).toEqual([]);
  });

  it('are not asked for where nothing is declared stateful', () => {
    const other = { 'demo/other': { subnetIds: ['subnet-b'], labels: { team: 'b' } } };
    expect(asked({}, { ...inA, ...other }, unlikeSiblings)).toEqual([]);
    expect(asked({ statefulGroups: ['other'] }, { ...inA, ...other }, unlikeSiblings)).toEqual([]);
    expect(asked({ statefulGroups: ['wrokers'] }, { ...inA, ...other }, unlikeSiblings)).toEqual([]);
  });
});
