import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mishap } from '../support/fault-proxy.ts';
import type { Outcome } from '../support/fault-world/outcome.ts';
import { type FaultWorld, startFaultWorld } from '../support/fault-world.ts';

let world: FaultWorld;
let calm: Outcome;
beforeAll(async () => {
  world = await startFaultWorld();
  calm = await world.breakUnder();
}, 60_000);
afterAll(() => world.stop());

/** Numbers from 0 to 1 that are the same for the same seed (Mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const mishaps: readonly Mishap[] = ['busy', 'unsent', 'lost', 'cut', 'twice', 'denied', 30];
const isHeardTwice = (mishap: Mishap | undefined) => mishap === 'lost' || mishap === 'cut' || mishap === 'twice';

describe('mixes of faults', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'of seed %d come to what would have come without them',
    async (seed) => {
      const chance = chanceOf(seed);
      const share = 0.02 + chance() * 0.15;
      let lost = 0;
      const outcome = await world.breakUnder(() => {
        world.proxy.befall = ({ action }) => {
          if (chance() > share) return undefined;
          if (chance() < 0.03) {
            lost += 1;
            return { run: world.killRunning, when: chance() < 0.5 ? 'before' : 'after' };
          }
          const mishap = mishaps[Math.floor(chance() * mishaps.length)];
          // What is told of a claim that is refused, or of a mark that is lost, is told in parts, or twice.
          if (action.startsWith('dynamodb:') || (action === 'sns:Publish' && isHeardTwice(mishap))) lost += 1;
          return mishap;
        };
      });
      const { heard, ...rest } = outcome;
      const { heard: calmly, ...calmRest } = calm;
      expect(rest).toEqual(calmRest);
      const threads = (texts: readonly string[]) => new Set(texts.map((text) => text.split(' ')[0]));
      expect([...threads(heard)]).toEqual(expect.arrayContaining([...threads(calmly)]));
      expect(world.repeats()).toBeLessThanOrEqual(lost);
    },
    60_000,
  );
});
