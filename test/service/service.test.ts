import { setTimeout as sleep } from 'node:timers/promises';
import { CreateRouteCommand, DeleteRouteCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import {
  DeleteMessageCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Memory } from '../../shared/app/findings/memory.ts';
import { dynamoMemory } from '../../shared/aws/remember/index.ts';
import { type SeededAccount, seedAccount } from '../support/local-account.ts';
import { localAccount, localRegion } from '../support/local-aws.ts';
import { eventually, type LocalService, startLocalService } from '../support/local-service.ts';
import { logTrail } from '../support/logging-trail.ts';
import { listenTo } from '../support/topic-listener.ts';

const key = { account: localAccount, region: localRegion, cluster: 'shop' };
const everywhere = '0.0.0.0/0';

let service: LocalService;
let account: SeededAccount;
let outputs: Readonly<Record<string, string>>;
let memory: Memory;
let ec2: EC2Client;
let sqs: SQSClient;
let listener: string | undefined;
let trail: { readonly stop: () => void };

beforeAll(async () => {
  service = await startLocalService();
  account = await seedAccount(service.aws, ['shop']);
  trail = logTrail(service.aws.behaviour);
  outputs = await service.deploy({
    changeDelaySeconds: '1',
    changeWindowSeconds: '1',
    retrySeconds: '2',
    callsPerSecond: '200',
  });
  Object.assign(process.env, service.ministack.env);
  memory = dynamoMemory(outputs.FindingsTableName ?? '');
  ec2 = new EC2Client({ endpoint: service.aws.url });
  sqs = new SQSClient({});
  listener = await listenTo(sqs, outputs.NoticesTopicArn);
}, 180_000);

afterAll(async () => {
  await service.stop();
}, 120_000);

const observed = async () => (await memory.cluster(key))?.observedAt ?? '';
const openNow = async () => {
  const findings = await memory.findings(key);
  return findings.filter(({ state }) => state === 'open').map(({ code, resource }) => `${code} ${resource.id}`);
};

/** Makes the change and has the service hear of it, so often; ends when the cluster was observed since. */
async function afterEvents(eventName: 'CreateRoute' | 'DeleteRoute', times = 1): Promise<void> {
  const before = await observed();
  const requestParameters = { routeTableId: account.network.privateRoutes, destinationCidrBlock: everywhere };
  for (let time = 0; time < times; time++) await service.putEvent({ source: 'aws.ec2', eventName, requestParameters });
  await eventually(observed, (at) => at > before);
}

const chatMessage = z.object({
  version: z.string(),
  source: z.string(),
  content: z.object({ textType: z.string(), title: z.string() }),
  metadata: z.object({ threadId: z.string() }).optional(),
});
const notices: z.output<typeof chatMessage>[] = [];

const threads = (some: typeof notices) => some.map(({ metadata }) => metadata?.threadId);

/** Everything that the topic's subscriber was told so far, once it is so much; waits a little for more. */
async function noticesAfter(count: number) {
  await eventually(hear, () => notices.length >= count);
  await sleep(1_500);
  await hear();
  return notices;
}

async function hear(): Promise<void> {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: listener, MaxNumberOfMessages: 10 }));
  for (const { Body = '', ReceiptHandle } of Messages) {
    notices.push(chatMessage.parse(JSON.parse(Body)));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: listener, ReceiptHandle }));
  }
}

/** What Security Hub holds of what the route broke, once every finding was told. */
async function importedNow(): Promise<readonly (string | undefined)[]> {
  await eventually(
    () => memory.cluster(key),
    (cluster) => cluster?.pending === false,
  );
  const hub = new SecurityHubClient({ endpoint: service.aws.url });
  const { Findings = [] } = await hub.send(new GetFindingsCommand({}));
  return Findings.filter(({ Id }) => /\/(D8|E2)\//.test(Id ?? '')).map(({ Compliance }) => Compliance?.Status);
}

describe('the deployed service', () => {
  let healthy: readonly string[];
  /** One notice for the route, whatever it breaks, and one for the traffic between zones that ends with it. */
  const told = 2;

  it('looks at every cluster when it sweeps', async () => {
    const totals = { clusters: 1, messages: 1, gone: 0, overdue: 0 };
    const everybody = { places: 1, unreachable: [], left: 0, departed: 0 };
    expect(await service.invoke('sweep', {})).toMatchObject({ ...totals, ...everybody });
    await eventually(observed, (at) => at !== '');
    healthy = await openNow();
    const users = await memory.clustersUsing(localRegion, account.network.privateRoutes);
    expect(users).toEqual([key]);
    const [firstLook] = (await noticesAfter(1)).splice(0);
    expect(firstLook?.content.title).toContain('First look at');
  }, 60_000);

  it('finds what a deleted NAT route breaks', async () => {
    await ec2.send(
      new DeleteRouteCommand({ RouteTableId: account.network.privateRoutes, DestinationCidrBlock: everywhere }),
    );
    await afterEvents('DeleteRoute');
    const broken = (await openNow()).filter((finding) => !healthy.includes(finding));
    expect(broken.sort()).toEqual([...account.network.privateSubnets.map((id) => `D8 ${id}`), 'E2 shop'].sort());
    expect(await noticesAfter(told)).toHaveLength(told);
    for (const notice of notices)
      expect(notice).toMatchObject({ version: '1.0', source: 'custom', content: { textType: 'client-markdown' } });
    expect(new Set(threads(notices)).size).toBe(told);
    expect(await importedNow()).toEqual(['FAILED', 'FAILED', 'FAILED']);
  }, 60_000);

  it('says nothing new when the event is repeated', async () => {
    const before = await memory.cluster(key);
    await afterEvents('DeleteRoute', 5);
    expect((await memory.cluster(key))?.version).toBe(before?.version);
    await sleep(1_500);
    await hear();
    expect(notices).toHaveLength(told);
  }, 60_000);

  it('resolves it when the route is back', async () => {
    const { privateRoutes, natGateway } = account.network;
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: privateRoutes,
        DestinationCidrBlock: everywhere,
        NatGatewayId: natGateway,
      }),
    );
    await afterEvents('CreateRoute');
    expect(await openNow()).toEqual(healthy);
    await noticesAfter(2 * told);
    expect(threads(notices.slice(told)).sort()).toEqual(threads(notices.slice(0, told)).sort());
    expect(await importedNow()).toEqual(['PASSED', 'PASSED', 'PASSED']);
  }, 60_000);

  it('puts poisoned messages away with what is wrong, and does the rest', async () => {
    const group = { account: '999999999999', region: localRegion, clusters: ['shop'], sweep: true };
    const foreign = JSON.stringify({ ...group, at: new Date().toISOString() });
    const bodies = ['not JSON', '{"wrong":"shape"}', `"${'x'.repeat(256 * 1024)}"`];
    for (const MessageBody of [...bodies, foreign])
      await sqs.send(new SendMessageCommand({ QueueUrl: outputs.ChangesQueueUrl, MessageBody }));
    await afterEvents('CreateRoute');
    const reasons: string[] = [];
    await eventually(
      async () => {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: outputs.ChangesDeadLettersUrl,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
          }),
        );
        reasons.push(...Messages.map(({ MessageAttributes }) => MessageAttributes?.reason?.StringValue ?? 'none'));
        return reasons;
      },
      ({ length }) => length >= bodies.length,
    );
    expect([...new Set(reasons)].sort()).toEqual([
      'It has 262146 bytes.',
      expect.stringContaining('It is neither a change event, nor a swept group, nor asks for another look.'),
      'It is not JSON.',
    ]);
  }, 60_000);

  it('reads nothing of AWS for a change that concerns nobody', async () => {
    const before = await observed();
    const requestParameters = { routeTableId: 'rtb-0aaaaaaaaaaaaaaaa' };
    await service.putEvent({ source: 'aws.ec2', eventName: 'DeleteRoute', requestParameters });
    const handled = () => service.ministack.output().match(/"ClustersChecked":0/g)?.length ?? 0;
    await eventually(
      async () => handled(),
      (times) => times > 0,
    );
    expect(await observed()).toBe(before);
  }, 60_000);

  it('tells a target later what it would not take at first', async () => {
    const { denied } = service.aws.behaviour;
    denied.add('securityhub:BatchImportFindings');
    await ec2.send(
      new DeleteRouteCommand({ RouteTableId: account.network.privateRoutes, DestinationCidrBlock: everywhere }),
    );
    await afterEvents('DeleteRoute');
    await noticesAfter(3 * told);
    expect(await memory.cluster(key)).toMatchObject({ pending: true });
    denied.clear();
    expect(await importedNow()).toEqual(['FAILED', 'FAILED', 'FAILED']);
    expect(notices).toHaveLength(3 * told);
  }, 60_000);

  it('tells how everything stands when the schedule says so, once', async () => {
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const QueueUrl = QueueUrls.find((url) => /AnnounceQueue/.test(url));
    const due = { source: 'aws.events', 'detail-type': 'Scheduled Event', time: '2026-11-23T07:00:00Z' };
    for (const _ of [1, 2]) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(due) }));
    await noticesAfter(3 * told + 1);
    expect(notices.slice(3 * told).map(({ content }) => content.title)).toEqual([
      expect.stringMatching(/^📋 Weekly digest, 123456789012, us-east-1: \d+ open, \d+ new, \d+ fixed$/),
    ]);
  }, 60_000);

  it('says once that it hears of no change when nothing logs them', async () => {
    trail.stop();
    await service.invoke('sweep', {});
    await service.invoke('sweep', {});
    await noticesAfter(3 * told + 2);
    expect(notices.slice(3 * told + 1).map(({ content }) => content.title)).toEqual([
      '🙈 Watched by the sweep only: 123456789012, us-east-1',
    ]);
  }, 60_000);

  it('goes, and leaves the table', async () => {
    await service.remove();
    expect((await memory.cluster(key))?.cluster).toBe('shop');
    await expect(service.invoke('sweep', {})).rejects.toThrow();
  }, 120_000);
});
