import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

let folder = '';
const save = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  await save('healthy.json', aSnapshot());
  await save('two.json', aSnapshot({ clusters: { other: {} } }));
  await save('failed-nat.json', aSnapshot({ natGateways: { 'nat-a': { state: 'failed' } } }));
  await save('unread.json', without(aSnapshot(), 'routeTables'));
});
afterAll(() => rm(folder, { recursive: true }));

const path = (snapshot: string, ...args: string[]) =>
  runCli(['path', '--snapshot', snapshot, ...args], { cwd: folder });
const toS3 = ['--from', 'subnet-a', '--to', 's3'];

describe('plumbline path', () => {
  it.each([
    ['0 for what is reachable', 'healthy.json', toS3, 0],
    ['1 for what is blocked', 'failed-nat.json', toS3, 1],
    ['3 for what cannot be told', 'unread.json', toS3, 3],
    ['0 when every needed path is open', 'healthy.json', ['--all'], 0],
    ['1 when one of them is blocked', 'failed-nat.json', ['--all'], 1],
    ['3 when something was not read', 'unread.json', ['--all'], 3],
    ['2 without an end', 'healthy.json', [], 2],
  ])('ends with %s', async (_, snapshot, args, code) => {
    expect(await path(snapshot, ...args)).toMatchObject({ code });
  });

  it('prints the way hop by hop, and the first component that blocks with what mends it', async () => {
    const { stdout } = await path('failed-nat.json', ...toS3);
    expect(stdout).toContain('BLOCKED  demo: subnet-a → s3 tcp 443');
    expect(stdout).toMatch(/✓ security group +sg-cluster allows tcp 443/);
    expect(stdout).toMatch(/✗ gateway +rtb-a sends 0\.0\.0\.0\/0 to nat-a, which is failed/);
    expect(stdout).toContain('Needed: Route 0.0.0.0/0 in rtb-a to nat-b.');
    expect(stdout).toContain('aws ec2 replace-route --route-table-id rtb-a');
    expect(stdout).not.toContain('\u001b');
  });

  it('shows one way of several, and all of them when asked to', async () => {
    const few = (await path('healthy.json', '--to', 'kubelet')).stdout;
    const all = (await path('healthy.json', '--to', 'kubelet', '--verbose')).stdout;
    expect(few).toContain('--verbose shows all 4 ways.');
    expect(all.match(/and back/g)?.length).toBe(2);
    expect(all.length).toBeGreaterThan(few.length);
  });

  it('lists every needed path by what it is for', async () => {
    const { stdout } = await path('failed-nat.json', '--all');
    expect(stdout).toContain('nodes → AWS services');
    expect(stdout).toContain('✗ subnet-a → ec2, ecr.api, ecr.dkr, s3, sts, elasticloadbalancing tcp 443');
    expect(stdout).toMatch(/^demo: 22 needed paths · 16 reachable · 6 blocked$/m);
    expect(stdout).toContain('path --cluster demo --from subnet-a --to ec2 --port 443 --protocol tcp');
  });

  it('writes every hop as JSON', async () => {
    const { stdout } = await path('failed-nat.json', ...toS3, '--json');
    const report = JSON.parse(stdout) as {
      cluster: string;
      paths: { verdict: string; block: object; traces: { hops: object[] }[] }[];
    };
    expect(report).toMatchObject({ cluster: 'demo', account: '111122223333', region: 'us-east-1' });
    expect(report.paths).toMatchObject([
      { verdict: 'blocked', block: { component: 'nat-a', cause: { kind: 'nat-gateway', resource: 'nat-a' } } },
    ]);
    expect(report.paths[0]?.traces[0]?.hops).toContainEqual({
      heading: 'forward',
      kind: 'security-group',
      at: 'subnet-a (nodes)',
      component: 'sg-cluster',
      decidedBy: 'sg-cluster: any 0.0.0.0/0',
      says: 'allows tcp 443 to the public addresses of s3',
      outcome: 'passes',
    });
  });

  it('takes the usual end and port where none is named', async () => {
    const { stdout } = await path('healthy.json', '--to', 'control-plane@subnet-b', '--port', '443');
    expect(stdout).toContain('REACHABLE  demo: nodes → control-plane@subnet-b tcp 443');
    expect((await path('healthy.json', '--to', 'kubelet')).stdout).toContain('control-plane → kubelet tcp 10250');
  });

  it('takes declared facts from the configuration', async () => {
    await writeFile(join(folder, 'closed.yaml'), 'declare: { demo: { assumeNoEgress: true } }\n');
    expect(await path('healthy.json', ...toS3, '--config', 'closed.yaml')).toMatchObject({ code: 1 });
  });

  it.each([
    ['two.json', ['--to', 'api'], 'plumbline: name one cluster with --cluster: demo, other\n'],
    [
      'two.json',
      ['--to', 'api', '--cluster', 'dmeo'],
      'plumbline: there is no cluster "dmeo" (did you mean demo?); the input has demo, other\n',
    ],
    [
      'healthy.json',
      ['--from', 'subnet-a'],
      'plumbline: name the other end with --to, or ask for every path with --all\n',
    ],
    [
      'healthy.json',
      ['--to', 'apis'],
      'plumbline: --to: "apis" is no subnet, network interface, CIDR block, AWS service or party of the cluster (did you mean api?)\n',
    ],
    ['healthy.json', ['--from', 's3', '--to', 'api'], 'plumbline: --from: s3 opens no connections\n'],
    ['healthy.json', ['--to', '192.0.2.1'], 'plumbline: name the port with --port\n'],
    ['healthy.json', ['--to', 'api', '--port', '0'], 'plumbline: --port: "0" is no port from 1 to 65535\n'],
  ])('refuses %s %j in one line', async (snapshot, args, stderr) => {
    expect(await path(snapshot, ...args)).toEqual({ code: 2, stdout: '', stderr });
  });
});
