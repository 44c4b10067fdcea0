import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as z from 'zod';

/** What a part of `npm test` came to. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

const onePassed: Counts = { passed: 1, failed: 0, skipped: 0 };
const oneFailed: Counts = { passed: 0, failed: 1, skipped: 0 };

export const types = () => step('types', 'tsc', ['--project', '.']);
export const lint = () => step('lint', 'biome', ['ci', '--colors=off']);
export const unused = () => step('unused code', 'knip', ['--no-progress']);
export const generated = () => step('generated files', process.execPath, ['scripts/generate.ts', '--check']);

/** Runs a tool to its end; shows what it printed only when it failed. */
async function step(name: string, program: string, args: string[]): Promise<Counts> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const failure = await ended(child);
  if (!failure) {
    console.log(`ok      ${name}`);
    return onePassed;
  }
  console.log(`FAILED  ${name}: ${failure}\n${output.trimEnd()}\n`);
  return oneFailed;
}

const JestResult = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
});

/** Runs jest with its own output; a test file that cannot run, and a jest that crashes, count as one failed test each. */
export async function jest(...args: string[]): Promise<Counts> {
  const outputFile = '.cache/jest-result.json';
  mkdirSync('.cache', { recursive: true });
  rmSync(outputFile, { force: true });
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const options = ['--ci', '--json', `--outputFile=${outputFile}`, ...args];
  const child = spawn(process.execPath, [...flags, 'node_modules/jest/bin/jest.js', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const failure = await ended(child);
  try {
    const result = JestResult.parse(JSON.parse(readFileSync(outputFile, 'utf8')));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return {
      passed: result.numPassedTests,
      failed: failure && failed === 0 ? 1 : failed,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch (error) {
    console.log(`FAILED  jest: ${failure ?? 'it left no result'} (${error instanceof Error ? error.message : error})`);
    return oneFailed;
  }
}

/** Why a program failed, or undefined when it ended well. */
async function ended(child: ReturnType<typeof spawn>): Promise<string | undefined> {
  try {
    const [code, signal] = await once(child, 'close');
    return code === 0 ? undefined : `ended with ${signal ?? code}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Prints the one line that sums everything up and sets the exit code. */
export function conclude(parts: readonly Counts[]): void {
  const sum = (key: keyof Counts) => parts.reduce((total, part) => total + part[key], 0);
  if (sum('failed') > 0) process.exitCode = 1;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
}
