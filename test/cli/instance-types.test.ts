import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { unread } from '../../shared/model/snapshot/known.ts';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

describe('a snapshot without answers about instance types', () => {
  let file: string;
  const snapshot = { ...aSnapshot(), instanceTypes: unread('ec2:DescribeInstanceTypes was denied') };

  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-types-'));
    file = path.join(folder, 'account.json');
    await writeFile(file, JSON.stringify(snapshot));
  });

  it('is judged by the table, and the report says so', async () => {
    const { code, stdout } = await runCli(['check', '--snapshot', file, '--rule', 'B1', '--format', 'json']);
    const { clusters, verdicts } = JSON.parse(stdout);
    expect(new Set(verdicts.map(({ status }: { status: string }) => status))).toEqual(
      new Set(['compliant', 'not-applicable']),
    );
    expect(clusters[0].notes).toEqual([
      expect.stringMatching(
        /^ec2:DescribeInstanceTypes was not read: what m5\.\w+ can hold is taken from Plumbline’s own table of \d{4}-\d\d-\d\d\.$/,
      ),
    ]);
    expect(code).toBe(0);
  });

  it('is saved as it was read', async () => {
    const saved = path.join(path.dirname(file), 'saved.json');
    await runCli(['snapshot', '--snapshot', file, '-o', saved]);
    expect(JSON.parse(await readFile(saved, 'utf8')).instanceTypes).toEqual(snapshot.instanceTypes);
  });
});
