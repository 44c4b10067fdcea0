import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { absencesInMemory } from '../../../shared/app/absences/in-memory.ts';
import { announce } from '../../../shared/app/announce/announce.ts';
import type { Teller } from '../../../shared/app/announce/ports.ts';
import { type Finding, findingId, type Target, targets, tellingOf } from '../../../shared/app/findings/finding.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import { aSight, inTurns, Life, observationOf, persist } from '../../support/finding-histories.ts';
import { demoCluster, minute } from '../../support/observation-builders.ts';

interface Message {
  readonly target: Target;
  readonly finding: Finding;
}

interface Worker {
  /** Throws when the worker was killed. */
  readonly breathe?: () => void;
  /** Lies between a target's hearing and its answer. */
  readonly pause?: () => Promise<void>;
}

/** A target that keeps what it hears. */
const listening = (target: Target, heard: Message[], { breathe = () => {}, pause = async () => {} }: Worker): Teller =>
  async function* (dues) {
    for (const due of dues) {
      breathe();
      heard.push({ target, finding: due.finding });
      await pause();
      yield { due, outcome: 'told' };
    }
  };

const announceFrom = (memory: Memory, heard: Message[], minutes: number, worker: Worker = {}) => {
  const tellers = {
    'security-hub': listening('security-hub', heard, worker),
    sns: listening('sns', heard, worker),
  };
  const ports = { memory, tellers, absences: absencesInMemory(), putAway: async () => {} };
  return announce({ ...ports, now: () => new Date(minute(minutes)) }, { ...demoCluster, clusters: ['demo'] });
};

/** What is said of a finding, without its version. */
const wordsOf = (finding: Finding) => JSON.stringify({ ...tellingOf(finding), version: 0 });

/** For each target and finding, what was heard of it. */
function storiesIn(heard: readonly Message[]): ReadonlyMap<string, readonly Finding[]> {
  const stories = Map.groupBy(heard, ({ target, finding }) => `${target} ${findingId(finding)}`);
  return new Map([...stories].map(([key, messages]) => [key, messages.map(({ finding }) => finding)]));
}

/** How often a target heard of a change that it had heard of. */
const repeatsIn = (heard: readonly Message[]): number =>
  [...storiesIn(heard).values()]
    .map((story) => story.length - new Set(story.map(({ version }) => version)).size)
    .reduce((sum, repeats) => sum + repeats, 0);

const sights = fc.array(aSight, { minLength: 1, maxLength: 4 });

/** Observations and announcements in any order of their calls, then one more announcement when every claim has expired. */
async function tell(memory: Memory, heard: Message[], play: (memory: Memory) => Promise<unknown>): Promise<void> {
  await play(memory);
  await announceFrom(memory, heard, 30);
}

describe('announcing while workers commit', () => {
  it('tells every transition at most once, and forgets none', async () => {
    await fc.assert(
      fc.asyncProperty(sights, fc.scheduler(), async (seen, scheduler) => {
        const memory = inMemory(() => new Date(minute(0)), 2);
        const heard: Message[] = [];
        const pause = () => scheduler.schedule(Promise.resolve(), 'heard');
        await tell(memory, heard, (kept) => {
          const workers = seen.map((sight, index) => persist(inTurns(kept, scheduler), observationOf(sight, index)));
          const announcers = [1, 2, 3].map(() => announceFrom(inTurns(kept, scheduler), heard, 0, { pause }));
          return scheduler.waitFor(Promise.all([...workers, ...announcers]));
        });
        expect(repeatsIn(heard)).toBe(0);
        await expectAllTold(memory, heard);
      }),
    );
  });
});

describe('announcers that die at any call', () => {
  it('forget nothing, and repeat at most what they were saying', async () => {
    const deaths = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(sights, deaths, fc.scheduler(), async (seen, callsOfLives, scheduler) => {
        const memory = inMemory(() => new Date(minute(0)), 2);
        const heard: Message[] = [];
        const pause = () => scheduler.schedule(Promise.resolve(), 'heard');
        await tell(memory, heard, (kept) => {
          const workers = seen.map((sight, index) => persist(inTurns(kept, scheduler), observationOf(sight, index)));
          const announcers = callsOfLives.map((calls) => {
            const life = new Life(calls);
            const worker = { pause, breathe: () => life.breathe() };
            return announceFrom(life.spentOn(inTurns(kept, scheduler)), heard, 0, worker).catch(() => undefined);
          });
          return scheduler.waitFor(Promise.all([...workers, ...announcers]));
        });
        expect(repeatsIn(heard)).toBeLessThanOrEqual(callsOfLives.length * targets.length);
        await expectAllTold(memory, heard);
      }),
    );
  });
});

/** Both targets know how every finding is now, unless it came and went before they heard of it; nothing is pending. */
async function expectAllTold(memory: Memory, heard: readonly Message[]): Promise<void> {
  const stories = storiesIn(heard);
  for (const finding of await memory.findings(demoCluster)) {
    for (const target of targets) {
      const last = stories.get(`${target} ${findingId(finding)}`)?.at(-1);
      expect(finding.told[target]?.version).toBe(finding.version);
      if (last || finding.state === 'open') expect(last && wordsOf(last)).toBe(wordsOf(finding));
    }
  }
  expect((await memory.cluster(demoCluster))?.pending).toBe(false);
}
