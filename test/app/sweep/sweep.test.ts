import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SweptGroup } from '../../../shared/app/check-clusters/work.ts';
import { type ClusterGroup, mostClusters } from '../../../shared/app/cluster-group.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { inMessages, type ListedCluster, sweepPlace } from '../../../shared/app/sweep/sweep.ts';
import { aMissing, aProblem, aVerdict } from '../../support/report-builders.ts';

const home = { account: '111122223333', region: 'eu-central-1' };
const observedAt = '2026-11-21T10:00:00.000Z';

async function aRemembered(...clusters: readonly string[]) {
  const memory = inMemory();
  for (const cluster of clusters) {
    await remember(memory, {
      cluster: { ...home, cluster },
      observedAt,
      verdicts: [aProblem({ cluster })],
      rules: new Map([[aVerdict().code, 'Title']]),
      settings: 'settings',
      uses: [],
      gone: false,
    });
  }
  return memory;
}

async function aSweep(memory: ReturnType<typeof inMemory>, clusters: readonly ListedCluster[], minutesLater: number) {
  const now = new Date(Date.parse(observedAt) + minutesLater * 60_000);
  const checks: SweptGroup[] = [];
  const announced: ClusterGroup[] = [];
  const list = { observedAt: now.toISOString(), clusters };
  const outcome = await sweepPlace(
    home,
    list,
    { run: observedAt, groups: inMessages(clusters) },
    {
      memory,
      check: async (group) => void checks.push(group),
      announce: async (group) => void announced.push(group),
      now: () => now,
    },
  );
  return { outcome, checks, announced };
}

describe('a sweep', () => {
  it('has every cluster checked', async () => {
    const { checks, announced } = await aSweep(inMemory(), [{ name: 'a', vpcId: 'vpc-1' }, { name: 'b' }], 0);
    const run = { run: observedAt, group: 0, of: 1 };
    expect(checks).toEqual([{ ...home, clusters: ['a', 'b'], sweep: true, at: observedAt, run }]);
    expect(announced).toEqual([]);
  });

  it('closes what belongs to a cluster that is gone, once', async () => {
    const memory = await aRemembered('a');
    const { outcome, announced } = await aSweep(memory, [], 1);
    expect(outcome).toMatchObject({ gone: 1 });
    expect(announced).toEqual([{ ...home, clusters: ['a'] }]);
    expect((await memory.findings({ ...home, cluster: 'a' })).map(({ state }) => state)).toEqual(['gone']);
    expect((await aSweep(memory, [], 2)).outcome).toMatchObject({ gone: 0 });
  });

  it('counts what is open and what could not be decided', async () => {
    const memory = await aRemembered('a', 'b');
    await remember(memory, {
      cluster: { ...home, cluster: 'b' },
      observedAt: '2026-11-21T10:00:30.000Z',
      verdicts: [aVerdict({ cluster: 'b', missing: [aMissing()] }), aVerdict({ cluster: 'b', code: 'A1' })],
      rules: new Map([
        ['B4', 'Title'],
        ['A1', 'Title'],
      ]),
      settings: 'settings',
      uses: [],
      gone: false,
    });
    const { outcome } = await aSweep(memory, [{ name: 'a' }, { name: 'b' }], 1);
    expect(outcome).toMatchObject({ open: 2, decided: 3, undecided: 1 });
  });

  it('has announced what was to be told ten minutes ago', async () => {
    const memory = await aRemembered('a', 'b');
    const present = [{ name: 'a' }, { name: 'b' }];
    expect((await aSweep(memory, present, 9)).announced).toEqual([]);
    expect((await aSweep(memory, present, 10)).announced).toEqual([{ ...home, clusters: ['a', 'b'] }]);
  });
});

describe('messages', () => {
  const listed = fc.uniqueArray(
    fc.record({ name: fc.uuid(), vpcId: fc.constantFrom('vpc-1', 'vpc-2', 'vpc-3', 'vpc-4', undefined) }),
    { selector: ({ name }) => name, maxLength: 200 },
  );

  it('name every cluster once, up to fifty, and keep each VPC together', () => {
    fc.assert(
      fc.property(listed, (drawn) => {
        const clusters = drawn.map(({ name, vpcId }) => (vpcId === undefined ? { name } : { name, vpcId }));
        const messages = inMessages(clusters);
        expect(messages.flat().sort()).toEqual(clusters.map(({ name }) => name).sort());
        const vpcsOf = (names: readonly string[]) =>
          new Set(drawn.filter(({ name }) => names.includes(name)).map(({ name, vpcId }) => vpcId ?? name));
        for (const names of messages) expect(names.length <= mostClusters || vpcsOf(names).size === 1).toBe(true);
        const places = messages.flatMap((names) => [...vpcsOf(names)]);
        expect(places).toHaveLength(new Set(places).size);
      }),
    );
  });
});
