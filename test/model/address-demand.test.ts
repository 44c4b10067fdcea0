import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortageOf } from '../../shared/model/address-demand/need.ts';
import {
  type AddressAssumptions,
  addressPlan,
  defaultAssumptions,
  isExhausted,
  lowerMaximum,
  type PoolPlan,
  termsOf,
  totalOf,
} from '../../shared/model/address-demand.ts';
import type { NodeGroupRecord } from '../../shared/model/snapshot/cluster.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { aStarburstGroup } from '../support/a-starburst-group.ts';
import { runningNodes } from '../support/running-nodes.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

function planOf(snapshot: Snapshot, assumptions: Partial<AddressAssumptions> = {}) {
  const [view] = new AccountView(snapshot).clusters;
  if (!view) throw new Error('The snapshot has no cluster.');
  return addressPlan(view, { ...defaultAssumptions, ...assumptions });
}

function poolAt(snapshot: Snapshot, subnetId = 'subnet-sep', assumptions: Partial<AddressAssumptions> = {}): PoolPlan {
  const pool = planOf(snapshot, assumptions).poolOf(subnetId);
  if (!pool) throw new Error(`${subnetId} is in no pool.`);
  return pool;
}

const fourRunning = runningNodes({ count: 4, held: 30 });

describe('the example of Starburst’s sizing guide', () => {
  it.each([
    ['an empty /24', 251, undefined, 210, 0],
    ['an empty /25', 123, undefined, 210, 87],
    ['four of seven nodes, and 80 addresses', 80, fourRunning, 90, 10],
  ])('%s', (_, free, nodes, required, shortage) => {
    const pool = poolAt(aStarburstGroup(free, nodes ? { nodes } : {}));
    expect(pool.required).toEqual({ low: required, high: required });
    expect(pool.shortage).toEqual({ low: shortage, high: shortage });
    expect(pool.missing).toEqual([]);
  });

  it('holds every term', () => {
    const { demand } = poolAt(aStarburstGroup(80, { nodes: fourRunning }));
    expect(demand.groups).toMatchObject([
      { groupId: 'demo/workers', maximum: 7, minimum: 1, running: 4, leastPerNode: 30, lacking: { nodes: 0 } },
    ]);
    expect(demand.reserves).toMatchObject({ controlPlane: 0, loadBalancerSubnets: [] });
  });
});

describe('a lower maximum that fits', () => {
  const relief = (snapshot: Snapshot, assumptions: Partial<AddressAssumptions> = {}) => {
    const all = { ...defaultAssumptions, ...assumptions };
    const plan = planOf(snapshot, all);
    const pool = plan.poolOf('subnet-sep');
    const lower = pool && lowerMaximum(pool, plan.pools, all);
    return lower && { group: lower.group.id, from: lower.from, to: lower.to };
  };

  it('is the largest one', () => {
    expect(relief(aStarburstGroup(123))).toEqual({ group: 'demo/workers', from: 7, to: 4 });
    expect(relief(aStarburstGroup(80, { nodes: fourRunning }))).toEqual({ group: 'demo/workers', from: 7, to: 6 });
  });

  it('leaves the margin', () => {
    expect(relief(aStarburstGroup(123), { safetyPct: 10 })).toEqual({ group: 'demo/workers', from: 7, to: 3 });
  });

  it('counts every zone of the group', () => {
    const twoZones = (a: number, b: number) =>
      aStarburstGroup(a, {
        group: { subnetIds: ['subnet-sep', 'subnet-sep-b'], maxSize: 8 },
        subnets: { 'subnet-sep-b': { freeIpv4Addresses: b } },
      });
    expect(relief(twoZones(90, 200))).toEqual({ group: 'demo/workers', from: 8, to: 6 });
    expect(relief(twoZones(90, 60))).toEqual({ group: 'demo/workers', from: 8, to: 4 });
  });

  it('is not below what runs, what is wanted, or what must run', () => {
    expect(relief(aStarburstGroup(10, { nodes: runningNodes({ count: 4, held: 15 }) }))).toBeUndefined();
    expect(relief(aStarburstGroup(123, { group: { desiredSize: 5 } }))).toBeUndefined();
    expect(relief(aStarburstGroup(123, { group: { minSize: 5, desiredSize: 5 } }))).toBeUndefined();
  });

  it('is of no use when the Auto Scaling group or a warm pool holds more', () => {
    const warmPool = { enabled: true, maxGroupPreparedCapacity: 9 };
    expect(relief(aStarburstGroup(123, { group: { warmPool } }))).toBeUndefined();
  });
});

it('is exhausted when one more node, or the nodes that must run, do not fit', () => {
  expect(isExhausted(poolAt(aStarburstGroup(29)))).toBe(true);
  expect(isExhausted(poolAt(aStarburstGroup(30)))).toBe(false);
  expect(isExhausted(poolAt(aStarburstGroup(60, { group: { minSize: 3, desiredSize: 3 } })))).toBe(true);
});

it('asks once for all clusters of a VPC', () => {
  const { clusters } = new AccountView(aSnapshot({ clusters: { other: {} } }));
  const [demo, other] = clusters.map((view) => addressPlan(view));
  expect(demo).toBe(other);
});

it('says what would add to the demand when it is not known', () => {
  const pool = poolAt(aStarburstGroup(251, { group: { instanceTypes: ['x9.huge'] } }));
  expect(pool.missing.map(({ missing }) => [missing.fact, missing.resource])).toEqual([['instanceTypes', 'x9.huge']]);
});

it('has bounds while nodes are not known to be of a group', () => {
  const twoGroups = {
    cluster: { nodeGroups: { 'demo/other': { subnetIds: ['subnet-sep'], maxSize: 1, minSize: 0 } } },
  };
  const pool = poolAt(without(aStarburstGroup(131, { nodes: fourRunning, ...twoGroups }), 'instances'));
  expect([pool.required, pool.shortage]).toEqual([
    { low: 110, high: 230 },
    { low: 0, high: 99 },
  ]);
});

interface Group {
  readonly subnets: readonly string[];
  readonly maxSize: number;
  readonly type: string;
  readonly running: number;
  readonly held: number;
}

const subnetIds = ['subnet-1', 'subnet-2', 'subnet-3-b'];
const group: fc.Arbitrary<Group> = fc.record({
  subnets: fc.subarray(subnetIds, { minLength: 1 }),
  maxSize: fc.integer({ min: 0, max: 12 }),
  type: fc.constantFrom('m5.large', 'm5.xlarge'),
  running: fc.integer({ min: 0, max: 3 }),
  held: fc.integer({ min: 1, max: 45 }),
});
const network = fc.record({
  groups: fc.array(group, { minLength: 1, maxLength: 4 }),
  free: fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300)),
  azSkew: fc.constantFrom('balanced' as const, 'worst' as const),
  safetyPct: fc.constantFrom(0, 15),
});
type Network = typeof network extends fc.Arbitrary<infer N> ? N : never;

function snapshotOf({ groups, free }: Network, order: (ids: readonly string[]) => readonly string[] = (ids) => ids) {
  const nodes = groups.map(({ running, held, subnets, type }, index) =>
    runningNodes({ count: running, held, subnetId: subnets[0] ?? '', instanceType: type, group: `demo/g${index}` }),
  );
  const records = groups.map(({ subnets, maxSize, type }, index): [string, Partial<NodeGroupRecord>] => [
    `demo/g${index}`,
    { subnetIds: [...order(subnets)], instanceTypes: [type], minSize: 0, maxSize, desiredSize: 0 },
  ]);
  const ordered = order(records.map(([id]) => id)).map((id) => records.find(([other]) => other === id) ?? records[0]);
  return aSnapshot({
    cluster: {
      nodeGroups: { 'demo/workers': null, ...Object.fromEntries(ordered.filter((record) => record !== undefined)) },
    },
    subnets: Object.fromEntries(
      order(subnetIds).map((id) => [id, { cidr: '10.0.32.0/20', freeIpv4Addresses: free[subnetIds.indexOf(id)] ?? 0 }]),
    ),
    instances: Object.assign({ 'i-node-a': null, 'i-node-b': null }, ...nodes.map(({ instances }) => instances)),
    networkInterfaces: Object.assign(
      { 'eni-node-a': null, 'eni-node-b': null },
      ...nodes.map(({ networkInterfaces }) => networkInterfaces),
    ),
  });
}

const numbers = (snapshot: Snapshot, { azSkew, safetyPct }: Network) =>
  planOf(snapshot, { azSkew, safetyPct })
    .pools.map((pool) => ({
      subnets: pool.pool.subnets.map(({ id }) => id),
      required: pool.required,
      shortage: pool.shortage,
      terms: termsOf(pool),
    }))
    .sort((a, b) => (a.subnets.join() < b.subnets.join() ? -1 : 1));

const reversed = (ids: readonly string[]) => ids.toReversed();

describe('laws', () => {
  it('the demand is never negative, and known exactly when everything is', () => {
    fc.assert(
      fc.property(network, (given) => {
        for (const { demand, required, missing } of planOf(snapshotOf(given), given).pools) {
          expect(totalOf(demand.high)).toBeGreaterThanOrEqual(0);
          expect(demand.low).toEqual(demand.high);
          expect(required.high).toBeGreaterThanOrEqual(totalOf(demand.high));
          expect(missing).toEqual([]);
        }
      }),
    );
  });

  it('a larger maximum never lowers the demand', () => {
    fc.assert(
      fc.property(network, fc.nat(3), (given, index) => {
        const groups = given.groups.map((one, at) => (at === index ? { ...one, maxSize: one.maxSize + 1 } : one));
        const before = numbers(snapshotOf(given), given);
        const after = numbers(snapshotOf({ ...given, groups }), given);
        expect(after.map(({ subnets }) => subnets)).toEqual(before.map(({ subnets }) => subnets));
        for (const [pool, { required }] of before.entries()) {
          expect(after[pool]?.required.high).toBeGreaterThanOrEqual(required.high);
        }
      }),
    );
  });

  it('neither the order of groups nor that of subnets matters', () => {
    fc.assert(
      fc.property(network, (given) => {
        expect(numbers(snapshotOf(given, reversed), given)).toEqual(numbers(snapshotOf(given), given));
      }),
    );
  });

  it('pools share no subnet, lie in one zone each, and hold every subnet of every group', () => {
    fc.assert(
      fc.property(network, (given) => {
        const { pools } = planOf(snapshotOf(given));
        const members = pools.flatMap(({ pool }) => pool.subnets.map(({ id }) => id));
        expect(members.toSorted()).toEqual([...new Set(given.groups.flatMap(({ subnets }) => subnets))].sort());
        for (const { pool } of pools) expect(new Set(pool.subnets.map(({ zoneId }) => zoneId)).size).toBe(1);
      }),
    );
  });

  it('without instances and interfaces the bounds still hold what is true, while groups keep to their maximum', () => {
    fc.assert(
      fc.property(network, (drawn) => {
        const groups = drawn.groups.map((one) => ({
          ...one,
          running: Math.min(one.running, Math.floor(one.maxSize / 2)),
        }));
        const given = { ...drawn, groups };
        const snapshot = snapshotOf(given);
        const truth = numbers(snapshot, given);
        for (const hidden of [without(snapshot, 'instances'), without(snapshot, 'instances', 'networkInterfaces')]) {
          for (const [index, { required, shortage }] of numbers(hidden, given).entries()) {
            const known = truth[index];
            expect(required.low).toBeLessThanOrEqual(known?.required.low ?? -1);
            expect(required.high).toBeGreaterThanOrEqual(known?.required.high ?? Number.POSITIVE_INFINITY);
            expect(shortage.low).toBeLessThanOrEqual(known?.shortage.low ?? -1);
          }
        }
      }),
    );
  });

  it('the terms add up to what is required', () => {
    fc.assert(
      fc.property(network, (given) => {
        for (const { terms, required } of numbers(snapshotOf(given), given)) {
          const values = terms.map((term) => {
            const [, count, each] = /(\d+) more nodes? × (\d+)$/.exec(term) ?? [];
            return count === undefined ? Number.parseInt(term, 10) : Number(count) * Number(each);
          });
          expect(values.reduce((sum, value) => sum + value, 0)).toBe(required.low);
        }
      }),
    );
  });

  it('a shortage is the least number of addresses that makes the need fit', () => {
    const small = fc.nat(6);
    fc.assert(
      fc.property(small, small, small, small, small, (nodes, either, pods, inNodes, inPods) => {
        const fits = (a: number, p: number) => nodes <= a && pods <= p && nodes + either + pods <= a + p;
        let least = 0;
        const fitsWith = (more: number) =>
          Array.from({ length: more + 1 }, (_, a) => fits(inNodes + a, inPods + more - a)).some((fit) => fit);
        while (!fitsWith(least)) least++;
        expect(shortageOf({ nodes, either, pods }, { nodes: inNodes, pods: inPods })).toBe(least);
      }),
    );
  });
});
