import { remember } from '../findings/remember.ts';
import type { Place } from '../place.ts';
import { accountKey, observedUnread, rememberReached, rememberUnreachable } from '../watch/observe-account.ts';
import { Unreachable } from '../watch/unreachable.ts';
import type { SweepPlacesPorts } from './ports.ts';
import { chunks } from './sweep.ts';

export interface UnreachedPlace extends Place {
  readonly reason: string;
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Notes that a place was reached, and has it told where it could not be before. */
export async function reached(place: Place, { watchList, memory, announce, now }: SweepPlacesPorts): Promise<void> {
  await watchList.reached(place, now().toISOString());
  const isPending = await rememberReached(memory, place, now());
  if (isPending) await announce({ ...place, clusters: [accountKey(place).cluster] });
}

/** An account that refuses is told at once; one that does not answer, when the next sweep finds it so too. */
export async function notReached(place: Place, error: unknown, ports: SweepPlacesPorts): Promise<UnreachedPlace> {
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
