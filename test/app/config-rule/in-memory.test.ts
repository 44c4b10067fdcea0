import { describe } from '@jest/globals';
import { configMemoryInMemory } from '../../../shared/app/config-rule/in-memory.ts';
import { configMemoryContract } from './config-memory-contract.ts';

describe('the memory of a process', () => {
  configMemoryContract(async () => configMemoryInMemory());
});
