import { describe, expect, it } from '@jest/globals';
import { checkAccount, clusterNames } from '../../shared/app/check-account.ts';
import { exitCodeOf } from '../../shared/app/exit-code.ts';
import { reportSchema } from '../../shared/engine/report.ts';
import { defaultSettings } from '../../shared/engine/settings.ts';
import type { Severity } from '../../shared/engine/verdict.ts';
import { isUnobserved, unread } from '../../shared/model/snapshot/known.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { clusterSubnetsHaveAddressesForEks } from '../../shared/rules/addresses/cluster-subnets-have-addresses-for-eks.ts';
import { clusterRoleHasItsPolicy } from '../../shared/rules/node-groups/cluster-role-has-its-policy.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

const check = (snapshot: Snapshot, options = {}) =>
  checkAccount(snapshot, {
    rules: [clusterSubnetsHaveAddressesForEks],
    settings: defaultSettings,
    now: '2026-11-21T10:00:00.000Z',
    version: '0.0.0',
    ...options,
  });
const full = aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } });
const described = ({ clusters }: Snapshot) => (isUnobserved(clusters) ? [] : clusters);
const hiddenCluster: Snapshot = {
  ...aSnapshot(),
  clusters: [
    ...described(aSnapshot()),
    { ...unread('eks:DescribeCluster was denied', 'eks:DescribeCluster'), of: 'other' },
  ],
};

describe('the exit code', () => {
  it.each<[string, Snapshot, Severity, number]>([
    ['0 when everything holds', aSnapshot(), 'low', 0],
    ['1 with a violation at the threshold', full, 'high', 1],
    ['0 with violations below the threshold only', full, 'critical', 0],
    ['3 when a fact is unread', without(aSnapshot(), 'subnets'), 'low', 3],
    ['1 before 3: a violation counts whatever else is unread', { ...full, clusters: hiddenCluster.clusters }, 'low', 1],
    ['3 when a cluster could not be described', hiddenCluster, 'low', 3],
    ['0 without any cluster', { ...aSnapshot(), clusters: [] }, 'low', 0],
  ])('is %s', (_, snapshot, failOn, expected) => {
    expect(exitCodeOf(check(snapshot), failOn)).toBe(expected);
  });
});

it('is 0 when only an optional fact is unread', () => {
  const rules = [clusterSubnetsHaveAddressesForEks, clusterRoleHasItsPolicy];
  const report = check(without(aSnapshot(), 'iamRoles'), { rules });
  expect([report.summary.missing.unread, exitCodeOf(report, 'low')]).toEqual([1, 0]);
});

describe('checkAccount', () => {
  it('makes a report that its own schema accepts', () => {
    const report = check(full);
    expect(reportSchema.parse(report)).toEqual(report);
  });

  it('shows the chosen clusters only, judged beside their neighbours', () => {
    const shared = aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 10 } }, clusters: { other: {} } });
    const report = check(shared, { clusters: ['other'] });
    expect(new Set(report.verdicts.map(({ cluster }) => cluster))).toEqual(new Set(['other']));
    expect(report.summary.violations.high).toBe(1);
  });

  it('leaves out violations below the severity asked for', () => {
    expect(check(full, { severity: 'critical' }).verdicts.map(({ status }) => status)).not.toContain('non-compliant');
    expect(check(full, { severity: 'high' }).summary.violations.high).toBe(1);
  });

  it('reports a subnet that does not tell its VPC', () => {
    const report = check(
      aSnapshot({ subnets: { 'subnet-a': { vpcId: unread('denied') }, 'subnet-b': { vpcId: unread('denied') } } }),
    );
    expect(report.clusters.map(({ subnets }) => subnets.length > 0)).toEqual([true]);
  });

  it('names clusters that could not be described', () => {
    expect(clusterNames(hiddenCluster)).toEqual(['demo', 'other']);
    expect(check(hiddenCluster).unreadClusters.map(({ resource }) => resource)).toEqual(['other']);
  });
});
