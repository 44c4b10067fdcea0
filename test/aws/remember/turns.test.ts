import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoTurns } from '../../../shared/aws/remember/turns.ts';
import { describeTurns } from '../../app/turns/turns-contract.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';
import { minute } from '../../support/observation-builders.ts';

describe('turns in DynamoDB', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  describeTurns(async () => dynamoTurns(await tables.create(), () => new Date(minute(0))));
});
