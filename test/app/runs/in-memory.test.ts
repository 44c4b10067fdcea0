import { describe } from '@jest/globals';
import { runsInMemory } from '../../../shared/app/runs/in-memory.ts';
import { describeRuns } from './runs-contract.ts';

describe('a run in memory', () => {
  describeRuns(async () => runsInMemory());
});
