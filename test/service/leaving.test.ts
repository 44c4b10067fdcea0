import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DeleteRouteCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Memory } from '../../shared/app/findings/memory.ts';
import { dynamoMemory } from '../../shared/aws/remember/index.ts';
import { type SeededAccount, seedAccount } from '../support/local-account.ts';
import { localAccount, localRegion } from '../support/local-aws.ts';
import { eventually, type LocalService, startLocalService } from '../support/local-service.ts';
import { listenTo } from '../support/topic-listener.ts';

const run = promisify(execFile);
const key = { account: localAccount, region: localRegion, cluster: 'shop' };
const parameters = {
  changeDelaySeconds: '1',
  changeWindowSeconds: '1',
  retrySeconds: '2',
  callsPerSecond: '200',
  digest: 'off',
};
const everywhere = '0.0.0.0/0';

let service: LocalService;
let account: SeededAccount;
let memory: Memory;
let sqs: SQSClient;
let listener: string | undefined;

beforeAll(async () => {
  service = await startLocalService();
  account = await seedAccount(service.aws, ['shop']);
  const outputs = await service.deploy({ ...parameters, dryRun: 'true' });
  Object.assign(process.env, service.ministack.env);
  memory = dynamoMemory(outputs.FindingsTableName ?? '');
  sqs = new SQSClient({});
  listener = await listenTo(sqs, outputs.NoticesTopicArn);
}, 180_000);

afterAll(async () => {
  await service.stop();
}, 120_000);

const sweep = async () => {
  const before = new Date().toISOString();
  await service.invoke('sweep', {});
  await eventually(
    () => memory.cluster(key),
    (cluster) => cluster !== undefined && cluster.observedAt > before,
  );
};
const openNow = async () => (await memory.findings(key)).filter(({ state }) => state === 'open');

const message = z.object({ content: z.object({ title: z.string() }), metadata: z.object({ eventType: z.string() }) });
/** The kinds of messages that people were sent since they were last asked for. */
async function heard(): Promise<readonly string[]> {
  const types: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: listener, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return types.filter((type) => type !== 'plumbline.missing');
    for (const { Body = '', ReceiptHandle } of Messages) {
      types.push(message.parse(JSON.parse(Body)).metadata.eventType);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: listener, ReceiptHandle }));
    }
  }
}

async function inSecurityHub(): Promise<readonly (string | undefined)[]> {
  const hub = new SecurityHubClient({ endpoint: service.aws.url });
  const { Findings = [] } = await hub.send(new GetFindingsCommand({}));
  return Findings.map(({ RecordState }) => RecordState);
}

const isQuiet = async () => [await heard(), await inSecurityHub()];
const retired = { left: [], unavailable: [], clusters: 1 };

describe('a service that is tried out, used and left', () => {
  let open: number;

  it('remembers everything in a dry run, says in its log what it would tell, and tells nobody', async () => {
    const ec2 = new EC2Client({ endpoint: service.aws.url });
    const { privateRoutes } = account.network;
    await ec2.send(new DeleteRouteCommand({ RouteTableId: privateRoutes, DestinationCidrBlock: everywhere }));
    await sweep();
    open = (await openNow()).length;
    expect(open).toBeGreaterThan(0);
    const logged = async () => service.ministack.output();
    await eventually(logged, (log) => log.includes('Would import.') && log.includes('Would publish.'));
    expect(await isQuiet()).toEqual([[], []]);
    await expect(service.invoke('retire', {})).rejects.toThrow('dryRun');
  }, 60_000);

  it('tells all of it once it is no dry run any more', async () => {
    await service.deploy(parameters);
    await sweep();
    // What is to be told is announced with the sweep only when it has been so for long; a change announces it at once.
    await service.putEvent({
      source: 'aws.ec2',
      eventName: 'DeleteRoute',
      requestParameters: { routeTableId: account.network.privateRoutes, destinationCidrBlock: everywhere },
    });
    await eventually(
      () => memory.cluster(key),
      (cluster) => cluster?.pending === false,
    );
    expect(await inSecurityHub()).toEqual(Array.from({ length: open }, () => 'ACTIVE'));
    expect(await heard()).toEqual(['plumbline.summary']);
  }, 120_000);

  it('archives it all and says good-bye when it retires', async () => {
    const { PATH, HOME } = process.env;
    const env = { ...service.ministack.env, PATH, HOME };
    const { stdout } = await run(process.execPath, ['scripts/retire.ts', '--stage', 'test'], { env });
    expect(stdout).toContain(`closed: ${open} findings of 1 cluster.\nNothing is left.`);
    expect(await inSecurityHub()).toEqual(Array.from({ length: open }, () => 'ARCHIVED'));
    expect(await heard()).toEqual(['plumbline.retired']);
    expect(await openNow()).toEqual([]);
  }, 120_000);

  it('is silent from then on, whatever happens, and retires twice as well as once', async () => {
    expect(await service.invoke('sweep', {})).toEqual({ retired: true });
    await service.putEvent({
      source: 'aws.ec2',
      eventName: 'DeleteRoute',
      requestParameters: { routeTableId: account.network.privateRoutes, destinationCidrBlock: everywhere },
    });
    expect(await service.invoke('retire', {})).toMatchObject({ ...retired, findings: open });
    await sleep(4_000);
    expect(await heard()).toEqual([]);
    expect(new Set(await inSecurityHub())).toEqual(new Set(['ARCHIVED']));
    expect(await memory.cluster(key)).toMatchObject({ gone: true, pending: false });
  }, 60_000);

  it('goes, and leaves nothing but the table', async () => {
    await service.remove();
    expect((await memory.findings(key)).map(({ state }) => state)).toEqual(Array.from({ length: open }, () => 'gone'));
    await expect(service.invoke('retire', {})).rejects.toThrow();
  }, 120_000);
});
