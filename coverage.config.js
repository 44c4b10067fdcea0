import jest from './jest.config.js';

/** @type {import('jest').Config} `npm run coverage`: which branches of the pure layers their tests run. */
export default {
  ...jest,
  testMatch: ['model', 'engine', 'rules', 'reports'].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  collectCoverage: true,
  coverageProvider: 'v8',
  collectCoverageFrom: ['shared/{model,engine,rules}/**/*.ts'],
  coverageDirectory: '<rootDir>/.cache/coverage',
  coverageReporters: ['json', 'text'],
  coverageThreshold: { global: { branches: 95 } },
};
