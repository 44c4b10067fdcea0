import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loseNatRoute } from '../../../cli/demo/lose-nat-route.ts';
import { checkClusters } from '../../../shared/app/check-clusters/check-clusters.ts';
import type { CheckPorts } from '../../../shared/app/check-clusters/ports.ts';
import type { Work } from '../../../shared/app/check-clusters/work.ts';
import type { ClusterGroup } from '../../../shared/app/cluster-group.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { ruleBook } from '../../../shared/app/rule-book.ts';
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
function aService({ memory = inMemory(), settleMs = minute }: Partial<CheckPorts> = {}) {
  const reads: (readonly string[])[] = [];
  const announced: ClusterGroup[] = [];
  const lookups: string[] = [];
  let present: Snapshot = sample;
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
  };
  return {
    ports,
    reads,
    announced,
    lookups,
    memory,
    becomes: (snapshot: Snapshot, minutes: number) => {
      present = { ...snapshot, observedAt: at(minutes) };
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
    expect(service.outcome).toEqual({ failed: new Map(), checked: 3, covered: 0, unread: [] });
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

  it('an observation within the time that a change takes to show does not cover it', async () => {
    const service = await afterSweep();
    service.becomes(broken, 10);
    const outcome = await service.does(change(9.5, [routeTable]));
    expect([...outcome.failed.keys()]).toEqual(['0']);
    service.becomes(broken, 11);
    expect((await service.does(change(9.5, [routeTable]))).failed.size).toBe(0);
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
