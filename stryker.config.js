/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['shared/{model,engine,rules}/**/*.ts'],
  testFiles: ['test/{model,engine,rules}/**/*.test.ts', 'test/peers.test.ts'],
  testRunner: 'in-process',
  plugins: ['./scripts/mutation/test-runner.ts'],
  coverageAnalysis: 'perTest',
  // What a module does once while it is loaded would need a new process for each mutant.
  ignoreStatic: true,
  // Mutants whose code and tests did not change keep their results.
  incremental: true,
  incrementalFile: '.cache/stryker/incremental.json',
  tempDirName: '.cache/stryker/sandboxes',
  ignorePatterns: ['/dist', '/.venv'],
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: '.cache/stryker/mutation.json' },
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 30,
  // Below this the run fails.
  thresholds: { high: 95, low: 85, break: 85 },
};
