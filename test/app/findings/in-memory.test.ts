import { describe } from '@jest/globals';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { describeMemory } from './memory-contract.ts';

describe('the memory of a process', () => {
  describeMemory(async (now) => inMemory(now));
});
