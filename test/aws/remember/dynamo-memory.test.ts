import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dynamoMemory } from '../../../shared/aws/remember/index.ts';
import { describeMemory } from '../../app/findings/memory-contract.ts';
import { aSight, observationOf, outcomeOf, persist, rememberedIn } from '../../support/finding-histories.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';
import { minute } from '../../support/observation-builders.ts';

describe('the memory in DynamoDB', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  describeMemory(async (now) => dynamoMemory(await tables.create(), now));

  it('holds what workers saw that committed at the same time, in the order in which they saw it', async () => {
    const sights = fc.array(aSight, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sights, async (seen) => {
        const table = await tables.create();
        const now = () => new Date(minute(0));
        const outcomes = await Promise.all(
          seen.map((sight, minutes) => persist(dynamoMemory(table, now), observationOf(sight, minutes))),
        );
        const accepted = seen.filter((_, index) => outcomes[index]?.outcome !== 'superseded');
        expect(accepted.at(-1)).toBe(seen.at(-1));
        expect(await rememberedIn(dynamoMemory(table, now))).toEqual(outcomeOf(accepted));
      }),
      { numRuns: 15 },
    );
  });
});
