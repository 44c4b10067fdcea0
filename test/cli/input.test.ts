import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSnapshot } from '../../shared/model/snapshot/parse-snapshot.ts';
import { cliOutputs } from '../support/cli-outputs.ts';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const megabyte = 1024 * 1024;
const healthy = aSnapshot();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
});
afterAll(() => rm(folder, { recursive: true }));

const save = (name: string, text: string) => writeFile(join(folder, name), text);
const run = (...args: string[]) => runCli(args, { cwd: folder });

/** A folder with these files: text as it is, anything else as JSON. */
async function folderOf(name: string, files: Readonly<Record<string, unknown>>): Promise<string> {
  await mkdir(join(folder, name));
  for (const [file, content] of Object.entries(files)) {
    await save(join(name, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return name;
}

describe('a snapshot that cannot be used', () => {
  it.each<[string, string, string]>([
    [
      'no JSON',
      '{"format": 1,',
      'not valid JSON: Expected double-quoted property name in JSON at position 13 (line 1 column 14)',
    ],
    ['an empty file', '', 'not valid JSON: Unexpected end of JSON input'],
    ['no object', '[]', 'a snapshot is a JSON object, this is []'],
    ['another format', '{"format": 99}', 'format: 99 is not a snapshot format that this version reads (1, 2)'],
    ['a report', '{"plumbline": "1.0.0"}', 'format: nothing is not a snapshot format that this version reads (1, 2)'],
    [
      'a block that is none',
      JSON.stringify(aSnapshot({ subnets: { 'subnet-a': { cidr: '10.0.1.0/33' } } })),
      'subnets[0].cidr: "10.0.1.0/33" is not a CIDR block',
    ],
    [
      'a number that is a text',
      JSON.stringify(healthy).replace('"freeIpv4Addresses":200', '"freeIpv4Addresses":"200"'),
      'subnets[0].freeIpv4Addresses: "200" is not of type number',
    ],
    [
      'an id with two contents',
      JSON.stringify({
        ...healthy,
        vpcs: [{ ...(healthy.vpcs as object[])[0], tags: { a: '' } }, ...(healthy.vpcs as object[])],
      }),
      'vpcs[1].id: "vpc-main" was there before with different content',
    ],
  ])('is refused with its place and 2: %s', async (_, text, problem) => {
    await save('bad.json', text);
    const ended = await run('check', '--snapshot', 'bad.json');
    expect(ended).toEqual({ code: 2, stdout: '', stderr: `plumbline: bad.json: ${problem}\n` });
  });

  it.each([
    ['none.json', 'there is no such file'],
    ['.', 'this is a folder, not a file'],
    ['bad.json/x.json', 'a part of the path is not a folder'],
  ])('is refused when it cannot be read: %s', async (file, problem) => {
    await save('bad.json', '');
    expect(await run('check', '--snapshot', file)).toEqual({
      code: 2,
      stdout: '',
      stderr: `plumbline: ${file}: ${problem}\n`,
    });
  });

  it('is refused above 512 MB', async () => {
    const file = await open(join(folder, 'large.json'), 'w');
    await file.truncate(512 * megabyte + 1);
    await file.close();
    expect(await run('check', '--snapshot', 'large.json')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'plumbline: large.json: 513 MB are more than the 512 MB that can be read\n',
    });
  });

  it('shows no control characters of its own', async () => {
    await save('bad.json', '{"format": "\\u001b[31m"}');
    const { stderr } = await run('check', '--snapshot', 'bad.json');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('a snapshot with members that are not known', () => {
  it('is judged without them, and says how many there were', async () => {
    const [subnet, ...subnets] = healthy.subnets as object[];
    await save(
      'newer.json',
      JSON.stringify({ ...healthy, galaxy: {}, subnets: [{ ...subnet, colour: 'blue' }, ...subnets] }),
    );
    await save('healthy.json', JSON.stringify(healthy));
    const newer = await run('check', '--snapshot', 'newer.json');
    expect(newer.stderr).toBe('newer.json: ignored 2 members that this version of Plumbline does not know\n');
    expect({ ...newer, stderr: '' }).toEqual(await run('check', '--snapshot', 'healthy.json'));
  });
});

describe('a folder of AWS CLI outputs', () => {
  it('is judged', async () => {
    const answers = await folderOf('answers', { ...cliOutputs, 'readme.txt': 'mine', '.hidden.json': '[' });
    const { code, stdout, stderr } = await run('snapshot', '--aws-cli-output', answers);
    expect([code, stderr]).toEqual([0, '']);
    expect(parseSnapshot(JSON.parse(stdout)).snapshot).toMatchObject({
      source: 'aws-cli-output',
      account: '111122223333',
    });
  });

  it('counts what failed as not observed, and says so', async () => {
    const failed = await folderOf('failed', { ...cliOutputs, 'ec2.describe-subnets.json': '' });
    const { code, stderr } = await run('check', '--aws-cli-output', failed, '--rule', 'B4');
    expect([code, stderr]).toEqual([
      3,
      'failed/ec2.describe-subnets.json: empty, so its command failed; what it would tell was not observed\n',
    ]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['nothing', {}, ': there are no .json files in it; see plumbline collect-script'],
    [
      'no JSON',
      { 'a.json': '{' },
      "/a.json: not valid JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
    ],
    [
      'a text',
      { 'a.json': 'vpc-1\tvpc-2' },
      '/a.json: not valid JSON: Unexpected token \'v\', "vpc-1\tvpc-2" is not valid JSON',
    ],
    [
      'another command',
      { 'a.json': { Volumes: [] } },
      '/a.json: an object with Volumes is no output that is read; see plumbline collect-script for those that are',
    ],
    [
      'a query',
      { 'a.json': ['subnet-1'] },
      '/a.json: ["subnet-1"] is not what an AWS CLI command prints; give whole outputs, made with --output json and without --query',
    ],
    [
      'half an answer',
      { 'a.json': { Subnets: [{ Name: 'a' }] } },
      '/a.json: Subnets[0]: there is no SubnetId; give whole outputs, made without --query',
    ],
    ['nobody', { 'a.json': { Subnets: [] } }, ': nothing here tells the account; add --account'],
  ])('is refused in one line and with 2: %s', async (name, files, problem) => {
    const bad = await folderOf(`bad ${name}`, files);
    const ended = await run('check', '--aws-cli-output', bad);
    expect(ended).toEqual({
      code: 2,
      stdout: '',
      stderr: `plumbline: ${bad}${problem.replaceAll('\t', String.raw`\t`)}\n`,
    });
  });

  it.each([
    ['none', 'there is no such folder'],
    ['a-file', 'this is a file, not a folder'],
  ])('is refused when it is none: %s', async (name, problem) => {
    await save('a-file', '');
    expect(await run('check', '--aws-cli-output', name)).toMatchObject({
      code: 2,
      stderr: `plumbline: ${name}: ${problem}\n`,
    });
  });

  it('goes with an account and a Region, and with nothing else', async () => {
    const vpcs = await folderOf('vpcs', { 'a.json': cliOutputs['ec2.describe-vpcs.json'] });
    const told = await run('snapshot', '--aws-cli-output', vpcs, '--account', '123456789012', '--region', 'eu-west-1');
    expect(JSON.parse(told.stdout)).toMatchObject({ account: '123456789012', region: 'eu-west-1' });
    expect(await run('check', '--aws-cli-output', vpcs, '--snapshot', 'a.json')).toMatchObject({
      code: 2,
      stderr: 'plumbline: --snapshot and --aws-cli-output exclude each other\n',
    });
    expect(await run('check', '--account', '123456789012')).toMatchObject({
      code: 2,
      stderr: 'plumbline: --account goes with --aws-cli-output\n',
    });
  });
});
