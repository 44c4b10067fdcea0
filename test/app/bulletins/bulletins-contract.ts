import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Bulletin, Bulletins } from '../../../shared/app/bulletins/bulletins.ts';
import { minute } from '../../support/observation-builders.ts';

/** What bulletins must do, wherever they are kept. */
export function describeBulletins(open: () => Promise<Bulletins>): void {
  let bulletins: Bulletins;
  beforeEach(async () => {
    bulletins = await open();
  });

  const digest = (occurrence: string): Bulletin => ({
    place: { account: '111122223333', region: 'us-east-1' },
    name: 'digest',
    occurrence,
  });

  describe('a bulletin', () => {
    it('is one worker’s until its time is over', async () => {
      expect(await bulletins.take(digest(minute(0)), minute(10), minute(1))).toEqual({ outcome: 'mine' });
      expect(await bulletins.take(digest(minute(0)), minute(12), minute(2))).toEqual({ outcome: 'taken' });
      expect(await bulletins.take(digest(minute(0)), minute(20), minute(10))).toEqual({ outcome: 'mine' });
      expect(await bulletins.told(digest(minute(0)), minute(10))).toBe(false);
      expect(await bulletins.told(digest(minute(0)), minute(20))).toBe(true);
    });

    it('is told once, and what came before it no more', async () => {
      await bulletins.take(digest(minute(5)), minute(10), minute(5));
      await bulletins.told(digest(minute(5)), minute(10));
      expect(await bulletins.take(digest(minute(5)), minute(20), minute(11))).toEqual({ outcome: 'told' });
      expect(await bulletins.take(digest(minute(4)), minute(20), minute(11))).toEqual({ outcome: 'told' });
      expect(await bulletins.take(digest(minute(9)), minute(20), minute(11))).toEqual({
        outcome: 'mine',
        last: minute(5),
      });
    });

    it('is marked by nobody who does not hold it', async () => {
      expect(await bulletins.told(digest(minute(0)), minute(10))).toBe(false);
      expect(await bulletins.take(digest(minute(0)), minute(10), minute(0))).toEqual({ outcome: 'mine' });
    });

    it('is one of many of other names and places', async () => {
      await bulletins.take(digest(minute(0)), minute(10), minute(0));
      const { place } = digest(minute(0));
      const others = [{ name: 'trail' }, { place: { ...place, region: 'us-east-2' } }];
      for (const other of others) {
        expect(await bulletins.take({ ...digest(minute(0)), ...other }, minute(10), minute(0))).toEqual({
          outcome: 'mine',
        });
      }
    });

    it('is taken by one of many at the same time', async () => {
      const taken = [1, 2, 3, 4].map((end) => bulletins.take(digest(minute(0)), minute(10 + end), minute(0)));
      const outcomes = (await Promise.all(taken)).map(({ outcome }) => outcome);
      expect(outcomes.sort()).toEqual(['mine', 'taken', 'taken', 'taken']);
    });
  });
}
