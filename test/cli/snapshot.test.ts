import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportSchema } from '../../shared/engine/report.ts';
import { parseSnapshot } from '../../shared/model/snapshot/parse-snapshot.ts';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const original = aSnapshot({
  account: '123456789012',
  subnets: { 'subnet-a': { freeIpv4Addresses: 3, tags: { Name: 'payments' } } },
});
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  await writeFile(join(folder, 'account.json'), JSON.stringify(original));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => runCli(args, { cwd: folder });
const fromAccount = (...args: string[]) => run('snapshot', '--snapshot', 'account.json', ...args);

describe('plumbline snapshot', () => {
  it('writes what was read, to standard output or a file', async () => {
    const { code, stdout, stderr } = await fromAccount();
    expect({ code, stderr, snapshot: JSON.parse(stdout) }).toEqual({ code: 0, stderr: '', snapshot: original });
    expect(await fromAccount('-o', 'copy.json')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await readFile(join(folder, 'copy.json'), 'utf8')).toBe(stdout);
  });

  it('says when it cannot write', async () => {
    expect(await fromAccount('-o', 'none/copy.json')).toMatchObject({
      code: 2,
      stderr: 'plumbline: none/copy.json: there is no such file\n',
    });
  });
});

describe('plumbline snapshot --anonymize', () => {
  it('writes the same pseudonyms for the same snapshot', async () => {
    const { stdout } = await fromAccount('--anonymize');
    expect((await fromAccount('--anonymize')).stdout).toBe(stdout);
    expect(parseSnapshot(JSON.parse(stdout)).unknownMembers).toBe(0);
    expect(stdout).not.toMatch(/demo|workers|payments|123456789012|subnet-a|198\.51\.100\./);
  });

  it('keeps the verdicts', async () => {
    await fromAccount('--anonymize', '-o', 'anonymous.json');
    const counts = async (file: string) => {
      const { code, stdout } = await run('check', '--snapshot', file, '--format', 'json');
      return { code, ...reportSchema.parse(JSON.parse(stdout)).summary };
    };
    expect(await counts('anonymous.json')).toEqual(await counts('account.json'));
    expect((await counts('account.json')).violations.high).toBeGreaterThan(0);
  });
});
