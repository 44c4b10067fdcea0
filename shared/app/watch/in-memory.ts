import { type Place, placeId } from '../place.ts';
import type { WatchedPlace, WatchList } from './watch-list.ts';

/** A watch list that lasts as long as the process. */
export function watchListInMemory(): WatchList {
  const places = new Map<string, WatchedPlace>();
  const change = (place: Place, next: (known: WatchedPlace) => WatchedPlace): void => {
    const known = places.get(placeId(place));
    if (known) places.set(placeId(place), next(known));
  };
  return {
    all: async () => [...places.values()],
    find: async (place) => places.get(placeId(place)),
    replace: async (wanted, listedAt) => {
      const ids = new Set(wanted.map(placeId));
      const left = [...places.values()].filter((place) => !ids.has(placeId(place)));
      for (const place of left) places.delete(placeId(place));
      for (const { account, region } of wanted) {
        const id = placeId({ account, region });
        if (!places.has(id)) places.set(id, { account, region, listedAt });
      }
      return left.map(({ account, region }) => ({ account, region }));
    },
    reached: async (place, now) =>
      change(place, ({ account, region, listedAt }) => ({ account, region, listedAt, reachedAt: now })),
    unreachable: async (place, reason, now) =>
      change(place, (known) => ({ ...known, reason, unreachableSince: known.unreachableSince ?? now })),
  };
}
