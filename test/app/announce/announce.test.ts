import { describe, expect, it } from '@jest/globals';
import type { ClusterKey } from '../../../shared/app/findings/finding.ts';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { demoCluster, verdictOn } from '../../support/observation-builders.ts';
import { aProblem } from '../../support/report-builders.ts';

const nothing = { said: {}, refused: 0, failures: [], unavailable: {} };
const tooFew = 'subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.';

/** A world that knows cluster `demo` as healthy. */
async function aHealthyWorld(): Promise<AnnounceWorld> {
  const world = new AnnounceWorld();
  await world.observe([verdictOn('subnet-a', 'p')]);
  await world.announce();
  return world;
}

const other: ClusterKey = { ...demoCluster, cluster: 'other' };

describe('the first observation of a cluster', () => {
  it('is told to Security Hub finding by finding, and to people as one summary', async () => {
    const world = new AnnounceWorld();
    await world.observe([verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'o'), verdictOn('subnet-c', 'p')]);
    expect(await world.announce()).toEqual({ ...nothing, said: { 'security-hub': 2, sns: 2 } });
    expect(world.received()).toEqual(['demo/B4/subnet/subnet-a FAILED', 'demo/B4/subnet/subnet-b FAILED']);
    expect(world.heard()).toEqual(['summary: 👀 First look at 111122223333, us-east-1: 2 problems in demo']);
    expect(await world.isPending()).toBe(false);
  });

  it('makes one summary for clusters that are announced together', async () => {
    const world = new AnnounceWorld();
    await world.observe([verdictOn('subnet-a', 'f')]);
    await world.observe([verdictOn('subnet-b', 'f')], { cluster: other });
    await world.announce(['demo', 'other']);
    expect(world.heard()).toEqual(['summary: 👀 First look at 111122223333, us-east-1: 2 problems in 2 clusters']);
  });

  it('that finds nothing says nothing', async () => {
    const world = new AnnounceWorld();
    await world.observe([verdictOn('subnet-a', 'p')]);
    expect(await world.announce()).toEqual(nothing);
    expect(world.heard()).toEqual([]);
  });
});

describe('a change', () => {
  it('is told once when it comes, when it becomes another, and when it is resolved, in one thread', async () => {
    const world = await aHealthyWorld();
    const threads: string[] = [];
    const heard: string[] = [];
    for (const letter of ['f', 'f', 'o', 'o', 'p', 'p'] as const) {
      await world.observe([verdictOn('subnet-a', letter)]);
      await world.announce();
      await world.announce();
      threads.push(...world.published.map(({ notification }) => notification.metadata.threadId));
      heard.push(...world.heard());
    }
    expect(heard).toEqual([
      `new: 🟠 High in demo: ${tooFew}`,
      `changed: 🔴 Critical, changed in demo: ${tooFew}`,
      `resolved: ✅ No longer in demo: ${tooFew}`,
    ]);
    expect(new Set(threads).size).toBe(1);
    expect(world.received()).toEqual([
      'demo/B4/subnet/subnet-a FAILED',
      'demo/B4/subnet/subnet-a FAILED',
      'demo/B4/subnet/subnet-a PASSED',
    ]);
  });

  it('keeps its id and its creation time in Security Hub when it comes back', async () => {
    const world = await aHealthyWorld();
    for (const letter of ['f', 'p', 'f'] as const) {
      await world.observe([verdictOn('subnet-a', letter)]);
      await world.announce();
    }
    const [first, , again] = world.imported;
    expect(again).toMatchObject({ Id: first?.Id, CreatedAt: first?.CreatedAt, Compliance: { Status: 'FAILED' } });
    expect(again?.FirstObservedAt).not.toBe(first?.FirstObservedAt);
  });

  it('that came and went before anybody was told says nothing', async () => {
    const world = await aHealthyWorld();
    await world.observe([verdictOn('subnet-a', 'f')]);
    await world.observe([verdictOn('subnet-a', 'p')]);
    expect(await world.announce()).toEqual({ ...nothing, said: { 'security-hub': 0, sns: 0 } });
    expect([world.heard(), world.received(), await world.isPending()]).toEqual([[], [], false]);
  });

  it('that went and came back before anybody was told says nothing', async () => {
    const world = await aHealthyWorld();
    await world.observe([verdictOn('subnet-a', 'f')]);
    await world.announce();
    world.heard();
    await world.observe([verdictOn('subnet-a', 'p')]);
    await world.observe([verdictOn('subnet-a', 'f')]);
    await world.announce();
    expect([world.heard(), await world.isPending()]).toEqual([[], false]);
  });

  it('archives what is gone', async () => {
    const world = await aHealthyWorld();
    await world.observe([verdictOn('subnet-a', 'f')]);
    await world.announce();
    await world.observe([], { gone: true });
    await world.announce();
    expect(world.received()).toEqual([
      'demo/B4/subnet/subnet-a FAILED',
      'demo/B4/subnet/subnet-a NOT_AVAILABLE archived',
    ]);
    expect(world.published.at(-1)?.notification.content.description).toContain('*Now*  The cluster was deleted.');
  });

  it('by new settings is one summary', async () => {
    const world = await aHealthyWorld();
    await world.observe([verdictOn('subnet-a', 'f')], { settings: 'settings-2' });
    await world.announce();
    expect(world.heard()).toEqual(['summary: 🛠 Other rules or settings for 111122223333, us-east-1: 1 new in demo']);
  });
});

describe('notices', () => {
  const onRoute = (code: string, subnet: string, table: string) =>
    aProblem(
      { code, resource: { type: 'subnet', id: subnet } },
      { kind: `lost-${code}`, message: `${code} fails in ${subnet}.`, cause: { kind: 'route', resource: table } },
    );
  const rules = new Map([
    ['B4', 'Addresses'],
    ['D8', 'Egress'],
  ]);

  it('are one per root cause, with every cluster and resource that it touches', async () => {
    const world = await aHealthyWorld();
    await world.observe([], { cluster: other, rules });
    const verdicts = [
      onRoute('D8', 'subnet-a', 'rtb-1'),
      onRoute('B4', 'subnet-a', 'rtb-1'),
      onRoute('D8', 'subnet-b', 'rtb-2'),
    ];
    await world.observe(verdicts, { rules });
    await world.observe([onRoute('D8', 'subnet-c', 'rtb-1')], { cluster: other, rules });
    await world.announce(['demo', 'other']);
    const notices = world.published.map(({ notification, attributes }) => [
      notification.metadata.additionalContext.cause,
      attributes.cluster,
      attributes.code,
      notification.content.description.split('\n')[0],
    ]);
    expect(notices).toEqual([
      [
        'route rtb-1',
        ['demo', 'other'],
        ['D8', 'B4'],
        '*Where*  clusters demo, other; 2 subnets: subnet-a, subnet-c; 111122223333, us-east-1',
      ],
      ['route rtb-2', ['demo'], ['D8'], '*Where*  cluster demo; 1 subnet: subnet-b; 111122223333, us-east-1'],
    ]);
  });

  it('of a finding with two causes are two, and the finding is told when both are', async () => {
    const world = await aHealthyWorld();
    const { violations } = onRoute('D8', 'subnet-a', 'rtb-2');
    const verdict = onRoute('D8', 'subnet-a', 'rtb-1');
    await world.observe([{ ...verdict, violations: [...verdict.violations, ...violations] }], { rules });
    const publish = world.publish;
    world.publish = async (message) => {
      if (world.published.length === 1) throw new Error('no answer');
      await publish(message);
    };
    expect((await world.announce()).failures).toEqual([
      { cluster: 'demo', target: 'sns', finding: 'D8 subnet-a', reason: 'Error: no answer' },
    ]);
    world.publish = publish;
    world.pass(2);
    expect((await world.announce()).failures).toEqual([]);
    const causes = world.published.map(({ notification }) => notification.metadata.additionalContext.cause);
    expect(causes).toEqual(['route rtb-1', 'route rtb-1', 'route rtb-2']);
  });

  it('of a finding that gets another cause are of that cause alone', async () => {
    const world = await aHealthyWorld();
    const without = (...services: readonly string[]) => {
      const violations = services.flatMap((service) => onRoute('D8', 'subnet-a', service).violations);
      return [{ ...onRoute('D8', 'subnet-a', ''), violations }];
    };
    await world.observe(without('sts'), { rules });
    await world.announce();
    await world.observe(without('sts', 'ec2'), { rules });
    await world.announce();
    await world.observe(without('ec2', 'sts'), { rules });
    await world.announce();
    const notices = world.published.map(({ attributes, notification }) => [
      attributes.state,
      notification.metadata.additionalContext.cause,
    ]);
    expect(notices).toEqual([
      ['new', 'route sts'],
      ['changed', 'route ec2'],
    ]);
  });

  it('beyond twenty at once are one summary', async () => {
    const world = await aHealthyWorld();
    await world.observe(
      Array.from({ length: 33 }, (_, index) => onRoute('D8', `subnet-${index}`, `rtb-${index}`)),
      { rules },
    );
    await world.announce();
    const heard = world.heard();
    expect(heard.slice(0, 20).filter((title) => title.startsWith('new: '))).toHaveLength(20);
    expect(heard.slice(20)).toEqual(['summary: 🟠 Much changed in 111122223333, us-east-1: 13 new in demo']);
    expect(await world.isPending()).toBe(false);
  });

  it('tell the worst first and what is resolved last', async () => {
    const world = await aHealthyWorld();
    await world.observe([verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'p')]);
    await world.announce();
    world.heard();
    const low = aProblem({ resource: { type: 'subnet', id: 'subnet-c' } }, { severity: 'low' });
    await world.observe([verdictOn('subnet-a', 'p'), low, verdictOn('subnet-b', 'o')]);
    await world.announce();
    expect(world.heard().map((title) => title.split(' ').slice(0, 3).join(' '))).toEqual([
      'new: 🔴 Critical',
      'new: 🔵 Low',
      'resolved: ✅ No',
    ]);
  });
});
