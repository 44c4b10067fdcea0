import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ActionDiagnosis, Diagnosis } from '../../shared/engine/diagnosis.ts';
import { seedAccountAndSurroundings } from '../support/local-account.ts';
import { type LocalAws, startLocalAws } from '../support/local-aws.ts';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

let aws: LocalAws;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  aws = await startLocalAws();
  await seedAccountAndSurroundings(aws, ['demo'], { fargate: 'eks-fargate-pods.amazonaws.com' });
  await writeFile(join(folder, 'healthy.json'), JSON.stringify(aSnapshot()));
  await writeFile(join(folder, 'unread.json'), JSON.stringify(without(aSnapshot(), 'routeTables')));
}, 60_000);
afterAll(async () => {
  await aws.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => aws.behaviour.reset());

const doctor = (...args: string[]) =>
  runCli(['doctor', ...args], { cwd: folder, env: { ...aws.env, PLUMBLINE_NOW: '2026-11-22T09:00:00Z' } });

async function diagnosis(...args: string[]): Promise<{ readonly code: number | null; readonly found: Diagnosis }> {
  const { code, stdout } = await doctor('--json', ...args);
  return { code, found: JSON.parse(stdout) as Diagnosis };
}

const of = ({ actions }: Diagnosis, action: string): ActionDiagnosis | undefined =>
  actions.find((one) => one.action === action);

describe('plumbline doctor on a live account', () => {
  it('ends with 0 when everything can be read, and names what there was nothing to ask about', async () => {
    const { code, found } = await diagnosis();
    expect(code).toBe(0);
    expect(found).toMatchObject({ source: 'live', clusters: 1, beyond: [], trail: { state: 'missing' } });
    expect(of(found, 'ec2:DescribeSubnets')).toMatchObject({ access: 'answered', waiting: { verdicts: 0 } });
    expect(of(found, 'iam:GetRole')).toMatchObject({ access: 'answered', askedBy: expect.arrayContaining(['J6']) });
    expect(of(found, 'route53:ListHostedZones')).toMatchObject({ access: 'unasked' });
  }, 60_000);

  it('ends with 1 when actions are denied or throttled, and says which rules wait for them', async () => {
    aws.behaviour.denied.add('ec2:DescribeRouteTables');
    aws.behaviour.denied.add('iam:GetRole');
    const { code, found } = await diagnosis();
    expect(code).toBe(1);
    const routes = of(found, 'ec2:DescribeRouteTables');
    expect(routes).toMatchObject({
      access: 'denied',
      reasons: ['ec2:DescribeRouteTables was denied'],
      waiting: { rules: expect.arrayContaining(['D8', 'C1']) },
    });
    expect(routes?.askedBy).toEqual(expect.arrayContaining([...(routes?.waiting.rules ?? [])]));
    expect(of(found, 'iam:GetRole')).toMatchObject({
      access: 'denied',
      waiting: { rules: expect.arrayContaining(['J6']) },
    });

    const { stdout } = await doctor();
    expect(stdout).toMatch(/denied +ec2:DescribeRouteTables\n +\d+ verdicts of \d+ rules wait for it/);
    expect(stdout).toContain('Change events: no trail logs what changes networks and clusters');
    expect(stdout).toContain('Next: allow ec2:DescribeRouteTables, iam:GetRole, then ask again.');
  }, 60_000);

  it('asks only for what the rules need that are named', async () => {
    aws.behaviour.denied.add('ec2:DescribeRouteTables');
    const { code, found } = await diagnosis('--rule', 'B4');
    expect(found.rules).toEqual(['B4']);
    expect(of(found, 'iam:GetRole')).toMatchObject({ access: 'unasked', askedBy: [] });
    // It is asked all the same, and B4 does not need it.
    expect(of(found, 'ec2:DescribeRouteTables')).toMatchObject({ access: 'denied', waiting: { verdicts: 0 } });
    expect(code).toBe(1);
  }, 60_000);

  it('says of which clusters nothing can be said', async () => {
    aws.behaviour.denied.add('eks:DescribeCluster');
    const { code, stdout } = await doctor();
    expect(code).toBe(1);
    expect(stdout).toMatch(/denied +eks:DescribeCluster\n +No rule says anything of demo\./);
  }, 60_000);
});

describe('plumbline doctor on a file', () => {
  it.each([
    ['0 when it lacks nothing', ['--snapshot', 'healthy.json', '--rule', 'D8'], 0],
    ['1 when it lacks something', ['--snapshot', 'unread.json'], 1],
    ['0 when nobody asks what it lacks', ['--snapshot', 'unread.json', '--rule', 'B4'], 0],
    ['2 for a file that is none', ['--snapshot', 'nothing.json'], 2],
    ['2 for a rule that is none', ['--snapshot', 'healthy.json', '--rule', 'B99'], 2],
    ['2 for a cluster that is none', ['--snapshot', 'healthy.json', '--cluster', 'demon'], 2],
  ])('ends with %s', async (_, args, code) => {
    expect(await doctor(...args)).toMatchObject({ code });
  });
});
