import { afterAll, beforeAll, describe } from '@jest/globals';
import { dynamoAbsences } from '../../../shared/aws/remember/absences.ts';
import { dynamoBulletins } from '../../../shared/aws/remember/bulletins.ts';
import { describeAbsences } from '../../app/absences/absences-contract.ts';
import { describeBulletins } from '../../app/bulletins/bulletins-contract.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';

describe('in DynamoDB', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  describeBulletins(async () => dynamoBulletins(await tables.create()));
  describeAbsences(async () => dynamoAbsences(await tables.create()));
});
