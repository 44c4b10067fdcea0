/** What only one worker at a time works on: a cluster, or (without one) the sweep of an account and Region. */
export interface Turf {
  readonly account: string;
  readonly region: string;
  readonly cluster?: string;
}

/** A worker's right to work on a turf, until it expires. Times are ISO 8601 with milliseconds, in UTC. */
export interface Turn {
  /** Of the worker, and nobody else's. */
  readonly holder: string;
  readonly until: string;
}

/**
 * Whose turn it is. A worker demands what it needs, then takes the turn; whoever is refused leaves its demand to the holder, who is
 * told of it when it gives the turn back. So no demand is lost, and a burst of them costs no more than one after the other.
 */
export interface Turns {
  /** That the turf be observed later than `after`; what was demanded before and is later stays. */
  readonly demand: (turf: Turf, after: string) => Promise<void>;
  /** Refused while the turn of another worker has not expired. */
  readonly take: (turf: Turf, turn: Turn, now: string) => Promise<boolean>;
  /** Ends a turn, and answers what was demanded last; undefined when another worker took over. */
  readonly giveBack: (turf: Turf, turn: Turn) => Promise<string | undefined>;
}

export const turfId = ({ account, region, cluster = '' }: Turf): string => `${account}#${region}#${cluster}`;
