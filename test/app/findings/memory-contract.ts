import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ClusterKey,
  type Finding,
  type ObservedFinding,
  tellingOf,
} from '../../../shared/app/findings/finding.ts';
import type { Claim, Memory } from '../../../shared/app/findings/memory.ts';
import { observedGone } from '../../../shared/app/findings/observation.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import {
  aClusterMemory,
  anObservation,
  anObservedFinding,
  demoCluster,
  minute,
  verdictOn,
} from '../../support/observation-builders.ts';

/** As nobody was told of it, and nobody is about to. */
const untold = (finding: ObservedFinding): Finding => ({ ...finding, told: {}, unmarked: [] });

const subnet = (id: string) => ({ resource: { type: 'subnet', id } }) as const;

/** What is not said of every finding. */
const everything: Partial<ObservedFinding> = {
  waiver: { reason: 'it is leaving', owner: 'net-team', expires: '2026-12-31', source: 'tag' },
  expiring: true,
  unconfirmedSince: minute(1),
  unconfirmed: true,
  flips: [minute(0), minute(1)],
  flapping: { since: minute(0), times: 7, until: minute(1) },
  renewedAt: minute(1),
};

/** What every memory must do. `open`: makes an empty one, whose clock it asks for the time. */
export function describeMemory(open: (now: () => Date) => Promise<Memory>): void {
  let memory: Memory;
  let now: string;
  beforeEach(async () => {
    now = minute(0);
    memory = await open(() => new Date(now));
  });

  const found = async (key: ClusterKey = demoCluster): Promise<readonly Finding[]> =>
    [...(await memory.findings(key))].sort((a, b) => (a.resource.id < b.resource.id ? -1 : 1));
  const commitFirst = (findings = [anObservedFinding()]) =>
    memory.commit({ before: undefined, cluster: aClusterMemory(), findings });

  describe('a commit', () => {
    it('can be read as it was made', async () => {
      const findings = [anObservedFinding(), anObservedFinding({ ...subnet('subnet-b'), unconfirmedSince: minute(3) })];
      expect(await commitFirst(findings)).toBe(true);
      expect(await memory.cluster(demoCluster)).toEqual(aClusterMemory());
      expect(await found()).toEqual(findings.map(untold));
    });

    it('keeps numbers of any size in evidence', async () => {
      const [violation] = anObservedFinding().violations;
      if (!violation) throw new Error('a finding has a violation');
      const huge = { ...violation, evidence: { free: 2 ** 64, share: 0.1, ports: [1, 2], empty: '', none: [] } };
      await commitFirst([anObservedFinding({ violations: [huge] })]);
      expect((await found())[0]?.violations).toEqual([huge]);
    });

    it('is refused once another was made from the same state, and leaves nothing behind', async () => {
      await commitFirst();
      expect(await commitFirst([anObservedFinding(subnet('subnet-b'))])).toBe(false);
      const second = aClusterMemory({ version: 2, digest: 'digest-2' });
      expect(await memory.commit({ before: aClusterMemory(), cluster: second, findings: [] })).toBe(true);
      const late = { before: aClusterMemory(), cluster: second, findings: [anObservedFinding(subnet('subnet-c'))] };
      expect(await memory.commit(late)).toBe(false);
      expect(await memory.cluster(demoCluster)).toEqual(second);
      expect((await found()).map(({ resource }) => resource.id)).toEqual(['subnet-a']);
    });

    it('is refused once a later observation said the same as the last', async () => {
      await commitFirst();
      await memory.touch(demoCluster, 1, minute(5));
      const earlier = aClusterMemory({ version: 2, observedAt: minute(4) });
      expect(await memory.commit({ before: aClusterMemory(), cluster: earlier, findings: [] })).toBe(false);
      expect(await memory.cluster(demoCluster)).toEqual(aClusterMemory({ observedAt: minute(5) }));
    });

    it('is made once when several are made at the same time', async () => {
      await commitFirst();
      const commits = ['a', 'b', 'c', 'd'].map((digest) =>
        memory.commit({
          before: aClusterMemory(),
          cluster: aClusterMemory({ version: 2, digest }),
          findings: [anObservedFinding({ title: digest, version: 2 })],
        }),
      );
      const made = (await Promise.all(commits)).map((isMade, index) => (isMade ? 'abcd'[index] : ''));
      expect(made.join('')).toHaveLength(1);
      expect((await memory.cluster(demoCluster))?.digest).toBe(made.join(''));
      expect((await found()).map(({ title }) => title)).toEqual([made.join('')]);
    });

    it('keeps all that may be said of a finding', async () => {
      const cluster = aClusterMemory({
        wakeAt: minute(30),
        counts: { open: 0, waived: 1, grace: 2, compliant: 0, indeterminate: 0 },
      });
      const finding = anObservedFinding({ state: 'waived', ...everything });
      await memory.commit({ before: undefined, cluster, findings: [finding] });
      expect(await memory.cluster(demoCluster)).toEqual(cluster);
      expect(await found()).toEqual([untold(finding)]);
    });

    it('takes away what is not said any more', async () => {
      await memory.commit({
        before: undefined,
        cluster: aClusterMemory({ gone: true, expiresAt: '2030-01-01T00:00:00.000Z', wakeAt: minute(1) }),
        findings: [
          anObservedFinding({ state: 'resolved', reason: 'Fixed.', expiresAt: '2030-01-01T00:00:00.000Z' }),
          anObservedFinding({ ...subnet('subnet-b'), ...everything }),
        ],
      });
      const { createdAt: _, ...back } = aClusterMemory({ version: 2 });
      const before = await memory.cluster(demoCluster);
      await memory.commit({
        before,
        cluster: back,
        findings: [anObservedFinding(), anObservedFinding(subnet('subnet-b'))],
      });
      expect(await memory.cluster(demoCluster)).toEqual(back);
      const expected = [anObservedFinding(), anObservedFinding(subnet('subnet-b'))];
      expect(await found()).toEqual(expected.map(untold));
    });

    it('has a largest size', async () => {
      const findings = Array.from({ length: memory.mostFindings + 1 }, (_, index) =>
        anObservedFinding(subnet(`subnet-${index}`)),
      );
      await expect(commitFirst(findings)).rejects.toThrow(RangeError);
      expect(await commitFirst(findings.slice(1))).toBe(true);
      expect(await found()).toHaveLength(memory.mostFindings);
    });

    it('keeps clusters apart whose names begin alike', async () => {
      const other = { ...demoCluster, cluster: 'demo-2' };
      await commitFirst();
      await memory.commit({ before: undefined, cluster: aClusterMemory(other), findings: [] });
      expect(await found(other)).toEqual([]);
      expect(await found()).toHaveLength(1);
      expect(await memory.cluster({ ...demoCluster, region: 'eu-west-1' })).toBeUndefined();
    });
  });

  describe('findings', () => {
    it('are not read once they expired', async () => {
      await commitFirst([anObservedFinding({ state: 'resolved', expiresAt: '2027-01-01T00:00:00.000Z' })]);
      now = '2026-12-31T23:59:59.000Z';
      expect(await found()).toHaveLength(1);
      now = '2027-01-01T00:00:00.000Z';
      expect(await found()).toEqual([]);
    });
  });

  describe('a touch', () => {
    it('moves the time of the observation and nothing else', async () => {
      await commitFirst();
      expect(await memory.touch(demoCluster, 1, minute(5))).toBe(true);
      expect(await memory.cluster(demoCluster)).toEqual(aClusterMemory({ observedAt: minute(5) }));
    });

    it('is refused for a cluster nobody remembers, another version, or an earlier observation', async () => {
      expect(await memory.touch(demoCluster, 1, minute(5))).toBe(false);
      await commitFirst();
      await memory.touch(demoCluster, 1, minute(5));
      expect(await memory.touch(demoCluster, 2, minute(6))).toBe(false);
      expect(await memory.touch(demoCluster, 1, minute(4))).toBe(false);
      expect(await memory.cluster(demoCluster)).toEqual(aClusterMemory({ observedAt: minute(5) }));
    });
  });

  describe('marks', () => {
    const claim = (overrides: Partial<Claim> = {}): Claim => ({
      target: 'sns',
      version: 1,
      until: minute(10),
      ...overrides,
    });
    const finding = anObservedFinding();
    const telling = tellingOf(untold(finding));
    beforeEach(() => commitFirst());

    it('are held by one at a time for each target', async () => {
      expect(await memory.claim(demoCluster, finding, claim(), minute(0))).toBe(true);
      expect(await memory.claim(demoCluster, finding, claim({ until: minute(11) }), minute(1))).toBe(false);
      expect(await memory.claim(demoCluster, finding, claim({ target: 'security-hub' }), minute(1))).toBe(true);
    });

    it('are claimed by one of many at the same time', async () => {
      const claims = [10, 11, 12, 13].map((until) =>
        memory.claim(demoCluster, finding, claim({ until: minute(until) }), minute(0)),
      );
      expect((await Promise.all(claims)).filter((isHeld) => isHeld)).toEqual([true]);
    });

    it('are free again when a claim expires, and then no longer those of its holder', async () => {
      await memory.claim(demoCluster, finding, claim(), minute(0));
      expect(await memory.claim(demoCluster, finding, claim({ until: minute(19) }), minute(9))).toBe(false);
      expect(await memory.claim(demoCluster, finding, claim({ until: minute(20) }), minute(10))).toBe(true);
      expect(await memory.told(demoCluster, finding, claim(), telling)).toBe(false);
      expect(await found()).toEqual([{ ...finding, told: {}, unmarked: ['sns'] }]);
      expect(await memory.told(demoCluster, finding, claim({ until: minute(20) }), telling)).toBe(true);
      expect(await found()).toEqual([{ ...finding, told: { sns: telling }, unmarked: [] }]);
    });

    it('are claimed for the version that there is, once', async () => {
      expect(await memory.claim(demoCluster, finding, claim({ version: 2 }), minute(0))).toBe(false);
      expect(await memory.claim(demoCluster, anObservedFinding(subnet('subnet-b')), claim(), minute(0))).toBe(false);
      await memory.claim(demoCluster, finding, claim(), minute(0));
      await memory.told(demoCluster, finding, claim(), telling);
      expect(await memory.claim(demoCluster, finding, claim({ until: minute(30) }), minute(20))).toBe(false);
    });

    it('are made with a claim only, and end it', async () => {
      expect(await memory.told(demoCluster, finding, claim(), telling)).toBe(false);
      await memory.claim(demoCluster, finding, claim(), minute(0));
      expect(await memory.told(demoCluster, finding, claim({ target: 'security-hub' }), telling)).toBe(false);
      expect(await memory.told(demoCluster, finding, claim(), telling)).toBe(true);
      expect(await memory.told(demoCluster, finding, claim(), telling)).toBe(false);
      expect(await found()).toEqual([{ ...finding, told: { sns: telling }, unmarked: [] }]);
    });

    it('stay when the finding changes, and so do claims', async () => {
      await memory.claim(demoCluster, finding, claim({ target: 'security-hub' }), minute(0));
      await memory.told(demoCluster, finding, claim({ target: 'security-hub' }), telling);
      await memory.claim(demoCluster, finding, claim(), minute(0));
      const changed = anObservedFinding({ severity: 'critical', version: 2 });
      await memory.commit({ before: aClusterMemory(), cluster: aClusterMemory({ version: 2 }), findings: [changed] });
      expect(await found()).toEqual([{ ...changed, told: { 'security-hub': telling }, unmarked: ['sns'] }]);
      expect(await memory.claim(demoCluster, finding, claim({ version: 2, until: minute(11) }), minute(1))).toBe(false);
      expect(await memory.told(demoCluster, finding, claim(), telling)).toBe(true);
      expect(await found()).toEqual([{ ...changed, told: { 'security-hub': telling, sns: telling }, unmarked: [] }]);
      expect(await memory.claim(demoCluster, finding, claim({ version: 2, until: minute(11) }), minute(1))).toBe(true);
    });
  });

  describe('settling', () => {
    it('clears what is pending at the same version only', async () => {
      expect(await memory.settle(demoCluster, 1)).toBe(false);
      await commitFirst();
      expect(await memory.settle(demoCluster, 2)).toBe(false);
      expect((await memory.cluster(demoCluster))?.pending).toBe(true);
      expect(await memory.settle(demoCluster, 1)).toBe(true);
      expect(await memory.cluster(demoCluster)).toEqual(aClusterMemory({ pending: false }));
    });
  });

  describe('the clusters of an account and Region', () => {
    const named = async () => (await memory.clusters('111122223333', 'us-east-1')).map(({ cluster }) => cluster).sort();

    it('are those that were committed there', async () => {
      expect(await named()).toEqual([]);
      for (const overrides of [
        {},
        { cluster: 'shop' },
        { cluster: 'far', region: 'eu-west-1' },
        { account: '444455556666' },
      ])
        await memory.commit({ before: undefined, cluster: aClusterMemory(overrides), findings: [] });
      expect(await named()).toEqual(['demo', 'shop']);
      await memory.touch(demoCluster, 1, minute(5));
      const [demo] = (await memory.clusters('111122223333', 'us-east-1')).filter(({ cluster }) => cluster === 'demo');
      expect(demo).toEqual(aClusterMemory({ observedAt: minute(5) }));
    });

    it('are many', async () => {
      const names = Array.from({ length: 230 }, (_, index) => `cluster-${index}`);
      await Promise.all(
        names.map((cluster) =>
          memory.commit({ before: undefined, cluster: aClusterMemory({ cluster }), findings: [] }),
        ),
      );
      expect(await named()).toEqual(names.sort());
    });

    it('are also those that are gone, so that this can be told', async () => {
      await remember(memory, anObservation());
      await remember(memory, observedGone(aClusterMemory(), minute(1)));
      expect((await memory.clusters('111122223333', 'us-east-1')).map(({ gone, pending }) => [gone, pending])).toEqual([
        [true, true],
      ]);
    });
  });

  describe('the index', () => {
    const shop = { ...demoCluster, cluster: 'shop' };
    const users = async (resource: string, region = 'us-east-1') =>
      (await memory.clustersUsing(region, resource)).map(({ cluster }) => cluster).sort();
    beforeEach(async () => {
      await commitFirst();
      await memory.commit({ before: undefined, cluster: aClusterMemory(shop), findings: [] });
    });

    it('names the clusters that use a resource', async () => {
      await memory.index(demoCluster, ['vpc-1', 'subnet-a', 'subnet-a']);
      await memory.index(shop, ['vpc-1', 'subnet-b']);
      expect(await memory.clustersUsing('us-east-1', 'subnet-a')).toEqual([demoCluster]);
      expect(await users('vpc-1')).toEqual(['demo', 'shop']);
      expect((await memory.uses(shop)).toSorted()).toEqual(['subnet-b', 'vpc-1']);
      expect(await memory.uses({ ...shop, cluster: 'other' })).toEqual([]);
      expect(await users('vpc-1', 'eu-west-1')).toEqual([]);
      expect(await users('vpc-')).toEqual([]);
    });

    it('follows the set, however large the change', async () => {
      const resources = Array.from({ length: 250 }, (_, index) => `rtb-${index}`);
      await memory.index(demoCluster, resources);
      expect(await Promise.all(['rtb-0', 'rtb-120', 'rtb-249'].map((id) => users(id)))).toEqual([
        ['demo'],
        ['demo'],
        ['demo'],
      ]);
      await memory.index(demoCluster, ['rtb-120', 'rtb-new']);
      expect(await Promise.all(['rtb-0', 'rtb-120', 'rtb-249', 'rtb-new'].map((id) => users(id)))).toEqual([
        [],
        ['demo'],
        [],
        ['demo'],
      ]);
      await memory.index(demoCluster, []);
      expect(await users('rtb-120')).toEqual([]);
    });

    it('holds one whole set when several are written at the same time', async () => {
      const sets = [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ];
      await Promise.all(sets.map((set) => memory.index(demoCluster, set)));
      const used = await Promise.all(['a', 'b', 'c', 'd'].map(async (id) => ((await users(id)).length > 0 ? id : '')));
      expect(sets.map((set) => set.join(''))).toContain(used.join(''));
    });
  });

  it('remembers what ends at any moment', async () => {
    await remember(memory, anObservation({ observedAt: '2026-11-21T09:00:00.123Z' }));
    const fixed = anObservation({ verdicts: [verdictOn('subnet-a', 'p')], observedAt: '2026-11-21T09:01:02.789Z' });
    await remember(memory, fixed);
    expect(await found()).toMatchObject([{ state: 'resolved', expiresAt: '2027-12-26T09:01:02.000Z' }]);
    await remember(memory, observedGone(aClusterMemory(), '2026-11-21T09:02:03.999Z'));
    expect(await memory.cluster(demoCluster)).toMatchObject({ gone: true, expiresAt: '2028-01-25T09:02:03.000Z' });
  });

  it('remembers a cluster with 300 findings, and all of them getting well', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `subnet-${index}`);
    const all = (letter: 'f' | 'p') => ids.map((id) => verdictOn(id, letter));
    await remember(memory, anObservation({ verdicts: all('f') }));
    expect((await found()).map(({ state, occasion }) => `${state} ${occasion}`)).toEqual(ids.map(() => 'open first'));
    expect(await memory.cluster(demoCluster)).toMatchObject({ pending: true, counts: { open: 300 } });
    await remember(memory, anObservation({ verdicts: all('p'), observedAt: minute(1) }));
    expect((await found()).map(({ state, occasion }) => `${state} ${occasion}`)).toEqual(
      ids.map(() => 'resolved change'),
    );
    expect(await memory.cluster(demoCluster)).toMatchObject({
      observedAt: minute(1),
      counts: { open: 0, compliant: 300 },
    });
  });
}
