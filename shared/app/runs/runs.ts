import type { Place } from '../place.ts';

/** One sweep of everything that is watched. Times are ISO 8601 with milliseconds, in UTC. */
export interface Run {
  /** When it started, which no other run did. */
  readonly id: string;
  /** In how many accounts and Regions there was something to look at. */
  readonly places: number;
  /** When the last group of clusters was looked at, or given up for now. */
  readonly closedAt?: string;
}

/** A group of clusters of one account and Region that a run has looked at. */
export interface RunGroup {
  readonly run: string;
  /** From 0. */
  readonly group: number;
}

export interface PlaceOfRun {
  readonly place: Place;
  readonly groups: number;
}

/** How many groups there are, how many were looked at, and how many of the others failed and were not made good. */
export interface Tally {
  readonly expected: number;
  readonly done: number;
  readonly failed: number;
}

/** Which groups of each run were looked at. Saying something twice changes nothing. */
export interface Runs {
  /** `places`: those with at least one group. */
  readonly open: (id: string, places: readonly PlaceOfRun[]) => Promise<void>;
  /** Says what became of a group. Answers whether nothing of its account and Region is left; false for a run that is forgotten. */
  readonly ended: (place: Place, group: RunGroup, outcome: 'done' | 'failed', now: string) => Promise<boolean>;
  /** The runs that started at the time or later, in their order. */
  readonly since: (time: string) => Promise<readonly Run[]>;
  readonly tally: (id: string) => Promise<Tally>;
}

const day = 24 * 60 * 60_000;

/** For how long the oldest run of a day that is not closed has been open, in seconds; 0 if all are closed. */
export async function openSeconds(runs: Pick<Runs, 'since'>, now: Date): Promise<number> {
  const recent = await runs.since(new Date(now.getTime() - day).toISOString());
  const oldest = recent.find(({ closedAt }) => closedAt === undefined);
  return oldest === undefined ? 0 : Math.max(0, Math.round((now.getTime() - Date.parse(oldest.id)) / 1_000));
}
