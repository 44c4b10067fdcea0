import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'plumbline-steps-'));
  for (const path of ['package.json', 'jest.config.js', 'scripts/steps.ts']) cpSync(join(root, path), join(copy, path));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, 'test'));
});
afterEach(() => rmSync(copy, { recursive: true }));

const test = (name: string, text: string) => writeFileSync(join(copy, `test/${name}.test.ts`), text);

/** Runs jest over the tests that were written, after steps that came to the given counts. */
function conclude(...counts: object[]) {
  const script = `import { conclude, jest } from './scripts/steps.ts';
    conclude([...${JSON.stringify(counts)}, await jest()]);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1), output: stdout + stderr };
}

describe('the line at the end of npm test', () => {
  it('adds up what passed', () => {
    test('good', `it('holds', () => expect(1).toBe(1)); it('holds too', () => expect(2).toBe(2));`);
    expect(conclude({ passed: 1, failed: 0, skipped: 0 })).toMatchObject({
      status: 0,
      lastLine: '3 passed, 0 failed, 0 skipped',
    });
  });

  it('counts failures, what was skipped, and a file that cannot run, and keeps what jest says', () => {
    test(
      'mixed',
      `it('holds', () => expect(1).toBe(1)); it('breaks', () => expect(1).toBe(2)); xit('waits', () => {});`,
    );
    test('unreadable', `throw new Error('cannot even start');`);
    const { status, lastLine, output } = conclude();
    expect([status, lastLine]).toEqual([1, '1 passed, 2 failed, 1 skipped']);
    expect(output).toContain('cannot even start');
  });

  it('fails when a step failed, or jest itself', () => {
    test('good', `it('holds', () => expect(1).toBe(1));`);
    expect(conclude({ passed: 0, failed: 1, skipped: 0 })).toMatchObject({
      status: 1,
      lastLine: '1 passed, 1 failed, 0 skipped',
    });
    writeFileSync(join(copy, 'jest.config.js'), 'export default nonsense;');
    expect(conclude()).toMatchObject({ status: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
  });
});
