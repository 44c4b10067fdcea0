import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Outcome } from '../support/fault-world/outcome.ts';
import { type FaultWorld, startFaultWorld } from '../support/fault-world.ts';

let world: FaultWorld;
let calm: Outcome;
beforeAll(async () => {
  world = await startFaultWorld();
  calm = await world.breakUnder();
}, 60_000);
afterAll(() => world.stop());

/** Between any two of these calls lies something that has to be whole. */
const deed = /^(dynamodb|sns|sqs|securityhub):/;

/** What is said in which thread: a mark for what became of it, after the thread. */
const threadsOf = (heard: Outcome['heard']) => [...new Set(heard.map((text) => text.split(' ', 2).join(' ')))];

describe('a function that is killed', () => {
  it('after any call that writes or tells comes again and leaves nothing half done', async () => {
    let nth = 0;
    for (let wasKilled = true; wasKilled; nth++) {
      let seen = 0;
      wasKilled = false;
      const outcome = await world.breakUnder(() => {
        world.proxy.befall = ({ action }) => {
          if (!deed.test(action) || seen++ !== nth) return undefined;
          wasKilled = true;
          return { run: world.killRunning, when: 'after' };
        };
      });
      // Who ends between telling people and marking all that they were told of says the rest of it once more, in the same thread.
      const { heard, ...rest } = outcome;
      expect({ nth, ...rest, heard: threadsOf(heard) }).toEqual({ nth, ...calm, heard: threadsOf(calm.heard) });
      expect(heard.length - calm.heard.length + world.repeats()).toBeLessThanOrEqual(1);
    }
    expect(nth).toBeGreaterThan(20);
  }, 240_000);

  it('while it reads comes again', async () => {
    const outcome = await world.breakUnder(() => {
      let times = 0;
      world.proxy.befall = ({ action }) =>
        action === 'ec2:DescribeSubnets' && times++ < 2 ? { run: world.killRunning, when: 'after' } : undefined;
    });
    expect(outcome).toEqual(calm);
    expect(world.ended.filter(({ end }) => end.outcome === 'killed')).toHaveLength(2);
    expect(world.repeats()).toBe(0);
  }, 60_000);

  it('every time ends among the dead letters, and a redrive completes it', async () => {
    await world.restore();
    world.proxy.befall = ({ action }) =>
      action === 'dynamodb:TransactWriteItems' ? { run: world.killRunning, when: 'before' } : undefined;
    world.become('broken');
    await world.untilQuiet();
    expect(world.queues.changes.deadLetters).toHaveLength(1);
    expect((await world.outcome()).heard).toEqual([]);
    world.calm();
    expect(world.queues.changes.redrive()).toBe(1);
    await world.untilQuiet();
    expect(await world.outcome()).toEqual(calm);
  }, 60_000);
});
