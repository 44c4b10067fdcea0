import * as z from 'zod';
import type { Marks } from '../../app/headroom/headroom.ts';
import { type Place, placeId } from '../../app/place.ts';
import { schema } from './items.ts';
import type { Key } from './keys.ts';
import { Table } from './table.ts';

const keyOf = (place: Place): Key => ({ pk: `H#${placeId(place)}`, sk: '#' });

const marksItem = z.object({
  schema: z.literal(schema),
  /** One text: it is read and written as a whole. */
  free: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.int())),
});

/** An item holds 400 KB; a subnet takes some 35 bytes. Those beyond are looked at by the sweep alone. */
const mostSubnets = 10_000;

/** Marks in the same table as everything else: one item for each account and Region. */
export function dynamoHeadroomMarks(tableName: string): Marks {
  const table = new Table(tableName);
  return {
    at: async (place) => {
      const item = await table.get(keyOf(place));
      return item && new Map(Object.entries(marksItem.parse(item).free));
    },
    replace: async (place, marks) => {
      const kept = [...marks].sort(([one], [other]) => (one < other ? -1 : 1)).slice(0, mostSubnets);
      const free = JSON.stringify(Object.fromEntries(kept));
      await table.update({ key: keyOf(place), set: { schema, free } });
    },
  };
}
