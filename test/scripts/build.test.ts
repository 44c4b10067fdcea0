import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'plumbline-build-'));
const bundle = join(folder, 'plumbline.mjs');
const env = { ...process.env, PLUMBLINE_NOW: '2026-01-01T00:00:00Z' };
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });

beforeAll(() => {
  const { status, stderr } = node(join(root, 'scripts/build.ts'), bundle);
  expect([status, stderr]).toEqual([0, '']);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The bundle has no package beside it, so whatever it needs must be inside. */
describe('the published command line', () => {
  it('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(node(bundle, '--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('loads no SDK to check a snapshot, and all of it is small', () => {
    const files = globSync('{plumbline.mjs,chunks/*.mjs}', { cwd: folder });
    const text = (file: string) => readFileSync(join(folder, file), 'utf8');
    expect(text('plumbline.mjs')).not.toContain('com.amazonaws.ec2');
    expect(files.filter((file) => text(file).includes('com.amazonaws.ec2'))).toHaveLength(1);
    expect(files.reduce((bytes, file) => bytes + text(file).length, 0)).toBeLessThan(2_000_000);
  });

  it('loads the clients that only some rules need apart from the others', () => {
    const withClient = (service: string) =>
      globSync('{plumbline.mjs,chunks/*.mjs}', { cwd: folder }).filter((file) =>
        readFileSync(join(folder, file), 'utf8').includes(`com.amazonaws.${service}`),
      );
    const [core] = withClient('ec2');
    const optional = ['elasticloadbalancing', 'elasticloadbalancingv2', 'iam', 'route53', 'servicequotas'];
    for (const service of optional) expect(withClient(service)).toEqual([expect.not.stringMatching(core ?? '')]);
  });

  it('says the same of a snapshot as the sources', () => {
    const args = ['check', '--snapshot', join(root, 'examples/sample-account.json'), '--format', 'json'];
    const fromSources = node(join(root, 'cli/main.ts'), ...args);
    expect(fromSources.stdout).toContain('"verdicts"');
    expect(node(bundle, ...args)).toMatchObject({ status: fromSources.status, stdout: fromSources.stdout });
  });
});
