import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { answerConfig } from '../../../shared/app/config-rule/answer-config.ts';
import { questionIn } from '../../../shared/app/config-rule/config-event.ts';
import { at, configWorld } from '../../support/config-world.ts';
import { aProblem } from '../../support/report-builders.ts';

const folder = new URL('../../../events/', import.meta.url);

interface Event {
  readonly invokingEvent: string;
  readonly [field: string]: unknown;
}
const eventIn = (file: string): Event => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

const id = '0a1b2c3d4e5f60718';
const rule = { account: '111122223333', region: 'eu-central-1', id: 'config-rule-abc123' };

/** A cluster whose network faults name every resource of the events. */
async function brokenWorld() {
  const world = configWorld();
  const things = { subnet: 'subnet', 'security-group': 'sg', 'route-table': 'rtb', endpoint: 'vpce' } as const;
  const verdicts = [
    aProblem({ code: 'A1', resource: { type: 'cluster', id: 'demo' } }),
    ...Object.entries(things).map(([type, prefix], index) =>
      aProblem({ code: `B${index}`, resource: { type: type as keyof typeof things, id: `${prefix}-${id}` } }),
    ),
    aProblem({ code: 'G1' }, { cause: { kind: 'nacl', resource: `acl-${id}` } }),
    aProblem({ code: 'G2' }, { cause: { kind: 'nat', resource: `nat-${id}` } }),
  ];
  const uses = ['subnet', 'sg', 'rtb', 'vpce', 'acl', 'nat'].map((prefix) => `${prefix}-${id}`);
  await world.observe({ at: at(2), verdicts, uses });
  return world;
}

describe('an event of AWS Config', () => {
  it.each([
    { file: 'config-change-cluster.json', type: 'AWS::EKS::Cluster', of: 'demo' },
    { file: 'config-change-subnet.json', type: 'AWS::EC2::Subnet', of: `subnet-${id}` },
    { file: 'config-change-security-group.json', type: 'AWS::EC2::SecurityGroup', of: `sg-${id}` },
    { file: 'config-change-route-table.json', type: 'AWS::EC2::RouteTable', of: `rtb-${id}` },
    { file: 'config-change-network-acl.json', type: 'AWS::EC2::NetworkAcl', of: `acl-${id}` },
    { file: 'config-change-vpc-endpoint.json', type: 'AWS::EC2::VPCEndpoint', of: `vpce-${id}` },
    { file: 'config-change-nat-gateway.json', type: 'AWS::EC2::NatGateway', of: `nat-${id}` },
    { file: 'config-oversized.json', type: 'AWS::EC2::SecurityGroup', of: `sg-${id}` },
  ])('that something changed is answered for that resource: $file', async ({ file, type, of }) => {
    const world = await brokenWorld();
    const question = questionIn(eventIn(file));

    const { evaluations } = await answerConfig(world.ports, question);

    expect(question).toMatchObject({ kind: 'change', rule, state: 'in-scope', capturedAt: at(0), testMode: true });
    expect(evaluations).toMatchObject([
      { resource: { type, id: of }, complianceType: 'NON_COMPLIANT', orderedAt: at(2) },
    ]);
  });

  it('that asks for everything is answered for everything', async () => {
    const world = await brokenWorld();
    const question = questionIn(eventIn('config-scheduled.json'));

    const { evaluations } = await answerConfig(world.ports, question);

    expect(question).toMatchObject({ kind: 'schedule', rule, notifiedAt: at(0), interfaces: false });
    expect(evaluations.map(({ resource }) => resource.type)).toEqual([
      'AWS::EKS::Cluster',
      'AWS::EC2::Subnet',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::RouteTable',
      'AWS::EC2::VPCEndpoint',
      'AWS::EC2::Subnet',
      'AWS::EC2::NetworkAcl',
      'AWS::EC2::NatGateway',
    ]);
  });

  it.each([
    { file: 'config-deleted.json', state: 'deleted', type: 'AWS::EC2::Subnet', of: `subnet-${id}` },
    { file: 'config-left-scope.json', state: 'out-of-scope', type: 'AWS::EC2::SecurityGroup', of: `sg-${id}` },
  ])('that something left takes back what was said of it: $file', async ({ file, state, type, of }) => {
    const world = await brokenWorld();
    await world.told({ resource: { type, id: of }, complianceType: 'NON_COMPLIANT' });
    const question = questionIn(eventIn(file));

    const { evaluations } = await answerConfig(world.ports, question);

    expect(question).toMatchObject({ kind: 'change', state });
    expect(evaluations).toMatchObject([{ resource: { type, id: of }, complianceType: 'NOT_APPLICABLE' }]);
  });

  it('is in the manifest, each with where its shape is documented', () => {
    const { events } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as {
      readonly events: readonly { readonly file: string; readonly function: string; readonly source: string }[];
    };
    const ours = events.filter((event) => event.function === 'config-rule');

    expect(ours.map(({ file }) => file).sort()).toEqual(
      readdirSync(folder)
        .filter((file) => file.startsWith('config-'))
        .sort(),
    );
    for (const { source } of ours) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/config\//);
  });
});

describe('the rule’s parameters', () => {
  const scheduled = eventIn('config-scheduled.json');

  it.each([
    { given: '{}', interfaces: false, testMode: false },
    { given: '{"networkInterfaces":"true"}', interfaces: true, testMode: false },
    { given: '{"networkInterfaces":true,"testMode":"true"}', interfaces: true, testMode: true },
  ])('$given', ({ given, ...expected }) => {
    expect(questionIn({ ...scheduled, resultToken: 'real', ruleParameters: given })).toMatchObject(expected);
  });

  it.each(['{"networkInterface":"true"}', '{"testMode":"yes"}', 'true', ''])('refuses %s', (ruleParameters) => {
    expect(() => questionIn({ ...scheduled, ruleParameters })).toThrow('ruleParameters');
  });
});

describe('what is no event of AWS Config', () => {
  const subnet = eventIn('config-change-subnet.json');
  const without = (field: string) => Object.fromEntries(Object.entries(subnet).filter(([name]) => name !== field));
  const inside = (changed: object) => ({ ...subnet, invokingEvent: JSON.stringify(changed) });

  it.each([
    { is: 'nothing', event: undefined },
    { is: 'an event of another service', event: { Records: [] } },
    { is: 'one without a token', event: without('resultToken') },
    { is: 'one whose inner event is not JSON', event: { ...subnet, invokingEvent: '{' } },
    { is: 'one whose inner event is an object already', event: { ...subnet, invokingEvent: {} } },
    { is: 'a delivered snapshot', event: inside({ messageType: 'ConfigurationSnapshotDeliveryCompleted' }) },
    { is: 'a change of nothing', event: inside({ messageType: 'ConfigurationItemChangeNotification' }) },
    { is: 'one of another rule’s kind', event: { ...subnet, configRuleArn: 'arn:aws:lambda:eu-central-1:1:x' } },
  ])('is refused with the place that is wrong: $is', ({ event }) => {
    expect(() => questionIn(event)).toThrow(/invokingEvent|resultToken|configRuleArn|expected object/);
  });
});

it('says every status that an item may have, and no other', () => {
  const subnet = eventIn('config-change-subnet.json');
  const withStatus = (configurationItemStatus: string) => {
    const invoking = JSON.parse(subnet.invokingEvent) as { configurationItem: object };
    const configurationItem = { ...invoking.configurationItem, configurationItemStatus };
    return questionIn({ ...subnet, invokingEvent: JSON.stringify({ ...invoking, configurationItem }) });
  };

  expect(withStatus('ResourceDiscovered')).toMatchObject({ state: 'in-scope' });
  expect(withStatus('ResourceNotRecorded')).toMatchObject({ state: 'out-of-scope' });
  expect(withStatus('ResourceDeletedNotRecorded')).toMatchObject({ state: 'deleted' });
  expect(() => withStatus('Odd')).toThrow('configurationItemStatus');
});
