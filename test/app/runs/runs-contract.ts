import { beforeEach, expect, it } from '@jest/globals';
import { openSeconds, type Runs } from '../../../shared/app/runs/runs.ts';
import { minute } from '../../support/observation-builders.ts';

/** What the ledger of runs must do, wherever it is kept. */
export function describeRuns(open: () => Promise<Runs>): void {
  let runs: Runs;
  const run = minute(0);
  const shop = { account: '111122223333', region: 'eu-west-1' };
  const bank = { account: '444455556666', region: 'eu-west-1' };
  beforeEach(async () => {
    runs = await open();
    await runs.open(run, [
      { place: shop, groups: 2 },
      { place: bank, groups: 1 },
    ]);
  });

  const done = (place: typeof shop, group: number, at = minute(5)) => runs.ended(place, { run, group }, 'done', at);
  const failed = (place: typeof shop, group: number) => runs.ended(place, { run, group }, 'failed', minute(5));
  const openFor = (minutes: number) => openSeconds(runs, new Date(minute(minutes)));

  it('is open until every group was looked at', async () => {
    expect(await done(shop, 0)).toBe(false);
    expect(await done(bank, 0)).toBe(true);
    expect(await runs.since(run)).toEqual([{ id: run, places: 2 }]);
    expect(await openFor(50)).toBe(3_000);
    expect(await done(shop, 1, minute(7))).toBe(true);
    expect(await runs.since(run)).toEqual([{ id: run, places: 2, closedAt: minute(7) }]);
    expect(await openFor(50)).toBe(0);
    expect(await runs.tally(run)).toEqual({ expected: 3, done: 3, failed: 0 });
  });

  it('counts nothing twice, in whatever order it is said', async () => {
    await Promise.all([done(shop, 0), done(shop, 0), done(bank, 0), done(bank, 0)]);
    expect(await runs.tally(run)).toEqual({ expected: 3, done: 2, failed: 0 });
    expect(await done(shop, 0)).toBe(false);
    expect(await done(bank, 0)).toBe(true);
    expect((await runs.since(run))[0]?.closedAt).toBeUndefined();
  });

  it('is closed with groups that failed, which may be made good later', async () => {
    await failed(shop, 0);
    await done(shop, 1);
    expect(await failed(bank, 0)).toBe(true);
    expect((await runs.since(run))[0]?.closedAt).toBe(minute(5));
    expect(await runs.tally(run)).toEqual({ expected: 3, done: 1, failed: 2 });
    await done(bank, 0, minute(9));
    expect(await runs.tally(run)).toEqual({ expected: 3, done: 2, failed: 1 });
    expect((await runs.since(run))[0]?.closedAt).toBe(minute(5));
  });

  it('is opened once, and closed at once when there is nothing to look at', async () => {
    await done(shop, 0);
    await runs.open(run, [{ place: shop, groups: 2 }]);
    expect(await runs.tally(run)).toMatchObject({ done: 1 });
    await runs.open(minute(60), []);
    expect(await runs.since(minute(1))).toEqual([{ id: minute(60), places: 0, closedAt: minute(60) }]);
    expect((await runs.since(run)).map(({ id }) => id)).toEqual([run, minute(60)]);
  });

  it('that is forgotten is no error', async () => {
    expect(await runs.ended(shop, { run: minute(99), group: 0 }, 'done', minute(100))).toBe(false);
    expect(await runs.tally(minute(99))).toEqual({ expected: 0, done: 0, failed: 0 });
    expect(await runs.since(minute(99))).toEqual([]);
  });
}
