// A test runner for Stryker: the tests of the pure layers in one process, without jest. They are loaded once, and a mutant
// meets only the tests that reach it, so that it costs milliseconds where jest needs seconds to load every rule again.
import { glob } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MutantCoverage, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import * as fc from 'fast-check';
import 'zod';
import { withFreshMemories } from './fresh-memories.ts';
import { type CollectedTest, collected, collectFrom } from './jest-globals.ts';

interface StrykerNamespace {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage;
}

const namespace: StrykerNamespace = {};
Object.assign(globalThis, { __stryker__: namespace });

/** Tests that judge or draw very many cases come last. */
const slow = /never passes when|anonymised|simulation|laws/;
const globals = new URL('./jest-globals.ts', import.meta.url).href;

class InProcessTestRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  readonly #testFiles: string[];
  #forget = () => {};

  constructor({ testFiles }: StrykerOptions) {
    this.#testFiles = testFiles;
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    fc.configureGlobal({ seed: 1, numRuns: 30, endOnFailure: true });
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
    });
  }

  async dryRun(): Promise<DryRunResult> {
    await this.#load();
    const tests: TestResult[] = [];
    for (const test of collected) {
      namespace.currentTestId = test.id;
      const from = performance.now();
      const failureMessage = await this.#failureOf(test);
      namespace.currentTestId = undefined;
      const result = {
        id: test.id,
        name: test.id,
        fileName: resolve(test.file),
        timeSpentMs: performance.now() - from,
      };
      tests.push(
        failureMessage === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage },
      );
    }
    const { mutantCoverage } = namespace;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage ? { mutantCoverage } : {}) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit, mutantActivation, disableBail } = options;
    if (mutantActivation === 'static') namespace.activeMutant = activeMutant.id;
    await this.#load();
    const hitCount = hitLimit === undefined ? undefined : 0;
    Object.assign(namespace, { activeMutant: activeMutant.id, hitCount, hitLimit });
    const tests: TestResult[] = [];
    for (const test of likeliestFirst(testFilter, activeMutant.fileName)) {
      const failureMessage = await this.#failureOf(test);
      if (determineHitLimitReached(namespace.hitCount, hitLimit)) return { status: MutantRunStatus.Timeout };
      const result = { id: test.id, name: test.id, timeSpentMs: 0 };
      if (failureMessage === undefined) tests.push({ ...result, status: TestStatus.Success });
      else tests.push({ ...result, status: TestStatus.Failed, failureMessage });
      if (failureMessage !== undefined && !disableBail) break;
    }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests });
  }

  async #failureOf(test: CollectedTest): Promise<string | undefined> {
    this.#forget();
    try {
      await test.run();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #load(): Promise<void> {
    if (collected.length > 0) return;
    this.#forget = await withFreshMemories(async () => {
      for (const file of (await Array.fromAsync(glob(this.#testFiles))).sort()) {
        collectFrom(file);
        await import(pathToFileURL(resolve(file)).href);
      }
    });
  }
}

/** The tests that name the mutant's file come first. */
function likeliestFirst(filter: readonly string[] | undefined, mutated: string): CollectedTest[] {
  const wanted = filter && new Set(filter);
  const name = basename(mutated, '.ts');
  const place = ({ id }: CollectedTest) => {
    if (slow.test(id)) return 3;
    if (id.includes(name)) return 0;
    return id.startsWith('test/rules/') ? 2 : 1;
  };
  return collected.filter(({ id }) => wanted?.has(id) ?? true).sort((one, other) => place(one) - place(other));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessTestRunner)];
