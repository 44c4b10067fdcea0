import type { Place } from '../place.ts';

/** What may be missing at a place that the service counts on: Security Hub, and a trail by which changes are heard of. */
export const absentees = ['security-hub', 'trail'] as const;
export type Absentee = (typeof absentees)[number];

/** Something that is not there. Times are ISO 8601 with milliseconds, in UTC. */
export interface Absence {
  readonly what: Absentee;
  /** When it was missed first. */
  readonly since: string;
  /** When it was looked for last. */
  readonly triedAt: string;
  /** Why, as of the last attempt. */
  readonly reason: string;
}

/** What is not there, by account and Region. */
export interface Absences {
  readonly at: (place: Place) => Promise<readonly Absence[]>;
  /** Says that something is missing (still). An earlier time since when stays. */
  readonly missed: (place: Place, what: Absentee, reason: string, now: string) => Promise<Absence>;
  /** Says that something is there. */
  readonly found: (place: Place, what: Absentee) => Promise<void>;
}

const pauseMs = 24 * 60 * 60_000;

/** Whether something that is not there need not be looked for yet: once a day is often enough. */
export const isToWait = ({ triedAt }: Absence, now: Date): boolean => now.getTime() - Date.parse(triedAt) < pauseMs;
