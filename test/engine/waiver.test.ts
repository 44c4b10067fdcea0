import { describe, expect, it } from '@jest/globals';
import { daysLeft, isExpired, isExpiring, startOfDay } from '../../shared/engine/waiver.ts';

const waived = { expires: '2026-12-31' };

describe('the end of a waiver', () => {
  it.each([
    ['2026-12-01T00:00:00.000Z', 30, false, false],
    ['2026-12-23T23:59:59.999Z', 8, false, false],
    ['2026-12-24T00:00:00.000Z', 7, true, false],
    ['2026-12-31T23:59:59.999Z', 0, true, false],
    ['2027-01-01T00:00:00.000Z', -1, false, true],
  ])('at %s is %d days away', (now, days, expiring, expired) => {
    expect([daysLeft(waived, now), isExpiring(waived, now), isExpired(waived, now)]).toEqual([days, expiring, expired]);
  });

  it('comes at midnight', () => {
    expect(startOfDay(waived, 7)).toBe('2026-12-24T00:00:00.000Z');
    expect(startOfDay(waived, -1)).toBe('2027-01-01T00:00:00.000Z');
  });
});
