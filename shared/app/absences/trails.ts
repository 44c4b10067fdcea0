import type { Place } from '../place.ts';
import type { Absences } from './absences.ts';

/** Whether a trail logs the changes of a place, without which AWS tells of none. `unknown`: nobody could see. */
export type TrailSight =
  | { readonly state: 'logging' }
  | { readonly state: 'missing' | 'unknown'; readonly reason: string };

export interface TrailPorts {
  readonly absences: Absences;
  readonly look: (place: Place) => Promise<TrailSight>;
  /** Has people told what is missing at a place. */
  readonly announce: (message: Place & { readonly absences: true }) => Promise<void>;
  readonly isTimeLeft: () => boolean;
  readonly now: () => Date;
}

export interface TrailsSeen {
  readonly logging: number;
  /** Places that are watched by the sweep only. */
  readonly missing: number;
  readonly unknown: readonly (Place & { readonly reason: string })[];
}

const together = 10;
const dayMs = 24 * 60 * 60_000;

/** Looks for a trail at each place, and notes where there is none. Where nobody can see, what was noted stays. */
export async function lookForTrails(places: readonly Place[], ports: TrailPorts): Promise<TrailsSeen> {
  const seen = { logging: 0, missing: 0, unknown: [] as (Place & { readonly reason: string })[] };
  for (let start = 0; start < places.length && ports.isTimeLeft(); start += together) {
    const some = places.slice(start, start + together);
    const sights = await Promise.all(some.map(async (place) => ({ place, sight: await noted(place, ports) })));
    for (const { place, sight } of sights) {
      if (sight.state === 'unknown') seen.unknown.push({ ...place, reason: sight.reason });
      else seen[sight.state] += 1;
    }
  }
  return seen;
}

async function noted({ account, region }: Place, { absences, look, announce, now }: TrailPorts): Promise<TrailSight> {
  const place = { account, region };
  const sight = await look(place);
  if (sight.state === 'logging') await absences.found(place, 'trail');
  if (sight.state !== 'missing') return sight;
  const { since } = await absences.missed(place, 'trail', sight.reason, now().toISOString());
  // For as long as it may take until people were told.
  if (now().getTime() - Date.parse(since) < dayMs) await announce({ ...place, absences: true });
  return sight;
}
