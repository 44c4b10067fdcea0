import { describe, expect, it } from '@jest/globals';
import { diagnose } from '../../../shared/app/doctor/diagnose.ts';
import { doctorExitCode } from '../../../shared/app/doctor/doctor-exit-code.ts';
import type { Access, ActionDiagnosis, Diagnosis } from '../../../shared/engine/diagnosis.ts';
import { defaultSettings } from '../../../shared/engine/settings.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { rules } from '../../../shared/rules/index.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const now = '2026-11-22T09:00:00.000Z';

const diagnosisOf = (snapshot: Snapshot, codes: readonly string[], access?: ReadonlyMap<string, Access>): Diagnosis =>
  diagnose(snapshot, {
    rules: rules.filter(({ code }) => codes.includes(code)),
    settings: defaultSettings,
    now,
    version: '0.0.0',
    ...(access ? { access } : {}),
  });

const of = ({ actions }: Diagnosis, action: string): ActionDiagnosis => {
  const found = actions.find((one) => one.action === action);
  if (!found) throw new Error(`there is no ${action}`);
  return found;
};

const denied = (action: string) => unread(`${action} was denied`, action);
const withoutRoutes = { ...aSnapshot(), routeTables: denied('ec2:DescribeRouteTables') };
const withoutRoutesAndGateways = { ...withoutRoutes, natGateways: denied('ec2:DescribeNatGateways') };

describe('a diagnosis', () => {
  it('of what lacks nothing says so', () => {
    const found = diagnosisOf(aSnapshot(), ['D8', 'B4']);
    expect(found).toMatchObject({ clusters: 1, rules: ['B4', 'D8'], beyond: [], undeclared: [] });
    expect(found.actions.filter(({ waiting }) => waiting.verdicts > 0)).toEqual([]);
    expect(doctorExitCode(found)).toBe(0);
  });

  it('counts the verdicts that wait for an action, and those that wait for nothing else', () => {
    const found = diagnosisOf(withoutRoutesAndGateways, ['D8', 'B4']);
    const routes = of(found, 'ec2:DescribeRouteTables');
    expect(routes).toMatchObject({ reasons: ['ec2:DescribeRouteTables was denied'], waiting: { rules: ['D8'] } });
    expect(routes.waiting.verdicts).toBeGreaterThan(0);
    expect(routes.waiting.alone).toBe(routes.waiting.verdicts);
    expect(of(found, 'ec2:DescribeSubnets').waiting).toEqual({ rules: [], verdicts: 0, alone: 0 });
    expect(found.verdicts.undecided).toBe(routes.waiting.verdicts);
    expect(doctorExitCode(found)).toBe(1);
  });

  it('names the rules that are on and ask about what an action tells', () => {
    expect(of(diagnosisOf(aSnapshot(), ['G3', 'B4']), 'servicequotas:GetServiceQuota').askedBy).toEqual(['G3']);
  });

  it('knows what came of each action of a live account', () => {
    const access = new Map<string, Access>([['ec2:DescribeSubnets', 'throttled']]);
    const found = diagnosisOf(aSnapshot(), ['B4'], access);
    expect(of(found, 'ec2:DescribeSubnets').access).toBe('throttled');
    expect(of(found, 'iam:GetRole').access).toBe('unasked');
    expect(of(diagnosisOf(aSnapshot(), ['B4']), 'iam:GetRole')).not.toHaveProperty('access');
    expect(doctorExitCode(found)).toBe(1);
  });

  it('names the clusters of which nothing is said', () => {
    const snapshot = { ...aSnapshot(), clusters: [{ ...denied('eks:DescribeCluster'), of: 'demo' }] };
    const found = diagnosisOf(snapshot, ['B4']);
    expect(of(found, 'eks:DescribeCluster').clusters).toEqual(['demo']);
    expect(doctorExitCode(found)).toBe(1);
  });

  it('keeps apart what no action would read, and what only a declaration tells', () => {
    const hidden = unread('the VPC is shared by account 444455556666');
    const found = diagnosisOf({ ...aSnapshot(), routeTables: hidden }, ['D8']);
    expect(found.beyond).toMatchObject([{ fact: 'routeTables', reasons: [hidden.reason], waiting: { rules: ['D8'] } }]);
    expect(doctorExitCode(found)).toBe(1);

    const tagged = aSnapshot({ cluster: { tags: { 'plumbline:profile': 'starburst-sep' } } });
    const undeclared = diagnosisOf(tagged, ['K4']);
    expect(undeclared.undeclared).toMatchObject([
      { fact: 'hostnames', waiting: { rules: ['K4'], verdicts: 1, alone: 1 } },
    ]);
    expect(doctorExitCode(undeclared)).toBe(0);
  });
});
