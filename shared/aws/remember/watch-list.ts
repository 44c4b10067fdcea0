import * as z from 'zod';
import { type Place, placeId } from '../../app/place.ts';
import type { WatchedPlace, WatchList } from '../../app/watch/watch-list.ts';
import { schema } from './items.ts';
import type { Key } from './keys.ts';
import { attribute, type Phrase, phrase } from './phrase.ts';
import { type Item, mostWrites, Table } from './table.ts';

const partition = 'W';
const prefix = 'P#';
const keyOf = (place: Place): Key => ({ pk: partition, sk: `${prefix}${placeId(place)}` });

const watchedItem = z.object({
  schema: z.literal(schema),
  account: z.string(),
  region: z.string(),
  listedAt: z.string(),
  reachedAt: z.string().exactOptional(),
  unreachableSince: z.string().exactOptional(),
  reason: z.string().exactOptional(),
});

function watchedFrom(item: Item): WatchedPlace {
  const { schema: _, ...place } = watchedItem.parse(item);
  return place;
}

const isWatched = phrase`attribute_exists(${attribute('pk')})`;
const isNew = phrase`attribute_not_exists(${attribute('pk')})`;
const wasReached = phrase`attribute_not_exists(${attribute('unreachableSince')})`;

const together = 10;

/** The watch list in the same table as everything else. */
export function dynamoWatchList(tableName: string): WatchList {
  const table = new Table(tableName);
  const all = async () => (await table.query(partition, prefix)).map(watchedFrom);
  const update = async (place: Place, set: Item, conditions: readonly Phrase[], remove: readonly string[] = []) =>
    (await table.update({ key: keyOf(place), set, remove, conditions })).made;
  return {
    all,
    find: async (place) => {
      const item = await table.get(keyOf(place));
      return item && watchedFrom(item);
    },
    replace: async (places, listedAt) => {
      const before = await all();
      const known = new Set(before.map(placeId));
      const added = places.filter((place) => !known.has(placeId(place)));
      for (let start = 0; start < added.length; start += together) {
        const some = added.slice(start, start + together);
        await Promise.all(
          some.map(({ account, region }) =>
            update({ account, region }, { schema, account, region, listedAt }, [isNew]),
          ),
        );
      }
      const wanted = new Set(places.map(placeId));
      const left = before.filter((place) => !wanted.has(placeId(place)));
      for (let start = 0; start < left.length; start += mostWrites)
        await table.transact(left.slice(start, start + mostWrites).map((place) => ({ delete: keyOf(place) })));
      return left.map(({ account, region }) => ({ account, region }));
    },
    reached: async (place, now) => {
      await update(place, { reachedAt: now }, [isWatched], ['unreachableSince', 'reason']);
    },
    unreachable: async (place, reason, now) => {
      const isFirst = await update(place, { reason, unreachableSince: now }, [isWatched, wasReached]);
      if (!isFirst) await update(place, { reason }, [isWatched]);
    },
  };
}
