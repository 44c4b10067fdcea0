import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ClusterKey } from '../../shared/app/findings/finding.ts';
import type { Memory } from '../../shared/app/findings/memory.ts';
import { dynamoMemory } from '../../shared/aws/remember/index.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { type FunctionName, functionNames, localFunctions } from './fault-world/functions.ts';
import type { Ended, LocalFunction } from './fault-world/local-function.ts';
import { LocalNetwork } from './fault-world/local-network.ts';
import { LocalQueue, type QueuedMessage, sqsOf } from './fault-world/local-queue.ts';
import { messagesIn, type Outcome, outcomeOf } from './fault-world/outcome.ts';
import { SavedTable } from './fault-world/saved-table.ts';
import { seedAccount } from './local-account.ts';
import { emulatorEnvironment, type LocalAws, localAccount, localRegion, startLocalAws } from './local-aws.ts';
import { type Ministack, startMinistack } from './local-ministack.ts';

const minute = 60_000;
const folderOf = (pid: number) => `.cache/fault-world-${pid}`;

interface Parts {
  readonly aws: LocalAws;
  readonly ministack: Ministack;
  readonly proxy: FaultProxy;
  readonly network: LocalNetwork;
  readonly queues: Readonly<Record<QueueName, LocalQueue>>;
  readonly functions: Readonly<Record<FunctionName, LocalFunction>>;
  readonly table: SavedTable;
  readonly memory: Memory;
  readonly clock: BigInt64Array;
}

const workOf = [
  { queue: 'changes', name: 'check-cluster', most: 100 },
  { queue: 'sweep', name: 'check-swept', most: 1 },
  { queue: 'announce', name: 'announce', most: 10 },
] as const satisfies readonly { queue: string; name: FunctionName; most: number }[];
export type QueueName = (typeof workOf)[number]['queue'];

/** The service with its queues, by a clock that only moves when it is told to, behind a proxy that makes its calls fail. */
export class FaultWorld {
  readonly proxy: FaultProxy;
  readonly network: LocalNetwork;
  readonly queues: Parts['queues'];
  readonly memory: Memory;
  readonly table: SavedTable;
  readonly aws: LocalAws;
  readonly keys: readonly ClusterKey[];
  /** How each invocation ended. */
  readonly ended: { readonly name: FunctionName; readonly end: Ended }[] = [];
  readonly #parts: Parts;
  #running: LocalFunction | undefined;

  constructor(parts: Parts, keys: readonly ClusterKey[]) {
    ({
      proxy: this.proxy,
      network: this.network,
      queues: this.queues,
      memory: this.memory,
      table: this.table,
      aws: this.aws,
    } = parts);
    this.#parts = parts;
    this.keys = keys;
    this.proxy.now = () => this.now();
  }

  now(): Date {
    return new Date(Date.now() + Number(this.#parts.clock[0]));
  }

  pass(ms: number): void {
    Atomics.add(this.#parts.clock, 0, BigInt(Math.ceil(ms)));
  }

  /** Everything as it was saved, and no call made. */
  async restore(): Promise<void> {
    for (const queue of Object.values(this.queues)) queue.clear();
    this.network.state = 'healthy';
    this.calm();
    this.proxy.made.length = 0;
    this.proxy.calls.clear();
    this.ended.length = 0;
    await this.table.restore();
  }

  /** Nothing befalls any call from now on. */
  calm(): void {
    this.proxy.mishaps.clear();
    this.proxy.befall = () => undefined;
  }

  /**
   * What becomes of a change that breaks the network while `arm` makes things go wrong: first as long as messages are on their way, then
   * with everything well again, after the next sweep.
   */
  async breakUnder(arm: () => void = () => undefined): Promise<Outcome> {
    await this.restore();
    arm();
    this.become('broken');
    await this.untilQuiet();
    this.calm();
    await this.sweep();
    await this.untilQuiet();
    return this.outcome();
  }

  /** How many messages people were told more than once, each time counted. */
  repeats(): number {
    return [...messagesIn(this.proxy.made).values()].reduce((sum, { times }) => sum + times - 1, 0);
  }

  /** Ends the container of the function that is running, in the middle of whatever it does. */
  readonly killRunning = (): void => this.#running?.kill();

  async invoke(name: FunctionName, event: object = {}): Promise<Ended> {
    this.#running = this.#parts.functions[name];
    const end = await this.#running.invoke(event);
    this.ended.push({ name, end });
    return end;
  }

  /** Sends what EventBridge sends of a call that was made just now. */
  tell(eventName: string, requestParameters: object, source = 'aws.ec2'): QueuedMessage {
    return this.queues.changes.send(this.eventOf(eventName, requestParameters, source));
  }

  eventOf(eventName: string, requestParameters: object, source = 'aws.ec2'): string {
    const time = `${this.now().toISOString().slice(0, 19)}Z`;
    const detail = { eventID: randomUUID(), eventName, eventTime: time, requestParameters, responseElements: null };
    return JSON.stringify({
      version: '0',
      id: randomUUID(),
      'detail-type': 'AWS API Call via CloudTrail',
      source,
      account: localAccount,
      time,
      region: localRegion,
      resources: [],
      detail,
    });
  }

  /** The network changes, and EventBridge says so. */
  become(state: LocalNetwork['state']): void {
    this.network.state = state;
    const requestParameters = { routeTableId: this.network.routeTable, destinationCidrBlock: '0.0.0.0/0' };
    this.tell(state === 'broken' ? 'DeleteRoute' : 'CreateRoute', requestParameters);
  }

  /** An hour later: the schedule's sweep, which Lambda tries three times. */
  async sweep(): Promise<void> {
    this.pass(60 * minute);
    for (let attempt = 0; attempt < 3; attempt++) {
      if ((await this.invoke('sweep')).outcome === 'answered') return;
      this.pass(minute);
    }
  }

  /** Delivers what is in the queues until nothing is, however long that takes. */
  async untilQuiet(): Promise<void> {
    await this.#deliverUntil(Number.POSITIVE_INFINITY);
  }

  /** Delivers what becomes visible within so many milliseconds, which pass. */
  async during(ms: number): Promise<void> {
    const end = this.now().getTime() + ms;
    await this.#deliverUntil(end);
    this.pass(Math.max(0, end - this.now().getTime()));
  }

  async #deliverUntil(end: number): Promise<void> {
    for (let round = 0; round < 1_000; round++) {
      if (await this.#deliver()) continue;
      const next = Math.min(...Object.values(this.queues).map(({ nextAt }) => nextAt));
      if (next > end || next === Number.POSITIVE_INFINITY) return;
      this.pass(Math.max(1, next - this.now().getTime()));
    }
    throw new Error('The queues do not become empty.');
  }

  outcome(): Promise<Outcome> {
    return outcomeOf(this.memory, this.keys, this.proxy.made);
  }

  async stop(): Promise<void> {
    const { aws, ministack, functions, table } = this.#parts;
    await Promise.all(functionNames.map((name) => functions[name].stop()));
    table.stop();
    await this.proxy.close();
    await Promise.all([aws.stop(), ministack.stop()]);
    rmSync(folderOf(process.pid), { recursive: true, force: true });
  }

  /** One batch of each queue that has one. */
  async #deliver(): Promise<boolean> {
    let delivered = false;
    for (const { queue, name, most } of workOf) {
      const batch = this.queues[queue].receive(most);
      if (batch.length === 0) continue;
      delivered = true;
      const end = await this.invoke(name, { Records: batch.map((message) => recordOf(queue, message)) });
      const failed = end.outcome === 'answered' ? failedIn(end.answer) : new Set(batch.map(({ id }) => id));
      for (const { id } of batch) if (!failed.has(id)) this.queues[queue].delete(id);
    }
    return delivered;
  }
}

const recordOf = (queue: QueueName, { id, body, receives }: QueuedMessage) => ({
  messageId: id,
  body,
  attributes: { ApproximateReceiveCount: String(receives) },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${localRegion}:${localAccount}:${queue}`,
  awsRegion: localRegion,
});

const failedIn = (answer: unknown): ReadonlySet<string> => {
  const { batchItemFailures } = answer as {
    readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
  };
  return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
};

/** Starts it with clusters that share a VPC; it has swept once, and everything was told. */
export async function startFaultWorld(clusters: readonly string[] = ['shop']): Promise<FaultWorld> {
  const [aws, ministack] = await Promise.all([startLocalAws(), startMinistack()]);
  try {
    const world = await worldIn(aws, ministack, clusters);
    await world.sweep();
    await world.untilQuiet();
    await world.table.save();
    return world;
  } catch (error) {
    await Promise.all([aws.stop(), ministack.stop()]);
    throw error;
  }
}

async function worldIn(aws: LocalAws, ministack: Ministack, clusters: readonly string[]): Promise<FaultWorld> {
  const network = new LocalNetwork(aws, await seedAccount(aws, clusters));
  const buffer = new SharedArrayBuffer(8);
  const clock = new BigInt64Array(buffer);
  const now = () => Date.now() + Number(clock[0]);
  const queues = {
    changes: new LocalQueue('changes', { delayMs: minute, visibilityMs: 12 * minute }, now),
    sweep: new LocalQueue('sweep', { delayMs: 0, visibilityMs: 90 * minute }, now),
    announce: new LocalQueue('announce', { delayMs: 0, visibilityMs: 6 * minute }, now),
  };
  const sqs = sqsOf(new Map(Object.entries(queues)));
  const proxy = await startFaultProxy((service) => {
    if (service === 'sqs') return sqs;
    return service === 'dynamodb' || service === 'sns' ? ministack.url : network.answer;
  });
  Object.assign(process.env, emulatorEnvironment(ministack.url));
  const table = await SavedTable.create(ministack.url, 'findings');
  const { TopicArn: topic = '' } = await new SNSClient({}).send(new CreateTopicCommand({ Name: 'notices' }));
  const folder = folderOf(process.pid);
  const functions = await localFunctions({ folder, url: proxy.url, table: table.name, topic, clock: buffer });
  const keys = clusters.map((cluster) => ({ account: localAccount, region: localRegion, cluster }));
  const memory = dynamoMemory(table.name, () => new Date(now()));
  return new FaultWorld({ aws, ministack, proxy, network, queues, functions, table, memory, clock }, keys);
}
