import fc from 'fast-check';
import type { Due } from '../../shared/app/announce/due.ts';
import type { Teller } from '../../shared/app/announce/ports.ts';
import { findingId, type Target } from '../../shared/app/findings/finding.ts';
import type { Observation } from '../../shared/app/findings/observation.ts';
import type { Verdict } from '../../shared/engine/verdict.ts';
import { daysLeft, isExpired } from '../../shared/engine/waiver.ts';
import { anObservation, aWaiver, minute, verdictOn } from './observation-builders.ts';
import { aProblem } from './report-builders.ts';

/** How a subnet is seen: fails, fails in another way, passes, indeterminate, absent; or fails with a waiver that lasts so many days more. */
export type Glimpse = 'f' | 'o' | 'p' | 'i' | '-' | number;

/** One look at cluster `demo`, so many minutes after nine. */
export interface Look {
  readonly minutes: number;
  readonly glimpses: readonly Glimpse[];
}

export const watched = ['subnet-a', 'subnet-b'] as const;

/** What rules give of grace in these lives; three changes within an hour are flapping. */
export const graces: readonly number[] = [0, 30];
const flappingPerHour = 2;

const aGlimpse: fc.Arbitrary<Glimpse> = fc.oneof(
  { arbitrary: fc.constantFrom<Glimpse>('f', 'p'), weight: 6 },
  { arbitrary: fc.constantFrom<Glimpse>('o', 'i', '-'), weight: 2 },
  { arbitrary: fc.integer({ min: 0, max: 40 }), weight: 2 },
);

/** From the next event to the next season: minutes, hours, days. */
const aGap = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 25 }), weight: 6 },
  { arbitrary: fc.integer({ min: 26, max: 180 }), weight: 2 },
  { arbitrary: fc.integer({ min: 1, max: 90 }).map((days) => days * 1_440), weight: 1 },
);

/** Looks in the order of their times. */
export const looks = (most: number): fc.Arbitrary<readonly Look[]> =>
  fc
    .array(fc.record({ gap: aGap, glimpses: fc.array(aGlimpse, { minLength: 2, maxLength: 2 }) }), {
      minLength: 1,
      maxLength: most,
    })
    .map((steps) => {
      let minutes = 0;
      return steps.map(({ gap, glimpses }) => {
        minutes += gap;
        return { minutes, glimpses };
      });
    });

const dayAfter = (time: string, days: number): string =>
  new Date(Date.parse(time) + days * 86_400_000).toISOString().slice(0, 10);

function verdictOf(subnet: string, glimpse: Glimpse, observedAt: string): readonly Verdict[] {
  if (glimpse === '-') return [];
  if (typeof glimpse !== 'number') return [verdictOn(subnet, glimpse)];
  const waived = { ...aWaiver, expires: dayAfter(observedAt, glimpse) };
  const resource = { type: 'subnet', id: subnet } as const;
  return [aProblem({ resource, waiver: { ...waived, daysLeft: daysLeft(waived, observedAt) } })];
}

/** What a worker would commit. */
export function observationOf({ minutes, glimpses }: Look, graceMinutes: number): Observation {
  const observedAt = minute(minutes);
  const verdicts = watched.flatMap((subnet, index) => verdictOf(subnet, glimpses[index] ?? '-', observedAt));
  return anObservation({
    observedAt,
    verdicts,
    graceMinutes: new Map([['B4', graceMinutes]]),
    flappingPerHour,
  });
}

/** What is known of a subnet, by the shortest way to say it. */
interface Known {
  readonly state: 'unknown' | 'grace' | 'open' | 'waived' | 'resolved' | 'gone';
  readonly since: number;
  readonly expires?: string;
}

const isFailing = ({ state }: Known): boolean => state === 'grace' || state === 'open' || state === 'waived';

function after(known: Known, glimpse: Glimpse, minutes: number, graceMinutes: number): Known {
  const now = minute(minutes);
  const since = isFailing(known) ? known.since : minutes;
  if (typeof glimpse === 'number') return { state: 'waived', since, expires: dayAfter(now, glimpse) };
  if (glimpse === 'f' || glimpse === 'o') {
    const isOver = known.state === 'open' || known.state === 'waived' || minutes - since >= graceMinutes;
    return { state: isOver ? 'open' : 'grace', since };
  }
  if (!isFailing(known)) return known;
  if (glimpse === 'i')
    return known.expires && isExpired({ expires: known.expires }, now) ? { state: 'open', since } : known;
  return { state: glimpse === 'p' ? 'resolved' : 'gone', since };
}

/** The state of each subnet once these looks were made one after the other. */
export const statesAfter = (made: readonly Look[], graceMinutes: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    watched.flatMap((subnet, index) => {
      const start: Known = { state: 'unknown', since: 0 };
      const { state } = made.reduce(
        (known, { minutes, glimpses }) => after(known, glimpses[index] ?? '-', minutes, graceMinutes),
        start,
      );
      return state === 'unknown' ? [] : [[subnet, state]];
    }),
  );

/** What a target heard. */
export interface Heard extends Due {
  readonly target: Target;
}

/** A target that keeps what it hears; what it fails at it has not heard. */
export const listener = (target: Target, heard: Heard[], fails: () => boolean = () => false): Teller =>
  async function* (dues) {
    for (const due of dues) {
      if (fails()) yield { due, outcome: 'failed', reason: 'It was too busy.' };
      else {
        heard.push({ target, ...due });
        yield { due, outcome: 'told' };
      }
    }
  };

/** What each target heard of each finding, in order. */
export const storiesIn = (heard: readonly Heard[]): readonly (readonly [Heard, ...Heard[]])[] =>
  [...Map.groupBy(heard, ({ target, finding }) => `${target} ${findingId(finding)}`).values()].flatMap(
    ([first, ...others]) => (first ? [[first, ...others] as const] : []),
  );

/** What people believe of a finding after a message; undefined where the message makes no sense to them. */
export type Belief = 'nothing' | 'open' | 'flapping' | 'waived';

export function beliefAfter(belief: Belief, { transition }: Heard): Belief | undefined {
  const isOpen = belief === 'open' || belief === 'flapping';
  if (transition === 'new') return isOpen ? undefined : 'open';
  if (transition === 'changed') return isOpen ? 'open' : undefined;
  if (transition === 'resolved') return isOpen ? 'nothing' : undefined;
  if (transition === 'flapping') return 'flapping';
  if (transition === 'expiring') return isOpen ? undefined : 'waived';
  return belief === 'waived' ? undefined : 'waived';
}
