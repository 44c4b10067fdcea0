import { setTimeout as sleep } from 'node:timers/promises';
import { CreateRouteCommand, DeleteRouteCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { dynamoMemory } from '../shared/aws/remember/index.ts';
import { seedAccount } from '../test/support/local-account.ts';
import { localAccount, localRegion } from '../test/support/local-aws.ts';
import { eventually, type LocalService, startLocalService } from '../test/support/local-service.ts';
import { listenTo } from '../test/support/topic-listener.ts';
import { number, table } from './table.ts';

const changes = 100;
/** Of the queue; taken off again. */
const delaySeconds = 1;
const everywhere = '0.0.0.0/0';

/** From a change event on the bus to the message in a queue that is subscribed to the topic, over 100 changes, without the queue's delay. */
export async function measureLatency(): Promise<string> {
  const service = await startLocalService();
  try {
    return await latencies(service);
  } finally {
    await service.stop();
  }
}

async function latencies(service: LocalService): Promise<string> {
  const { network } = await seedAccount(service.aws, ['shop']);
  const outputs = await service.deploy({
    changeDelaySeconds: String(delaySeconds),
    changeWindowSeconds: '1',
    callsPerSecond: '200',
  });
  Object.assign(process.env, service.ministack.env);
  const ec2 = new EC2Client({ endpoint: service.aws.url });
  const sqs = new SQSClient({});
  const queue = await listenTo(sqs, outputs.NoticesTopicArn);
  const memory = dynamoMemory(outputs.FindingsTableName ?? '');
  await service.invoke('sweep', {});
  await eventually(
    () => memory.cluster({ account: localAccount, region: localRegion, cluster: 'shop' }),
    (cluster) => cluster !== undefined,
  );

  const route = { RouteTableId: network.privateRoutes, DestinationCidrBlock: everywhere };
  const times: number[] = [];
  for (let index = 0; index < changes; index++) {
    const eventName = index % 2 === 0 ? 'DeleteRoute' : 'CreateRoute';
    if (eventName === 'DeleteRoute') await ec2.send(new DeleteRouteCommand(route));
    else await ec2.send(new CreateRouteCommand({ ...route, NatGatewayId: network.natGateway }));
    const start = performance.now();
    const requestParameters = { routeTableId: network.privateRoutes, destinationCidrBlock: everywhere };
    await service.putEvent({ source: 'aws.ec2', eventName, requestParameters });
    await nextMessage(sqs, queue);
    times.push((performance.now() - start) / 1000 - delaySeconds);
    await sleep(1_100 * delaySeconds);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => number(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0, 1);
  return table(
    ['Change event to message', 'least', 'median', '90 %', 'most'],
    [['seconds', at(0), at(0.5), at(0.9), at(1)]],
  );
}

/** Waits for one message and takes it. */
async function nextMessage(sqs: SQSClient, QueueUrl: string | undefined): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
    for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    if (Messages.length > 0) return;
    await sleep(50);
  }
  throw new Error('No message came within half a minute.');
}
