import * as z from 'zod';
import type { Retirement } from '../../app/retire/retirement.ts';
import { schema } from './items.ts';
import { attribute, phrase } from './phrase.ts';
import { Table } from './table.ts';

const key = { pk: 'Z', sk: '#' };
const retiredItem = z.object({ schema: z.literal(schema), since: z.string() });

/** The retirement in the same table as everything else. */
export function dynamoRetirement(tableName: string): Retirement {
  const table = new Table(tableName);
  const since = async () => {
    const item = await table.get(key);
    return item && retiredItem.parse(item).since;
  };
  return {
    since,
    begin: async (now) => {
      const conditions = [phrase`attribute_not_exists(${attribute('pk')})`];
      const { made } = await table.update({ key, set: { since: now, schema }, conditions });
      return (made ? undefined : await since()) ?? now;
    },
    undo: async () => {
      await table.transact([{ delete: key }]);
    },
  };
}
