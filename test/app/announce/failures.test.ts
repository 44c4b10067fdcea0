import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { importNothing, publishNothing, unmarked } from '../../../shared/app/announce/dry-run.ts';
import type { AnnouncePorts, ImportFindings } from '../../../shared/app/announce/ports.ts';
import { securityHubTeller } from '../../../shared/app/announce/tell-security-hub.ts';
import { topicTeller } from '../../../shared/app/announce/tell-topic.ts';
import type { AsffFinding } from '../../../shared/reports/asff.ts';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { demoCluster, verdictOn } from '../../support/observation-builders.ts';

const tooFew = 'subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.';
const told = `new: 🟠 High in demo: ${tooFew}`;

/** A world in which the subnets have begun to fail. */
async function aWorldWhere(...subnets: readonly string[]): Promise<AnnounceWorld> {
  const world = new AnnounceWorld();
  await world.observe([]);
  await world.announce();
  await world.observe(subnets.map((subnet) => verdictOn(subnet, 'f')));
  return world;
}

const only =
  (target: 'sns' | 'security-hub') =>
  (ports: AnnouncePorts): AnnouncePorts => ({ ...ports, tellers: { [target]: ports.tellers[target] } });

describe('a worker that ends between publishing and marking', () => {
  const killed = (ports: AnnouncePorts): AnnouncePorts => ({
    ...only('sns')(ports),
    memory: { ...ports.memory, told: () => Promise.reject(new Error('killed')) },
  });

  it('keeps others from telling until its claim expires; then the same message comes again', async () => {
    const world = await aWorldWhere('subnet-a', 'subnet-b');
    world.refit = killed;
    expect((await world.announce()).failures.map(({ finding, reason }) => [finding, reason])).toEqual([
      ['B4 subnet-a', 'Error: killed'],
      ['B4 subnet-b', 'What was said before could not be marked.'],
    ]);
    const [before] = world.published.splice(0);

    world.refit = only('sns');
    const early = await world.announce();
    expect(early.failures.map(({ finding, reason }) => [finding, reason])).toEqual([
      ['B4 subnet-a', 'It changed, or another worker is telling it.'],
      ['B4 subnet-b', 'It changed, or another worker is telling it.'],
    ]);
    expect(world.published).toEqual([]);

    world.pass(2);
    expect((await world.announce()).failures).toEqual([]);
    expect(world.published).toHaveLength(2);
    expect(world.published[0]).toEqual(before);
  });

  it('is made good even if what it said is no longer so', async () => {
    const world = await aWorldWhere('subnet-a');
    world.refit = killed;
    await world.announce();
    expect(world.heard()).toEqual([told]);
    await world.observe([verdictOn('subnet-a', 'p')]);
    world.refit = only('sns');
    world.pass(2);
    await world.announce();
    expect(world.heard()).toEqual([`resolved: ✅ No longer in demo: ${tooFew}`]);
  });
});

describe('a target that is switched off', () => {
  it('keeps the cluster pending, and hears everything once it is switched on', async () => {
    const world = await aWorldWhere('subnet-a');
    world.refit = only('security-hub');
    expect(await world.announce()).toEqual({ said: { 'security-hub': 1 }, refused: 0, failures: [], unavailable: {} });
    expect([world.heard(), await world.isPending()]).toEqual([[], true]);
    world.refit = (ports) => ports;
    await world.announce();
    expect(world.heard()).toEqual([told]);
    expect([world.received().length, await world.isPending()]).toEqual([1, false]);
  });

  it('like all others leaves everything as it is', async () => {
    const world = await aWorldWhere('subnet-a');
    world.refit = (ports) => ({ ...ports, tellers: {} });
    expect(await world.announce()).toEqual({ said: {}, refused: 0, failures: [], unavailable: {} });
    expect([world.heard(), world.received(), await world.isPending()]).toEqual([[], [], true]);
  });
});

describe('a dry run', () => {
  it('says what would be said, and marks nothing', async () => {
    const world = await aWorldWhere('subnet-a');
    const log: string[] = [];
    world.refit = (ports) => ({
      ...ports,
      memory: unmarked(ports.memory),
      tellers: {
        'security-hub': securityHubTeller(
          importNothing(({ Id }) => log.push(Id)),
          () => undefined,
        ),
        sns: topicTeller(
          publishNothing(({ notification }) => log.push(notification.content.title)),
          { helpOf: () => undefined },
        ),
      },
    });
    await world.announce();
    await world.announce();
    const said = ['111122223333/us-east-1/demo/B4/subnet/subnet-a', `🟠 High in demo: ${tooFew}`];
    expect(log.toSorted()).toEqual([...said, ...said].toSorted());
    expect([world.published, world.imported, await world.isPending()]).toEqual([[], [], true]);
    world.refit = (ports) => ports;
    await world.announce();
    expect(world.heard()).toEqual([told]);
  });
});

/** Security Hub that never takes the finding of a subnet. */
const refusing = (subnet: string, accept: ImportFindings): ImportFindings =>
  async function* (findings) {
    const isRefused = ({ Id }: AsffFinding) => Id.endsWith(subnet);
    for (const { Id } of findings.filter(isRefused)) yield { id: Id, outcome: 'failed', reason: 'InvalidInput' };
    yield* accept(findings.filter((finding) => !isRefused(finding)));
  };

describe('a failure', () => {
  it('of one finding blocks nothing but its own mark, however often', async () => {
    const world = await aWorldWhere('subnet-a', 'subnet-b', 'subnet-c');
    const { importFindings } = world;
    world.importFindings = refusing('subnet-b', importFindings);
    const failures = [{ cluster: 'demo', target: 'security-hub', finding: 'B4 subnet-b', reason: 'InvalidInput' }];
    expect((await world.announce()).failures).toEqual(failures);
    expect(world.received()).toEqual(['demo/B4/subnet/subnet-a FAILED', 'demo/B4/subnet/subnet-c FAILED']);
    expect(world.heard()).toHaveLength(3);
    for (let round = 0; round < 3; round++) {
      world.pass(2);
      expect((await world.announce()).failures).toEqual(failures);
      expect([world.received(), world.heard(), await world.isPending()]).toEqual([[], [], true]);
    }
    world.importFindings = importFindings;
    world.pass(2);
    expect((await world.announce()).failures).toEqual([]);
    expect([world.received(), await world.isPending()]).toEqual([['demo/B4/subnet/subnet-b FAILED'], false]);
  });

  it('of a target in the middle of its work is that of what it had not said yet', async () => {
    const world = await aWorldWhere('subnet-a', 'subnet-b');
    world.importFindings = async function* ([first]) {
      if (first) yield { id: first.Id, outcome: 'told' };
      throw new Error('the network is gone');
    };
    expect((await world.announce()).failures).toEqual([
      { cluster: 'demo', target: 'security-hub', finding: 'B4 subnet-b', reason: 'Error: the network is gone' },
    ]);
    expect(world.heard()).toHaveLength(2);
  });

  it('is also that a target does not say what became of a finding', async () => {
    const world = await aWorldWhere('subnet-a');
    world.importFindings = async function* () {};
    expect((await world.announce()).failures).toMatchObject([{ reason: 'The target did not say what became of it.' }]);
    expect(await world.isPending()).toBe(true);
  });

  it('to read a cluster leaves the others alone', async () => {
    const world = await aWorldWhere('subnet-a');
    world.refit = (ports) => ({
      ...ports,
      memory: {
        ...ports.memory,
        cluster: async (key) => {
          if (key.cluster === 'broken') throw new Error('no table');
          return ports.memory.cluster(key);
        },
      },
    });
    expect((await world.announce(['broken', 'demo', 'unknown'])).failures).toEqual([
      { cluster: 'broken', reason: 'Error: no table' },
    ]);
    expect(world.heard()).toEqual([told]);
  });

  it('to claim or to settle leaves the mark for the next time', async () => {
    const world = await aWorldWhere('subnet-a');
    const broken = () => Promise.reject(new Error('no table'));
    world.refit = (ports) => ({ ...ports, memory: { ...ports.memory, claim: broken } });
    expect((await world.announce()).failures.map(({ target, reason }) => [target, reason])).toEqual([
      ['security-hub', 'Error: no table'],
      ['sns', 'Error: no table'],
    ]);
    world.refit = (ports) => ({ ...ports, memory: { ...ports.memory, settle: broken } });
    expect((await world.announce()).failures).toEqual([{ cluster: 'demo', reason: 'Error: no table' }]);
    expect([world.heard(), await world.isPending()]).toEqual([[told], true]);
    world.refit = (ports) => ports;
    await world.announce();
    expect([world.heard(), await world.isPending()]).toEqual([[], false]);
  });
});

describe('two workers at once', () => {
  it('tell nothing twice, and nothing that one of them has not heard of the other', async () => {
    const world = await aWorldWhere('subnet-a');
    world.refit = only('sns');
    const { publish } = world;
    let second: Promise<unknown> = Promise.resolve();
    world.publish = async (message) => {
      world.publish = publish;
      // The finding is resolved and announced while its first message is on the way.
      await world.observe([verdictOn('subnet-a', 'p')]);
      second = world.announce();
      await publish(message);
    };
    await world.announce();
    await second;
    world.pass(2);
    await world.announce();
    expect(world.heard()).toEqual([told, `resolved: ✅ No longer in demo: ${tooFew}`]);
  });

  it('that cannot read again what the other left say nothing', async () => {
    const world = await aWorldWhere('subnet-a');
    world.refit = (ports) => ({
      ...only('sns')(ports),
      memory: { ...ports.memory, told: () => Promise.reject(new Error('killed')) },
    });
    await world.announce();
    world.heard();
    world.pass(2);
    let reads = 0;
    world.refit = (ports) => ({
      ...only('sns')(ports),
      memory: {
        ...ports.memory,
        findings: async (key) => {
          if (++reads > 1) throw new Error('no table');
          return ports.memory.findings(key);
        },
      },
    });
    expect((await world.announce()).failures).toMatchObject([{ finding: 'B4 subnet-a', reason: 'Error: no table' }]);
    expect([world.heard(), await world.isPending()]).toEqual([[], true]);
  });
});

describe('a change while the one before is told', () => {
  it('is told afterwards, and the cluster stays pending until then', async () => {
    const world = await aWorldWhere('subnet-a');
    const { publish } = world;
    world.publish = async (message) => {
      await publish(message);
      world.publish = publish;
      await world.observe([verdictOn('subnet-a', 'p')]);
    };
    expect((await world.announce()).failures).toEqual([]);
    expect([world.heard(), await world.isPending()]).toEqual([[told], true]);
    await world.announce();
    expect(world.heard()).toEqual([`resolved: ✅ No longer in demo: ${tooFew}`]);
    expect(await world.isPending()).toBe(false);
  });
});

describe('whatever fails in between', () => {
  const letters = fc.constantFrom('f', 'o', 'p', 'n', 'i');
  const step = fc.oneof(
    fc.record({ what: fc.constant('observe' as const), verdicts: fc.tuple(letters, letters) }),
    fc.record({
      what: fc.constant('announce' as const),
      failing: fc.array(fc.boolean(), { minLength: 0, maxLength: 12 }),
    }),
    fc.record({ what: fc.constant('pass' as const), minutes: fc.nat(2) }),
  );

  /** Ports of which the calls fail as the list says, one after the other. */
  const flaky =
    (failing: readonly boolean[]) =>
    (ports: AnnouncePorts): AnnouncePorts => {
      const left = [...failing];
      const maybe =
        <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          if (left.shift()) throw new Error('flaky');
          const answer = await call(...args);
          if (left.shift()) throw new Error('the answer was lost');
          return answer;
        };
      const { cluster, findings, claim, told, settle } = ports.memory;
      return {
        ...ports,
        memory: { cluster, findings, claim: maybe(claim), told: maybe(told), settle: maybe(settle) },
      };
    };

  it('every target knows in the end what is so, and hears no change twice but with the same id', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = new AnnounceWorld();
        for (const one of steps) {
          if (one.what === 'observe') {
            await world.observe([verdictOn('subnet-a', one.verdicts[0]), verdictOn('subnet-b', one.verdicts[1])]);
          } else if (one.what === 'pass') world.pass(one.minutes);
          else {
            world.refit = flaky(one.failing);
            await world.announce();
          }
        }
        world.refit = (ports) => ports;
        world.pass(2);
        expect((await world.announce()).failures).toEqual([]);
        expect(await world.isPending()).not.toBe(true);

        const inHub = new Map<string, AsffFinding>();
        for (const finding of world.imported) {
          const known = inHub.get(finding.Id);
          if (!known || finding.UpdatedAt > known.UpdatedAt) inHub.set(finding.Id, finding);
        }
        for (const finding of await world.memory.findings(demoCluster)) {
          const status = inHub.get(`111122223333/us-east-1/demo/B4/subnet/${finding.resource.id}`)?.Compliance.Status;
          if (finding.state === 'open') expect(status).toBe('FAILED');
          else expect([undefined, 'PASSED']).toContain(status);
        }
        const notices = new Map<string, string>();
        for (const { notification } of world.published) {
          const { title } = notification.content;
          expect(notices.get(notification.id) ?? title).toBe(title);
          notices.set(notification.id, title);
        }
      }),
      { numRuns: 300 },
    );
  });
});
