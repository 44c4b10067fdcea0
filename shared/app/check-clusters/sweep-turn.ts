import type { Place } from '../place.ts';
import type { CheckPorts } from './ports.ts';
import type { WorkItem } from './work.ts';

const soonestMs = 60_000;
const spreadMs = 60_000;

/**
 * Takes the turn of the account's sweep if there is swept work: one worker at a time reads whole groups, because an account's API
 * rates are shared with its nodes. Without it the work is sent again, to come in one or two minutes.
 */
export async function takeSweep(items: readonly WorkItem[], place: Place, ports: CheckPorts): Promise<boolean> {
  const swept = items.flatMap(({ work }) => (work.kind === 'sweep' ? [work.group] : []));
  if (swept.length === 0) return false;
  if (await ports.turns.take(turfOf(place), ports.turn, ports.now().toISOString())) return true;
  for (const group of swept) await ports.later(group, soonestMs + Math.random() * spreadMs);
  return false;
}

export async function leaveSweep(place: Place, { turns, turn }: CheckPorts): Promise<void> {
  await turns.giveBack(turfOf(place), turn);
}

const turfOf = ({ account, region }: Place) => ({ account, region });
