import { describe, expect, it } from '@jest/globals';
import type { DigestPorts, PlaceToTell } from '../../../shared/app/digest/ports.ts';
import { tellDigest } from '../../../shared/app/digest/tell-digest.ts';
import type { ChatMessage } from '../../../shared/reports/chat-message.ts';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { chatMessageSchema } from '../../support/chat-message-schema.ts';
import { ruleHelp } from '../../support/finding-builders.ts';
import { demoCluster, verdictOn } from '../../support/observation-builders.ts';
import { aProblem } from '../../support/report-builders.ts';

const home = { account: demoCluster.account, region: demoCluster.region };
const options = { helpOf: () => ruleHelp };

/** A service, and its digests. */
class DigestWorld extends AnnounceWorld {
  watched: readonly PlaceToTell[] = [home];

  /** Answers what is published for the plan of a time, `this.now()` unless it is given. */
  async digest(at = this.now().toISOString(), refit: (ports: DigestPorts) => Partial<DigestPorts> = () => ({})) {
    const before = this.published.length;
    const ports: DigestPorts = {
      memory: this.memory,
      absences: this.absences,
      bulletins: this.bulletins,
      places: async () => this.watched,
      publish: (message) => this.publish(message),
      options,
      now: () => this.now(),
    };
    const until = new Date(this.now().getTime() + 60_000).toISOString();
    const outcome = await tellDigest({ ...ports, ...refit(ports) }, { home, period: 'weekly', at }, until);
    return { outcome, messages: this.published.slice(before) };
  }
}

const wordsOf = ([message]: readonly ChatMessage[]) => {
  const content = message?.notification.content;
  return [content?.title, ...(content?.description.split('\n') ?? [])];
};

const day = 24 * 60;

describe('a digest', () => {
  it('says what is open, new and fixed since the last one, and the worst', async () => {
    const world = new DigestWorld();
    await world.observe([verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'f'), verdictOn('subnet-c', 'p')]);
    await world.announce();
    world.pass(8 * day);
    await world.observe([verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'p'), verdictOn('subnet-c', 'o')]);
    await world.announce();
    const { messages } = await world.digest();
    expect(wordsOf(messages)).toEqual([
      '📋 Weekly digest, 111122223333, us-east-1: 2 open, 1 new, 1 fixed',
      '*1 critical · 1 high* in 1 of 1 cluster',
      '*Since 2026-11-22 09:02 UTC*  1 new · 1 fixed',
      '🔴 B4 demo: subnet-c has 3 free addresses and 1 held by EKS interfaces; EKS needs 6. *new*',
      '🟠 B4 demo: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
    ]);
    expect(messages[0]?.attributes).toEqual({
      state: 'digest',
      severity: 'critical',
      account: '111122223333',
      region: 'us-east-1',
      cluster: ['demo'],
      code: ['B4'],
    });
  });

  it('begins where the last one that was told ended', async () => {
    const world = new DigestWorld();
    await world.observe([verdictOn('subnet-a', 'p')]);
    const first = await world.digest();
    expect(wordsOf(first.messages)).toEqual([
      '✅ Weekly digest, 111122223333, us-east-1: nothing open in 1 cluster',
      '*Since 2026-11-14 09:01 UTC*  0 new · 0 fixed',
    ]);
    world.pass(7 * day);
    await world.observe([verdictOn('subnet-a', 'f')]);
    world.pass(7 * day);
    const { messages } = await world.digest();
    expect(wordsOf(messages)[2]).toBe('*Since 2026-11-21 09:01 UTC*  1 new · 0 fixed');
  });

  it('is told once for each time, however often it is called', async () => {
    const world = new DigestWorld();
    const at = world.now().toISOString();
    expect((await world.digest(at)).outcome).toBe('told');
    world.pass(10);
    expect(await world.digest(at)).toEqual({ outcome: 'known', messages: [] });
  });

  it('has the same message id when nobody knows whether it was heard', async () => {
    const world = new DigestWorld();
    const at = world.now().toISOString();
    const ids: string[] = [];
    const { publish } = world;
    world.publish = async ({ notification }) => {
      ids.push(notification.id);
      throw new Error('no answer');
    };
    await expect(world.digest(at)).rejects.toThrow('no answer');
    world.publish = publish;
    await expect(world.digest(at)).rejects.toThrow('Another worker is telling the digest.');
    world.pass(2);
    const { messages } = await world.digest(at);
    expect(messages.map(({ notification }) => notification.id)).toEqual(ids);
    world.pass(7 * day);
    const later = await world.digest();
    expect(ids).not.toContain(later.messages[0]?.notification.id);
  });

  it('leaves out what came and went before anybody heard of it', async () => {
    const world = new DigestWorld();
    await world.observe([verdictOn('subnet-a', 'f')]);
    await world.observe([verdictOn('subnet-a', 'p')]);
    expect(wordsOf((await world.digest()).messages)[1]).toMatch(/0 new · 0 fixed$/);
  });

  it('counts what is waived, names waivers that end, and counts what nobody can confirm', async () => {
    const world = new DigestWorld();
    const waiver = {
      reason: 'Old.',
      owner: 'net-team',
      expires: '2026-11-24',
      source: 'configuration',
      daysLeft: 3,
    } as const;
    const waived = aProblem({ resource: { type: 'subnet', id: 'subnet-w' }, waiver });
    await world.observe([waived, verdictOn('subnet-a', 'f')]);
    await world.announce();
    await world.observe([waived, verdictOn('subnet-a', 'i')]);
    world.pass(25 * 60);
    await world.observe([waived, verdictOn('subnet-a', 'i')]);
    expect(wordsOf((await world.digest()).messages)).toEqual([
      '📋 Weekly digest, 111122223333, us-east-1: 1 open, 1 new, 0 fixed',
      '*1 high* in 1 of 1 cluster',
      '*Since 2026-11-15 10:03 UTC*  1 new · 0 fixed',
      '*Waived*  1',
      '*Waivers that end*  B4 subnet-w in demo on 2026-11-24 (net-team)',
      '*Not confirmed for a day*  1',
      '🟠 B4 demo: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6. *new*',
    ]);
  });

  it('says who is not watched, or by the sweep only, and where Security Hub takes nothing', async () => {
    const world = new DigestWorld();
    await world.observe([verdictOn('subnet-a', 'p')]);
    const other = { account: '444455556666', region: 'eu-west-1' };
    world.watched = [home, { ...other, unreachableSince: '2026-11-20T04:00:00.000Z', reason: 'AccessDenied: no.' }];
    await world.absences.missed(home, 'trail', 'No trail logs.', '2026-11-19T04:00:00.000Z');
    await world.absences.missed(home, 'security-hub', 'InvalidAccess', '2026-11-18T04:00:00.000Z');
    const { messages } = await world.digest();
    expect(wordsOf(messages)).toEqual([
      '🙈 Weekly digest, 2 accounts, 2 Regions: nothing open in 1 cluster, 1 not watched',
      '*Since 2026-11-14 09:01 UTC*  0 new · 0 fixed',
      '*Not watched*  444455556666 eu-west-1 since 2026-11-20 04:00 UTC (AccessDenied: no.)',
      '*Watched by the sweep only*  111122223333 us-east-1 since 2026-11-19 04:00 UTC',
      '*Security Hub takes nothing*  111122223333 us-east-1 since 2026-11-18 04:00 UTC',
    ]);
    expect(messages[0]?.attributes).toMatchObject({
      account: ['111122223333', '444455556666'],
      region: ['us-east-1', 'eu-west-1'],
    });
  });

  it('has the ten worst of many, within what a chat shows', async () => {
    const world = new DigestWorld();
    const names = Array.from({ length: 40 }, (_, index) => `subnet-${'long-'.repeat(30)}${index}`);
    await world.observe(names.map((id) => aProblem({ resource: { type: 'subnet', id } })));
    const { messages } = await world.digest();
    const words = wordsOf(messages);
    expect(words.filter((line) => line?.startsWith('🟠'))).toHaveLength(10);
    expect(words.at(-1)).toBe('… and 30 more');
    expect(chatMessageSchema.parse(messages[0])).toEqual(messages[0]);
  });
});
