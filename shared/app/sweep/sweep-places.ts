import type { Place } from '../place.ts';
import type { WatchedPlace } from '../watch/watch-list.ts';
import { type Discovered, discover } from './discover.ts';
import type { SweepPlacesPorts } from './ports.ts';
import { notReached, reached, type UnreachedPlace } from './reachability.ts';
import { type ClusterList, inMessages, sweepPlace } from './sweep.ts';

export interface SweepOutcome extends Discovered {
  readonly places: number;
  readonly unreachable: readonly UnreachedPlace[];
  /** Places for which there was no time; the next sweep begins with them. */
  readonly left: number;
  readonly clusters: number;
  readonly messages: number;
  readonly gone: number;
  readonly overdue: number;
  readonly open: number;
  readonly decided: number;
  readonly undecided: number;
}

const together = 8;
const tallied = ['gone', 'overdue', 'open', 'decided', 'undecided'] as const;

type Listed = { readonly place: Place } & (
  | { readonly list: ClusterList; readonly groups: readonly (readonly string[])[] }
  | { readonly error: unknown }
  | { readonly isLeft: true }
);

/**
 * Has every cluster of everybody who is watched checked. First the clusters of all places are listed, so that the run knows what it
 * consists of before anybody works on it. Throws an AggregateError in the end where places failed for a reason that is none of theirs.
 */
export async function sweepPlaces(ports: SweepPlacesPorts): Promise<SweepOutcome> {
  const { watchList, now } = ports;
  const discovered = await discover(ports);
  const watched = (await watchList.all()).toSorted(byReachedAt);
  const listed = await listAll(watched, ports);
  const run = now().toISOString();
  const seen = listed.filter((one) => 'list' in one);
  await ports.runs.open(
    run,
    seen.flatMap(({ place, groups }) => (groups.length > 0 ? [{ place, groups: groups.length }] : [])),
  );
  const totals = { clusters: 0, messages: 0, gone: 0, overdue: 0, open: 0, decided: 0, undecided: 0 };
  const unreachable: UnreachedPlace[] = [];
  const failures: unknown[] = [];
  for (const one of listed) {
    try {
      if ('error' in one) unreachable.push(await notReached(one.place, one.error, ports));
      if (!('list' in one)) continue;
      const { place, list, groups } = one;
      const swept = await sweepPlace(place, list, { run, groups }, ports);
      totals.clusters += list.clusters.length;
      totals.messages += groups.length;
      for (const name of tallied) totals[name] += swept[name];
      await reached(place, ports);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `Places that could not be swept: ${failures.length}.`);
  const left = listed.filter((one) => 'isLeft' in one).length;
  return { places: watched.length, ...discovered, unreachable, left, ...totals };
}

const byReachedAt = (a: WatchedPlace, b: WatchedPlace): number =>
  (a.reachedAt ?? '') === (b.reachedAt ?? '') ? 0 : (a.reachedAt ?? '') < (b.reachedAt ?? '') ? -1 : 1;

async function listAll(places: readonly Place[], ports: SweepPlacesPorts): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  for (let start = 0; start < places.length; start += together) {
    const some = places.slice(start, start + together).map(({ account, region }) => ({ account, region }));
    listed.push(
      ...(ports.isTimeLeft()
        ? await Promise.all(some.map((place) => listOne(place, ports)))
        : some.map((place) => ({ place, isLeft: true as const }))),
    );
  }
  return listed;
}

async function listOne(place: Place, { list }: SweepPlacesPorts): Promise<Listed> {
  try {
    const found = await list(place);
    return { place, list: found, groups: inMessages(found.clusters) };
  } catch (error) {
    return { place, error };
  }
}
