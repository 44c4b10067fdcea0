import { observedGone } from '../findings/observation.ts';
import { remember } from '../findings/remember.ts';
import { distinctPlaces, type Place } from '../place.ts';
import type { Runs } from '../runs/runs.ts';
import { accountKey, observedUnread, rememberReached, rememberUnreachable } from '../watch/observe-account.ts';
import { Unreachable } from '../watch/unreachable.ts';
import type { WatchedPlace, WatchList } from '../watch/watch-list.ts';
import { type ClusterList, chunks, inMessages, type SweepPorts, sweepPlace } from './sweep.ts';

export interface SweepPlacesPorts extends SweepPorts {
  /** Who is to be watched. Throws where that cannot be known at present. */
  readonly discover: () => Promise<readonly Place[]>;
  readonly watchList: WatchList;
  /** Regions are watched because clusters are there: those in which clusters are remembered stay until they are seen to be gone. */
  readonly isByClusters: boolean;
  /** Throws where the list cannot be complete: `Unreachable` where the account does not let us. */
  readonly list: (place: Place) => Promise<ClusterList>;
  readonly runs: Runs;
  /** Whether there is time to list the clusters of more places. */
  readonly isTimeLeft: () => boolean;
}

export interface SweepOutcome {
  readonly places: number;
  /** Why nobody could say who is to be watched: whoever was stays so. */
  readonly undiscovered?: string;
  /** Places that could not be reached, with why. */
  readonly unreachable: readonly (Place & { readonly reason: string })[];
  /** Places for which there was no time; the next sweep begins with them. */
  readonly left: number;
  /** Places that are watched no more. */
  readonly departed: number;
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
 * consists of before anybody works on it.
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
  for (const { place, list, groups } of seen) {
    const swept = await sweepPlace(place, list, { run, groups }, ports);
    totals.clusters += list.clusters.length;
    totals.messages += groups.length;
    for (const name of tallied) totals[name] += swept[name];
    await reached(place, ports);
  }
  const unreachable: SweepOutcome['unreachable'][number][] = [];
  for (const one of listed) if ('error' in one) unreachable.push(await notReached(one.place, one.error, ports));
  const left = listed.filter((one) => 'isLeft' in one).length;
  return { places: watched.length, ...discovered, unreachable, left, ...totals };
}

const byReachedAt = (a: WatchedPlace, b: WatchedPlace): number =>
  (a.reachedAt ?? '') === (b.reachedAt ?? '') ? 0 : (a.reachedAt ?? '') < (b.reachedAt ?? '') ? -1 : 1;

/** Brings the watch list up to date. */
async function discover(ports: SweepPlacesPorts): Promise<Pick<SweepOutcome, 'departed' | 'undiscovered'>> {
  const { watchList, isByClusters, now } = ports;
  const found = await ports.discover().catch((error: unknown) => reasonOf(error));
  if (typeof found === 'string') return { departed: 0, undiscovered: found };
  const lasting = isByClusters ? await withClusters(found, ports) : [];
  const departed = await watchList.replace(distinctPlaces([...found, ...lasting]), now().toISOString());
  for (const place of departed) await depart(place, ports);
  return { departed: departed.length };
}

/** Places of the same accounts in which clusters are remembered. */
async function withClusters(
  found: readonly Place[],
  { watchList, memory }: SweepPlacesPorts,
): Promise<readonly Place[]> {
  const accounts = new Set(found.map(({ account }) => account));
  const lasting: Place[] = [];
  for (const place of await watchList.all()) {
    if (!accounts.has(place.account)) continue;
    if ((await memory.clusters(place.account, place.region)).some(({ gone }) => !gone)) lasting.push(place);
  }
  return lasting;
}

const becauseUnwatched = 'The account is no longer watched.';

/** Closes everything that is remembered of a place. */
async function depart(place: Place, { memory, announce, now }: SweepPlacesPorts): Promise<void> {
  const itself = await memory.cluster(accountKey(place));
  const known = [...(await memory.clusters(place.account, place.region)), ...(itself ? [itself] : [])];
  const pending: string[] = [];
  for (const cluster of known.filter(({ gone }) => !gone)) {
    const observation = { ...observedGone(cluster, now().toISOString()), goneBecause: becauseUnwatched };
    if ((await remember(memory, observation)).pending) pending.push(cluster.cluster);
  }
  for (const clusters of chunks(pending)) await announce({ ...place, clusters });
}

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

async function reached(place: Place, { watchList, memory, announce, now }: SweepPlacesPorts): Promise<void> {
  await watchList.reached(place, now().toISOString());
  const isPending = await rememberReached(memory, place, now());
  if (isPending) await announce({ ...place, clusters: [accountKey(place).cluster] });
}

/** An account that refuses is told at once; one that does not answer, when the next sweep finds it so too. */
async function notReached(
  place: Place,
  error: unknown,
  ports: SweepPlacesPorts,
): Promise<SweepOutcome['unreachable'][number]> {
  const { watchList, memory, announce, now } = ports;
  const reason = reasonOf(error);
  const before = await watchList.find(place);
  const since = before?.unreachableSince ?? now().toISOString();
  await watchList.unreachable(place, reason, now().toISOString());
  if (!(error instanceof Unreachable) && before?.unreachableSince === undefined) return { ...place, reason };
  const { pending } = await rememberUnreachable(memory, place, { since, reason }, now());
  const names = pending ? [accountKey(place).cluster] : [];
  for (const cluster of await memory.clusters(place.account, place.region)) {
    if (cluster.gone) continue;
    const [findings, uses] = await Promise.all([memory.findings(cluster), memory.uses(cluster)]);
    const answer = await remember(
      memory,
      observedUnread(cluster, findings, uses, { observedAt: now().toISOString(), reason }),
    );
    if (answer.pending) names.push(cluster.cluster);
  }
  for (const clusters of chunks(names)) await announce({ ...place, clusters });
  return { ...place, reason };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
