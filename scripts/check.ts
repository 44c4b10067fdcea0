// `npm run check`: the fast inner loop. Types, lint and the tests that need no local AWS and touch what changed since the last commit.
import { conclude, jest, lint, types } from './steps.ts';

const steps = await Promise.all([types(), lint()]);
const tests = await jest(
  '--onlyChanged',
  '--testPathIgnorePatterns=/test/aws/',
  '--passWithNoTests',
  ...process.argv.slice(2),
);
conclude([...steps, tests]);
