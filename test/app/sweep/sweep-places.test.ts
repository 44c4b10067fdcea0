import { describe, expect, it } from '@jest/globals';
import type { SweptGroup } from '../../../shared/app/check-clusters/work.ts';
import type { ClusterGroup } from '../../../shared/app/cluster-group.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import type { Place } from '../../../shared/app/place.ts';
import { runsInMemory } from '../../../shared/app/runs/in-memory.ts';
import type { ListedCluster } from '../../../shared/app/sweep/sweep.ts';
import { sweepPlaces } from '../../../shared/app/sweep/sweep-places.ts';
import { watchListInMemory } from '../../../shared/app/watch/in-memory.ts';
import { accountKey } from '../../../shared/app/watch/observe-account.ts';
import { Unreachable } from '../../../shared/app/watch/unreachable.ts';
import { aProblem, aVerdict } from '../../support/report-builders.ts';

const shop = { account: '111122223333', region: 'eu-west-1' };
const bank = { account: '444455556666', region: 'eu-west-1' };
const minute = 60_000;
const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();

/** An organisation whose accounts have clusters, or errors in their place. */
function anOrganisation() {
  const memory = inMemory();
  const watchList = watchListInMemory();
  const runs = runsInMemory();
  const checks: SweptGroup[] = [];
  const announced: ClusterGroup[] = [];
  const world = {
    places: [shop, bank] as readonly Place[] | Error,
    clusters: new Map<string, readonly ListedCluster[] | Error>(),
    isByClusters: false,
    placesInTime: Number.POSITIVE_INFINITY,
    /** An account of which no work can be sent. */
    refuses: '',
    clock: 0,
  };
  const now = () => new Date(at(world.clock));
  const sweep = (minutes: number) => {
    world.clock = minutes;
    let listed = 0;
    return sweepPlaces({
      memory,
      watchList,
      runs,
      now,
      isByClusters: world.isByClusters,
      discover: async () => {
        if (world.places instanceof Error) throw world.places;
        return world.places;
      },
      list: async ({ account }) => {
        listed += 1;
        const clusters = world.clusters.get(account) ?? [];
        if (clusters instanceof Error) throw clusters;
        return { observedAt: at(minutes), clusters };
      },
      isTimeLeft: () => listed < world.placesInTime,
      check: async (group) => {
        if (group.account === world.refuses) throw new Error('no queue');
        checks.push(group);
      },
      announce: async (group) => void announced.push(group),
    });
  };
  const observe = (place: Place, cluster: string, minutes: number) =>
    remember(memory, {
      cluster: { ...place, cluster },
      observedAt: at(minutes),
      verdicts: [aProblem({ cluster })],
      rules: new Map([[aVerdict().code, 'Title']]),
      settings: 'settings',
      uses: ['subnet-1'],
      gone: false,
    });
  const statesOf = async (place: Place, cluster: string) =>
    (await memory.findings({ ...place, cluster })).map(({ state, reason }) =>
      [state, reason].filter(Boolean).join(': '),
    );
  const aboutItself = async (place: Place) =>
    (await memory.findings(accountKey(place))).map(({ code, state, violations }) => [
      code,
      state,
      ...violations.map(({ message }) => message),
    ]);
  return { memory, watchList, runs, checks, announced, world, sweep, observe, statesOf, aboutItself };
}

describe('a sweep of everybody who is watched', () => {
  it('has each account checked, in a run that knows what it consists of', async () => {
    const { world, sweep, checks, runs, watchList } = anOrganisation();
    world.clusters.set(shop.account, [{ name: 'a' }]);
    world.clusters.set(
      bank.account,
      Array.from({ length: 60 }, (_, index) => ({ name: `bank-${index}` })),
    );
    expect(await sweep(0)).toMatchObject({ places: 2, clusters: 61, messages: 3, unreachable: [], left: 0 });
    expect(checks.map(({ account, run }) => [account, run?.group, run?.of])).toEqual([
      [shop.account, 0, 1],
      [bank.account, 0, 2],
      [bank.account, 1, 2],
    ]);
    expect(await runs.since(at(0))).toEqual([{ id: at(0), places: 2 }]);
    expect(await runs.tally(at(0))).toEqual({ expected: 3, done: 0, failed: 0 });
    expect(await watchList.find(shop)).toEqual({ ...shop, listedAt: at(0), reachedAt: at(0) });
  });

  it('goes on with whoever was watched when nobody can say who is to be', async () => {
    const { world, sweep, checks, watchList } = anOrganisation();
    world.clusters.set(shop.account, [{ name: 'a' }]);
    await sweep(0);
    world.places = new Error('AccessDeniedException');
    expect(await sweep(60)).toMatchObject({
      places: 2,
      undiscovered: 'AccessDeniedException',
      departed: 0,
      messages: 1,
    });
    expect(checks).toHaveLength(2);
    expect(await watchList.all()).toHaveLength(2);
  });

  it('begins with the accounts that there was no time for', async () => {
    const { world, sweep, watchList } = anOrganisation();
    world.places = Array.from({ length: 12 }, (_, index) => ({ ...shop, account: String(100_000_000_000 + index) }));
    world.placesInTime = 1;
    expect(await sweep(0)).toMatchObject({ places: 12, left: 4 });
    expect(await sweep(60)).toMatchObject({ places: 12, left: 4 });
    const reached = (await watchList.all()).map(({ reachedAt }) => reachedAt);
    expect(reached.filter((time) => time === at(60))).toHaveLength(8);
    expect(reached.filter((time) => time === undefined)).toEqual([]);
  });

  it('does the rest when something fails in one, and says so in the end', async () => {
    const { world, sweep, checks, watchList, runs } = anOrganisation();
    world.clusters.set(shop.account, [{ name: 'a' }]);
    world.clusters.set(bank.account, [{ name: 'b' }]);
    world.refuses = shop.account;
    await expect(sweep(0)).rejects.toThrow('Places that could not be swept: 1.');
    expect(checks.map(({ account }) => account)).toEqual([bank.account]);
    expect(await watchList.find(shop)).not.toHaveProperty('reachedAt');
    expect((await runs.since(at(0)))[0]).not.toHaveProperty('closedAt');
  });

  it('closes everything of an account that is no longer watched, and says why', async () => {
    const { world, sweep, observe, statesOf, announced } = anOrganisation();
    world.clusters.set(bank.account, [{ name: 'b' }]);
    await sweep(0);
    await observe(bank, 'b', 1);
    world.places = [shop];
    expect(await sweep(60)).toMatchObject({ places: 1, departed: 1 });
    expect(await statesOf(bank, 'b')).toEqual(['gone: The account is no longer watched.']);
    expect(announced.at(-1)).toEqual({ ...bank, clusters: ['b'] });
  });

  it('watches on where clusters are remembered, when Regions are watched because of them', async () => {
    const { world, sweep, observe, statesOf, watchList } = anOrganisation();
    world.isByClusters = true;
    const inTokyo = { ...shop, region: 'ap-northeast-1' };
    world.places = [shop, inTokyo];
    world.clusters.set(shop.account, [{ name: 'a' }]);
    await sweep(0);
    await observe(inTokyo, 'a', 1);
    world.places = [shop];
    world.clusters.set(shop.account, []);
    expect(await sweep(60)).toMatchObject({ places: 2, departed: 0, gone: 1 });
    expect(await statesOf(inTokyo, 'a')).toEqual(['gone: The cluster was deleted.']);
    expect(await sweep(120)).toMatchObject({ places: 1, departed: 1 });
    expect(await watchList.all()).toHaveLength(1);
  });
});

describe('an account that cannot be read', () => {
  const denied = new Unreachable('arn:aws:iam::444455556666:role/plumbline-read cannot be assumed.');
  const itself = { ...bank, clusters: ['*'] };
  const message = (since: string) =>
    `Account 444455556666 cannot be read in eu-west-1 and is not watched since ${since}: ${denied.message}`;

  it('is a finding of its own at once, told once, and closed when it is read again', async () => {
    const { world, sweep, aboutItself, announced, watchList } = anOrganisation();
    world.clusters.set(bank.account, denied);
    expect(await sweep(0)).toMatchObject({ unreachable: [{ ...bank, reason: denied.message }] });
    expect(await aboutItself(bank)).toEqual([['X1', 'open', message('2026-11-21T10:00Z')]]);
    expect(await aboutItself(shop)).toEqual([]);
    expect(announced).toEqual([itself]);
    await sweep(60);
    expect(await watchList.find(bank)).toMatchObject({ unreachableSince: at(0) });
    expect(await aboutItself(bank)).toHaveLength(1);
    world.clusters.set(bank.account, []);
    await sweep(120);
    expect(await aboutItself(bank)).toEqual([['X1', 'resolved', expect.any(String)]]);
    expect(announced.at(-1)).toEqual(itself);
  });

  it('that only did not answer is one when the next sweep finds it so too', async () => {
    const { world, sweep, aboutItself } = anOrganisation();
    world.clusters.set(bank.account, new Error('throttled'));
    expect(await sweep(0)).toMatchObject({ unreachable: [{ ...bank, reason: 'throttled' }] });
    expect(await aboutItself(bank)).toEqual([]);
    await sweep(60);
    expect(await aboutItself(bank)).toEqual([['X1', 'open', expect.stringContaining('since 2026-11-21T10:00Z')]]);
  });

  it('leaves its findings open, not confirmed', async () => {
    const { world, sweep, observe, memory } = anOrganisation();
    world.clusters.set(bank.account, [{ name: 'b' }]);
    await sweep(0);
    await observe(bank, 'b', 1);
    world.clusters.set(bank.account, denied);
    await sweep(60);
    const [finding] = await memory.findings({ ...bank, cluster: 'b' });
    expect(finding).toMatchObject({ state: 'open', unconfirmedSince: at(60) });
    expect(await memory.uses({ ...bank, cluster: 'b' })).toEqual(['subnet-1']);
    world.clusters.set(bank.account, [{ name: 'b' }]);
    await sweep(120);
    await observe(bank, 'b', 121);
    expect((await memory.findings({ ...bank, cluster: 'b' }))[0]).not.toHaveProperty('unconfirmedSince');
  });

  it('is no cluster', async () => {
    const { world, sweep, memory } = anOrganisation();
    world.clusters.set(bank.account, denied);
    await sweep(0);
    expect(await memory.clusters(bank.account, bank.region)).toEqual([]);
  });
});
