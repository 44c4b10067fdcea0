import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actions } from '../../shared/aws/collect/actions.ts';
import { commandOf } from '../../shared/aws/shapes/parts.ts';
import { type Report, reportSchema } from '../../shared/engine/report.ts';
import { type AwsCli, startAwsCli } from '../support/aws-cli.ts';
import { seedAccountAndSurroundings } from '../support/local-account.ts';
import { type LocalAws, localRegion, startLocalAws } from '../support/local-aws.ts';
import { runCli } from '../support/run-cli.ts';

const execute = promisify(execFile);
let aws: LocalAws;
let cli: AwsCli;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  aws = await startLocalAws();
  await seedAccountAndSurroundings(aws, ['demo'], { fargate: 'eks-fargate-pods.amazonaws.com' });
  cli = await startAwsCli(aws);
}, 60_000);
afterAll(async () => {
  await cli.stop();
  await aws.stop();
  await rm(folder, { recursive: true });
});

/** Runs the script that the command line prints; its outputs are in the folder named. */
async function collect(outputs: string, ...args: string[]): Promise<string> {
  const script = `${outputs}.sh`;
  await writeFile(join(folder, script), (await runCli(['collect-script', ...args])).stdout);
  const { stderr } = await execute('sh', [script, outputs], { cwd: folder, env: cli.env });
  return stderr;
}

async function check(...source: string[]): Promise<{ readonly code: number | null; readonly report: Report }> {
  const { code, stdout } = await runCli(['check', '--format', 'json', ...source], {
    cwd: folder,
    env: { ...aws.env, PLUMBLINE_NOW: '2026-11-22T09:00:00Z' },
  });
  return { code, report: reportSchema.parse(JSON.parse(stdout)) };
}

/** Without what tells the sources apart. */
const comparable = ({ source: _, observedAt: __, ...report }: Report) => report;

describe('the script of plumbline collect-script', () => {
  it('runs the commands of a live read, and gives the same report', async () => {
    expect(await collect('answers', '--region', localRegion)).toMatch(/^\d+ outputs in answers, 0 commands failed$/m);
    const classic = ['aws elb describe-load-balancers', 'aws elb describe-tags'];
    const ofZones = (command: string) => command.startsWith('aws route53');
    const commands = actions.map(commandOf).filter((command) => !ofZones(command));
    expect([...cli.commands].sort()).toEqual([...commands, ...classic].sort());

    const live = await check();
    await runCli(['snapshot', '-o', 'account.json'], { cwd: folder, env: aws.env });
    const saved = await check('--snapshot', 'account.json');
    const collected = await check('--aws-cli-output', 'answers');
    expect(live.report.verdicts.length).toBeGreaterThan(10);
    expect([saved.code, collected.code]).toEqual([live.code, live.code]);
    expect(comparable(saved.report)).toEqual(comparable(live.report));
    expect(comparable(collected.report)).toEqual(comparable(live.report));
  }, 120_000);

  it('saves the hosted zones of the host names that plumbline.yaml declares', async () => {
    const place = join(folder, 'zones');
    await mkdir(place);
    await writeFile(
      join(place, 'plumbline.yaml'),
      "declare: { '*': { hostnames: [{ name: app.example.com, zone: public }] } }\n",
    );
    await writeFile(join(place, 'collect.sh'), (await runCli(['collect-script'], { cwd: place })).stdout);
    await execute('sh', ['collect.sh', 'answers'], { cwd: place, env: cli.env });
    const zonesOf = async (...source: string[]) => {
      const { stdout } = await runCli(['snapshot', ...source], { cwd: place, env: aws.env });
      return (JSON.parse(stdout) as { hostedZones: { records: object }[] }).hostedZones;
    };
    const live = await zonesOf();
    const collected = await zonesOf('--aws-cli-output', 'answers');
    const isRead = ({ records }: { records: object }) => Array.isArray(records);
    expect(live.filter(isRead)).toHaveLength(2);
    expect(collected.filter(isRead)).toEqual(live.filter(isRead));
  }, 120_000);

  it('goes on where a command is denied, and what it would tell is not observed', async () => {
    aws.behaviour.denied.add('ec2:DescribeRouteTables');
    const stderr = await collect('denied', '--cluster', 'demo');
    aws.behaviour.reset();
    expect(stderr).toContain('failed: aws ec2 describe-route-tables\n');
    expect(stderr).toMatch(/^\d+ outputs in denied, 1 commands failed$/m);
    const written = await readdir(join(folder, 'denied'));
    expect(written.filter((name) => !name.endsWith('.json') || name.includes('route-tables'))).toEqual([]);
    const { report } = await check('--aws-cli-output', 'denied', '--rule', 'D8');
    expect(report.verdicts).toContainEqual(
      expect.objectContaining({
        status: 'indeterminate',
        missing: [expect.objectContaining({ fact: 'routeTables', action: 'ec2:DescribeRouteTables' })],
      }),
    );
  }, 120_000);

  it('quotes the names that it is given', async () => {
    const { stdout } = await runCli(['collect-script', '--region', "eu'west", '--cluster', '$(touch x)', 'b"c']);
    expect(stdout).toContain(String.raw`AWS_REGION='eu'\''west'`);
    expect(stdout).toContain(`clusters=$(printf '%s\\n' '$(touch x)' 'b"c')`);
    await writeFile(join(folder, 'hostile.sh'), stdout);
    await expect(execute('sh', ['-n', 'hostile.sh'], { cwd: folder })).resolves.toEqual({ stdout: '', stderr: '' });
  });
});
