import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../../shared/app/findings/finding.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import { type Observation, observedGone } from '../../../shared/app/findings/observation.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import type { Verdict } from '../../../shared/engine/verdict.ts';
import { aSight, observationOf } from '../../support/finding-histories.ts';
import { anObservation, demoCluster, minute, verdictOn } from '../../support/observation-builders.ts';
import { aMissing, aProblem, aVerdict, aViolation } from '../../support/report-builders.ts';

let memory: Memory;
let minutes: number;
beforeEach(() => {
  memory = inMemory(() => new Date(minute(0)));
  minutes = 0;
});

/** Remembers what is seen a minute after the last, and answers the finding on subnet-a. */
async function see(overrides: Partial<Observation>): Promise<Finding> {
  await remember(memory, anObservation({ ...overrides, observedAt: minute(minutes) }));
  minutes += 1;
  const [finding] = (await memory.findings(demoCluster)).filter(({ resource }) => resource.id === 'subnet-a');
  if (!finding) throw new Error('nothing was found on subnet-a');
  return finding;
}
const seeOn = (letter: Parameters<typeof verdictOn>[1]) => see({ verdicts: [verdictOn('subnet-a', letter)] });
const onCluster = (overrides: Partial<Verdict>) =>
  aVerdict({ resource: { type: 'cluster', id: 'demo' }, ...overrides });

describe('a finding', () => {
  it('is opened by what is certain', async () => {
    expect(await seeOn('f')).toEqual({
      cluster: demoCluster,
      code: 'B4',
      resource: { type: 'subnet', id: 'subnet-a' },
      rule: 'cluster-subnets-have-addresses-for-eks',
      title: 'Each cluster subnet has the addresses that EKS needs for its own interfaces',
      state: 'open',
      severity: 'high',
      kinds: ['tooFew subnet-a'],
      violations: [aViolation()],
      unkept: 0,
      firstOpened: minute(0),
      firstSeen: minute(0),
      changedAt: minute(0),
      occasion: 'first',
      flips: [minute(0)],
      version: 1,
      told: {},
      unmarked: [],
    });
  });

  it('is another when its kinds or its severity are, with the evidence of then', async () => {
    await seeOn('f');
    expect(await seeOn('o')).toMatchObject({
      kinds: ['full subnet-a'],
      severity: 'critical',
      firstSeen: minute(0),
      changedAt: minute(1),
      version: 2,
    });
    const severe = [aProblem({}, { kind: 'full', severity: 'low', message: 'Nearly full.' })];
    expect(await see({ verdicts: severe })).toMatchObject({
      severity: 'low',
      violations: [{ message: 'Nearly full.' }],
      version: 3,
    });
  });

  it('stays as it is when other numbers are seen while something else changes', async () => {
    await seeOn('f');
    const moved = aProblem({}, { message: 'subnet-a has 2 free addresses.', evidence: { free: 2 } });
    expect(await see({ verdicts: [moved, verdictOn('subnet-b', 'f')] })).toMatchObject({
      violations: [aViolation()],
      version: 1,
      changedAt: minute(0),
    });
  });

  it('is as severe as its worst violation', async () => {
    const verdict = aVerdict({
      violations: [aViolation({ severity: 'low' }), aViolation({ kind: 'full', severity: 'critical' })],
    });
    expect(await see({ verdicts: [verdict] })).toMatchObject({
      severity: 'critical',
      kinds: ['full subnet-a', 'tooFew subnet-a'],
    });
  });

  it.each([
    ['fixed', { verdicts: [verdictOn('subnet-a', 'p')] }, 'resolved', 'Fixed.'],
    [
      'not applicable',
      { verdicts: [verdictOn('subnet-a', 'n')] },
      'resolved',
      'No longer applies: It is another matter.',
    ],
    [
      'not applicable to the cluster',
      { verdicts: [onCluster({ status: 'not-applicable', reason: 'The profile is off.' })] },
      'resolved',
      'No longer applies: The profile is off.',
    ],
    [
      'of a resource that left',
      { verdicts: [verdictOn('subnet-b', 'p')] },
      'gone',
      'subnet-a is no longer part of the cluster.',
    ],
    ['of a rule that left', { rules: new Map(), verdicts: [] }, 'gone', 'The rule is no longer applied.'],
    ['of a cluster that left', { gone: true, verdicts: [] }, 'gone', 'The cluster was deleted.'],
    [
      'of an earlier cluster of the name',
      { createdAt: '2026-11-21T09:00:30.000Z', verdicts: [verdictOn('subnet-a', 'i')] },
      'gone',
      'The cluster was deleted and created again.',
    ],
  ] as const)('is closed when it is %s', async (_, seen, state, reason) => {
    await seeOn('f');
    expect(await see(seen)).toMatchObject({
      state,
      reason,
      version: 2,
      changedAt: minute(1),
      firstSeen: minute(0),
      expiresAt: '2027-12-26T09:01:00.000Z',
      violations: [aViolation()],
    });
  });

  it('is closed once', async () => {
    await seeOn('f');
    const closed = await seeOn('p');
    expect(await seeOn('n')).toEqual(closed);
    expect(await see({ verdicts: [] })).toEqual(closed);
  });

  it('is opened again with nothing left of its end', async () => {
    await seeOn('f');
    await seeOn('p');
    const again = await seeOn('f');
    expect(again).toMatchObject({
      state: 'open',
      version: 3,
      firstOpened: minute(0),
      firstSeen: minute(2),
      occasion: 'change',
    });
    expect([again.reason, again.expiresAt]).toEqual([undefined, undefined]);
  });

  it('is opened anew in another cluster of the name', async () => {
    await seeOn('f');
    const anew = await see({ createdAt: '2026-11-21T09:00:30.000Z' });
    expect(anew).toMatchObject({ state: 'open', firstSeen: minute(1), version: 2, occasion: 'first' });
  });
});

describe('what is not known', () => {
  it.each([
    ['the resource', [verdictOn('subnet-a', 'i')]],
    ['the cluster', [onCluster({ status: 'indeterminate', missing: [aMissing()] })]],
  ] as const)('closes nothing, and is marked: %s', async (_, verdicts) => {
    const before = await seeOn('f');
    expect(await see({ verdicts })).toEqual({ ...before, unconfirmedSince: minute(1) });
    expect(await see({ verdicts: [...verdicts, verdictOn('subnet-b', 'f')] })).toEqual({
      ...before,
      unconfirmedSince: minute(1),
    });
    expect(await seeOn('f')).toEqual(before);
  });

  it('leaves closed what is closed, and opens nothing', async () => {
    await seeOn('f');
    const closed = await seeOn('p');
    expect(await seeOn('i')).toEqual(closed);
    await see({ verdicts: [verdictOn('subnet-b', 'i'), verdictOn('subnet-a', 'i')] });
    expect(await memory.findings(demoCluster)).toHaveLength(1);
  });

  it('keeps what was certain beside what is', async () => {
    await seeOn('f');
    expect(await seeOn('m')).toMatchObject({
      kinds: ['full subnet-a', 'tooFew subnet-a'],
      severity: 'critical',
      violations: [{ kind: 'full' }, { kind: 'tooFew' }],
      version: 2,
    });
    expect(await seeOn('o')).toMatchObject({ kinds: ['full subnet-a'], violations: [{ kind: 'full' }], version: 3 });
  });

  it('is counted, and kept by resource where it could not be read', async () => {
    const undeclared = aVerdict({
      resource: { type: 'subnet', id: 'subnet-c' },
      missing: [aMissing({ kind: 'undeclared' })],
    });
    await seeOn('f');
    await see({
      verdicts: [verdictOn('subnet-a', 'm'), verdictOn('subnet-b', 'i'), undeclared, verdictOn('subnet-d', 'p')],
    });
    expect(await memory.cluster(demoCluster)).toMatchObject({
      counts: { open: 1, compliant: 1, indeterminate: 2 },
      unread: ['subnet#subnet-a', 'subnet#subnet-b'],
    });
  });
});

describe('a cluster', () => {
  it('remembers its creation time when it could not be read', async () => {
    const { createdAt: _, ...unread } = anObservation();
    await remember(memory, anObservation());
    expect(await remember(memory, { ...unread, observedAt: minute(1) })).toMatchObject({ outcome: 'unchanged' });
    expect(await remember(memory, { ...unread, verdicts: [], observedAt: minute(2) })).toMatchObject({
      outcome: 'changed',
    });
    expect(await memory.cluster(demoCluster)).toMatchObject({ createdAt: '2026-01-01T00:00:00.000Z' });
  });

  it('is not another one when its creation time is read for the first time', async () => {
    const { createdAt: _, ...unread } = anObservation();
    await remember(memory, unread);
    expect(await remember(memory, anObservation({ observedAt: minute(1) }))).toMatchObject({ outcome: 'changed' });
    expect(await memory.findings(demoCluster)).toMatchObject([{ state: 'open', version: 1 }]);
    expect(await memory.cluster(demoCluster)).toMatchObject({ createdAt: '2026-01-01T00:00:00.000Z' });
  });

  it('that is gone is used by nothing, and is another first when it is back', async () => {
    await remember(memory, anObservation());
    const before = await memory.cluster(demoCluster);
    if (!before) throw new Error('nothing was remembered');
    await remember(memory, observedGone(before, minute(1)));
    expect(await memory.cluster(demoCluster)).toMatchObject({
      gone: true,
      pending: true,
      counts: { open: 0 },
      expiresAt: '2028-01-25T09:01:00.000Z',
    });
    expect(await memory.clustersUsing('us-east-1', 'vpc-main')).toEqual([]);
    await remember(memory, anObservation({ observedAt: minute(2) }));
    const back = await memory.cluster(demoCluster);
    expect([back?.gone, back?.expiresAt]).toEqual([false, undefined]);
    expect(await memory.findings(demoCluster)).toMatchObject([{ occasion: 'first' }]);
    expect(await memory.clustersUsing('us-east-1', 'vpc-main')).toEqual([demoCluster]);
  });

  it.each([
    ['the first time', {}, 'first'],
    ['by other rules or parameters', { settings: 'settings-2' }, 'settings'],
    ['again', {}, 'change'],
  ] as const)('is seen %s', async (_, overrides, occasion) => {
    if (occasion !== 'first') await remember(memory, anObservation({ verdicts: [] }));
    await remember(memory, anObservation({ ...overrides, observedAt: minute(1) }));
    expect(await memory.findings(demoCluster)).toMatchObject([{ occasion }]);
  });

  it.each(['first', 'settings'] as const)(
    'is still seen on the occasion `%s` when somebody ended in the middle of it',
    async (occasion) => {
      const small = inMemory(() => new Date(minute(0)), 1);
      const verdicts = [verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'f'), verdictOn('subnet-c', 'f')];
      if (occasion === 'settings') await remember(small, anObservation({ verdicts: [] }));
      let commits = 0;
      const dying: Memory = {
        ...small,
        commit: async (commit) => {
          commits += 1;
          if (commits === 3) throw new Error('The worker was killed.');
          return small.commit(commit);
        },
      };
      const seen = anObservation({ verdicts, settings: 'settings-2', observedAt: minute(1) });
      await expect(remember(dying, seen)).rejects.toThrow('The worker was killed.');
      await remember(small, { ...seen, observedAt: minute(2) });
      expect((await small.findings(demoCluster)).map((finding) => finding.occasion)).toEqual([
        occasion,
        occasion,
        occasion,
      ]);
    },
  );
});

describe('an observation that says the same', () => {
  it('changes nothing but the time, whatever the numbers and the order', async () => {
    const wordy = (verdict: Verdict): Verdict => ({
      ...verdict,
      notes: ['Something else.'],
      violations: verdict.violations.map((violation) => ({
        ...violation,
        message: 'Other numbers.',
        evidence: { free: 1 },
      })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(aSight, { maxLength: 3 }), aSight, async (before, sight) => {
        const one = inMemory(() => new Date(minute(0)));
        for (const [index, earlier] of before.entries()) await remember(one, observationOf(earlier, index));
        const first = observationOf(sight, 10);
        await remember(one, first);
        const [cluster, findings] = [await one.cluster(demoCluster), await one.findings(demoCluster)];
        const again = { ...first, verdicts: first.verdicts.map(wordy).toReversed(), observedAt: minute(11) };
        expect(await remember(one, again)).toMatchObject({ outcome: 'unchanged', pending: cluster?.pending });
        expect(await one.cluster(demoCluster)).toEqual({ ...cluster, observedAt: minute(11) });
        expect(await one.findings(demoCluster)).toEqual(findings);
      }),
    );
  });

  it.each([
    ['status', [verdictOn('subnet-a', 'p')]],
    ['kinds', [aProblem({}, { kind: 'full' })]],
    ['severity', [aProblem({}, { severity: 'low' })]],
    ['resource', [verdictOn('subnet-b', 'f')]],
    ['named resource', [aProblem({}, { resource: { type: 'subnet', id: 'subnet-b' } })]],
    ['rule', [aProblem({ code: 'A1' })]],
    ['missing facts', [aProblem({ missing: [aMissing()] })]],
    ['number', []],
  ])('is another when its %s is', async (_, verdicts) => {
    await remember(memory, anObservation());
    const other = anObservation({ verdicts, observedAt: minute(1) });
    expect(await remember(memory, other)).toMatchObject({ outcome: 'changed' });
  });
});

describe('the time of an observation', () => {
  it.each(['2026-11-21T09:00:00Z', '2026-11-21T10:00:00.000+01:00', 'today'])(
    'is refused as %s',
    async (observedAt) => {
      await expect(remember(memory, anObservation({ observedAt }))).rejects.toThrow(RangeError);
    },
  );

  it('decides between two, the one that is there before one of the same moment', async () => {
    await remember(memory, anObservation({ observedAt: minute(1) }));
    for (const observedAt of [minute(0), minute(1)])
      expect(await remember(memory, anObservation({ observedAt, verdicts: [] }))).toEqual({
        outcome: 'superseded',
        pending: true,
        inGrace: false,
      });
    expect(await memory.findings(demoCluster)).toMatchObject([{ state: 'open' }]);
  });
});

describe('a finding of a rule that asks for steadiness', () => {
  const steadyMinutes = new Map([['B4', 50]]);
  const at = (minutes: number, letter: 'f' | 'p' | 'i' | 'n', more: Partial<Observation> = {}) =>
    remember(
      memory,
      anObservation({
        observedAt: minute(minutes),
        steadyMinutes,
        verdicts: [verdictOn('subnet-a', letter)],
        ...more,
      }),
    );
  const state = async () => {
    const [finding] = await memory.findings(demoCluster);
    return [finding?.state, finding?.wellSince, finding?.version];
  };

  it('closes once it has been well for so long', async () => {
    await at(0, 'f');
    await at(10, 'p');
    expect(await state()).toEqual(['open', minute(10), 1]);
    expect(await at(40, 'p')).toMatchObject({ outcome: 'unchanged' });
    await at(60, 'p');
    expect(await state()).toEqual(['resolved', undefined, 3]);
  });

  it('stays open, and nothing is told, when it fails again before', async () => {
    await at(0, 'f');
    await at(10, 'p');
    await at(30, 'f');
    expect(await state()).toEqual(['open', undefined, 1]);
    await at(70, 'p');
    expect(await state()).toEqual(['open', minute(70), 1]);
  });

  it('closes at once when what it is about no longer applies or is gone', async () => {
    await at(0, 'f');
    await at(10, 'n');
    expect((await state())[0]).toBe('resolved');
    await at(20, 'f');
    await at(30, 'p');
    await at(31, 'p', { gone: true, verdicts: [] });
    expect((await state())[0]).toBe('gone');
  });
});
