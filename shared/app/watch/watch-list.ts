import type { Place } from '../place.ts';

/** An account and Region that is watched. Times are ISO 8601 with milliseconds, in UTC. */
export interface WatchedPlace extends Place {
  readonly listedAt: string;
  /** When its clusters could be listed last. */
  readonly reachedAt?: string;
  /** Since when they cannot be. */
  readonly unreachableSince?: string;
  /** Why, as of the last attempt. */
  readonly reason?: string;
}

/** Who is watched: whatever comes of others is dropped. */
export interface WatchList {
  readonly all: () => Promise<readonly WatchedPlace[]>;
  readonly find: (place: Place) => Promise<WatchedPlace | undefined>;
  /** Has exactly these places watched. What is known of those that stay is kept. Answers those that are watched no more. */
  readonly replace: (places: readonly Place[], now: string) => Promise<readonly Place[]>;
  /** Nothing happens to a place that is not watched, here and below. */
  readonly reached: (place: Place, now: string) => Promise<void>;
  /** An earlier time since when stays. */
  readonly unreachable: (place: Place, reason: string, now: string) => Promise<void>;
}
