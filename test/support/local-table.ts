import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { type Ministack, startMinistack } from './local-ministack.ts';

export interface LocalTables {
  /** Counts calls and makes them fail. */
  readonly proxy: FaultProxy;
  /** For looking behind the memory, past the proxy. */
  readonly client: DynamoDBClient;
  /** Makes an empty findings table and answers its name. */
  readonly create: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts a local DynamoDB and has this process take it for AWS's. */
export async function startLocalTables(): Promise<LocalTables> {
  const ministack: Ministack = await startMinistack();
  const proxy = await startFaultProxy(() => ministack.url);
  const before = { ...process.env };
  Object.assign(process.env, ministack.env, { AWS_ENDPOINT_URL: proxy.url });
  const client = new DynamoDBClient({ endpoint: ministack.url });
  let tables = 0;
  return {
    proxy,
    client,
    create: async () => {
      tables += 1;
      await client.send(findingsTable(`findings-${tables}`));
      return `findings-${tables}`;
    },
    stop: async () => {
      client.destroy();
      await proxy.close();
      await ministack.stop();
      for (const name of Object.keys(ministack.env)) delete process.env[name];
      Object.assign(process.env, before);
    },
  };
}

export const findingsTable = (TableName: string) =>
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
  });
