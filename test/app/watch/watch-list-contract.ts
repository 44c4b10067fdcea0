import { beforeEach, expect, it } from '@jest/globals';
import type { WatchList } from '../../../shared/app/watch/watch-list.ts';
import { minute } from '../../support/observation-builders.ts';

/** What a watch list must do, wherever it is kept. */
export function describeWatchList(open: () => Promise<WatchList>): void {
  let list: WatchList;
  beforeEach(async () => {
    list = await open();
  });

  const shop = { account: '111122223333', region: 'eu-west-1' };
  const bank = { account: '444455556666', region: 'eu-west-1' };
  const shopInTokyo = { ...shop, region: 'ap-northeast-1' };

  it('knows nobody at first', async () => {
    expect(await list.all()).toEqual([]);
    expect(await list.find(shop)).toBeUndefined();
    expect(await list.replace([], minute(0))).toEqual([]);
  });

  it('watches those that it was given last, and tells who left', async () => {
    await list.replace([shop, bank], minute(0));
    expect(await list.replace([bank, shopInTokyo], minute(1))).toEqual([shop]);
    expect((await list.all()).map(({ account, region }) => ({ account, region })).sort(byRegion)).toEqual([
      shopInTokyo,
      bank,
    ]);
    expect(await list.find(shop)).toBeUndefined();
    expect(await list.find(bank)).toEqual({ ...bank, listedAt: minute(0) });
    expect(await list.find(shopInTokyo)).toEqual({ ...shopInTokyo, listedAt: minute(1) });
  });

  it('takes more places than one request can', async () => {
    const many = Array.from({ length: 230 }, (_, index) => ({ ...shop, account: String(100_000_000_000 + index) }));
    await list.replace(many, minute(0));
    expect(await list.all()).toHaveLength(230);
    expect(await list.replace([shop], minute(1))).toHaveLength(230);
    expect(await list.all()).toEqual([{ ...shop, listedAt: minute(1) }]);
  });

  it('keeps since when a place cannot be reached, with the last reason, until it is', async () => {
    await list.replace([shop, bank], minute(0));
    await list.reached(shop, minute(1));
    await list.unreachable(shop, 'denied', minute(2));
    await list.unreachable(shop, 'throttled', minute(3));
    const unreachable = { ...shop, listedAt: minute(0), reachedAt: minute(1) };
    expect(await list.find(shop)).toEqual({ ...unreachable, unreachableSince: minute(2), reason: 'throttled' });
    await list.replace([shop, bank], minute(4));
    expect(await list.find(shop)).toMatchObject({ unreachableSince: minute(2) });
    await list.reached(shop, minute(5));
    expect(await list.find(shop)).toEqual({ ...unreachable, reachedAt: minute(5) });
    expect(await list.find(bank)).toEqual({ ...bank, listedAt: minute(0) });
  });

  it('takes nobody in by reaching them', async () => {
    await list.reached(shop, minute(0));
    await list.unreachable(bank, 'denied', minute(0));
    expect(await list.all()).toEqual([]);
  });
}

const byRegion = (a: { readonly region: string }, b: { readonly region: string }): number =>
  a.region < b.region ? -1 : 1;
