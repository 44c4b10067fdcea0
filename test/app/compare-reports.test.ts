import { describe, expect, it } from '@jest/globals';
import { checkAccount } from '../../shared/app/check-account.ts';
import { compareReports } from '../../shared/app/compare-reports.ts';
import { defaultSettings } from '../../shared/engine/settings.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { clusterSubnetsHaveAddressesForEks } from '../../shared/rules/addresses/cluster-subnets-have-addresses-for-eks.ts';
import { aSnapshot, hiddenIn } from '../support/snapshot-builders.ts';

const check = (snapshot: Snapshot) =>
  checkAccount(snapshot, {
    rules: [clusterSubnetsHaveAddressesForEks],
    settings: defaultSettings,
    now: '2026-11-21T10:00:00.000Z',
    version: '0.0.0',
  });
const withFree = (freeIpv4Addresses: number) => check(aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses } } }));
const shared = check(aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 }, 'subnet-b': null } }));
const scarce = { freeIpv4Addresses: 0 };
const unseen = check(
  hiddenIn(aSnapshot({ subnets: { 'subnet-a': scarce, 'subnet-b': scarce } }), 'networkInterfaces', 'vpc-main'),
);

const kinds = (...[before, after]: Parameters<typeof compareReports>) =>
  compareReports(before, after).map(({ kind, before: was, after: is }) => [kind, (is ?? was)?.resource.id]);

describe('compareReports', () => {
  it.each([
    ['nothing when nothing changed', withFree(200), withFree(200), []],
    ['nothing when only a number moved', withFree(1), withFree(0), []],
    ['a violation that is new', withFree(200), withFree(0), [['opened', 'subnet-a']]],
    ['a violation that is gone', withFree(0), withFree(200), [['resolved', 'subnet-a']]],
    [
      'a violation whose resource is gone',
      withFree(0),
      check({ ...aSnapshot(), clusters: [] }),
      [['resolved', 'subnet-a']],
    ],
    ['nothing for a resource that is gone and was healthy', withFree(0), shared, []],
    [
      'what cannot be decided any more',
      withFree(0),
      unseen,
      [
        ['became-undecided', 'subnet-a'],
        ['became-undecided', 'subnet-b'],
      ],
    ],
    ['nothing for what can be decided again and is well', unseen, withFree(200), []],
  ])('tells %s', (_, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected);
  });

  it('tells a violation whose severity changed', () => {
    const before = withFree(0);
    const after = {
      ...before,
      verdicts: before.verdicts.map((verdict) => ({
        ...verdict,
        violations: verdict.violations.map((violation) => ({ ...violation, severity: 'low' as const })),
      })),
    };
    expect(kinds(before, after)).toEqual([['changed', 'subnet-a']]);
  });
});
