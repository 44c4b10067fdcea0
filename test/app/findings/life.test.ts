import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../../shared/app/findings/finding.ts';
import type { Observation } from '../../../shared/app/findings/observation.ts';
import { refreshAt } from '../../../shared/app/findings/refresh.ts';
import type { AppliedWaiver } from '../../../shared/engine/waiver.ts';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { anObservedFinding, aWaiver, demoCluster, type Letter, verdictOn } from '../../support/observation-builders.ts';
import { aProblem } from '../../support/report-builders.ts';

const tooFew = 'subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.';
const day = 24 * 60;

let world: AnnounceWorld;
beforeEach(async () => {
  world = new AnnounceWorld();
  await see('p');
  hear();
});

/** Subnet-a is seen to be so a minute later, and what is to be told is told. */
async function see(letter: Letter, overrides: Partial<Observation> = {}): Promise<void> {
  await world.observe([verdictOn('subnet-a', letter)], overrides);
  await world.announce();
}

async function seeWaived(waiver: Partial<AppliedWaiver> = {}): Promise<void> {
  await world.observe([aProblem({ waiver: { ...aWaiver, ...waiver } })]);
  await world.announce();
}

const hear = () => ({ people: world.heard(), hub: world.received().map((line) => line.split(' ').slice(1).join(' ')) });

async function finding(): Promise<Finding> {
  const [found] = await world.memory.findings(demoCluster);
  if (!found) throw new Error('Nothing was found on subnet-a.');
  return found;
}

const lastDescription = () => world.published.at(-1)?.notification.content.description;

describe('a waiver', () => {
  it('ends what people were told of, and they hear who waived it until when', async () => {
    await see('f');
    hear();
    await see('w');
    expect(lastDescription()).toContain('*Waiver*  Waived until 2026-12-31 (40 days left) by net-team: it is leaving.');
    expect(hear()).toEqual({ people: [`waived: 🔕 Waived in demo: ${tooFew}`], hub: ['NOT_AVAILABLE'] });
    expect(await finding()).toMatchObject({ state: 'waived', waiver: { owner: 'net-team' } });
    await see('w');
    expect(hear()).toEqual({ people: [], hub: [] });
  });

  it('of what nobody was told of is told to Security Hub alone', async () => {
    await see('w');
    expect(hear()).toEqual({ people: [], hub: ['NOT_AVAILABLE'] });
  });

  it('is part of the summary of a first look', async () => {
    world = new AnnounceWorld();
    await world.observe([verdictOn('subnet-a', 'w'), verdictOn('subnet-b', 'f')]);
    await world.announce();
    expect(lastDescription()).toContain('🔕 B4 demo, waived: subnet-a has 3 free addresses');
    expect(hear().people).toEqual([
      'summary: 👀 First look at 111122223333, us-east-1: 1 problem and 1 waived in demo',
    ]);
  });

  it('that becomes another is told to Security Hub alone', async () => {
    await see('w');
    hear();
    await seeWaived({ expires: '2027-01-31' });
    expect(world.imported.at(-1)?.ProductFields).toMatchObject({ 'plumbline/waived-until': '2027-01-31' });
    expect(hear()).toEqual({ people: [], hub: ['NOT_AVAILABLE'] });
  });

  it('is no change of the settings', async () => {
    await see('f');
    await see('w');
    expect(await finding()).toMatchObject({ occasion: 'change' });
  });

  it('is told once more a week before it ends, and what it covers is new when it has ended', async () => {
    await see('w');
    hear();
    world.pass(33 * day);
    await see('w');
    expect(lastDescription()).toContain('*Waiver*  Waived until 2026-12-31 (7 days left) by net-team: it is leaving.');
    expect(hear()).toEqual({ people: [`expiring: ⏳ Waiver about to end in demo: ${tooFew}`], hub: ['NOT_AVAILABLE'] });
    world.pass(3 * day);
    await see('w');
    expect(hear()).toEqual({ people: [], hub: [] });
    world.pass(5 * day);
    await see('f');
    expect(lastDescription()).toContain('*Waiver*  The waiver of net-team expired on 2026-12-31.');
    expect(lastDescription()).toContain('*Since*  2026-11-21 09:02 UTC');
    expect(hear()).toEqual({ people: [`new: 🟠 High in demo: ${tooFew}`], hub: ['FAILED'] });
  });

  it('that is withdrawn says so', async () => {
    await see('w');
    await see('f');
    expect(lastDescription()).toContain('*Waiver*  The waiver of net-team was withdrawn.');
    expect(world.imported.at(-1)?.Description).toMatch(/^The waiver of net-team was withdrawn\. /);
  });

  it('does not keep what is fixed from being resolved, quietly', async () => {
    await see('w');
    hear();
    await see('p');
    expect(hear()).toEqual({ people: [], hub: ['PASSED'] });
    expect(await finding()).toMatchObject({ state: 'resolved' });
    expect((await finding()).waiver).toBeUndefined();
  });

  it('ends what was told in time: waived before it was told is not told', async () => {
    await world.observe([verdictOn('subnet-a', 'f')]);
    await see('w');
    expect(hear()).toEqual({ people: [], hub: ['NOT_AVAILABLE'] });
  });

  it('holds while nobody can see, until it is over', async () => {
    await see('w');
    hear();
    await see('i');
    expect(await finding()).toMatchObject({ state: 'waived' });
    world.pass(60 * day);
    await see('i');
    expect(await finding()).toMatchObject({ state: 'open', unconfirmedSince: '2026-11-21T09:03:00.000Z' });
    expect(hear().people).toEqual([`new: 🟠 High in demo: ${tooFew}`]);
  });
});

describe('flapping', () => {
  const turns = async (letters: readonly Letter[], minutes = 4, overrides: Partial<Observation> = {}) => {
    for (const letter of letters) {
      world.pass(minutes);
      await see(letter, overrides);
    }
  };

  it('is told once in place of what comes and goes, until it is calm for an hour', async () => {
    await turns(['f', 'p', 'f', 'p', 'f', 'p']);
    expect(hear().people).toHaveLength(6);
    await turns(['f']);
    expect(hear()).toEqual({ people: [`flapping: 🟠 High, comes and goes in demo: ${tooFew}`], hub: ['FAILED'] });
    await turns(['p', 'f', 'p', 'f', 'p']);
    expect(hear()).toEqual({ people: [], hub: [] });
    world.pass(58);
    await see('p');
    expect(hear()).toEqual({ people: [], hub: [] });
    await see('p');
    expect(lastDescription()).toContain('*Calm*  It opened and closed 12 times within 55 min.');
    expect(hear()).toEqual({ people: [`resolved: ✅ No longer in demo: ${tooFew}`], hub: ['PASSED'] });
  });

  it('that ends open says so', async () => {
    await turns(['f', 'p', 'f', 'p', 'f', 'p', 'f', 'p', 'f']);
    hear();
    world.pass(60);
    await see('f');
    expect(lastDescription()).toContain('*Calm*  It opened and closed 9 times within 40 min.');
    expect(hear()).toEqual({ people: [`changed: 🟠 High, changed in demo: ${tooFew}`], hub: ['FAILED'] });
  });

  it('is not what comes and goes slowly', async () => {
    await turns(['f', 'p', 'f', 'p', 'f', 'p', 'f', 'p'], 10);
    expect(hear().people.map((text) => text.split(':')[0])).toEqual(
      Array.from({ length: 4 }, () => ['new', 'resolved']).flat(),
    );
  });

  it('is as often as the service is told', async () => {
    await turns(['f', 'p', 'f'], 4, { flappingPerHour: 2 });
    expect(hear().people.at(-1)).toMatch(/^flapping/);
  });

  it('ends with the cluster', async () => {
    await turns(['f', 'p', 'f', 'p', 'f', 'p', 'f']);
    hear();
    await world.observe([], { gone: true });
    await world.announce();
    expect(hear().hub).toEqual(['NOT_AVAILABLE archived']);
  });

  it('ends with a waiver', async () => {
    await turns(['f', 'p', 'f', 'p', 'f', 'p', 'f']);
    hear();
    await see('w');
    expect(hear()).toEqual({ people: [`waived: 🔕 Waived in demo: ${tooFew}`], hub: ['NOT_AVAILABLE'] });
  });

  it('keeps no more times than it needs', async () => {
    await turns(Array.from({ length: 40 }, (_, index) => (index % 2 ? 'p' : 'f')));
    expect((await finding()).flips).toHaveLength(7);
  });
});

describe('grace', () => {
  const withGrace = { graceMinutes: new Map([['B4', 30]]) };

  it('keeps what passes by itself from being told', async () => {
    await see('f', withGrace);
    expect(await finding()).toMatchObject({ state: 'grace' });
    expect(await world.isPending()).toBe(false);
    world.pass(10);
    await see('p', withGrace);
    expect(hear()).toEqual({ people: [], hub: [] });
  });

  it('ends for what does not, also where observations say the same', async () => {
    await see('f', withGrace);
    world.pass(28);
    await see('f', withGrace);
    expect(hear()).toEqual({ people: [], hub: [] });
    await see('f', withGrace);
    expect(lastDescription()).toContain('*Since*  2026-11-21 09:02 UTC');
    expect(hear()).toEqual({ people: [`new: 🟠 High in demo: ${tooFew}`], hub: ['FAILED'] });
    expect(await finding()).toMatchObject({ state: 'open', firstSeen: '2026-11-21T09:02:00.000Z' });
  });

  it('is not given to what is open already', async () => {
    await see('f');
    hear();
    await see('o', withGrace);
    expect(hear().people).toEqual([`changed: 🔴 Critical, changed in demo: ${tooFew}`]);
  });

  it('is not given twice by a look that could not see', async () => {
    await see('f', withGrace);
    await see('i', withGrace);
    world.pass(40);
    await see('i', withGrace);
    expect(await finding()).toMatchObject({ state: 'grace' });
    await see('f', withGrace);
    expect(await finding()).toMatchObject({ state: 'open' });
  });
});

describe('what nobody can confirm', () => {
  it('is told to Security Hub after a day, and again when it is seen', async () => {
    await see('f');
    hear();
    await see('i');
    world.pass(day - 2);
    await see('i');
    expect(hear()).toEqual({ people: [], hub: [] });
    await see('i');
    expect(world.imported.at(-1)?.Description).toMatch(/^Not confirmed since 2026-11-21 09:03 UTC\. /);
    expect(hear()).toEqual({ people: [], hub: ['FAILED'] });
    await see('f');
    expect(world.imported.at(-1)?.Description).not.toContain('Not confirmed');
    expect(hear()).toEqual({ people: [], hub: ['FAILED'] });
  });
});

describe('what does not change', () => {
  it('is told to Security Hub anew on its day, and to nobody on any other', async () => {
    await see('f');
    hear();
    const due = refreshAt(await finding());
    const heard: string[] = [];
    for (let days = 1; days <= 90; days++) {
      world.pass(day - 1);
      await see('f');
      const { people, hub } = hear();
      expect(people).toEqual([]);
      if (hub.length > 0) heard.push(world.now().toISOString().slice(0, 10));
    }
    expect(heard).toEqual([due.slice(0, 10)]);
  });

  it('is told anew while it is waived, and when it is resolved never', async () => {
    await seeWaived({ expires: '2027-10-01' });
    hear();
    world.pass(81 * day);
    await seeWaived({ expires: '2027-10-01' });
    expect(hear()).toEqual({ people: [], hub: ['NOT_AVAILABLE'] });
    await see('p');
    hear();
    world.pass(81 * day);
    await see('p');
    expect(hear()).toEqual({ people: [], hub: [] });
  });

  it('of a thousand findings costs no call before the sixtieth day, and then a few a day', async () => {
    const verdicts = Array.from({ length: 1_000 }, (_, index) => verdictOn(`subnet-${index}`, 'f'));
    await world.observe(verdicts);
    await world.announce();
    hear();
    const calls: number[] = [];
    for (let days = 1; days <= 80; days++) {
      world.pass(day - 1);
      await world.observe(verdicts);
      await world.announce();
      calls.push(hear().hub.length);
    }
    expect(new Set(calls.slice(0, 59))).toEqual(new Set([0]));
    expect(calls.reduce((sum, count) => sum + count)).toBe(1_000);
    expect(Math.max(...calls)).toBeLessThan(80);
  });

  it('has a day between 60 and 80 days after it was last told', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const finding = anObservedFinding({ resource: { type: 'subnet', id: `subnet-${id}` } });
        const days = (Date.parse(refreshAt(finding)) - Date.parse(finding.changedAt)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(60);
        expect(days).toBeLessThanOrEqual(80);
      }),
    );
  });
});
