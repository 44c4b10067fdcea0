import * as z from 'zod';
import { type Absence, type Absences, type Absentee, absentees } from '../../app/absences/absences.ts';
import { type Place, placeId } from '../../app/place.ts';
import { schema } from './items.ts';
import type { Key } from './keys.ts';
import { attribute, phrase } from './phrase.ts';
import { Table } from './table.ts';

const keyOf = (place: Place, what: Absentee): Key => ({ pk: `U#${placeId(place)}`, sk: what });

const absenceItem = z.object({
  schema: z.literal(schema),
  sk: z.enum(absentees),
  since: z.string(),
  triedAt: z.string(),
  reason: z.string(),
});

function absenceFrom(item: object): Absence {
  const { sk: what, since, triedAt, reason } = absenceItem.parse(item);
  return { what, since, triedAt, reason };
}

/** Absences in the same table as everything else. */
export function dynamoAbsences(tableName: string): Absences {
  const table = new Table(tableName);
  return {
    at: async (place) => (await table.getAll(absentees.map((what) => keyOf(place, what)))).map(absenceFrom),
    missed: async (place, what, reason, now) => {
      const key = keyOf(place, what);
      const set = { schema, triedAt: now, reason };
      const isNew = phrase`attribute_not_exists(${attribute('since')})`;
      const { made } = await table.update({ key, set: { ...set, since: now }, conditions: [isNew] });
      if (!made) await table.update({ key, set, conditions: [phrase`attribute_exists(${attribute('since')})`] });
      const item = await table.get(key);
      return item ? absenceFrom(item) : { what, since: now, triedAt: now, reason };
    },
    found: async (place, what) => {
      await table.transact([{ delete: keyOf(place, what) }]);
    },
  };
}
