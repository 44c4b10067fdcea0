import { EC2Client } from '@aws-sdk/client-ec2';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { accountKey } from '../../shared/app/watch/observe-account.ts';
import { memberCredentials } from '../../shared/aws/credentials/member-credentials.ts';
import { dynamoMemory, dynamoRuns } from '../../shared/aws/remember/index.ts';
import { seedCluster } from '../support/local-account/clusters.ts';
import { seedNetwork } from '../support/local-account/network.ts';
import { type LocalAws, localAccount, localRegion, startLocalAws } from '../support/local-aws.ts';
import { type LocalTables, startLocalTables } from '../support/local-table.ts';

const member = '222233334444';
const refusing = '333344445555';
const region = localRegion;
const before = { ...process.env };
type Handler = (event: unknown, context: Context) => Promise<unknown>;

let moto: LocalAws;
let tables: LocalTables;
let table: string;
let queues: { readonly sweep: string; readonly announce: string };
let handlers: { readonly sweep: Handler; readonly check: Handler; readonly announce: Handler };

const memberSettings = async () => {
  const role = { ownAccount: localAccount, partition: 'aws', name: 'seeder', sessionName: 'test' };
  const credentials = await memberCredentials(role)(member)?.();
  if (!credentials) throw new Error('the local STS gave no credentials');
  return { endpoint: moto.url, region, credentials };
};

beforeAll(async () => {
  [moto, tables] = await Promise.all([startLocalAws(), startLocalTables()]);
  table = await tables.create();
  const sqs = new SQSClient({});
  const queueUrl = async (QueueName: string) => (await sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
  queues = { sweep: await queueUrl('sweep'), announce: await queueUrl('announce') };
  const { TopicArn = '' } = await new SNSClient({}).send(new CreateTopicCommand({ Name: 'notices' }));
  const inMoto = ['EKS', 'EC2', 'STS', 'AUTO_SCALING', 'ELASTIC_LOAD_BALANCING', 'ELASTIC_LOAD_BALANCING_V2', 'IAM'];
  for (const name of [...inMoto, 'ROUTE_53', 'SERVICE_QUOTAS', 'SECURITYHUB', 'CLOUDTRAIL'])
    process.env[`AWS_ENDPOINT_URL_${name}`] = moto.url;
  Object.assign(process.env, {
    TABLE_NAME: table,
    AWS_ENDPOINT_URL_SQS: new URL(queues.sweep).origin,
    QUEUE_URL: queues.sweep,
    SWEEP_QUEUE_URL: queues.sweep,
    ANNOUNCE_QUEUE_URL: queues.announce,
    DEAD_LETTER_QUEUE_URL: queues.announce,
    TOPIC_ARN: TopicArn,
    SETTLE_SECONDS: '60',
    CALLS_PER_SECOND: '200',
    ACCOUNTS: [localAccount, member, refusing].join(','),
    ORGANIZATIONAL_UNITS: '',
    EXCLUDE_ORGANIZATIONAL_UNITS: '',
    ACCOUNT_TAGS: '',
    REGIONS: '',
    AGGREGATOR: '',
    WATCHES: 'list',
    READ_ROLE: 'plumbline-read',
    REPORT_ROLE: 'plumbline-report',
    EXTERNAL_ID: 'secret-enough',
    SECURITY_HUB: 'true',
    SNS: 'true',
    DRY_RUN: 'false',
    DIGEST: 'off',
    ENVIRONMENT: '',
    RETRY_SECONDS: '60',
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  moto.behaviour.reply.set('sts:AssumeRole', (form) =>
    form.get('RoleArn')?.includes(refusing)
      ? {
          status: 403,
          headers: { 'content-type': 'text/xml' },
          body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>',
        }
      : undefined,
  );
  const settings = await memberSettings();
  const ec2 = new EC2Client(settings);
  await seedCluster(moto.url, ec2, 'shop', await seedNetwork(ec2), settings.credentials.accessKeyId);
  const [sweep, check, announce] = await Promise.all([
    import('../../functions/sweep.ts'),
    import('../../functions/check-cluster.ts'),
    import('../../functions/announce.ts'),
  ]);
  handlers = { sweep: sweep.handler, check: check.handler, announce: announce.handler };
}, 60_000);
afterAll(async () => {
  await Promise.all([moto.stop(), tables.stop()]);
  process.env = before;
});

const context = {
  functionName: 'any',
  awsRequestId: '1',
  invokedFunctionArn: `arn:aws:lambda:${region}:${localAccount}:function:any`,
  getRemainingTimeInMillis: () => 600_000,
} as Context;

/** What lies in a queue, taken out of it, as the event of a function. */
async function eventFrom(QueueUrl: string) {
  const sqs = new SQSClient({});
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return {
    Records: Messages.map(({ MessageId: messageId, Body: body }) => ({
      messageId,
      body,
      eventSourceARN: `arn:aws:sqs:${region}:${localAccount}:any`,
    })),
  };
}

const swept = z.object({ places: z.int(), clusters: z.int(), unreachable: z.array(z.object({ account: z.string() })) });

describe('a service that watches several accounts', () => {
  it('lists what each has by its own role, and says who refuses', async () => {
    const outcome = swept.parse(await handlers.sweep({}, context));
    expect(outcome).toEqual({ places: 3, clusters: 1, unreachable: [{ account: refusing }] });
    const asked = (moto.behaviour.bodies.get('sts:AssumeRole') ?? []).map((body) => new URLSearchParams(body));
    const roles = asked.map((form) => `${form.get('RoleArn')} ${form.get('ExternalId')}`);
    expect(new Set(roles.slice(1))).toEqual(
      new Set([member, refusing].map((account) => `arn:aws:iam::${account}:role/plumbline-read secret-enough`)),
    );
  }, 30_000);

  it('reads and remembers a member’s clusters as its own', async () => {
    expect(await handlers.check(await eventFrom(queues.sweep), context)).toEqual({ batchItemFailures: [] });
    const memory = dynamoMemory(table);
    expect((await memory.clusters(member, region)).map(({ cluster }) => cluster)).toEqual(['shop']);
    expect(await memory.clusters(localAccount, region)).toEqual([]);
    const [run] = await dynamoRuns(table).since('2');
    expect(run).toMatchObject({ places: 1, closedAt: expect.any(String) });
  }, 30_000);

  it('tells each account’s Security Hub by its own role', async () => {
    await handlers.announce(await eventFrom(queues.announce), context);
    const hub = new SecurityHubClient(await memberSettings());
    const { Findings = [] } = await hub.send(new GetFindingsCommand({}));
    expect(Findings.length).toBeGreaterThan(0);
    expect(new Set(Findings.map(({ AwsAccountId }) => AwsAccountId))).toEqual(new Set([member]));
    const own = new SecurityHubClient({ endpoint: moto.url });
    expect((await own.send(new GetFindingsCommand({}))).Findings).toEqual([]);
  }, 30_000);

  it('has a finding of its own for who refuses', async () => {
    const [finding] = await dynamoMemory(table).findings(accountKey({ account: refusing, region }));
    expect(finding).toMatchObject({ code: 'X1', state: 'open', told: { sns: { state: 'open' } } });
  });

  it('drops what comes of accounts that it does not watch', async () => {
    const group = { account: '999999999999', region, clusters: ['shop'], sweep: true, at: new Date().toISOString() };
    const record = { messageId: '1', body: JSON.stringify(group), eventSourceARN: 'arn:aws:sqs:us-east-1:1:any' };
    expect(await handlers.check({ Records: [record] }, context)).toEqual({ batchItemFailures: [] });
    expect(await dynamoMemory(table).clusters('999999999999', region)).toEqual([]);
  });
});
