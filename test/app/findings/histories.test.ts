import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import {
  aSight,
  certainlyOpenAfter,
  inTurns,
  Life,
  observationOf,
  openIn,
  outcomeOf,
  persist,
  rememberedIn,
  type Sight,
} from '../../support/finding-histories.ts';
import { demoCluster, minute } from '../../support/observation-builders.ts';

/** Nothing expires in these histories. */
const aMemory = (mostFindings?: number): Memory => inMemory(() => new Date(minute(0)), mostFindings);
/** Commits of more than two findings are made in parts. */
const aMemoryOfParts = () => aMemory(2);

/** Sights with the minutes at which each was begun to be read, in the order in which workers come to commit them; some come twice. */
const deliveries = fc
  .array(aSight, { minLength: 1, maxLength: 8 })
  .chain((sights) => {
    const timed = sights.map((sight, index) => ({ sight, minutes: index + 1 }));
    return fc.tuple(fc.shuffledSubarray(timed, { minLength: timed.length }), fc.subarray(timed));
  })
  .map(([once, again]) => [...once, ...again]);

interface Delivery {
  readonly sight: Sight;
  readonly minutes: number;
}

const inOrder = (accepted: readonly Delivery[]) =>
  accepted.toSorted((a, b) => a.minutes - b.minutes).map(({ sight }) => sight);

describe('whatever comes late or twice', () => {
  it('what is known is what was seen, in the order in which it was seen', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async (given) => {
        const memory = aMemoryOfParts();
        const accepted: Delivery[] = [];
        for (const delivery of given) {
          const { outcome } = await remember(memory, observationOf(delivery.sight, delivery.minutes));
          if (outcome !== 'superseded') accepted.push(delivery);
        }
        expect(accepted).toEqual(accepted.toSorted((a, b) => a.minutes - b.minutes));
        expect(await rememberedIn(memory)).toEqual(outcomeOf(inOrder(accepted)));
      }),
    );
  });

  it('nothing is left out that comes in time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aSight, { minLength: 1, maxLength: 8 }), async (sights) => {
        const memory = aMemoryOfParts();
        for (const [index, sight] of sights.entries()) await remember(memory, observationOf(sight, index));
        expect(await rememberedIn(memory)).toEqual(outcomeOf(sights));
      }),
    );
  });
});

describe('workers that commit at the same time', () => {
  /** Has workers commit in any order of their calls, and answers what those saw whose observation was accepted as a whole. */
  async function race(memory: Memory, sights: readonly Sight[], scheduler: fc.Scheduler): Promise<readonly Sight[]> {
    const workers = sights.map(async (sight, minutes) => {
      const { outcome } = await persist(inTurns(memory, scheduler), observationOf(sight, minutes));
      return outcome === 'superseded' ? [] : [sight];
    });
    return (await scheduler.waitFor(Promise.all(workers))).flat();
  }
  const racing = fc.array(aSight, { minLength: 2, maxLength: 5 });

  it('leave what the accepted ones saw, in the order in which they saw it, the latest included', async () => {
    await fc.assert(
      fc.asyncProperty(racing, fc.scheduler(), async (sights, scheduler) => {
        const memory = aMemory();
        const accepted = await race(memory, sights, scheduler);
        expect(accepted.at(-1)).toBe(sights.at(-1));
        expect(await rememberedIn(memory)).toEqual(outcomeOf(accepted));
        expect(await memory.cluster(demoCluster)).toMatchObject({ observedAt: minute(sights.length - 1) });
      }),
    );
  });

  it('leave all that the latest is certain of, also when commits are made in parts', async () => {
    await fc.assert(
      fc.asyncProperty(racing, aSight, fc.scheduler(), async (earlier, latest, scheduler) => {
        const memory = aMemoryOfParts();
        await race(memory, [...earlier.slice(1), latest], scheduler);
        const remembered = openIn(await rememberedIn(memory));
        const certain = certainlyOpenAfter(latest);
        expect(remembered).toEqual(remembered.map((open, index) => certain[index] ?? open));
        expect((await memory.cluster(demoCluster))?.digest).not.toBe('partial');
      }),
    );
  });

  it('give up after being overtaken five times', async () => {
    const memory = aMemory();
    let minutes = 0;
    const sight = { isBlind: false, createdAt: undefined, settings: 'settings-1', gone: false };
    const overtaken: Memory = {
      ...memory,
      commit: async (commit) => {
        await remember(memory, observationOf({ ...sight, letters: [minutes % 2 ? 'f' : 'p'] }, minutes));
        minutes += 1;
        return memory.commit(commit);
      },
    };
    const slow = observationOf({ ...sight, letters: ['o'] }, 100);
    await expect(remember(overtaken, slow)).rejects.toThrow('Observations of demo overtook each other 5 times.');
  });
});

describe('a worker that ends between two writes', () => {
  it('leaves what the next one completes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aSight, { maxLength: 4 }), aSight, fc.nat({ max: 6 }), async (sights, last, calls) => {
        const memory = aMemoryOfParts();
        for (const [index, sight] of sights.entries()) await remember(memory, observationOf(sight, index));
        await remember(new Life(calls).spentOn(memory), observationOf(last, 10)).catch(() => undefined);
        await remember(memory, observationOf(last, 11));
        expect(await rememberedIn(memory)).toEqual(outcomeOf([...sights, last]));
        expect((await memory.cluster(demoCluster))?.digest).not.toBe('partial');
      }),
    );
  });
});
