import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoRetirement } from '../../../shared/aws/remember/retirement.ts';
import { describeRetirement } from '../../app/retire/retirement-contract.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';

describe('in DynamoDB', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  describeRetirement(async () => dynamoRetirement(await tables.create()));
});
