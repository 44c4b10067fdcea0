import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { type Place, placeId } from '../place.ts';
import { Unreachable } from '../watch/unreachable.ts';
import type { WatchList } from '../watch/watch-list.ts';
import { type CheckOutcome, checkClusters } from './check-clusters.ts';
import { handOn } from './look-again.ts';
import { needsFinder } from './needs.ts';
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

const together = 4;

/**
 * Does the work of one batch, a few accounts and Regions at a time: each has API rates of its own. What fails in one leaves the others
 * alone; what there is no time for is left to another worker.
 */
export async function checkPlaces(items: readonly WorkItem[], ports: PlacesPorts): Promise<PlacesOutcome> {
  const groups = byPlace(items);
  const outcomes: PlacesOutcome[] = [];
  for (let start = 0; start < groups.length; start += together) {
    const some = groups.slice(start, start + together);
    outcomes.push(...(await Promise.all(some.map((group) => attempted(group, ports)))));
  }
  return outcomes.reduce(sumOf, nothingDone);
}

interface Group {
  readonly place: Place;
  readonly items: readonly WorkItem[];
}

/** The items by the place that they are about, without those that concern nobody. */
function byPlace(items: readonly WorkItem[]): readonly Group[] {
  const groups = Map.groupBy(items, ({ work }) => {
    const about = placeOf(work);
    return about && placeId(about);
  });
  return [...groups.values()].flatMap((group) => {
    const about = group[0] && placeOf(group[0].work);
    return about ? [{ place: { account: about.account, region: about.region }, items: group }] : [];
  });
}

const counted = ['checked', 'covered', 'left', 'again', 'unread', 'unwatched', 'unreachable'] as const;

const nothingDone: PlacesOutcome = {
  failed: new Map(),
  checked: 0,
  covered: 0,
  left: 0,
  again: 0,
  unread: 0,
  unwatched: 0,
  unreachable: 0,
};

function sumOf(one: PlacesOutcome, other: PlacesOutcome): PlacesOutcome {
  const counts = Object.fromEntries(counted.map((name) => [name, one[name] + other[name]]));
  return { ...one, ...counts, failed: new Map([...one.failed, ...other.failed]) };
}

async function attempted(group: Group, ports: PlacesPorts): Promise<PlacesOutcome> {
  try {
    return await checkPlace(group, ports);
  } catch (error) {
    return { ...nothingDone, failed: new Map(group.items.map(({ id }) => [id, error])) };
  }
}

async function checkPlace({ place, items }: Group, ports: PlacesPorts): Promise<PlacesOutcome> {
  if (!(await ports.isWatched(place))) return { ...nothingDone, unwatched: items.length };
  if (!ports.isTimeLeft()) return handedOn(place, items, ports);
  const collect = (clusters: readonly string[]) => ports.collect(place, clusters);
  const outcome = await checkClusters(items, place, { ...ports, collect });
  const refusals = [...outcome.failed.values()].filter((error) => error instanceof Unreachable);
  const [refusal] = refusals;
  if (refusal) await ports.watchList.unreachable(place, refusal.message, ports.now().toISOString());
  const failed = new Map([...outcome.failed].filter(([, error]) => !(error instanceof Unreachable)));
  return { ...nothingDone, ...outcome, failed, unread: outcome.unread.length, unreachable: refusals.length };
}

/** A message of its own for what changes concern is there sooner than the batch's, which comes again after its time is over. */
async function handedOn(place: Place, items: readonly WorkItem[], ports: PlacesPorts): Promise<PlacesOutcome> {
  const find = needsFinder(place, ports);
  const needs = await Promise.all(items.map(({ work }) => find(work)));
  await handOn(needs.flat(), ports);
  return { ...nothingDone, again: needs.flat().length };
}
