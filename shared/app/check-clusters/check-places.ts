import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { type Place, placeId } from '../place.ts';
import { Unreachable } from '../watch/unreachable.ts';
import type { WatchList } from '../watch/watch-list.ts';
import { type CheckOutcome, checkClusters } from './check-clusters.ts';
import type { CheckPorts } from './ports.ts';
import { placeOf, type WorkItem } from './work.ts';

export interface PlacesPorts extends Omit<CheckPorts, 'collect'> {
  /** Reads clusters of a place. Throws `Unreachable` where its account does not let us. */
  readonly collect: (place: Place, clusters: readonly string[]) => Promise<Snapshot>;
  readonly isWatched: (place: Place) => Promise<boolean>;
  readonly watchList: Pick<WatchList, 'unreachable'>;
  /** Whether there is time to read one more place. */
  readonly isTimeLeft: () => boolean;
}

type Counts = Pick<CheckOutcome, 'checked' | 'covered' | 'left' | 'again'>;

export interface PlacesOutcome extends Counts {
  /** The items that have to come again, with why. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** How many clusters could not be described. */
  readonly unread: number;
  /** How many items were dropped because they come from places that are not watched. */
  readonly unwatched: number;
  /** How many items were dropped because their account cannot be reached; the sweep looks at all of it once it can. */
  readonly unreachable: number;
}

/** The items by the place that they are about, without those that concern nobody. */
function byPlace(
  items: readonly WorkItem[],
): readonly { readonly place: Place; readonly items: readonly WorkItem[] }[] {
  const groups = new Map<string, { readonly place: Place; readonly items: WorkItem[] }>();
  for (const item of items) {
    const about = placeOf(item.work);
    if (!about) continue;
    const place = { account: about.account, region: about.region };
    const group = groups.get(placeId(place));
    if (group) group.items.push(item);
    else groups.set(placeId(place), { place, items: [item] });
  }
  return [...groups.values()];
}

/** Does the work of one batch, one account and Region after the other. What fails in one leaves the others alone. */
export async function checkPlaces(items: readonly WorkItem[], ports: PlacesPorts): Promise<PlacesOutcome> {
  const counts = { checked: 0, covered: 0, left: 0, again: 0, unread: 0, unwatched: 0, unreachable: 0 };
  const failed = new Map<string, unknown>();
  for (const group of byPlace(items)) {
    const { place } = group;
    if (!ports.isTimeLeft()) {
      for (const { id } of group.items) failed.set(id, new Error('There was no time left for it.'));
    } else if (await ports.isWatched(place)) {
      const outcome = await checkPlace(group.items, place, ports);
      for (const name of ['checked', 'covered', 'left', 'again'] as const) counts[name] += outcome[name];
      counts.unread += outcome.unread.length;
      const [refused, ...others] = [...outcome.failed].filter(([, error]) => error instanceof Unreachable);
      if (refused) await ports.watchList.unreachable(place, reasonOf(refused[1]), ports.now().toISOString());
      counts.unreachable += refused ? others.length + 1 : 0;
      for (const [id, error] of outcome.failed) if (!(error instanceof Unreachable)) failed.set(id, error);
    } else counts.unwatched += group.items.length;
  }
  return { ...counts, failed };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function checkPlace(items: readonly WorkItem[], place: Place, ports: PlacesPorts): Promise<CheckOutcome> {
  const collect = (clusters: readonly string[]) => ports.collect(place, clusters);
  try {
    return await checkClusters(items, place, { ...ports, collect });
  } catch (error) {
    const failed = new Map(items.map(({ id }) => [id, error]));
    return { failed, checked: 0, covered: 0, left: 0, again: 0, unread: [] };
  }
}
