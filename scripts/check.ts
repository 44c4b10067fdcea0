// `npm run check`: the fast inner loop. Types, lint, known vulnerabilities, and the tests that need no local AWS and touch what
// changed since the last commit.
import { conclude, jest, lint, types } from './steps.ts';
import { vulnerabilities } from './support/production-audit.ts';

const steps = await Promise.all([types(), lint(), vulnerabilities()]);
const tests = await jest(
  '--onlyChanged',
  '--testPathIgnorePatterns=/test/aws/',
  '--passWithNoTests',
  ...process.argv.slice(2),
);
conclude([...steps, tests]);
