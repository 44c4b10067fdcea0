import { type Place, placeId } from '../place.ts';
import type { Need } from './needs.ts';
import type { CheckPorts } from './ports.ts';
import type { Checked } from './read-and-remember.ts';

const second = 1_000;
const minute = 60 * second;

/** After how long what is on its way is looked at again; no longer after the last, which the sweep then does. */
const waitsMs = [2 * minute, 5 * minute, 10 * minute, 15 * minute, 15 * minute, 15 * minute];

/** The attempt after which nothing is looked at again on its own account. */
export const lastLook = waitsMs.length;

/** A change that shows nowhere is looked for once more: EC2 answers are eventually consistent. */
const unseenMs = 5 * minute;

/** The most that a queue delays a message. */
const longestMs = 15 * minute;

/** When a cluster is to be observed once more. */
export interface Look {
  readonly after: string;
  readonly attempt: number;
}

/**
 * Gives back the turns on clusters, and has those looked at again of which somebody demands more than was observed, or something is on
 * its way. Answers how many. One that failed comes again by its message.
 */
export async function looksAgain(
  mine: ReadonlyMap<string, Need>,
  checked: Checked,
  place: Place,
  ports: CheckPorts,
): Promise<number> {
  const looks = new Map<string, Look>();
  for (const [cluster, need] of mine) {
    if (need.attempt === undefined) continue;
    const others = (await ports.turns.giveBack(need.key, ports.turn)) ?? '';
    if (checked.failed.has(cluster)) continue;
    const demanded = others > need.after ? others : need.after;
    const look = nextLook(need.attempt, demanded, cluster, checked, ports.now());
    if (look) looks.set(cluster, look);
  }
  await putOff(looks, place, ports);
  return looks.size;
}

/** Has clusters of other accounts looked at by whoever works on those. */
export async function handOn(needs: readonly Need[], ports: Pick<CheckPorts, 'later' | 'now'>): Promise<void> {
  const places = Map.groupBy(needs, ({ key: { account, region } }) => placeId({ account, region }));
  for (const [first, ...others] of places.values()) {
    if (!first) continue;
    const looks = new Map<string, Look>();
    for (const { key, after, attempt = 0 } of [first, ...others]) {
      const before = looks.get(key.cluster);
      if (!before || before.after < after) looks.set(key.cluster, { after, attempt });
    }
    const { account, region } = first.key;
    await putOff(looks, { account, region }, ports);
  }
}

/** Has clusters, by name, looked at after the times. */
export async function putOff(
  looks: ReadonlyMap<string, Look>,
  place: Place,
  { later, now }: Pick<CheckPorts, 'later' | 'now'>,
): Promise<void> {
  const alike = Map.groupBy(looks, ([, { after, attempt }]) => JSON.stringify({ after, attempt }));
  for (const [text, group] of alike) {
    const look: Look = JSON.parse(text);
    const clusters = group.map(([cluster]) => cluster);
    await later({ ...place, clusters, again: true, ...look }, waitUntil(look.after, now()));
  }
}

function nextLook(
  attempt: number,
  demanded: string,
  cluster: string,
  { observedAt, changed, unsettled }: Checked,
  now: Date,
): Look | undefined {
  const inMs = (wait: number) => new Date(now.getTime() + wait - second).toISOString();
  if (demanded >= observedAt) return { after: demanded, attempt };
  const wait = waitsMs[attempt];
  if (unsettled.has(cluster) && wait !== undefined) return { after: inMs(wait), attempt: attempt + 1 };
  if (attempt === 0 && !changed.has(cluster)) return { after: inMs(unseenMs), attempt: lastLook };
  return undefined;
}

/** So that whoever starts reading then starts after the time. */
const waitUntil = (after: string, now: Date): number =>
  Math.min(longestMs, Math.max(0, Date.parse(after) - now.getTime() + second));
