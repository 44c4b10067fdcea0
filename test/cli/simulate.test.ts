import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

describe('plumbline simulate', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-simulate-'));
    await writeFile(path.join(folder, 'account.json'), JSON.stringify(aSnapshot()));
  });

  async function simulate(patch: unknown, ...args: readonly string[]) {
    const file = path.join(folder, 'patch.json');
    await writeFile(file, JSON.stringify(patch));
    return runCli(['simulate', '--snapshot', 'account.json', '--patch', 'patch.json', ...args], { cwd: folder });
  }

  it('ends with 1 where the patch breaks something, and shows what is new', async () => {
    const { code, stdout } = await simulate({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } }, '--rule', 'B1,B4');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^With the patch applied · account 111122223333 · us-east-1\n\nNew: \d problem/);
    expect(stdout).toMatch(/\nVerdicts that are violated: 0 now, [1-9] with the patch\.\n$/);
  });

  it('ends with 0 where nothing changes, and below the threshold', async () => {
    const harmless = await simulate({}, '--json', '--rule', 'B1');
    expect([harmless.code, JSON.parse(harmless.stdout).changes]).toEqual([0, []]);
    const full = { subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } };
    const { code, stdout } = await simulate(full, '--rule', 'B4', '--fail-on', 'critical', '--json');
    expect([code, JSON.parse(stdout).changes.map(({ kind }: { kind: string }) => kind)]).toEqual([0, ['opened']]);
  });

  it('knows the instance types that only the patch names', async () => {
    const workers = { instanceTypes: ['m6i.2xlarge'] };
    const patch = { clusters: { demo: { nodeGroups: { 'demo/workers': workers } } } };
    const { stdout } = await simulate(patch, '--rule', 'B1', '--json');
    expect(JSON.parse(stdout).changes.filter(({ kind }: { kind: string }) => kind === 'became-undecided')).toEqual([]);
  });

  it('ends with 2 for a patch that cannot be', async () => {
    const { code, stderr } = await simulate({ subnetz: {} });
    expect([code, stderr]).toEqual([
      2,
      'plumbline: patch.json: subnetz: no snapshot has this member (did you mean subnets?)\n',
    ]);
  });
});
