import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoWatchList } from '../../../shared/aws/remember/watch-list.ts';
import { describeWatchList } from '../../app/watch/watch-list-contract.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';

describe('a watch list in DynamoDB', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  describeWatchList(async () => dynamoWatchList(await tables.create()));
});
