import * as z from 'zod';
import { type Place, placeId } from '../../app/place.ts';
import type { Run, Runs } from '../../app/runs/runs.ts';
import { schema } from './items.ts';
import type { Key } from './keys.ts';
import { attribute, phrase } from './phrase.ts';
import { type Item, Table } from './table.ts';

const partition = 'RUNS';
const runKey = (id: string): Key => ({ pk: partition, sk: id });
const placesPartition = (id: string): string => `RUN#${id}`;
const placePrefix = 'P#';
const placeKey = (id: string, place: Place): Key => ({
  pk: placesPartition(id),
  sk: `${placePrefix}${placeId(place)}`,
});

const words = z.set(z.string()).default(() => new Set<string>());

const runItem = z.object({
  schema: z.literal(schema),
  sk: z.string(),
  places: z.int(),
  /** Numbers of the places that are complete. */
  complete: words,
  closedAt: z.string().exactOptional(),
});
const placeItem = z.object({
  schema: z.literal(schema),
  number: z.int(),
  groups: z.int(),
  done: words,
  failed: words,
});
type PlaceItem = z.output<typeof placeItem>;
const isComplete = ({ groups, done, failed }: PlaceItem): boolean => done.union(failed).size === groups;

const isClosing = ({ places, complete }: z.output<typeof runItem>): boolean => complete.size === places;

const runFrom = (item: Item): Run => {
  const { sk: id, places, closedAt } = runItem.parse(item);
  return { id, places, ...(closedAt === undefined ? {} : { closedAt }) };
};

/** What every id begins with: a query wants something. */
const millennium = '2';

const daysKept = 7;
const day = 86_400;
const together = 10;

const isThere = phrase`attribute_exists(${attribute('pk')})`;
const isNew = phrase`attribute_not_exists(${attribute('pk')})`;
const isOpen = phrase`attribute_not_exists(${attribute('closedAt')})`;

/** Runs in the same table as everything else: one item for each, and one for each account and Region in it. */
export function dynamoRuns(tableName: string): Runs {
  const table = new Table(tableName);
  const expiresAt = (id: string) => Math.floor(Date.parse(id) / 1_000) + daysKept * day;
  return {
    open: async (id, places) => {
      for (let start = 0; start < places.length; start += together) {
        await Promise.all(
          places.slice(start, start + together).map(({ place, groups }, index) =>
            table.update({
              key: placeKey(id, place),
              set: { schema, number: start + index, groups, expiresAt: expiresAt(id) },
              conditions: [isNew],
            }),
          ),
        );
      }
      const closed = places.length === 0 ? { closedAt: id } : {};
      const set = { schema, places: places.length, expiresAt: expiresAt(id), ...closed };
      await table.update({ key: runKey(id), set, conditions: [isNew] });
    },
    ended: async (place, { run: id, group }, outcome, now) => {
      const key = placeKey(id, place);
      const { made } = await table.update({ key, add: { [outcome]: new Set([String(group)]) }, conditions: [isThere] });
      const item = made ? await table.get(key) : undefined;
      const ofPlace = item && placeItem.parse(item);
      if (!ofPlace || !isComplete(ofPlace)) return false;
      const complete = new Set([String(ofPlace.number)]);
      await table.update({ key: runKey(id), add: { complete }, conditions: [isThere] });
      const run = await table.get(runKey(id));
      if (run && isClosing(runItem.parse(run)))
        await table.update({ key: runKey(id), set: { closedAt: now }, conditions: [isOpen] });
      return true;
    },
    since: async (time) => (await table.query(partition, millennium)).map(runFrom).filter(({ id }) => id >= time),
    tally: async (id) => {
      const places = (await table.query(placesPartition(id), placePrefix)).map((item) => placeItem.parse(item));
      const sum = (count: (place: PlaceItem) => number) => places.map(count).reduce((all, one) => all + one, 0);
      return {
        expected: sum(({ groups }) => groups),
        done: sum(({ done }) => done.size),
        failed: sum(({ failed, done }) => failed.difference(done).size),
      };
    },
  };
}
