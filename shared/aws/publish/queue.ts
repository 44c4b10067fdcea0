import { type MessageAttributeValue, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

let client: SQSClient | undefined;

/** One client for all queues. Region, credentials and endpoint come from the SDK's own chains. */
const sqs = (): SQSClient => {
  client ??= new SQSClient({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  return client;
};

/** Puts what it is given into a queue, as JSON. */
export const toQueue =
  (QueueUrl: string) =>
  async (message: object): Promise<void> => {
    await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  };

/** Puts what it is given into a queue, as JSON, to come after so many milliseconds: 15 minutes at most. */
export const toQueueLater =
  (QueueUrl: string) =>
  async (message: object, delayMs: number): Promise<void> => {
    const DelaySeconds = Math.ceil(delayMs / 1_000);
    await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), DelaySeconds }));
  };

/** A message that cannot be worked on, and what people need to understand it. */
export interface DeadLetter {
  readonly body: string;
  readonly messageId: string;
  readonly source: string;
  readonly reason: string;
}

/** A queue takes 256 KB with the attributes, a body that is not empty, and no control characters. */
const mostBytes = 240 * 1024;
const mostReason = 1_000;
const isControl = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Puts messages into a dead-letter queue, each with its attributes `reason`, `source` and `messageId`; a body that is too long is cut. */
export const toDeadLetters =
  (QueueUrl: string) =>
  async ({ body, messageId, source, reason }: DeadLetter): Promise<void> => {
    const bytes = Buffer.from(body.replaceAll(isControl, '\uFFFD'));
    const isCut = bytes.length > mostBytes;
    const attributes = { reason: reason.slice(0, mostReason), source, messageId, ...(isCut ? { cut: 'true' } : {}) };
    await sqs().send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: bytes.subarray(0, mostBytes - 3).toString() || '(empty)',
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, text]) => [name, attribute(text)]),
        ),
      }),
    );
  };

const attribute = (text: string): MessageAttributeValue => ({
  DataType: 'String',
  StringValue: text.replaceAll(isControl, '\uFFFD') || '(empty)',
});
