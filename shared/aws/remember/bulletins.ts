import * as z from 'zod';
import type { Bulletin, Bulletins } from '../../app/bulletins/bulletins.ts';
import { placeId } from '../../app/place.ts';
import { schema } from './items.ts';
import type { Key } from './keys.ts';
import { attribute, phrase } from './phrase.ts';
import { Table } from './table.ts';

const keyOf = ({ place, name }: Bulletin): Key => ({ pk: `B#${placeId(place)}`, sk: name });

const bulletinItem = z.object({ schema: z.literal(schema), told: z.string().exactOptional() });

/** Bulletins in the same table as everything else. */
export function dynamoBulletins(tableName: string): Bulletins {
  const table = new Table(tableName);
  const told = attribute('told');
  const [claimed, until] = [attribute('claim', 'occurrence'), attribute('claim', 'until')];
  const lastTold = async (bulletin: Bulletin): Promise<string | undefined> => {
    const item = await table.get(keyOf(bulletin));
    return item && bulletinItem.parse(item).told;
  };
  return {
    take: async (bulletin, end, now) => {
      const { occurrence } = bulletin;
      const { made } = await table.update({
        key: keyOf(bulletin),
        set: { schema, claim: { occurrence, until: end } },
        conditions: [
          phrase`(attribute_not_exists(${told}) OR ${told} < ${occurrence})`,
          phrase`(attribute_not_exists(${until}) OR ${until} <= ${now})`,
        ],
      });
      const last = await lastTold(bulletin);
      if (made) return { outcome: 'mine', ...(last === undefined ? {} : { last }) };
      return { outcome: last !== undefined && last >= occurrence ? 'told' : 'taken' };
    },
    told: async (bulletin, end) => {
      const { made } = await table.update({
        key: keyOf(bulletin),
        set: { told: bulletin.occurrence },
        remove: ['claim'],
        conditions: [phrase`${claimed} = ${bulletin.occurrence}`, phrase`${until} = ${end}`],
      });
      return made;
    },
  };
}
