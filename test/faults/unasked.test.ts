import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type FaultWorld, startFaultWorld } from '../support/fault-world.ts';

let world: FaultWorld;
beforeAll(async () => {
  world = await startFaultWorld();
}, 60_000);
beforeEach(() => world.restore());
afterEach(() => {
  world.aws.behaviour.rewrite.clear();
  world.network.forget();
});
afterAll(() => world.stop());

/** Has AWS answer otherwise from now on. */
function rewrite(action: string, change: (body: string) => string): void {
  world.aws.behaviour.rewrite.set(action, change);
  world.network.forget();
}

const countAddresses = () => world.invoke('headroom');

describe('addresses that are taken', () => {
  it('are noticed within a quarter of an hour, though no event tells of them', async () => {
    await countAddresses();
    await world.untilQuiet();
    const before = (await world.outcome()).findings.length;
    rewrite('ec2:DescribeSubnets', (body) =>
      body.replace(/<availableIpAddressCount>\d+/g, '<availableIpAddressCount>3'),
    );
    expect(await countAddresses()).toMatchObject({ outcome: 'answered', answer: { clusters: 1, failed: [] } });
    await world.untilQuiet();
    const { findings, heard } = await world.outcome();
    expect(findings.length).toBeGreaterThan(before);
    expect(heard.join()).toContain('free addresses');
    expect(await countAddresses()).toMatchObject({ answer: { moved: 0 } });
  }, 60_000);
});

describe('words that others chose', () => {
  const hostile = `<!channel> <@U1> <https://evil.example|click> *bold* \u001b[2J\u0007\u202e<script>alert(1)</script> ${'🐙'.repeat(256)}`;

  it('reach Security Hub and people as words', async () => {
    rewrite('eks:DescribeCluster', (body) => {
      const { cluster } = JSON.parse(body) as { readonly cluster: object };
      const issues = [{ code: 'Ec2SubnetNotFound', message: hostile, resourceIds: [hostile] }];
      return JSON.stringify({ cluster: { ...cluster, health: { issues } } });
    });
    // Issues that EKS reports have a time of grace.
    for (let hour = 0; hour < 2; hour++) {
      await world.sweep();
      await world.untilQuiet();
    }
    const told = world.proxy.made.filter(({ action }) => /Publish|BatchImportFindings/.test(action));
    expect(told.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['sns:Publish', 'securityhub:BatchImportFindings']),
    );
    const messages = told.flatMap(({ action, body }) =>
      action === 'sns:Publish' ? [new URLSearchParams(body).get('Message') ?? ''] : [],
    );
    expect(messages.join()).toContain('channel');
    for (const message of messages) expect(message).not.toMatch(/<!channel>|<@U1>|<https:\/\/evil|<script>/);
    const inJson =
      JSON.stringify('\u001b\u0007\u202e')
        .slice(1, -1)
        .match(/\\u....|./gu) ?? [];
    for (const { body } of told)
      for (const text of [...inJson, '\u001b', '\u0007', '\u202e'])
        expect(decodeURIComponent(body)).not.toContain(text);
    const { findings, clusters } = await world.outcome();
    expect(clusters).toMatchObject([{ pending: false }]);
    expect(JSON.stringify(findings)).toContain('open');
  }, 60_000);
});
