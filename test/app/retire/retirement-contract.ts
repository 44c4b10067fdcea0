import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Retirement } from '../../../shared/app/retire/retirement.ts';
import { minute } from '../../support/observation-builders.ts';

/** What every retirement keeps to. */
export function describeRetirement(make: () => Promise<Retirement>): void {
  describe('a retirement', () => {
    let retirement: Retirement;
    beforeEach(async () => {
      retirement = await make();
    });

    it('lasts from when it first began', async () => {
      expect(await retirement.since()).toBeUndefined();
      expect(await retirement.begin(minute(1))).toBe(minute(1));
      expect(await retirement.begin(minute(2))).toBe(minute(1));
      expect(await retirement.since()).toBe(minute(1));
    });

    it('ends when it is undone, and may begin again', async () => {
      await retirement.undo();
      await retirement.begin(minute(1));
      await retirement.undo();
      expect(await retirement.since()).toBeUndefined();
      expect(await retirement.begin(minute(3))).toBe(minute(3));
    });
  });
}
