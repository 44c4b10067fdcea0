import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Outcome } from '../support/fault-world/outcome.ts';
import { type FaultWorld, startFaultWorld } from '../support/fault-world.ts';

let world: FaultWorld;
let calm: Outcome;
beforeAll(async () => {
  world = await startFaultWorld();
  calm = await world.breakUnder();
}, 60_000);
beforeEach(() => world.restore());
afterAll(() => world.stop());

const evaluations = () => world.proxy.calls.get('sts:GetCallerIdentity') ?? 0;

describe('a queue', () => {
  it('that loses every message of a change costs no more than the time to the next sweep', async () => {
    world.become('broken');
    world.queues.changes.clear();
    await world.sweep();
    await world.untilQuiet();
    expect(await world.outcome()).toEqual(calm);
  }, 60_000);

  it('that loses what is to be announced is made good by the next sweep', async () => {
    world.proxy.befall = ({ action, body }) => {
      if (action === 'sqs:SendMessage' && body.includes('/announce"'))
        setImmediate(() => world.queues.announce.clear());
      return undefined;
    };
    world.become('broken');
    await world.untilQuiet();
    world.calm();
    await world.sweep();
    await world.untilQuiet();
    expect(await world.outcome()).toEqual(calm);
  }, 60_000);

  it('that repeats every message three times changes nothing, and nobody hears anything twice', async () => {
    for (let time = 0; time < 3; time++) world.become('broken');
    await world.untilQuiet();
    const clusters = world.keys.map(({ cluster }) => cluster);
    const { account, region } = world.keys[0] ?? { account: '', region: '' };
    for (let time = 0; time < 3; time++) world.queues.announce.send(JSON.stringify({ account, region, clusters }));
    await world.untilQuiet();
    expect(await world.outcome()).toEqual(calm);
    expect(world.repeats()).toBe(0);
  }, 60_000);
});

describe('a message that nobody can work on', () => {
  const event = () => JSON.parse(world.eventOf('DeleteRoute', { routeTableId: world.network.routeTable }));
  const poisons: readonly (readonly [string, () => string])[] = [
    ['is no JSON', () => '{'],
    ['is of another shape', () => '{"wrong":"shape"}'],
    ['is as large as a queue takes', () => JSON.stringify({ ...event(), padding: 'x'.repeat(256 * 1024) })],
    ['is nested very deep', () => `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['has control characters for a name', () => JSON.stringify({ ...event(), account: '\u0000\u001b[2J' })],
  ];

  it('is put away with all that it takes to understand it, and everything else is done', async () => {
    for (const [, body] of poisons) world.queues.changes.send(body());
    world.become('broken');
    await world.untilQuiet();
    expect(await world.outcome()).toEqual(calm);
    const letters = world.queues.changes.deadLetters;
    expect(letters).toHaveLength(poisons.length);
    for (const { attributes } of letters)
      expect(attributes).toEqual(
        expect.objectContaining({ reason: expect.any(String), source: expect.stringContaining('changes') }),
      );
  }, 60_000);

  it('is dropped where its account is not watched', async () => {
    world.queues.changes.send(JSON.stringify({ ...event(), account: '999999999999' }));
    await world.untilQuiet();
    expect(evaluations()).toBe(0);
    expect(world.queues.changes.messages).toEqual([]);
  }, 60_000);
});

describe('an event', () => {
  it('of a cluster that was deleted and of resources that nobody uses is done without a fuss', async () => {
    world.tell('DeleteCluster', { name: 'never-was' }, 'aws.eks');
    world.tell('DeleteSubnet', { subnetId: 'subnet-0aaaaaaaaaaaaaaaa' });
    await world.untilQuiet();
    expect(world.ended.every(({ end }) => end.outcome === 'answered')).toBe(true);
    expect(Object.values(world.queues).flatMap(({ deadLetters }) => deadLetters)).toEqual([]);
    expect((await world.outcome()).heard).toEqual([]);
  }, 60_000);

  it('from a clock that is ahead is believed no further than our own', async () => {
    world.network.state = 'broken';
    const ahead = JSON.parse(world.eventOf('DeleteRoute', { routeTableId: world.network.routeTable }));
    ahead.detail.eventTime = new Date(world.now().getTime() + 30 * 86_400_000).toISOString();
    world.queues.changes.send(JSON.stringify(ahead));
    const before = world.now().getTime();
    await world.untilQuiet();
    expect(await world.outcome()).toEqual(calm);
    expect(world.now().getTime() - before).toBeLessThan(60 * 60_000);
  }, 60_000);

  it('whose time is long past is covered by what was seen since', async () => {
    const old = JSON.parse(world.eventOf('DeleteRoute', { routeTableId: world.network.routeTable }));
    old.detail.eventTime = '2020-01-01T00:00:00Z';
    world.queues.changes.send(JSON.stringify(old));
    await world.untilQuiet();
    expect(evaluations()).toBe(0);
  }, 60_000);
});

it('a worker whose clock is five minutes off observes nothing', async () => {
  world.proxy.now = () => new Date(world.now().getTime() + 5 * 60_000);
  world.become('broken');
  await world.untilQuiet();
  world.proxy.now = () => world.now();
  expect((await world.outcome()).heard).toEqual([]);
  expect(world.queues.changes.deadLetters).toHaveLength(1);
  expect(world.queues.changes.redrive()).toBe(1);
  await world.untilQuiet();
  expect(await world.outcome()).toEqual(calm);
}, 60_000);

it('ten thousand events in ten minutes cost no more than two looks a minute, and the last is never lost', async () => {
  const requestParameters = { routeTableId: world.network.routeTable, destinationCidrBlock: '0.0.0.0/0' };
  // The network breaks with the very last thousand.
  for (let minute = 0; minute < 10; minute++) {
    if (minute === 9) world.network.state = 'broken';
    for (let nth = 0; nth < 1_000; nth++) world.tell('ReplaceRoute', requestParameters);
    await world.during(60_000);
  }
  await world.untilQuiet();
  expect(await world.outcome()).toEqual(calm);
  expect(evaluations()).toBeLessThanOrEqual(2 * 10 + 2);
  expect(world.repeats()).toBe(0);
}, 120_000);

it('a target that refuses one finding blocks nothing but that finding', async () => {
  world.proxy.befall = ({ action, body }) => {
    if (action !== 'securityhub:BatchImportFindings' || !body.includes('/E2/cluster/')) return undefined;
    const { Findings } = JSON.parse(body) as { Findings: readonly { Id: string }[] };
    if (Findings.length > 1)
      return {
        status: 400,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'InvalidInputException' },
        body: '{"Message":"Invalid"}',
      };
    return 'denied';
  };
  world.become('broken');
  await world.untilQuiet();
  const { hub, heard } = await world.outcome();
  expect(heard).toEqual(calm.heard);
  const others = Object.entries(calm.hub).filter(([id]) => !id.includes('/E2/'));
  expect(hub).toEqual(Object.fromEntries(others));
  world.calm();
  for (const queue of Object.values(world.queues)) queue.redrive();
  await world.untilQuiet();
  await world.sweep();
  await world.untilQuiet();
  expect(await world.outcome()).toEqual(calm);
}, 60_000);
