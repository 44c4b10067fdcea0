import { readFileSync } from 'node:fs';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { remember } from '../../shared/app/findings/remember.ts';
import { dynamoConfigMemory, dynamoMemory } from '../../shared/aws/remember/index.ts';
import { account, at, region } from '../support/config-world.ts';
import { type LocalAws, startLocalAws } from '../support/local-aws.ts';
import { type Ministack, startMinistack } from '../support/local-ministack.ts';
import { aProblem } from '../support/report-builders.ts';

const TableName = 'plumbline';
const subnetId = 'subnet-0a1b2c3d4e5f60718';
const rule = { account, region, id: 'config-rule-abc123' };
const before = { ...process.env };

let moto: LocalAws;
let ministack: Ministack;
let handler: (event: unknown, context: Context) => Promise<unknown>;

beforeAll(async () => {
  [moto, ministack] = await Promise.all([startLocalAws(), startMinistack()]);
  Object.assign(process.env, ministack.env, {
    AWS_ENDPOINT_URL_CONFIG_SERVICE: moto.url,
    TABLE_NAME: TableName,
    ANNOUNCE_QUEUE_URL: `${ministack.url}/${account}/announce`,
    SETTLE_SECONDS: '60',
    DRY_RUN: 'false',
    WATCHES: 'here',
    READ_ROLE: 'plumbline-read',
    REPORT_ROLE: 'plumbline-report',
    EXTERNAL_ID: '',
    CALLS_PER_SECOND: '',
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'CRITICAL',
  });
  const client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  client.destroy();
  ({ handler } = await import('../../functions/config-rule.ts'));
  await remember(dynamoMemory(TableName), {
    cluster: { account, region, cluster: 'demo' },
    observedAt: at(2),
    verdicts: [aProblem({ resource: { type: 'subnet', id: subnetId } })],
    rules: new Map(),
    settings: 's1',
    uses: [subnetId],
    gone: false,
  });
});
beforeEach(() => moto.behaviour.reset());
afterAll(async () => {
  process.env = before;
  await Promise.all([moto.stop(), ministack.stop()]);
});

const context: Context = {
  awsRequestId: '1',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'config-rule',
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:${region}:${account}:function:config-rule`,
  logGroupName: '/aws/lambda/config-rule',
  logStreamName: 'stream',
  memoryLimitInMB: '1769',
  getRemainingTimeInMillis: () => 120_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

const invoke = (file: string) =>
  handler(JSON.parse(readFileSync(new URL(`../../events/${file}`, import.meta.url), 'utf8')), context);
const requests = () =>
  (moto.behaviour.bodies.get('config:PutEvaluations') ?? []).map((body): unknown => JSON.parse(body));

/** Noon of the events' day, and so many minutes, as AWS Config writes it. */
const seconds = (minutes: number) => Date.parse(at(minutes)) / 1_000;
const put = (complianceType: string, annotation: string, ordered: number) => ({
  Evaluations: [
    {
      ComplianceResourceType: 'AWS::EC2::Subnet',
      ComplianceResourceId: subnetId,
      ComplianceType: complianceType,
      Annotation: annotation,
      OrderingTimestamp: ordered,
    },
  ],
  ResultToken: 'TESTMODE',
  TestMode: true,
});

describe('the function of the AWS Config rule', () => {
  it('answers a change from the table', async () => {
    await invoke('config-change-subnet.json');

    expect(requests()).toEqual([put('NON_COMPLIANT', 'Fails cluster-subnets-have-addresses-for-eks', seconds(2))]);
  });

  it('takes back what was put of a deleted subnet', async () => {
    const resource = { type: 'AWS::EC2::Subnet', id: subnetId };
    const last = { resource, complianceType: 'NON_COMPLIANT' as const, annotation: 'Fails a-rule', orderedAt: at(-9) };
    await dynamoConfigMemory(TableName).markPut(rule, [last]);

    await invoke('config-deleted.json');

    expect(requests()).toEqual([put('NOT_APPLICABLE', 'No rule applies to it for any watched cluster.', seconds(0))]);
  });

  it.each(['config-oversized.json', 'config-left-scope.json', 'config-change-nat-gateway.json'])(
    'says and reads nothing about what concerns nobody: %s',
    async (file) => {
      await invoke(file);

      expect([...moto.behaviour.calls.keys()]).toEqual([]);
    },
  );

  it('lets what is no event of AWS Config fail, so that it ends among the dead letters', async () => {
    await expect(handler({ Records: [] }, context)).rejects.toThrow('invokingEvent');
  });
});
