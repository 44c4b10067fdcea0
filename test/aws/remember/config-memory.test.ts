import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoConfigMemory } from '../../../shared/aws/remember/config-memory.ts';
import { configMemoryContract } from '../../app/config-rule/config-memory-contract.ts';
import { account, at, region } from '../../support/config-world.ts';
import { type Ministack, startMinistack } from '../../support/local-ministack.ts';

let aws: Ministack;
const before = { ...process.env };

beforeAll(async () => {
  aws = await startMinistack();
  Object.assign(process.env, aws.env);
});
afterAll(async () => {
  process.env = before;
  await aws.stop();
});

let tables = 0;

async function aTable(): Promise<string> {
  const TableName = `config-${++tables}`;
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
  return TableName;
}

describe('the memory in a table', () => {
  configMemoryContract(async () => dynamoConfigMemory(await aTable(), () => new Date(at(0))));

  it('forgets what has been as it is for longer than findings are kept', async () => {
    const table = await aTable();
    const rule = { account, region, id: 'config-rule-abc123' };
    const resource = { type: 'AWS::EC2::Subnet', id: 'subnet-a' };
    const put = { resource, complianceType: 'COMPLIANT' as const, annotation: 'Well.', orderedAt: at(0) };
    await dynamoConfigMemory(table).markPut(rule, [put]);

    const day = 24 * 60;
    const inDays = (days: number) => dynamoConfigMemory(table, () => new Date(at(days * day)));

    expect(await inDays(399).lastPut(rule, resource)).toEqual(put);
    expect(await inDays(401).lastPut(rule, resource)).toBeUndefined();
    expect(await inDays(401).allPut(rule)).toEqual([]);
  });
});
