import { readFileSync } from 'node:fs';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Context, SQSBatchResponse } from 'aws-lambda';
import type { Observation } from '../../shared/app/findings/observation.ts';
import { remember } from '../../shared/app/findings/remember.ts';
import { dynamoMemory } from '../../shared/aws/remember/index.ts';
import { type LocalAws, localAccount, localRegion, startLocalAws } from '../support/local-aws.ts';
import { type LocalTables, startLocalTables } from '../support/local-table.ts';
import { anObservation, minute, verdictOn } from '../support/observation-builders.ts';

const demo = { account: localAccount, region: localRegion, cluster: 'demo' };
const other = { ...demo, cluster: 'other' };
const importing = 'securityhub:BatchImportFindings';
const before = { ...process.env };

let moto: LocalAws;
let tables: LocalTables;
let table: string;
let deadLetters: string;
let chat: string;
let handler: (event: unknown, context: Context) => Promise<SQSBatchResponse>;

beforeAll(async () => {
  [moto, tables] = await Promise.all([startLocalAws(), startLocalTables()]);
  table = await tables.create();
  const { TopicArn = '' } = await new SNSClient({}).send(new CreateTopicCommand({ Name: 'notices' }));
  deadLetters = await aQueue('dead-letters');
  chat = await aQueue('chat');
  await new SNSClient({}).send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: `arn:aws:sqs:${localRegion}:${localAccount}:chat` }),
  );
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECURITYHUB: moto.url,
    AWS_ENDPOINT_URL_SQS: new URL(deadLetters).origin,
    TABLE_NAME: table,
    TOPIC_ARN: TopicArn,
    SECURITY_HUB: 'true',
    SNS: 'true',
    DRY_RUN: 'false',
    DIGEST: 'off',
    ENVIRONMENT: 'test',
    REPORT_ROLE: 'plumbline-report',
    EXTERNAL_ID: '',
    RETRY_SECONDS: '0.2',
    DEAD_LETTER_QUEUE_URL: deadLetters,
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  ({ handler } = await import('../../functions/announce.ts'));
});
beforeEach(() => moto.behaviour.reset());
afterAll(async () => {
  await Promise.all([moto.stop(), tables.stop()]);
  process.env = before;
});

async function aQueue(QueueName: string): Promise<string> {
  const { QueueUrl = '' } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName }));
  return QueueUrl;
}

const context = {
  functionName: 'announce',
  awsRequestId: '1',
  invokedFunctionArn: `arn:aws:lambda:${localRegion}:${localAccount}:function:announce`,
  getRemainingTimeInMillis: () => 60_000,
} as Context;

const announce = (file: string) =>
  handler(JSON.parse(readFileSync(new URL(`../../events/${file}.json`, import.meta.url), 'utf8')), context);

let clock = 0;
const observe = (cluster: typeof demo, verdicts: Observation['verdicts']) =>
  remember(dynamoMemory(table), anObservation({ cluster, verdicts, observedAt: minute(++clock) }));

const received = async (QueueUrl: string) => {
  const request = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600, MessageAttributeNames: ['All'] };
  const { Messages = [] } = await new SQSClient({}).send(new ReceiveMessageCommand(request));
  return Messages;
};
const heard = async () =>
  (await received(chat)).map(({ Body = '' }): string => JSON.parse(JSON.parse(Body).Message).content.title);
const inHub = async () => {
  const { Findings = [] } = await new SecurityHubClient({}).send(new GetFindingsCommand({}));
  return Findings.map(({ Id, Compliance }) => `${Id} ${Compliance?.Status}`).sort();
};

describe('announce', () => {
  it('tells what clusters of a batch have in common once, and nothing twice', async () => {
    await observe(demo, [verdictOn('subnet-a', 'f')]);
    await observe(other, [verdictOn('subnet-a', 'f')]);
    expect(await announce('announce')).toEqual({ batchItemFailures: [] });
    expect(await announce('announce')).toEqual({ batchItemFailures: [] });
    expect(await heard()).toEqual(['👀 First look at 123456789012, us-east-1 (test): 1 problem in 2 clusters']);
    expect(await inHub()).toEqual([
      '123456789012/us-east-1/demo/B4/subnet/subnet-a FAILED',
      '123456789012/us-east-1/other/B4/subnet/subnet-a FAILED',
    ]);
  });

  it('has messages come again whose clusters it could not announce, and makes good what failed', async () => {
    await observe(demo, [verdictOn('subnet-a', 'p')]);
    await observe(other, [verdictOn('subnet-a', 'o')]);
    moto.behaviour.denied.add(importing);
    expect(await announce('announce')).toEqual({
      batchItemFailures: [
        { itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d' },
        { itemIdentifier: '2e1424d4-f796-459a-8184-9c92662be6da' },
      ],
    });
    expect((await heard()).sort()).toEqual([
      expect.stringContaining('✅ No longer in demo: '),
      expect.stringContaining('🔴 Critical, changed in other: '),
    ]);
    moto.behaviour.reset();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await announce('announce')).toEqual({ batchItemFailures: [] });
    expect(await heard()).toEqual([]);
    expect(await inHub()).toEqual([
      '123456789012/us-east-1/demo/B4/subnet/subnet-a PASSED',
      '123456789012/us-east-1/other/B4/subnet/subnet-a FAILED',
    ]);
  });

  it('puts poisoned messages away and does the rest', async () => {
    await observe(demo, [verdictOn('subnet-b', 'f')]);
    expect(await announce('announce-poisoned')).toEqual({ batchItemFailures: [] });
    expect(await heard()).toEqual([expect.stringContaining('🟠 High in demo: ')]);
    const letters = (await received(deadLetters)).map(({ Body, MessageAttributes }) => [
      Body,
      MessageAttributes?.reason?.StringValue,
    ]);
    expect(letters).toEqual([['demo', 'It is not JSON.']]);
  });
});
