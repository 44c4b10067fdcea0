/** Whether the service has fallen silent for good. Times are ISO 8601 with milliseconds, in UTC. */
export interface Retirement {
  /** Since when; undefined while it works. */
  readonly since: () => Promise<string | undefined>;
  /** Has it fall silent, unless it has already. Answers since when. */
  readonly begin: (now: string) => Promise<string>;
  /** Has it work again. */
  readonly undo: () => Promise<void>;
}
