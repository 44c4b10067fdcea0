import { type MessageAttributeValue, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Publish } from '../../app/announce/ports.ts';
import type { MessageAttributes } from '../../reports/chat-message.ts';

/** Of the message with the names, types and values of its attributes. */
const mostBytes = 262_144;

/**
 * A topic of SNS, standard: chats subscribe to no other. The message is published as it is, because the chat takes nothing that was
 * wrapped. Region, credentials and endpoint come from the SDK's own chains. Publishing throws a RangeError for a message that is too
 * large, and the SDK's error where SNS did not answer or refused it.
 */
export function topic(TopicArn: string): Publish {
  const client = new SNSClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  return async ({ notification, attributes }) => {
    const Message = JSON.stringify(notification);
    const MessageAttributes = attributeValues(attributes);
    const bytes = Buffer.byteLength(Message) + sizeOf(MessageAttributes);
    if (bytes > mostBytes)
      throw new RangeError(`SNS takes ${mostBytes} bytes; message ${notification.id} has ${bytes}.`);
    await client.send(new PublishCommand({ TopicArn, Message, MessageAttributes }));
  };
}

const attributeValues = (attributes: MessageAttributes): Record<string, MessageAttributeValue> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? { DataType: 'String', StringValue: value }
        : { DataType: 'String.Array', StringValue: JSON.stringify(value) },
    ]),
  );

const sizeOf = (attributes: Readonly<Record<string, MessageAttributeValue>>): number =>
  Object.entries(attributes)
    .map(([name, { DataType = '', StringValue = '' }]) => Buffer.byteLength(name + DataType + StringValue))
    .reduce((sum, bytes) => sum + bytes, 0);
