import { describe, expect, it } from '@jest/globals';
import { skewOf } from '../../../shared/aws/collect/identity.ts';

describe('the difference of clocks', () => {
  const date = Date.parse('2026-11-21T12:00:00Z');

  it.each([
    ['a date made between question and answer', date - 10, date + 10, 0],
    ['a date cut to its second', date + 500, date + 700, 0],
    ['an answer that took long', date - 20_000, date + 20_000, 0],
    ['a clock that is 7 s late', date - 8_000, date - 7_000, 7_000],
    ['a clock that is 7 s early, less the second that the date does not tell', date + 7_999, date + 9_000, 7_000],
  ])('%s', (_name, sentAt, receivedAt, skew) => {
    expect(skewOf(date, sentAt, receivedAt)).toBe(skew);
  });

  it('is not known without a date, and then not held against anybody', () => {
    expect(skewOf(undefined, 0, 0)).toBe(0);
  });
});
