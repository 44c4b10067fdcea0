import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { RateLimiter } from '../../../shared/aws/collect/rate-limiter.ts';

const minute = 60_000;

/** A limiter on a clock that stands until it is moved. */
function limiterAt(start: number, rate = { perSecond: 10, burst: 3 }) {
  const clock = { now: start };
  return { clock, limiter: new RateLimiter(rate, () => clock.now) };
}

const waits = (limiter: RateLimiter, calls: number, action = 'ec2:DescribeSubnets') =>
  Array.from({ length: calls }, () => limiter.reserve(action));

describe('a rate limiter', () => {
  it('lets a burst pass and spaces what follows', () => {
    expect(waits(limiterAt(0).limiter, 6)).toEqual([0, 0, 0, 100, 200, 300]);
  });

  it('has its burst again after a rest, and no more than that', () => {
    const { clock, limiter } = limiterAt(0);
    waits(limiter, 3);
    clock.now = 10 * minute;
    expect(waits(limiter, 4)).toEqual([0, 0, 0, 100]);
  });

  it('keeps a bucket for each action', () => {
    const { limiter } = limiterAt(0);
    waits(limiter, 5);
    expect(limiter.reserve('ec2:DescribeVpcs')).toBe(0);
  });

  it('halves the rate of a throttled action for ten minutes, burst included', () => {
    const { clock, limiter } = limiterAt(1_000);
    limiter.throttled('ec2:DescribeSubnets');
    expect(waits(limiter, 3)).toEqual([0, 200, 400]);
    expect(limiter.reserve('ec2:DescribeVpcs')).toBe(0);
    clock.now += 10 * minute;
    expect(waits(limiter, 5)).toEqual([0, 0, 0, 100, 200]);
  });

  it('never lets more calls begin within a time than the rate and the burst allow', () => {
    const gaps = fc.array(fc.nat(400), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 10 }), gaps, (perSecond, burst, idle) => {
        const { clock, limiter } = limiterAt(0, { perSecond, burst });
        const begun = idle.map((ms) => {
          clock.now += ms;
          return clock.now + limiter.reserve('eks:DescribeCluster');
        });
        for (const [index, from] of begun.entries()) {
          const within = begun.slice(index).filter((time) => time < from + 1_000);
          expect(within.length).toBeLessThanOrEqual(perSecond + burst);
        }
      }),
    );
  });
});
