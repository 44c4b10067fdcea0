import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkPlaces, type PlacesPorts } from '../../../shared/app/check-clusters/check-places.ts';
import type { Again, SweptGroup, Work } from '../../../shared/app/check-clusters/work.ts';
import type { ClusterGroup } from '../../../shared/app/cluster-group.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import type { Place } from '../../../shared/app/place.ts';
import { ruleBook } from '../../../shared/app/rule-book.ts';
import { runsInMemory } from '../../../shared/app/runs/in-memory.ts';
import { turnsInMemory } from '../../../shared/app/turns/in-memory.ts';
import { watchListInMemory } from '../../../shared/app/watch/in-memory.ts';
import { watchedIn } from '../../../shared/app/watch/is-watched.ts';
import { Unreachable } from '../../../shared/app/watch/unreachable.ts';
import { parseSnapshot } from '../../../shared/model/snapshot/parse-snapshot.ts';
import { rules } from '../../../shared/rules/index.ts';

const { snapshot: sample } = parseSnapshot(JSON.parse(readFileSync('examples/sample-account.json', 'utf8')));
const home = { account: sample.account, region: sample.region };
const bank = { account: '444455556666', region: sample.region };
const stranger = { account: '999999999999', region: sample.region };
const names = ['analytics', 'plant', 'shop'];
const minute = 60_000;
const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();

const swept = (place: Place, clusters = names, run?: SweptGroup['run']): Work => ({
  kind: 'sweep',
  group: { ...place, clusters, sweep: true, at: at(0), ...(run ? { run } : {}) },
});
const change = (place: Place, resource: string): Work => ({
  kind: 'change',
  change: { ...place, eventId: 'e', name: 'DeleteRoute', time: at(2), clusters: [], resources: [resource], vpcs: [] },
});

/** A service that watches two accounts, which look alike. */
async function aService(overrides: Partial<PlacesPorts> = {}) {
  const reads: string[] = [];
  const announced: ClusterGroup[] = [];
  const later: (Again | SweptGroup)[] = [];
  const memory = inMemory();
  const watchList = watchListInMemory();
  await watchList.replace([home, bank], at(0));
  const runs = runsInMemory();
  let clock = 1;
  const ports: PlacesPorts = {
    memory,
    watchList,
    isWatched: watchedIn(watchList, () => new Date(at(clock))),
    collect: async ({ account }, clusters) => {
      reads.push(`${account} ${clusters.join(' ')}`);
      return { ...sample, account, observedAt: at(clock) };
    },
    announce: async (group) => void announced.push(group),
    ruleBook: ruleBook(rules, {}, '1.0.0'),
    settleMs: minute,
    turns: turnsInMemory(),
    runs,
    turn: { holder: 'worker-1', until: at(100_000) },
    later: async (work) => void later.push(work),
    now: () => new Date(at(clock)),
    isTimeLeft: () => true,
    ...overrides,
  };
  return {
    reads,
    announced,
    later,
    memory,
    watchList,
    runs,
    passTo: (minutes: number) => {
      clock = minutes;
    },
    does: (...work: readonly Work[]) =>
      checkPlaces(
        work.map((one, index) => ({ id: String(index), work: one })),
        ports,
      ),
  };
}

describe('a batch of work on several accounts', () => {
  it('reads each account by itself', async () => {
    const service = await aService();
    const outcome = await service.does(swept(home), swept(bank), { kind: 'nothing' });
    expect(outcome).toMatchObject({ failed: new Map(), checked: 6, unwatched: 0 });
    expect(service.reads).toEqual([`${home.account} ${names.join(' ')}`, `${bank.account} ${names.join(' ')}`]);
    expect(await service.memory.clusters(bank.account, bank.region)).toHaveLength(3);
  });

  it('drops and counts what comes of those that are not watched', async () => {
    const service = await aService();
    expect(await service.does(swept(stranger), change(stranger, 'rtb-1'))).toMatchObject({ unwatched: 2, checked: 0 });
    expect(service.reads).toEqual([]);
  });

  it('notes that an account cannot be reached, and does the rest', async () => {
    const refuse = async ({ account }: Place) => {
      if (account === bank.account) throw new Unreachable('denied');
      return { ...sample, observedAt: at(1) };
    };
    const service = await aService({ collect: refuse });
    expect(await service.does(swept(bank), swept(home))).toMatchObject({
      failed: new Map(),
      unreachable: 1,
      checked: 3,
    });
    expect(await service.watchList.find(bank)).toMatchObject({ unreachableSince: at(1), reason: 'denied' });
    expect(await service.watchList.find(home)).not.toHaveProperty('unreachableSince');
  });

  it('has come again what fails for another reason', async () => {
    const broken = await aService({ collect: () => Promise.reject(new Error('no answer')) });
    expect([...(await broken.does(swept(home))).failed.keys()]).toEqual(['0']);
    const doubtful = await aService({ isWatched: () => Promise.reject(new Error('no table')) });
    expect([...(await doubtful.does(swept(home), swept(bank))).failed.keys()]).toEqual(['0', '1']);
  });

  it('leaves what there is no time for to another worker', async () => {
    let isTimeLeft = true;
    const service = await aService({ isTimeLeft: () => isTimeLeft });
    await service.does(swept(bank));
    const [used = ''] = await service.memory.uses({ ...bank, cluster: 'shop' });
    service.passTo(5);
    isTimeLeft = false;
    expect(await service.does(change(bank, used))).toMatchObject({ failed: new Map(), checked: 0 });
    expect(service.reads).toHaveLength(1);
    expect(service.later).toEqual([
      { ...bank, clusters: expect.arrayContaining(['shop']), again: true, after: at(3), attempt: 0 },
    ]);
  });

  it('hands on what concerns clusters of another account to whoever works on that', async () => {
    const service = await aService();
    await service.does(swept(bank));
    const [shared = ''] = await service.memory.uses({ ...bank, cluster: 'shop' });
    service.passTo(5);
    await service.does(change(home, shared), change(home, shared));
    expect(service.later).toEqual([
      { ...bank, clusters: expect.arrayContaining(['shop']), again: true, after: at(3), attempt: 0 },
    ]);
    expect(service.reads).toEqual([`${bank.account} ${names.join(' ')}`]);
  });
});

describe('the groups of a run', () => {
  const run = at(0);
  it('are told together once none of their account is left', async () => {
    const service = await aService();
    await service.runs.open(run, [{ place: home, groups: 2 }]);
    await service.does(swept(home, ['plant', 'analytics'], { run, group: 0, of: 2 }));
    expect(service.announced).toEqual([]);
    service.passTo(2);
    await service.does(swept(home, ['shop'], { run, group: 1, of: 2 }));
    expect(service.announced).toEqual([{ ...home, clusters: expect.arrayContaining(['plant', 'analytics']) }]);
    expect((await service.runs.since(run))[0]).toMatchObject({ closedAt: at(2) });
  });

  it('are done or failed, each for itself', async () => {
    const service = await aService({ collect: () => Promise.reject(new Error('no answer')) });
    await service.runs.open(run, [{ place: home, groups: 1 }]);
    await service.does(swept(home, ['shop'], { run, group: 0, of: 1 }));
    expect(await service.runs.tally(run)).toEqual({ expected: 1, done: 0, failed: 1 });
  });
});
