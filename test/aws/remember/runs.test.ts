import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoRuns } from '../../../shared/aws/remember/runs.ts';
import { describeRuns } from '../../app/runs/runs-contract.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';

describe('a run in DynamoDB', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  describeRuns(async () => dynamoRuns(await tables.create()));
});
