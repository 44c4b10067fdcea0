import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

describe('plumbline waivers', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-waivers-'));
    const full = aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } });
    await writeFile(path.join(folder, 'account.json'), JSON.stringify(full));
  });

  async function run(resource: string, now: string, ...args: readonly string[]) {
    const waiver = `{ rule: B4, resource: ${resource}, reason: it is leaving, owner: net-team, expires: 2026-12-31 }`;
    await writeFile(path.join(folder, 'plumbline.yaml'), `waivers: [${waiver}]\n`);
    return runCli([...args, '--snapshot', 'account.json'], { cwd: folder, env: { PLUMBLINE_NOW: now } });
  }

  it.each([
    ['0 when all hold', 'subnet-a', '2026-12-01', 0],
    ['1 when one matches nothing', 'subnet-b', '2026-12-01', 1],
    ['1 when one has expired', 'subnet-a', '2027-01-01', 1],
    ['2 when one lasts too long', 'subnet-a', '2025-12-01', 2],
  ])('ends with %s', async (_, resource, now, expected) => {
    const { code, stdout } = await run(resource, now, 'waivers', '--json');
    expect(code).toBe(expected);
    expect(expected === 2 ? stdout : JSON.parse(stdout).waivers[0].resource).toBe(expected === 2 ? '' : resource);
  });

  it('shows what check leaves out of its count', async () => {
    const { stdout } = await run('subnet-a', '2026-12-01', 'waivers');
    expect(stdout).toContain('✓ B4 subnet-a  until 2026-12-31 (30 days left), net-team: it is leaving');
    const checked = await run('subnet-a', '2026-12-01', 'check', '--rule', 'B4');
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain('WAIVED');
  });
});
