import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoMemory } from '../../../shared/aws/remember/index.ts';
import { describeMemory } from '../../app/findings/memory-contract.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';

describe('the memory in DynamoDB', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  describeMemory(async (now) => dynamoMemory(await tables.create(), now));
});
