import { placeId } from '../place.ts';
import type { Run, Runs } from './runs.ts';

interface Kept {
  run: Run;
  readonly places: ReadonlyMap<
    string,
    { readonly groups: number; readonly done: Set<number>; readonly failed: Set<number> }
  >;
}

type PlaceKept = Kept['places'] extends ReadonlyMap<string, infer P> ? P : never;
const isComplete = ({ groups, done, failed }: PlaceKept): boolean => done.union(failed).size === groups;

/** Runs that are known as long as the process lasts. */
export function runsInMemory(): Runs {
  const runs = new Map<string, Kept>();
  return {
    open: async (id, places) => {
      if (runs.has(id)) return;
      const kept = places.map(({ place, groups }) => {
        const nothingYet: PlaceKept = { groups, done: new Set(), failed: new Set() };
        return [placeId(place), nothingYet] as const;
      });
      const closed = places.length === 0 ? { closedAt: id } : {};
      runs.set(id, { run: { id, places: places.length, ...closed }, places: new Map(kept) });
    },
    ended: async (place, { run: id, group }, outcome, now) => {
      const kept = runs.get(id);
      const ofPlace = kept?.places.get(placeId(place));
      if (!kept || !ofPlace) return false;
      ofPlace[outcome].add(group);
      const isAll = [...kept.places.values()].every(isComplete);
      if (isAll && kept.run.closedAt === undefined) kept.run = { ...kept.run, closedAt: now };
      return isComplete(ofPlace);
    },
    since: async (time) =>
      [...runs.values()]
        .map(({ run }) => run)
        .filter(({ id }) => id >= time)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    tally: async (id) => {
      const places = [...(runs.get(id)?.places.values() ?? [])];
      const sum = (count: (place: PlaceKept) => number) => places.map(count).reduce((all, one) => all + one, 0);
      return {
        expected: sum(({ groups }) => groups),
        done: sum(({ done }) => done.size),
        failed: sum(({ failed, done }) => failed.difference(done).size),
      };
    },
  };
}
