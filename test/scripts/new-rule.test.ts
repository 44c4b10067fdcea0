import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'plumbline-new-rule-'));
const name = 'a-rule-from-the-scaffold';

const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
const newRule = (...args: string[]) => node('scripts/new-rule.ts', ...args);
const read = (path: string) => readFileSync(join(copy, path), 'utf8');

beforeAll(() => {
  for (const path of [
    'scripts',
    'shared',
    'test/rules',
    'test/support',
    'tsconfig.json',
    'biome.json',
    'jest.config.js',
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

describe('npm run new-rule', () => {
  it.each([
    ['Z1', name, '"Z1" is no code'],
    ['B99', 'NotKebab', '"NotKebab" is no name'],
    ['B4', name, 'B4 cluster-subnets-have-addresses-for-eks has that code or name'],
    ['B99', 'cluster-subnet-required-ips', 'B4 cluster-subnets-have-addresses-for-eks has that code or name'],
  ])('refuses %s %s', (code, wrongName, message) => {
    const { status, stderr } = newRule(code, wrongName);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('writes a rule that type-checks, is formatted, is listed in order and passes its own table', () => {
    const { status, stderr } = newRule('B99', name);
    expect([status, stderr]).toEqual([0, '']);

    const index = read('shared/rules/addresses/index.ts');
    expect(index).toContain(`import { aRuleFromTheScaffold } from './${name}.ts';`);
    expect(index).toMatch(/aRuleFromTheScaffold,?\s*\];/);

    const files = [`shared/rules/addresses/${name}.ts`, `test/rules/addresses/${name}.cases.ts`];
    writeFileSync(join(copy, 'tsconfig.only.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files }));
    expect(node('node_modules/typescript/bin/tsc', '--project', 'tsconfig.only.json').stdout).toBe('');
    expect(node('node_modules/.bin/biome', 'ci', ...files).stderr).toBe('');

    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', 'test/rules/rules.test.ts'];
    const { stderr: report } = node(...jest, '--testNamePattern', `B99 ${name}|pairs every rule`);
    expect(report).toMatch(/Tests: +(\d+ skipped, )?\d+ passed/);
  }, 60_000);
});
