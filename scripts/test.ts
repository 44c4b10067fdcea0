// `npm test`: everything that must hold, then one line `N passed, N failed, N skipped`.
// Each step that is no test (types, lint, unused code, generated files) counts as one.
import { conclude, generated, jest, lint, types, unused } from './steps.ts';

const steps = await Promise.all([types(), lint(), unused(), generated()]);
const tests = await jest();
conclude([...steps, tests]);
