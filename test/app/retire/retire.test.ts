import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AnnouncePorts } from '../../../shared/app/announce/ports.ts';
import { bulletinsInMemory } from '../../../shared/app/bulletins/in-memory.ts';
import { retirementInMemory } from '../../../shared/app/retire/in-memory.ts';
import { type RetirePorts, retire, retiredReason } from '../../../shared/app/retire/retire.ts';
import { closingTeller } from '../../../shared/app/retire/tell-closing.ts';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { demoCluster, verdictOn } from '../../support/observation-builders.ts';

const here = { account: demoCluster.account, region: demoCluster.region };
const lastNotice = 'retired: 👋 Plumbline stops watching: 111122223333, us-east-1';

let world: AnnounceWorld;
let ports: RetirePorts;
beforeEach(async () => {
  world = new AnnounceWorld();
  ports = portsOf(await announcePortsOf(world));
});

/** Those that the world announces with. */
async function announcePortsOf(some: AnnounceWorld): Promise<AnnouncePorts> {
  const { promise, resolve } = Promise.withResolvers<AnnouncePorts>();
  some.refit = (given) => {
    resolve(given);
    return given;
  };
  await some.announce([]);
  return promise;
}

const portsOf = (announce: AnnouncePorts): RetirePorts => ({
  retirement: retirementInMemory(),
  places: async () => [here],
  memory: world.memory,
  announceAt: () => announce,
  close: closingTeller(
    { here, bulletins: bulletinsInMemory(), publish: (message) => world.publish(message), now: () => world.now() },
    { helpOf: () => undefined },
  ),
  now: () => world.now(),
});

/** Two findings of which Security Hub and people know, and one that is resolved. */
async function aWatchedAccount(): Promise<void> {
  await world.observe([verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'o'), verdictOn('subnet-c', 'f')]);
  await world.announce();
  await world.observe([verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'o'), verdictOn('subnet-c', 'p')]);
  await world.announce();
  world.heard();
  world.received();
  world.pass(1);
}

describe('to retire', () => {
  it('archives what is open, and tells people once', async () => {
    await aWatchedAccount();
    const outcome = { since: world.now().toISOString(), clusters: 1, findings: 2, left: [], unavailable: [] };
    expect(await retire(ports)).toEqual(outcome);
    const archived = (subnet: string) => expect.stringMatching(`^demo/B4/subnet/${subnet} .* archived$`);
    expect(world.received()).toEqual([archived('subnet-a'), archived('subnet-b')]);
    expect(world.heard()).toEqual([lastNotice]);
    const states = (await world.memory.findings(demoCluster)).map(({ state, reason }) => `${state}: ${reason}`);
    expect(states.sort()).toEqual([`gone: ${retiredReason}`, `gone: ${retiredReason}`, 'resolved: Fixed.']);
  });

  it('says nothing more when it is repeated', async () => {
    await aWatchedAccount();
    const first = await retire(ports);
    world.heard();
    world.received();
    world.pass(5);
    expect(await retire(ports)).toEqual(first);
    expect([world.heard(), world.received()]).toEqual([[], []]);
  });

  it('tells nobody of what nobody was told', async () => {
    await world.observe([verdictOn('subnet-a', 'f')]);
    world.pass(1);
    await retire(ports);
    expect([world.heard(), world.received()]).toEqual([[lastNotice], []]);
  });

  it('has something left while a target fails, and ends it when that is over', async () => {
    await aWatchedAccount();
    const { importFindings } = world;
    world.importFindings = async function* (findings) {
      for (const { Id: id } of findings) yield { id, outcome: 'failed', reason: 'InternalException: later' };
    };
    const { left } = await retire(ports);
    expect(left).toEqual(['111122223333 us-east-1 demo: InternalException: later']);
    expect(world.heard()).toEqual([]);
    world.importFindings = importFindings;
    world.pass(2);
    expect((await retire(ports)).left).toEqual([]);
    expect(world.received()).toHaveLength(2);
    expect(world.heard()).toEqual([lastNotice]);
  });

  it('does not wait for a Security Hub that is off', async () => {
    await aWatchedAccount();
    world.importFindings = async function* (findings) {
      for (const { Id: id } of findings) yield { id, outcome: 'unavailable', reason: 'InvalidAccess: off' };
    };
    expect(await retire(ports)).toMatchObject({
      left: [],
      unavailable: ['111122223333 us-east-1 security-hub: InvalidAccess: off'],
    });
    expect(world.heard()).toEqual([lastNotice]);
  });

  it('has AWS Config ask until it holds nothing', async () => {
    const asked: number[] = [];
    let standing = 3;
    const ask = async () => {
      asked.push(standing);
    };
    const config = { ask, standing: async () => standing };
    expect((await retire({ ...ports, config })).left).toEqual([
      'AWS Config holds 3 verdicts and was asked to ask for them.',
    ]);
    standing = 0;
    expect((await retire({ ...ports, config })).left).toEqual([]);
    expect(asked).toEqual([3]);
    expect(world.heard()).toEqual([lastNotice]);
  });

  it('closes what a late worker opened again', async () => {
    await aWatchedAccount();
    await retire(ports);
    await world.observe([verdictOn('subnet-a', 'f')]);
    world.received();
    world.pass(1);
    expect((await retire(ports)).left).toEqual([]);
    expect(await world.memory.cluster(demoCluster)).toMatchObject({ gone: true, pending: false });
  });

  it('can be undone: the next look is a first one', async () => {
    await aWatchedAccount();
    await retire(ports);
    world.heard();
    await ports.retirement.undo();
    expect(await ports.retirement.since()).toBeUndefined();
    await world.observe([verdictOn('subnet-a', 'f')]);
    await world.announce();
    expect(world.heard()).toEqual(['summary: 👀 First look at 111122223333, us-east-1: 1 problem in demo']);
  });
});
