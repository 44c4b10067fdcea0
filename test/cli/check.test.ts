import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportSchema } from '../../shared/engine/report.ts';
import { rules } from '../../shared/rules/index.ts';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

let folder = '';
const file = (name: string) => join(folder, name);
const save = (name: string, value: unknown) => writeFile(file(name), JSON.stringify(value));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  // People outside the VPC use the public endpoint, from one network.
  const fromOffice = { endpointPublicAccess: true, publicAccessCidrs: ['203.0.113.0/24'] };
  await save('healthy.json', aSnapshot({ cluster: fromOffice }));
  await save('full.json', aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } }));
  await save('unread.json', without(aSnapshot(), 'routeTables'));
});
afterAll(() => rm(folder, { recursive: true }));

const check = (...args: string[]) => runCli(['check', ...args], { cwd: folder });
const verdictsOf = (stdout: string) => reportSchema.parse(JSON.parse(stdout)).verdicts;

describe('plumbline check', () => {
  it.each([
    ['0 when everything holds', ['--snapshot', 'healthy.json'], 0],
    ['1 with violations', ['--snapshot', 'full.json'], 1],
    ['0 with violations below --fail-on only', ['--snapshot', 'full.json', '--rule', 'B4', '--fail-on', 'critical'], 0],
    ['3 when a fact could not be read', ['--snapshot', 'unread.json'], 3],
    ['2 for an unknown option', ['--snapshto', 'healthy.json'], 2],
    ['2 for an unknown format', ['--snapshot', 'healthy.json', '--format', 'pdf'], 2],
  ])('ends with %s', async (_, args, code) => {
    expect(await check(...args)).toMatchObject({ code });
  });

  it('writes JSON that its schema accepts, with every verdict', async () => {
    const { stdout, stderr } = await check('--snapshot', 'healthy.json', '--format', 'json');
    expect(stderr).toBe('');
    const absent = new Set(['fargate-profile', 'add-on', 'load-balancer', 'endpoint']);
    const judged = rules.filter(({ resourceType, profile }) => profile !== 'baseline' || !absent.has(resourceType));
    expect(new Set(verdictsOf(stdout).map(({ code }) => code))).toEqual(new Set(judged.map(({ code }) => code)));
  });

  it('says in the terminal what is wrong, and the command that mends it', async () => {
    const { stdout } = await check('--snapshot', 'full.json', '--rule', 'B4');
    expect(stdout).toContain('subnet-a has 0 free addresses and 1 held by EKS interfaces; EKS needs 6.');
    expect(stdout).toMatch(/^1 cluster: 1 high/m);
    expect(stdout).not.toContain('\u001b');
  });

  it('colours the terminal when it is asked to', async () => {
    const { stdout } = await runCli(['check', '--snapshot', file('full.json')], { env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001b[');
  });

  it('writes the format that the ending of --output names', async () => {
    await check('--snapshot', 'full.json', '-o', 'report.html');
    expect(await readFile(file('report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    await check('--snapshot', 'full.json', '-o', 'report.json');
    expect(verdictsOf(await readFile(file('report.json'), 'utf8')).length).toBeGreaterThan(0);
    expect(await check('--snapshot', 'full.json', '-o', 'report.pdf')).toMatchObject({
      code: 2,
      stderr: 'plumbline: report.pdf: its ending names no format; add --format terminal|json|html\n',
    });
  });

  it('applies the chosen rules only, by code or name', async () => {
    const { stdout } = await check(
      '--snapshot',
      'full.json',
      '--format',
      'json',
      '--rule',
      'b4,cluster-subnets-span-zones',
    );
    expect([...new Set(verdictsOf(stdout).map(({ code }) => code))].sort()).toEqual(['A1', 'B4']);
  });

  it('reads plumbline.yaml of the folder, or the file that is named', async () => {
    await writeFile(file('lenient.yaml'), 'parameters: { B4: { required: 1 } }\n');
    const args = ['--snapshot', 'full.json', '--rule', 'B4'];
    expect(await check(...args, '--config', 'lenient.yaml')).toMatchObject({ code: 0 });
    await writeFile(file('plumbline.yaml'), 'parameters: { B4: { required: 1 } }\n');
    expect(await check(...args)).toMatchObject({ code: 0 });
    await rm(file('plumbline.yaml'));
    expect(await check(...args)).toMatchObject({ code: 1 });
  });

  it('carries the time of PLUMBLINE_NOW, and the time of the observation', async () => {
    const { stdout } = await runCli(['check', '--snapshot', file('healthy.json'), '--format', 'json'], {
      env: { PLUMBLINE_NOW: '2027-01-02T03:04:05Z' },
    });
    const { generatedAt, observedAt } = reportSchema.parse(JSON.parse(stdout));
    expect([generatedAt, observedAt]).toEqual(['2027-01-02T03:04:05.000Z', '2026-11-21T09:00:00Z']);
  });

  it.each([
    [
      ['--snapshot', 'healthy.json', '--cluster', 'dmeo'],
      'plumbline: there is no cluster "dmeo" (did you mean demo?); the input has demo\n',
    ],
    [
      ['--snapshot', 'healthy.json', '--rule', 'B44'],
      'plumbline: there is no rule "B44" (did you mean B4?); see plumbline rules\n',
    ],
    [
      ['--snapshot', 'healthy.json', '--profile', 'hybird'],
      'plumbline: there is no profile "hybird" (did you mean hybrid?)\n',
    ],
    [['--snapshot', 'healthy.json', '--config', 'none.yaml'], 'plumbline: none.yaml: there is no such file\n'],
    [
      ['--snapshot', 'healthy.json', '--region', 'eu-west-1'],
      'plumbline: --region does not go with --snapshot, which names its own\n',
    ],
  ])('refuses %j in one line', async (args, stderr) => {
    expect(await check(...args)).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('plumbline rules and explain', () => {
  it('lists every rule, as JSON with its parameters', async () => {
    const { stdout } = await runCli(['rules', '--format', 'json']);
    const listed = JSON.parse(stdout) as { code: string; parameters: object }[];
    expect(listed.map(({ code }) => code)).toEqual(rules.map(({ code }) => code));
    expect(listed.find(({ code }) => code === 'B4')?.parameters).toMatchObject({
      properties: { required: { default: 6 } },
    });
  });

  it('explains a rule by code, name or a text that it mentions', async () => {
    expect((await runCli(['explain', 'B4'])).stdout).toContain('Why it matters');
    expect((await runCli(['explain', 'cluster-subnet-required-ips'])).stdout).toContain(
      'B4 cluster-subnets-have-addresses-for-eks',
    );
    expect((await runCli(['explain', 'at least six addresses'])).stdout).toContain('B4');
    expect(await runCli(['explain', 'quantum entanglement'])).toMatchObject({ code: 2, stdout: '' });
  });
});
