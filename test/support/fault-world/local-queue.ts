import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { json, type Reply } from '../aws-proxy/reply.ts';
import type { Arrival } from '../fault-proxy.ts';

/** A message as a queue keeps it. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** By the world's clock, in milliseconds: when it may be received. */
  readonly visibleAt: number;
  /** How often it was received. */
  readonly receives: number;
}

export interface QueueOptions {
  readonly delayMs: number;
  readonly visibilityMs: number;
}

const mostReceives = 5;

/** A queue in the test's own process, by the world's clock: with a delay, a visibility time-out and dead letters. */
export class LocalQueue {
  readonly name: string;
  readonly messages: QueuedMessage[] = [];
  readonly deadLetters: QueuedMessage[] = [];
  readonly #options: QueueOptions;
  readonly #now: () => number;

  constructor(name: string, options: QueueOptions, now: () => number) {
    this.name = name;
    this.#options = options;
    this.#now = now;
  }

  send(body: string, delayMs = this.#options.delayMs, attributes: QueuedMessage['attributes'] = {}): QueuedMessage {
    const message = { id: randomUUID(), body, attributes, visibleAt: this.#now() + delayMs, receives: 0 };
    this.messages.push(message);
    return message;
  }

  /** When the next message may be received. */
  get nextAt(): number {
    return Math.min(...this.messages.map(({ visibleAt }) => visibleAt));
  }

  /** Up to so many messages that are visible; they are hidden until they are deleted or their time is over. */
  receive(most: number): readonly QueuedMessage[] {
    const now = this.#now();
    const received: QueuedMessage[] = [];
    for (const message of this.messages.filter(({ visibleAt }) => visibleAt <= now).slice(0, most)) {
      this.delete(message.id);
      if (message.receives >= mostReceives) {
        this.deadLetters.push(message);
        continue;
      }
      const hidden = { ...message, receives: message.receives + 1, visibleAt: now + this.#options.visibilityMs };
      this.messages.push(hidden);
      received.push(hidden);
    }
    return received;
  }

  delete(id: string): void {
    const at = this.messages.findIndex((message) => message.id === id);
    if (at >= 0) this.messages.splice(at, 1);
  }

  /** Sends the dead letters again, as SQS does when somebody starts a redrive: their bodies are all there is. */
  redrive(): number {
    const letters = this.deadLetters.splice(0);
    for (const { body } of letters) this.send(body, 0);
    return letters.length;
  }

  clear(): void {
    this.messages.length = 0;
    this.deadLetters.length = 0;
  }
}

const sendMessage = z.object({
  QueueUrl: z.url(),
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().min(0).max(900).optional(),
  MessageAttributes: z
    .record(z.string(), z.object({ DataType: z.literal('String'), StringValue: z.string() }))
    .default({}),
});

/** SQS, as far as functions call it: it takes messages for the queues, by the last part of their URLs. */
export function sqsOf(queues: ReadonlyMap<string, LocalQueue>): (arrival: Arrival) => Promise<Reply> {
  return async ({ action, body }) => {
    if (action !== 'sqs:SendMessage') return json(400, { __type: 'InvalidAction', message: action });
    const { QueueUrl, MessageBody, DelaySeconds, MessageAttributes } = sendMessage.parse(JSON.parse(body));
    const name = new URL(QueueUrl).pathname.split('/').at(-1) ?? '';
    const attributes = Object.fromEntries(
      Object.entries(MessageAttributes).map(([key, { StringValue }]) => [key, StringValue]),
    );
    const delayMs = DelaySeconds === undefined ? undefined : DelaySeconds * 1_000;
    const queue = queues.get(name.replace('-dead-letters', ''));
    if (!queue) return json(400, { __type: 'QueueDoesNotExist', message: name });
    const isLetter = name.endsWith('-dead-letters');
    const message = isLetter
      ? { id: randomUUID(), body: MessageBody, attributes, visibleAt: 0, receives: 0 }
      : queue.send(MessageBody, delayMs, attributes);
    if (isLetter) queue.deadLetters.push(message);
    return json(200, { MessageId: message.id, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') });
  };
}
