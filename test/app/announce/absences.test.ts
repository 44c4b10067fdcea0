import { describe, expect, it } from '@jest/globals';
import type { ImportFindings } from '../../../shared/app/announce/ports.ts';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { demoCluster, minute, verdictOn } from '../../support/observation-builders.ts';

const off: ImportFindings = async function* (findings) {
  for (const { Id } of findings) yield { id: Id, outcome: 'unavailable', reason: 'InvalidAccess' };
};
const notice = 'missing: 🔕 Security Hub takes no findings in 111122223333, us-east-1';
const problem = 'new: 🟠 High in demo: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.';

/** A world in which a subnet has begun to fail, and how often Security Hub, which is off, was asked. */
async function aWorldWithoutSecurityHub() {
  const world = new AnnounceWorld();
  await world.observe([]);
  await world.announce();
  await world.observe([verdictOn('subnet-a', 'f')]);
  const { importFindings } = world;
  const asked: number[] = [];
  world.importFindings = (findings) => {
    asked.push(findings.length);
    return off(findings);
  };
  const enable = () => {
    world.importFindings = importFindings;
  };
  return { world, asked, enable };
}

describe('Security Hub that is not enabled', () => {
  it('is nobody’s failure, holds up nobody else, and is told of once', async () => {
    const { world } = await aWorldWithoutSecurityHub();
    expect(await world.announce()).toEqual({
      said: { 'security-hub': 0, sns: 1 },
      refused: 0,
      failures: [],
      unavailable: { 'security-hub': 'InvalidAccess' },
    });
    expect([world.heard(), await world.isPending()]).toEqual([[problem, notice], true]);
    world.pass(60);
    expect(await world.announce()).toMatchObject({ failures: [], unavailable: { 'security-hub': 'InvalidAccess' } });
    expect(world.heard()).toEqual([]);
  });

  it('is tried once a day, and told everything when it is there', async () => {
    const { world, asked, enable } = await aWorldWithoutSecurityHub();
    for (const _ of Array(24)) {
      await world.announce();
      world.pass(60);
    }
    expect(asked).toEqual([1]);
    await world.announce();
    expect(asked).toEqual([1, 1]);
    world.heard();
    enable();
    world.pass(23 * 60);
    await world.announce();
    expect(world.received()).toEqual([]);
    world.pass(60);
    expect(await world.announce()).toMatchObject({ said: { 'security-hub': 1 }, unavailable: {} });
    expect([world.received(), await world.isPending()]).toEqual([['demo/B4/subnet/subnet-a FAILED'], false]);
    expect([world.heard(), await world.absences.at(demoCluster)]).toEqual([[], []]);
  });

  it('is told of again when it was there in between', async () => {
    const { world, enable } = await aWorldWithoutSecurityHub();
    await world.announce();
    world.heard();
    enable();
    world.pass(24 * 60);
    await world.announce();
    await world.observe([verdictOn('subnet-a', 'p')]);
    world.importFindings = off;
    await world.announce();
    expect(world.heard().at(-1)).toBe(notice);
  });

  it('is told of later, with the same id, where the topic did not answer', async () => {
    const { world } = await aWorldWithoutSecurityHub();
    const ids: string[] = [];
    const { publish } = world;
    world.publish = async (message) => {
      if (message.attributes.state !== 'missing') return publish(message);
      ids.push(message.notification.id);
      throw new Error('no answer');
    };
    expect((await world.announce()).failures).toEqual([{ reason: 'Error: no answer' }]);
    world.publish = publish;
    world.heard();
    world.pass(2);
    expect((await world.announce()).failures).toEqual([]);
    expect(world.published.map(({ notification }) => notification.id)).toEqual(ids);
  });
});

describe('what Security Hub refuses for what it says', () => {
  const refusing = (subnet: string, accept: ImportFindings): ImportFindings =>
    async function* (findings) {
      for (const finding of findings) {
        if (finding.Id.endsWith(subnet)) yield { id: finding.Id, outcome: 'refused', reason: 'InvalidInput: No.' };
        else yield* accept([finding]);
      }
    };
  const letter = {
    cluster: demoCluster,
    target: 'security-hub',
    reason: 'InvalidInput: No.',
    findings: ['B4 subnet-a', 'B4 subnet-aa'],
  };

  async function aWorldThatWasRefused() {
    const world = new AnnounceWorld();
    await world.observe([]);
    await world.announce();
    await world.observe(['subnet-a', 'subnet-aa', 'subnet-b'].map((subnet) => verdictOn(subnet, 'f')));
    const { importFindings } = world;
    world.importFindings = refusing('a', importFindings);
    const outcome = await world.announce();
    return { world, outcome, importFindings };
  }

  it('is put away once, by cause, and keeps nothing pending', async () => {
    const { world, outcome } = await aWorldThatWasRefused();
    expect(outcome).toMatchObject({ said: { 'security-hub': 1, sns: 3 }, refused: 2, failures: [] });
    expect([world.putAway, world.received()]).toEqual([[letter], ['demo/B4/subnet/subnet-b FAILED']]);
    expect(await world.isPending()).toBe(false);
    world.pass(60);
    await world.announce();
    expect([world.putAway, world.received()]).toEqual([[letter], []]);
  });

  it('is told when the letter is sent back', async () => {
    const { world, importFindings } = await aWorldThatWasRefused();
    world.received();
    world.importFindings = importFindings;
    world.pass(2);
    await world.announce(['demo'], { refused: true });
    expect(world.received()).toEqual(['demo/B4/subnet/subnet-a FAILED', 'demo/B4/subnet/subnet-aa FAILED']);
    await world.announce(['demo'], { refused: true });
    expect(world.received()).toEqual([]);
  });

  it('is nothing to take back once it is well', async () => {
    const { world, importFindings } = await aWorldThatWasRefused();
    world.received();
    world.importFindings = importFindings;
    await world.observe(['subnet-a', 'subnet-aa', 'subnet-b'].map((subnet) => verdictOn(subnet, 'p')));
    await world.announce();
    expect(world.received()).toEqual(['demo/B4/subnet/subnet-b PASSED']);
  });

  it('is still due when it cannot be put away', async () => {
    const world = new AnnounceWorld();
    await world.observe([verdictOn('subnet-a', 'f')]);
    world.importFindings = refusing('a', world.importFindings);
    world.refit = (ports) => ({ ...ports, putAway: () => Promise.reject(new Error('no queue')) });
    expect((await world.announce()).failures).toMatchObject([{ reason: 'InvalidInput: No. Error: no queue' }]);
    expect(await world.isPending()).toBe(true);
  });

  it('is known at its time', async () => {
    const { world } = await aWorldThatWasRefused();
    const findings = await world.memory.findings(demoCluster);
    const refused = findings.filter(({ told }) => told['security-hub']?.refused !== undefined);
    expect(refused.map(({ firstSeen }) => firstSeen)).toEqual([minute(2), minute(2)]);
  });
});
