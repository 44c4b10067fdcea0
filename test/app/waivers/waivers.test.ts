import { describe, expect, it } from '@jest/globals';
import { type CheckOptions, checkAccount } from '../../../shared/app/check-account.ts';
import { compareReports } from '../../../shared/app/compare-reports.ts';
import { exitCodeOf } from '../../../shared/app/exit-code.ts';
import { exitCodeOfChanges } from '../../../shared/app/what-if/exit-code-of-changes.ts';
import { simulate } from '../../../shared/app/what-if/simulate.ts';
import { reportSchema } from '../../../shared/engine/report.ts';
import { defaultSettings, type Settings } from '../../../shared/engine/settings.ts';
import type { Waiver } from '../../../shared/engine/waiver.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { clusterSubnetsHaveAddressesForEks } from '../../../shared/rules/addresses/cluster-subnets-have-addresses-for-eks.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const aWaiver = (overrides: Partial<Waiver> = {}): Waiver => ({
  code: 'B4',
  cluster: '*',
  resource: 'subnet-a',
  reason: 'it is leaving',
  owner: 'net-team',
  expires: '2026-12-31',
  source: 'configuration',
  ...overrides,
});

const full = aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } });
const bothFull = aSnapshot({
  subnets: { 'subnet-a': { freeIpv4Addresses: 0 }, 'subnet-b': { freeIpv4Addresses: 0 } },
});

function optionsWith(settings: Partial<Settings>, options: Partial<CheckOptions> = {}): CheckOptions {
  return {
    rules: [clusterSubnetsHaveAddressesForEks],
    settings: { ...defaultSettings, ...settings },
    now: '2026-12-01T10:00:00.000Z',
    version: '0.0.0',
    ...options,
  };
}

const check = (snapshot: Snapshot, waivers: readonly Waiver[], options: Partial<CheckOptions> = {}) =>
  checkAccount(snapshot, optionsWith({ waivers }, options));
const b4 = ({ verdicts }: ReturnType<typeof check>, id = 'subnet-a') =>
  verdicts.find(({ resource }) => resource.id === id);

describe('a waived violation', () => {
  const report = check(full, [aWaiver()]);

  it('stays non-compliant, with who lives with it, why, and until when', () => {
    expect(b4(report)).toMatchObject({
      status: 'non-compliant',
      severity: 'high',
      waiver: {
        owner: 'net-team',
        reason: 'it is leaving',
        expires: '2026-12-31',
        source: 'configuration',
        daysLeft: 30,
      },
    });
    expect(reportSchema.parse(report)).toEqual(report);
  });

  it('is not counted, and ends nothing with 1', () => {
    expect(report.summary).toMatchObject({ waived: 1, verdicts: { 'non-compliant': 0 }, violations: { high: 0 } });
    expect(exitCodeOf(report, 'low')).toBe(0);
    expect(exitCodeOf(check(bothFull, [aWaiver()]), 'low')).toBe(1);
  });

  it('counts again the day after', () => {
    const at = (now: string) => check(full, [aWaiver()], { now }).summary.waived;
    expect([at('2026-12-31T23:59:59.999Z'), at('2027-01-01T00:00:00.000Z')]).toEqual([1, 0]);
  });

  it('has the waiver that lasts longest', () => {
    const waivers = [aWaiver({ owner: 'a' }), aWaiver({ owner: 'b', expires: '2027-02-01' }), aWaiver({ owner: 'c' })];
    expect(b4(check(full, waivers))?.waiver?.owner).toBe('b');
  });

  it.each([
    ['another rule', { code: 'B1' }],
    ['another resource', { resource: 'subnet-b' }],
    ['another cluster', { cluster: 'other-*' }],
  ])('is not waived by a waiver of %s', (_, overrides) => {
    expect(b4(check(full, [aWaiver(overrides)]))?.waiver).toBeUndefined();
  });

  it.each([
    ['a pattern', { resource: 'subnet-*' }],
    ['a pattern of clusters', { cluster: 'de*', resource: '*' }],
  ])('is waived by %s', (_, overrides) => {
    expect(b4(check(full, [aWaiver(overrides)]))?.waiver?.owner).toBe('net-team');
  });

  it('is told between two reports', () => {
    const [open, waived, fixed] = [check(full, []), check(full, [aWaiver()]), check(aSnapshot(), [aWaiver()])];
    const kinds = (before: typeof open, after: typeof open) => compareReports(before, after).map(({ kind }) => kind);
    expect(kinds(open, waived)).toEqual(['waived']);
    expect(kinds(fixed, waived)).toEqual(['waived']);
    expect(kinds(waived, waived)).toEqual([]);
    expect(kinds(waived, open)).toEqual(['opened']);
    expect(kinds(waived, fixed)).toEqual(['resolved']);
  });

  it('that a change brings is no news to simulate', () => {
    const { changes, violated } = simulate(aSnapshot(), full, optionsWith({ waivers: [aWaiver()] }));
    expect(changes.map(({ kind }) => kind)).toEqual(['waived']);
    expect(violated).toEqual({ before: 0, after: 0 });
    expect(exitCodeOfChanges(changes, 'low')).toBe(0);
  });
});

describe('how waivers stand', () => {
  const standing = (snapshot: Snapshot, waiver: Partial<Waiver>, options: Partial<CheckOptions> = {}) =>
    check(snapshot, [aWaiver(waiver)], options).waivers;

  it('says what they cover', () => {
    expect(standing(full, {})).toEqual([
      {
        ...aWaiver(),
        state: 'active',
        daysLeft: 30,
        matches: [{ cluster: 'demo', resource: { type: 'subnet', id: 'subnet-a' } }],
        isUnmatched: false,
      },
    ]);
  });

  it.each([
    ['2026-12-24T00:00:00.000Z', 'expiring'],
    ['2026-12-23T23:00:00.000Z', 'active'],
    ['2027-01-01T00:00:00.000Z', 'expired'],
  ])('at %s is %s', (now, state) => {
    expect(standing(full, {}, { now })).toMatchObject([{ state, isUnmatched: false }]);
  });

  it('is unmatched where nothing is violated', () => {
    expect(standing(aSnapshot(), {})).toMatchObject([{ isUnmatched: true, matches: [] }]);
    expect(standing(aSnapshot(), { cluster: 'other' })).toMatchObject([{ isUnmatched: true }]);
  });

  it('is not unmatched where it cannot be decided', () => {
    expect(standing(without(aSnapshot(), 'subnets'), {})).toMatchObject([{ isUnmatched: false, matches: [] }]);
    expect(standing(without(aSnapshot(), 'clusters'), {})).toMatchObject([{ isUnmatched: false }]);
  });

  it('says nothing of what was not asked for', () => {
    const two = aSnapshot({ clusters: { other: {} } });
    expect(standing(two, { code: 'B1' })).toEqual([]);
    expect(standing(two, { cluster: 'demo' }, { clusters: ['other'] })).toEqual([]);
    expect(standing(two, {}, { clusters: ['other'] })).toMatchObject([{ isUnmatched: false }]);
    expect(standing(two, { cluster: 'oth*' }, { clusters: ['other'] })).toMatchObject([{ isUnmatched: true }]);
  });
});

describe('a waiver tag', () => {
  const tagged = (tags: Readonly<Record<string, string>>) =>
    aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0, tags } } });
  const checkTags = (tags: Readonly<Record<string, string>>, waiverTags = true) =>
    checkAccount(tagged(tags), optionsWith({ waiverTags }));

  it('waives its rule on the resource that carries it', () => {
    const report = checkTags({ 'plumbline:waive/B4': '2026-12-31 net-team it is leaving soon' });
    expect(b4(report)?.waiver).toEqual({
      owner: 'net-team',
      reason: 'it is leaving soon',
      expires: '2026-12-31',
      source: 'tag',
      daysLeft: 30,
    });
    expect(report.waivers).toMatchObject([{ resource: 'subnet-a', source: 'tag', isUnmatched: false }]);
    expect(report.refusedWaiverTags).toEqual([]);
  });

  it('waives nothing else', () => {
    const tags = { 'plumbline:waive/B4': '2026-12-31 net-team it is leaving soon' };
    const snapshot = aSnapshot({
      subnets: { 'subnet-a': { tags }, 'subnet-b': { freeIpv4Addresses: 0 } },
    });
    const report = checkAccount(snapshot, optionsWith({ waiverTags: true }));
    expect(report.summary).toMatchObject({ waived: 0, violations: { high: 1 } });
    expect(report.waivers).toMatchObject([{ isUnmatched: true }]);
  });

  it.each([
    ['plumbline:waive/B4', '2026-12-31 net-team', 'Its value is not <YYYY-MM-DD> <owner> <reason>.'],
    ['plumbline:waive/B4', '2026-02-30 net-team no such day', 'Its value is not <YYYY-MM-DD> <owner> <reason>.'],
    ['plumbline:waive/B4', '', 'Its value is not <YYYY-MM-DD> <owner> <reason>.'],
    ['plumbline:waive/B4', '2028-01-01 net-team too long', 'A waiver lasts 366 days at most.'],
    ['plumbline:waive/B44', '2026-12-31 net-team no such rule', 'No rule B44 is applied.'],
    ['plumbline:waive/all', '2026-12-31 net-team everything', 'all is no code of a rule.'],
    ['plumbline:waive/', '2026-12-31 net-team everything', 'Nothing is no code of a rule.'],
  ])('%s = %j is refused, and said to be', (tag, value, reason) => {
    const report = checkTags({ [tag]: value });
    expect(report.refusedWaiverTags).toEqual([{ resource: { type: 'subnet', id: 'subnet-a' }, tag, value, reason }]);
    expect([report.summary.waived, exitCodeOf(report, 'low')]).toEqual([0, 1]);
  });

  it('is refused unless tags may waive', () => {
    const report = checkTags({ 'plumbline:waive/B4': '2026-12-31 net-team it is leaving soon' }, false);
    expect(report.refusedWaiverTags.map(({ reason }) => reason)).toEqual([
      'waiverTags is not switched on in plumbline.yaml, so tags waive nothing.',
    ]);
    expect(report.summary.waived).toBe(0);
  });

  it('that was not observed waives nothing', () => {
    const hidden = without(aSnapshot(), 'subnets');
    expect(checkAccount(hidden, optionsWith({ waiverTags: true })).waivers).toEqual([]);
  });
});
