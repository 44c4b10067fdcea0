import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { absencesInMemory } from '../../../shared/app/absences/in-memory.ts';
import { announce } from '../../../shared/app/announce/announce.ts';
import { isFlapping, targets } from '../../../shared/app/findings/finding.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { Life } from '../../support/finding-histories.ts';
import {
  type Belief,
  beliefAfter,
  graces,
  type Heard,
  type Look,
  listener,
  looks,
  observationOf,
  statesAfter,
  storiesIn,
} from '../../support/finding-lives.ts';
import { demoCluster, minute } from '../../support/observation-builders.ts';

/** Nothing expires in these lives, and commits of more than one finding are made in parts. */
const aMemory = (): Memory => inMemory(() => new Date(minute(0)), 1);

const tell = (memory: Memory, heard: Heard[], minutes: number, fails?: () => boolean) =>
  announce(
    {
      memory,
      tellers: {
        'security-hub': listener('security-hub', heard, fails),
        sns: listener('sns', heard, fails),
      },
      absences: absencesInMemory(),
      putAway: async () => {},
      now: () => new Date(minute(minutes)),
    },
    { ...demoCluster, clusters: ['demo'] },
  );

const stateIn = async (memory: Memory) =>
  Object.fromEntries((await memory.findings(demoCluster)).map(({ resource, state }) => [resource.id, state]));

/** What workers do, in the order in which they do it: look (late, twice or with a clock that is behind), tell, or fail to. */
interface Deed {
  readonly look: Look;
  readonly tells: 'no' | 'yes' | 'fails' | 'dies';
}

const deeds = (endings: readonly Deed['tells'][]): fc.Arbitrary<readonly Deed[]> =>
  looks(14)
    .chain((ordered) => {
      const places = ordered.map((look) =>
        fc.record({
          look: fc.constant(look),
          tells: fc.constantFrom(...endings),
          // How many others come first, and whether it comes again then.
          lateness: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, { arbitrary: fc.nat({ max: 3 }), weight: 1 }),
          isTwice: fc.boolean(),
        }),
      );
      return fc.tuple(...places);
    })
    .map((placed) =>
      placed
        .flatMap(({ look, tells, lateness, isTwice }, index) => [
          { deed: { look, tells }, order: index + lateness },
          ...(isTwice ? [{ deed: { look, tells }, order: index + lateness + 0.5 }] : []),
        ])
        .toSorted((a, b) => a.order - b.order)
        .map(({ deed }) => deed),
    );

/** The looks that memory took for the latest, and what targets heard until everybody was told. */
async function live(
  memory: Memory,
  played: readonly Deed[],
  grace: number,
): Promise<{ taken: Look[]; heard: Heard[] }> {
  const heard: Heard[] = [];
  const taken: Look[] = [];
  let flip = 0;
  for (const { look, tells } of played) {
    const { outcome } = await remember(memory, observationOf(look, grace));
    if (outcome !== 'superseded') taken.push(look);
    const end = look.minutes;
    if (tells === 'yes') await tell(memory, heard, end);
    if (tells === 'fails') await tell(memory, heard, end, () => flip++ % 2 === 0);
    if (tells === 'dies') await tell(new Life(flip++ % 9).spentOn(memory), heard, end).catch(() => undefined);
  }
  const last = Math.max(...played.map(({ look }) => look.minutes));
  await tell(memory, heard, last + 10);
  return { taken, heard };
}

/** Everybody knows how it is, and nothing is pending. */
async function expectAllKnown(memory: Memory, heard: readonly Heard[]): Promise<void> {
  const stories = storiesIn(heard);
  for (const finding of await memory.findings(demoCluster)) {
    if (finding.state === 'grace') continue;
    for (const target of targets) {
      expect(finding.told[target]?.version).toBe(finding.version);
      const story = stories.find(
        ([first]) => first.target === target && first.finding.resource.id === finding.resource.id,
      );
      const last = story?.at(-1);
      if (finding.state === 'open' && !isFlapping(finding)) expect(last?.finding.state).toBe('open');
      if (last?.transition === 'new' || last?.transition === 'changed') expect(finding.state).toBe('open');
    }
  }
  expect((await memory.cluster(demoCluster))?.pending).toBe(false);
}

describe('the lives of findings', () => {
  it('are what was seen, whatever comes late or twice', async () => {
    await fc.assert(
      fc.asyncProperty(deeds(['no']), fc.constantFrom(...graces), async (played, grace) => {
        const memory = aMemory();
        const { taken } = await live(memory, played, grace);
        expect(taken.map(({ minutes }) => minutes)).toEqual(
          taken.map(({ minutes }) => minutes).toSorted((a, b) => a - b),
        );
        expect(await stateIn(memory)).toEqual(statesAfter(taken, grace));
      }),
      { numRuns: 400 },
    );
  });

  it('are told in order, each change once, and none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(deeds(['no', 'yes']), fc.constantFrom(...graces), async (played, grace) => {
        const memory = aMemory();
        const { heard } = await live(memory, played, grace);
        for (const story of storiesIn(heard)) {
          const versions = story.map(({ finding }) => finding.version);
          expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
          if (story[0].target !== 'sns') continue;
          let belief: Belief = 'nothing';
          for (const message of story) {
            const next = beliefAfter(belief, message);
            expect([belief, message.transition, next]).not.toContain(undefined);
            belief = next ?? belief;
          }
        }
        await expectAllKnown(memory, heard);
      }),
      { numRuns: 400 },
    );
  });

  it('are known to everybody in the end, also when announcers die', async () => {
    await fc.assert(
      fc.asyncProperty(deeds(['no', 'yes', 'fails', 'dies']), fc.constantFrom(...graces), async (played, grace) => {
        const memory = aMemory();
        const { heard } = await live(memory, played, grace);
        await expectAllKnown(memory, heard);
      }),
      { numRuns: 300 },
    );
  });

  it('are told at most once as flapping until they are calm', async () => {
    await fc.assert(
      fc.asyncProperty(deeds(['yes']), fc.constantFrom(...graces), async (played, grace) => {
        const { heard } = await live(aMemory(), played, grace);
        for (const story of storiesIn(heard)) {
          const since = story.flatMap(({ transition, finding }) =>
            transition === 'flapping' ? [finding.flapping?.since] : [],
          );
          expect(since).toEqual([...new Set(since)]);
        }
      }),
    );
  });
});
