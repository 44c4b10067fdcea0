import { describe, expect, it } from '@jest/globals';
import { blockedLegs, freeNumbers } from '../../shared/model/network-acl-legs.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { aclEntry } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { subnetOf, viewOf } from '../support/view-of.ts';

function numbersBeside(numbers: readonly number[], count: number, below?: number, taken?: readonly number[]) {
  const entries = numbers.map((number) => aclEntry(number, 'in', 'allow', 'any', '0.0.0.0/0'));
  const account = new AccountView(aSnapshot({ networkAcls: { 'acl-x': { entries } } }));
  const acl = account.networkAcls.find('acl-x');
  if (!acl) throw new Error('The snapshot has no acl-x.');
  return freeNumbers(acl, 'in', count, below, new Set(taken));
}

describe('blockedLegs', () => {
  const dualStack = (ipFamily: 'ipv4' | 'ipv6') => {
    const view = viewOf(
      aSnapshot({
        cluster: { ipFamily },
        subnets: {
          'subnet-a': { ipv6Cidrs: ['2001:db8:0:1::/64'] },
          'subnet-b': { ipv6Cidrs: ['2001:db8:0:2::/64'] },
        },
        networkAcls: {
          'acl-main': {
            entries: [
              aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'),
              aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0'),
            ],
          },
        },
      }),
    );
    return blockedLegs(view, subnetOf(view, 'subnet-a'))?.blocked.length;
  };

  it('need IPv6 in clusters of IPv6 alone', () => {
    expect(dualStack('ipv4')).toBe(0);
    expect(dualStack('ipv6')).toBeGreaterThan(0);
  });
});

describe('freeNumbers', () => {
  it.each([
    ['above all others, not above the final deny', [100, 110, 32_767], 2, undefined, [120, 130]],
    ['in an empty list', [], 1, undefined, [10]],
    ['below the entry that denies, passing over used ones', [90, 89, 100], 2, 90, [88, 87]],
    ['none where the first entry denies', [1], 1, 1, undefined],
    ['none where there are too few', [1, 2, 4], 2, 4, undefined],
    ['the lowest possible one', [2], 1, 2, [1]],
    ['none above the last possible one', [32_765], 1, undefined, undefined],
    ['the last possible one', [32_756], 1, undefined, [32_766]],
    ['none that is the final deny’s', [32_757], 1, undefined, undefined],
  ])('%s', (_, numbers, count, below, expected) => {
    expect(numbersBeside(numbers, count, below)).toEqual(expected);
  });

  it('has numbers of its own for each direction', () => {
    const entries = [
      aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'),
      aclEntry(200, 'out', 'allow', 'any', '0.0.0.0/0'),
    ];
    const acl = new AccountView(aSnapshot({ networkAcls: { 'acl-x': { entries } } })).networkAcls.find('acl-x');
    expect(acl && freeNumbers(acl, 'in', 1)).toEqual([110]);
    expect(acl && freeNumbers(acl, 'out', 1)).toEqual([210]);
  });

  it('passes over numbers that other new entries have', () => {
    expect(numbersBeside([100], 1, undefined, [110])).toEqual([120]);
    expect(numbersBeside([90], 1, 90, [89])).toEqual([88]);
  });
});
