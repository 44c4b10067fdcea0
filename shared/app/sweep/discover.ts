import { observedGone } from '../findings/observation.ts';
import { remember } from '../findings/remember.ts';
import { distinctPlaces, isSamePlace, type Place } from '../place.ts';
import { accountKey } from '../watch/observe-account.ts';
import type { SweepPlacesPorts } from './ports.ts';
import { reasonOf } from './reachability.ts';
import { chunks } from './sweep.ts';

export interface Discovered {
  /** Places that are watched no more. */
  readonly departed: number;
  /** Why nobody could say who is to be watched: whoever was stays so. */
  readonly undiscovered?: string;
}

/** Brings the watch list up to date. */
export async function discover(ports: SweepPlacesPorts): Promise<Discovered> {
  const { watchList, isByClusters, now } = ports;
  const found = await ports.discover().catch((error: unknown) => reasonOf(error));
  if (typeof found === 'string') return { departed: 0, undiscovered: found };
  const lasting = isByClusters ? await withClusters(found, ports) : [];
  const wanted = distinctPlaces([...found, ...lasting]);
  // Before they are off the list: whoever ends in between is followed by a sweep that does it again.
  for (const place of await watchList.all())
    if (!wanted.some((other) => isSamePlace(place, other))) await depart(place, ports);
  return { departed: (await watchList.replace(wanted, now().toISOString())).length };
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
async function depart({ account, region }: Place, { memory, announce, now }: SweepPlacesPorts): Promise<void> {
  const itself = await memory.cluster(accountKey({ account, region }));
  const known = [...(await memory.clusters(account, region)), ...(itself ? [itself] : [])];
  const pending: string[] = [];
  for (const cluster of known) {
    const observation = { ...observedGone(cluster, now().toISOString()), goneBecause: becauseUnwatched };
    const after = cluster.gone ? cluster : await remember(memory, observation);
    if (after.pending) pending.push(cluster.cluster);
  }
  for (const clusters of chunks(pending)) await announce({ account, region, clusters });
}
