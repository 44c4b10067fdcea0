import type { Rate } from './rates.ts';

const slowMs = 10 * 60_000;

/** One bucket per action. After a throttle its burst is spent and its rate is halved for ten minutes. */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { nextMs: number; slowUntilMs: number }>();

  constructor(rate: Rate, now: () => number = Date.now) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Takes one call of the action and says after how many milliseconds it may be made. */
  reserve(action: string): number {
    const now = this.#now();
    const bucket = this.#bucket(action);
    const intervalMs = (1000 / this.#rate.perSecond) * (now < bucket.slowUntilMs ? 2 : 1);
    // A bucket at rest has its whole burst, however long the rest.
    bucket.nextMs = Math.max(bucket.nextMs, now - intervalMs * (this.#rate.burst - 1));
    const waitMs = Math.max(0, bucket.nextMs - now);
    bucket.nextMs += intervalMs;
    return waitMs;
  }

  /** Is told that AWS throttled the action. */
  throttled(action: string): void {
    const now = this.#now();
    const bucket = this.#bucket(action);
    bucket.slowUntilMs = now + slowMs;
    bucket.nextMs = Math.max(bucket.nextMs, now);
  }

  #bucket(action: string) {
    let bucket = this.#buckets.get(action);
    if (!bucket) {
      bucket = { nextMs: Number.NEGATIVE_INFINITY, slowUntilMs: 0 };
      this.#buckets.set(action, bucket);
    }
    return bucket;
  }
}
