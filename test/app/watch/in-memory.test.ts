import { describe } from '@jest/globals';
import { watchListInMemory } from '../../../shared/app/watch/in-memory.ts';
import { describeWatchList } from './watch-list-contract.ts';

describe('a watch list in memory', () => {
  describeWatchList(async () => watchListInMemory());
});
