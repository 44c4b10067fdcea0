import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seedAccountAndSurroundings } from '../support/local-account.ts';
import { type LocalAws, startLocalAws } from '../support/local-aws.ts';
import { runCli } from '../support/run-cli.ts';

let aws: LocalAws;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  aws = await startLocalAws();
  await seedAccountAndSurroundings(aws, ['demo']);
}, 60_000);
afterAll(async () => {
  await aws.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => aws.behaviour.reset());

/** The services that a command asks. */
async function servicesOf(...args: string[]): Promise<readonly string[]> {
  aws.behaviour.calls.clear();
  const { stderr } = await runCli(args, { cwd: folder, env: aws.env });
  expect(stderr).toBe('');
  return [...new Set([...aws.behaviour.calls.keys()].map((action) => action.split(':')[0] ?? ''))].sort();
}

const always = ['autoscaling', 'ec2', 'eks', 'sts'];

describe('a live check', () => {
  it('asks only the services that its rules need', async () => {
    expect(await servicesOf('check', '--rule', 'B4')).toEqual(always);
    expect(await servicesOf('check', '--rule', 'J5')).toEqual([...always, 'iam'].sort());
    expect(await servicesOf('check')).toEqual([...always, 'elasticloadbalancing', 'iam', 'servicequotas'].sort());
  }, 60_000);

  it('asks less where the configuration switches rules off, more where it declares host names', async () => {
    const config = join(folder, 'other.yaml');
    await writeFile(config, 'rules: { B13: off, J5: off, J6: off }\n');
    expect(await servicesOf('check', '--config', config)).toEqual(
      [...always, 'elasticloadbalancing', 'servicequotas'].sort(),
    );
    await writeFile(config, "declare: { '*': { hostnames: [{ name: app.example.com, zone: public }] } }\n");
    expect(await servicesOf('check', '--config', config)).toContain('route53');
  }, 60_000);

  it('applies a rule that is named though it is off', async () => {
    const config = join(folder, 'other.yaml');
    await writeFile(config, 'rules: { B4: off }\n');
    const { stdout } = await runCli(['check', '--config', config, '--rule', 'B4', '--format', 'json'], {
      cwd: folder,
      env: aws.env,
    });
    expect(JSON.parse(stdout)).toMatchObject({ rules: [{ code: 'B4' }] });
  }, 60_000);
});

describe('a saved snapshot', () => {
  it('holds what check would read', async () => {
    const services = await servicesOf('snapshot', '-o', join(folder, 'account.json'));
    expect(services).toEqual([...always, 'elasticloadbalancing', 'iam', 'servicequotas'].sort());
  }, 60_000);
});
