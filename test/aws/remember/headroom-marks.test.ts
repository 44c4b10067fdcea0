import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Marks } from '../../../shared/app/headroom/headroom.ts';
import { marksInMemory } from '../../../shared/app/headroom/in-memory.ts';
import { dynamoHeadroomMarks } from '../../../shared/aws/remember/index.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await startLocalTables();
}, 60_000);
afterAll(() => tables.stop());

const here = { account: '111122223333', region: 'us-east-1' };
const kinds: readonly (readonly [string, () => Promise<Marks>])[] = [
  ['the process', async () => marksInMemory()],
  ['the table', async () => dynamoHeadroomMarks(await tables.create())],
];

describe.each(kinds)('marks of free addresses in %s', (_, open) => {
  it('are those that were put last, of each account and Region', async () => {
    const marks = await open();
    expect(await marks.at(here)).toBeUndefined();
    await marks.replace(here, new Map([['subnet-a', 5]]));
    await marks.replace({ ...here, region: 'eu-west-1' }, new Map());
    await marks.replace(
      here,
      new Map([
        ['subnet-b', 0],
        ['subnet-c', 65_531],
      ]),
    );
    expect(await marks.at(here)).toEqual(
      new Map([
        ['subnet-b', 0],
        ['subnet-c', 65_531],
      ]),
    );
    expect(await marks.at({ ...here, region: 'eu-west-1' })).toEqual(new Map());
  });

  it('are as many as an account has', async () => {
    const marks = await open();
    const many = new Map(Array.from({ length: 5_000 }, (__, nth) => [`subnet-${String(nth).padStart(17, '0')}`, nth]));
    await marks.replace(here, many);
    expect(await marks.at(here)).toEqual(many);
  });
});
