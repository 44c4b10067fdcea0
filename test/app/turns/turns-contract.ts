import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Turf, Turn, Turns } from '../../../shared/app/turns/turns.ts';
import { minute } from '../../support/observation-builders.ts';

/** What turns must do, wherever they are kept. */
export function describeTurns(open: () => Promise<Turns>): void {
  let turns: Turns;
  beforeEach(async () => {
    turns = await open();
  });

  const demo: Turf = { account: '111122223333', region: 'us-east-1', cluster: 'demo' };
  const turn = (holder: string, until = minute(10)): Turn => ({ holder, until });

  describe('a turn', () => {
    it('is one worker’s at a time, and may be taken again by itself', async () => {
      expect(await turns.take(demo, turn('a'), minute(0))).toBe(true);
      expect(await turns.take(demo, turn('b'), minute(1))).toBe(false);
      expect(await turns.take(demo, turn('a', minute(20)), minute(1))).toBe(true);
      expect(await turns.take(demo, turn('b'), minute(19))).toBe(false);
    });

    it('is taken by one of many at the same time', async () => {
      const taken = ['a', 'b', 'c', 'd'].map((holder) => turns.take(demo, turn(holder), minute(0)));
      expect((await Promise.all(taken)).filter((isMine) => isMine)).toEqual([true]);
    });

    it('is free once it was given back or expired, and then no longer its holder’s', async () => {
      await turns.take(demo, turn('a'), minute(0));
      expect(await turns.giveBack(demo, turn('a'))).toBe('');
      expect(await turns.take(demo, turn('b'), minute(1))).toBe(true);
      expect(await turns.take(demo, turn('c', minute(20)), minute(10))).toBe(true);
      expect(await turns.giveBack(demo, turn('b'))).toBeUndefined();
      expect(await turns.take(demo, turn('b'), minute(11))).toBe(false);
    });

    it('of one cluster leaves others alone, and their account’s sweep', async () => {
      await turns.take(demo, turn('a'), minute(0));
      const { cluster: _, ...account } = demo;
      expect(await turns.take({ ...demo, cluster: 'demo-2' }, turn('b'), minute(0))).toBe(true);
      expect(await turns.take({ ...demo, region: 'eu-west-1' }, turn('b'), minute(0))).toBe(true);
      expect(await turns.take(account, turn('b'), minute(0))).toBe(true);
    });
  });

  describe('a demand', () => {
    it('is told to whoever gives the turn back, the latest one', async () => {
      await turns.demand(demo, minute(1));
      await turns.take(demo, turn('a'), minute(2));
      await turns.demand(demo, minute(5));
      await turns.demand(demo, minute(3));
      expect(await turns.giveBack(demo, turn('a'))).toBe(minute(5));
    });

    it('of many at the same time is the latest of them', async () => {
      await Promise.all([4, 9, 2, 7].map((minutes) => turns.demand(demo, minute(minutes))));
      await turns.take(demo, turn('a'), minute(0));
      expect(await turns.giveBack(demo, turn('a'))).toBe(minute(9));
    });
  });
}
