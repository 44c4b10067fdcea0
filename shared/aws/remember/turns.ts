import * as z from 'zod';
import { type Turf, type Turns, turfId } from '../../app/turns/turns.ts';
import { schema } from './items.ts';
import type { Key } from './keys.ts';
import { attribute, phrase } from './phrase.ts';
import { Table } from './table.ts';

const keyOf = (turf: Turf): Key => ({ pk: `T#${turfId(turf)}`, sk: '#' });

const demanded = z.object({ schema: z.literal(schema), after: z.string().exactOptional() });

/** Nobody asks for an item of a turf that was idle for so long. */
const daysKept = 7;
const day = 86_400;

/** Turns in the same table as everything else. */
export function dynamoTurns(tableName: string, now: () => Date = () => new Date()): Turns {
  const table = new Table(tableName);
  const kept = () => ({ schema, expiresAt: Math.floor(now().getTime() / 1_000) + daysKept * day });
  const [after, holder, until] = [attribute('after'), attribute('holder'), attribute('until')];
  return {
    demand: async (turf, time) => {
      const conditions = [phrase`(attribute_not_exists(${after}) OR ${after} < ${time})`];
      await table.update({ key: keyOf(turf), set: { after: time, ...kept() }, conditions });
    },
    take: async (turf, turn, at) => {
      const free = phrase`(attribute_not_exists(${until}) OR ${until} <= ${at} OR ${holder} = ${turn.holder})`;
      return (await table.update({ key: keyOf(turf), set: { ...turn, ...kept() }, conditions: [free] })).made;
    },
    giveBack: async (turf, turn) => {
      const conditions = [phrase`${holder} = ${turn.holder}`];
      const { made } = await table.update({ key: keyOf(turf), remove: ['holder', 'until'], conditions });
      if (!made) return undefined;
      const item = await table.get(keyOf(turf));
      return (item && demanded.parse(item).after) ?? '';
    },
  };
}
