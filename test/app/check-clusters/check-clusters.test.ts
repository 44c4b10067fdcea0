import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loseNatRoute } from '../../../cli/demo/lose-nat-route.ts';
import { checkClusters } from '../../../shared/app/check-clusters/check-clusters.ts';
import type { CheckPorts } from '../../../shared/app/check-clusters/ports.ts';
import type { Again, SweptGroup, Work } from '../../../shared/app/check-clusters/work.ts';
import type { ClusterGroup } from '../../../shared/app/cluster-group.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { ruleBook } from '../../../shared/app/rule-book.ts';
import { runsInMemory } from '../../../shared/app/runs/in-memory.ts';
import { turnsInMemory } from '../../../shared/app/turns/in-memory.ts';
import { isUnobserved } from '../../../shared/model/snapshot/known.ts';
import { parseSnapshot } from '../../../shared/model/snapshot/parse-snapshot.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { AccountView } from '../../../shared/model/view/views.ts';
import { rules } from '../../../shared/rules/index.ts';

const { snapshot: sample } = parseSnapshot(JSON.parse(readFileSync('examples/sample-account.json', 'utf8')));
const { after: broken } = loseNatRoute(sample, 'shop');
const viewsOf = (snapshot: Snapshot) => new AccountView(snapshot).clusters;
const home = { account: sample.account, region: sample.region };
const book = ruleBook(rules, {}, '1.0.0');
const minute = 60_000;
const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();

const routeTable = (() => {
  if (isUnobserved(sample.routeTables)) throw new Error('the sample has no route tables');
  const changed = sample.routeTables.find((table, index) => {
    const same = isUnobserved(broken.routeTables) ? undefined : broken.routeTables[index];
    return JSON.stringify(table) !== JSON.stringify(same);
  });
  if (!changed || isUnobserved(changed)) throw new Error('no table was changed');
  return changed.id;
})();

/** An account that answers with one snapshot after the other, and notes what is asked of it. */
function aService({ memory = inMemory(), turns = turnsInMemory(), settleMs = minute }: Partial<CheckPorts> = {}) {
  const reads: (readonly string[])[] = [];
  const announced: ClusterGroup[] = [];
  const lookups: string[] = [];
  const later: { readonly work: Again | SweptGroup; readonly minutes: number }[] = [];
  let present: Snapshot = sample;
  let clock = 0;
  const ports: CheckPorts = {
    memory: {
      ...memory,
      clustersUsing: (region, resource) => {
        lookups.push(resource);
        return memory.clustersUsing(region, resource);
      },
    },
    collect: async (names) => {
      reads.push(names);
      return present;
    },
    announce: async (group) => {
      announced.push(group);
    },
    ruleBook: book,
    settleMs,
    turns,
    runs: runsInMemory(),
    turn: { holder: 'worker-1', until: at(100_000) },
    later: async (work, delayMs) => {
      later.push({ work, minutes: delayMs / minute });
    },
    now: () => new Date(at(clock)),
  };
  return {
    ports,
    reads,
    announced,
    lookups,
    memory,
    turns,
    /** Looks that were put off, and for how long. */
    later,
    becomes: (snapshot: Snapshot, minutes: number) => {
      present = { ...snapshot, observedAt: at(minutes) };
      clock = minutes;
    },
    does: (...work: readonly Work[]) =>
      checkClusters(
        work.map((one, index) => ({ id: String(index), work: one })),
        home,
        ports,
      ),
  };
}

const names = ['analytics', 'plant', 'shop'];
const swept = (minutes: number, clusters = names): Work => ({
  kind: 'sweep',
  group: { ...home, clusters, sweep: true, at: at(minutes) },
});
const change = (minutes: number, resources: readonly string[], more: object = {}): Work => ({
  kind: 'change',
  change: { ...home, eventId: 'e', name: 'DeleteRoute', time: at(minutes), clusters: [], resources, vpcs: [], ...more },
});

async function afterSweep() {
  const service = aService();
  service.becomes(sample, 1);
  const outcome = await service.does(swept(0));
  return { ...service, outcome };
}

const openIn = async ({ memory }: ReturnType<typeof aService>, cluster: string) =>
  (await memory.findings({ ...home, cluster })).filter(({ state }) => state === 'open').map(({ code }) => code);

describe('a batch of work', () => {
  it('a swept group is read, judged, remembered and announced', async () => {
    const service = await afterSweep();
    expect(service.outcome).toEqual({ failed: new Map(), checked: 3, covered: 0, left: 0, again: 0, unread: [] });
    expect(service.reads).toEqual([names]);
    expect(service.announced).toEqual([{ ...home, clusters: expect.arrayContaining(['plant', 'analytics']) }]);
  });

  it('a change that concerns no cluster costs one look-up and no read', async () => {
    const service = await afterSweep();
    expect(await service.does(change(2, ['rtb-0aaaaaaaaaaaaaaaa']))).toMatchObject({ checked: 0, covered: 0 });
    expect(service.lookups).toEqual(['rtb-0aaaaaaaaaaaaaaaa']);
    expect(service.reads).toHaveLength(1);
  });

  it('changes of one batch that concern the same clusters cost one look-up and one read', async () => {
    const service = await afterSweep();
    service.becomes(broken, 10);
    const outcome = await service.does(change(2, [routeTable]), change(3, [routeTable]), change(4, [routeTable]));
    expect(outcome).toMatchObject({ failed: new Map(), covered: 0 });
    expect(service.lookups).toEqual([routeTable]);
    expect(service.reads).toEqual([names, ['shop']]);
    expect(await openIn(service, 'shop')).not.toEqual([]);
  });

  it('a repeated change is covered by the observation that followed it', async () => {
    const service = await afterSweep();
    service.becomes(broken, 10);
    await service.does(change(2, [routeTable]));
    expect(await service.does(change(2, [routeTable]), change(8, [routeTable]))).toMatchObject({
      checked: 0,
      covered: 1,
    });
    expect(service.reads).toHaveLength(2);
  });

  it('an observation within the time that a change takes to show is put off until then', async () => {
    const service = await afterSweep();
    service.becomes(broken, 10);
    expect(await service.does(change(9.5, [routeTable]))).toMatchObject({ failed: new Map(), again: 1 });
    const look: Again = { ...home, clusters: ['shop'], again: true, after: at(10.5), attempt: 0 };
    expect(service.later).toEqual([{ work: look, minutes: expect.closeTo(0.5, 1) }]);
    expect(service.reads).toHaveLength(1);
    service.becomes(broken, 11);
    expect(await service.does({ kind: 'again', again: look })).toMatchObject({ failed: new Map(), checked: 3 });
  });

  it('a change dated after now is one that was made just now', async () => {
    const service = await afterSweep();
    service.becomes(broken, 10);
    await service.does(change(5_000, [routeTable]));
    expect(service.later).toMatchObject([{ work: { after: at(11) } }]);
  });

  it('what a predecessor remembered and did not announce is announced when its message comes again', async () => {
    const service = await afterSweep();
    await service.does(swept(0));
    expect(service.reads).toHaveLength(1);
    expect(service.announced).toHaveLength(2);
  });

  it('a new subnet of a known VPC is looked up by the VPC', async () => {
    const service = await afterSweep();
    service.becomes(sample, 10);
    const vpcs = [String(viewsOf(sample).find(({ name }) => name === 'shop')?.cluster.vpcId)];
    await service.does(change(2, ['subnet-0aaaaaaaaaaaaaaaa'], { vpcs }));
    expect(service.reads).toEqual([names, ['shop']]);
  });

  it('a cluster that EKS names is read although nothing is known of it', async () => {
    const service = aService();
    service.becomes(sample, 10);
    await service.does(change(2, [], { clusters: ['shop'] }));
    expect(service.reads).toEqual([['shop']]);
  });

  it('what belongs to a cluster that is gone is closed', async () => {
    const service = await afterSweep();
    const before = await openIn(service, 'plant');
    expect(before).not.toEqual([]);
    const clusters = isUnobserved(sample.clusters)
      ? []
      : sample.clusters.filter((one) => !('id' in one && one.id === 'plant'));
    service.becomes({ ...sample, clusters }, 10);
    await service.does(change(2, [], { clusters: ['plant'] }));
    expect(await openIn(service, 'plant')).toEqual([]);
    expect(await service.memory.cluster({ ...home, cluster: 'plant' })).toMatchObject({ gone: true, pending: true });
  });

  it('a cluster that nobody may describe keeps what is known of it', async () => {
    const service = await afterSweep();
    const denied = {
      observed: false as const,
      kind: 'unread' as const,
      reason: 'eks:DescribeCluster was denied',
      of: 'plant',
    };
    const clusters = isUnobserved(sample.clusters)
      ? []
      : sample.clusters.map((one) => ('id' in one && one.id === 'plant' ? denied : one));
    service.becomes({ ...sample, clusters }, 10);
    const before = await openIn(service, 'plant');
    expect(await service.does(change(2, [], { clusters: ['plant'] }))).toMatchObject({ unread: ['plant'] });
    expect(await openIn(service, 'plant')).toEqual(before);
  });

  it('a reading that fails sends back the work that needed it, and no other', async () => {
    const service = await afterSweep();
    service.becomes(sample, 10);
    const ports = { ...service.ports, collect: () => Promise.reject(new Error('no credentials')) };
    const items = [change(2, [routeTable]), change(2, ['rtb-0aaaaaaaaaaaaaaaa']), { kind: 'nothing' as const }];
    const outcome = await checkClusters(
      items.map((work, index) => ({ id: String(index), work })),
      home,
      ports,
    );
    expect(outcome.failed).toEqual(new Map([['0', new Error('no credentials')]]));
  });

  it('refuses what was read of another account', async () => {
    const service = await afterSweep();
    service.becomes({ ...sample, account: '999999999999' }, 10);
    expect((await service.does(change(2, [routeTable]))).failed.size).toBe(1);
  });
});

describe('a cluster that another worker looks at', () => {
  const other = { holder: 'worker-2', until: at(20) };
  const shop = { ...home, cluster: 'shop' };

  it('is left to it, with what is needed', async () => {
    const service = await afterSweep();
    await service.turns.take(shop, other, at(10));
    service.becomes(broken, 10);
    expect(await service.does(change(8, [routeTable]))).toMatchObject({ failed: new Map(), checked: 0, left: 1 });
    expect(service.reads).toHaveLength(1);
    expect(await service.turns.giveBack(shop, other)).toBe(at(9));
  });

  it('is looked at once more by whoever was told of a later change meanwhile', async () => {
    const service = await afterSweep();
    service.becomes(broken, 10);
    const ports = {
      ...service.ports,
      collect: async (clusters: readonly string[]) => {
        await service.turns.demand(shop, at(12));
        return service.ports.collect(clusters);
      },
    };
    await checkClusters([{ id: 'm', work: change(8, [routeTable]) }], home, ports);
    expect(service.later).toMatchObject([{ work: { clusters: ['shop'], after: at(12), attempt: 0 } }]);
  });

  it('is taken over when its time is over', async () => {
    const service = await afterSweep();
    await service.turns.take(shop, other, at(10));
    service.becomes(broken, 20);
    expect(await service.does(change(8, [routeTable]))).toMatchObject({ checked: 3, left: 0 });
  });

  it('is free again after a reading that failed', async () => {
    const service = await afterSweep();
    service.becomes(broken, 10);
    const ports = { ...service.ports, collect: () => Promise.reject(new Error('throttled')) };
    await checkClusters([{ id: 'm', work: change(8, [routeTable]) }], home, ports);
    expect(await service.turns.take(shop, other, at(10))).toBe(true);
    expect(service.later).toEqual([]);
  });
});

describe('a burst of changes', () => {
  it('of any size costs as many readings as fit into it, and one or two more', async () => {
    const service = await afterSweep();
    const seconds = (minutes: number) => minutes / 60;
    const queue = Array.from({ length: 10_000 }, (_, index) => 10 + index / 10_000);
    let clock = 11;
    while (queue.length > 0) {
      const arrived = queue.filter((time) => time + 1 < clock).slice(0, 100);
      queue.splice(0, arrived.length);
      const before = service.reads.length;
      service.becomes(queue.length === 0 ? broken : sample, clock);
      await service.does(...arrived.map((time) => change(time, [routeTable])));
      clock += service.reads.length > before ? seconds(6) : seconds(0.2);
    }
    const looks = service.later.map(({ work }) => work as Again);
    expect(service.reads.length - 1 + looks.length).toBeLessThanOrEqual(60 / 6 + 12);
    service.becomes(broken, 30);
    await service.does(...looks.map((again) => ({ kind: 'again', again }) as const));
    expect(service.reads.length - 1).toBeLessThanOrEqual(60 / 6 + 2);
    expect(await openIn(service, 'shop')).not.toEqual([]);
  });
});

describe('what is on its way', () => {
  const withGateway = (state: string): Snapshot => ({
    ...broken,
    natGateways: isUnobserved(broken.natGateways)
      ? broken.natGateways
      : broken.natGateways.map((gateway) => (isUnobserved(gateway) ? gateway : { ...gateway, state })),
  });

  it('is looked at again after 2, 5, 10 and three times 15 minutes', async () => {
    const service = await afterSweep();
    service.becomes(withGateway('pending'), 10);
    await service.does(change(8, [routeTable]));
    const waits: number[] = [];
    for (let minutes = 10; service.later.length > waits.length; ) {
      const { work, minutes: wait } = service.later[waits.length] as { work: Again; minutes: number };
      waits.push(Math.floor(wait));
      minutes += wait;
      service.becomes(withGateway('pending'), minutes);
      await service.does({ kind: 'again', again: work });
    }
    expect(waits).toEqual([2, 5, 10, 15, 15, 15]);
  });

  it('is left alone once it has arrived', async () => {
    const service = await afterSweep();
    service.becomes(withGateway('pending'), 10);
    await service.does(change(8, [routeTable]));
    service.becomes(withGateway('available'), 13);
    await service.does({ kind: 'again', again: service.later[0]?.work as Again });
    expect(service.later).toHaveLength(1);
  });

  it('does not keep a sweep busy', async () => {
    const service = await afterSweep();
    service.becomes(withGateway('pending'), 10);
    await service.does(swept(9));
    expect(service.later).toEqual([]);
  });
});

describe('a change that shows nowhere', () => {
  it('is looked for once more after five minutes', async () => {
    const service = await afterSweep();
    service.becomes(sample, 10);
    await service.does(change(8, [routeTable]));
    expect(service.later).toMatchObject([{ work: { clusters: ['shop'], attempt: 6 }, minutes: expect.closeTo(5, 1) }]);
    service.becomes(sample, 16);
    await service.does({ kind: 'again', again: service.later[0]?.work as Again });
    expect(service.later).toHaveLength(1);
  });
});

describe('the sweep of an account', () => {
  const other = { holder: 'worker-2', until: at(20) };

  it('is one worker’s at a time: others come back in a minute or two', async () => {
    const service = aService();
    await service.turns.take(home, other, at(0));
    service.becomes(sample, 1);
    expect(await service.does(swept(0))).toMatchObject({ failed: new Map(), checked: 0 });
    expect(service.later).toMatchObject([{ work: { sweep: true, clusters: names } }]);
    expect(service.later[0]?.minutes).toBeGreaterThanOrEqual(1);
    expect(service.later[0]?.minutes).toBeLessThanOrEqual(2);
  });

  it('gives its turn back, also when it fails', async () => {
    const service = aService();
    const ports = { ...service.ports, collect: () => Promise.reject(new Error('no credentials')) };
    await checkClusters([{ id: 'm', work: swept(0) }], home, ports);
    expect(await service.turns.take(home, other, at(0))).toBe(true);
  });
});
