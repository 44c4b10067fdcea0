import { isSamePlace, type Place, placeId } from '../place.ts';
import type { WatchList } from './watch-list.ts';

const rememberedMs = 60_000;

/** Whether a place is on the watch list, as it was a minute ago at most. */
export function watchedIn(
  list: Pick<WatchList, 'find'>,
  now: () => Date = () => new Date(),
): (place: Place) => Promise<boolean> {
  const known = new Map<string, { readonly isWatched: boolean; readonly askedAt: number }>();
  return async (place) => {
    const before = known.get(placeId(place));
    if (before && now().getTime() - before.askedAt < rememberedMs) return before.isWatched;
    const askedAt = now().getTime();
    const isWatched = (await list.find(place)) !== undefined;
    known.set(placeId(place), { isWatched, askedAt });
    return isWatched;
  };
}

/** Whether a place is where the functions run, when that is all that is watched. */
export const watchedHere =
  (here: Place) =>
  async (place: Place): Promise<boolean> =>
    isSamePlace(place, here);
