import { CreateTopicCommand, SetSubscriptionAttributesCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { topic } from '../../../shared/aws/publish/sns.ts';
import { chatMessage, type Notice } from '../../../shared/reports/chat-message.ts';
import { aRememberedFinding, ruleHelp } from '../../support/finding-builders.ts';
import { type Ministack, startMinistack } from '../../support/local-ministack.ts';

let aws: Ministack;
const before = { ...process.env };

beforeAll(async () => {
  aws = await startMinistack();
  Object.assign(process.env, aws.env);
});
beforeEach(() => aws.clear());
afterAll(async () => {
  process.env = before;
  await aws.stop();
});

const aMessage = (overrides: Partial<Notice> = {}) =>
  chatMessage(
    {
      id: 'message-1',
      threadId: 'thread-1',
      transition: 'new',
      account: '123456789012',
      region: 'us-east-1',
      cause: { kind: 'subnet-full', resource: 'subnet-a' },
      findings: [aRememberedFinding()],
      ...overrides,
    },
    { helpOf: () => ruleHelp },
  );

/** A topic with a queue that hears what the policy lets through; the queue's messages are as SNS wraps them. */
async function aTopic(policy: object = {}) {
  const sns = new SNSClient({});
  const sqs = new SQSClient({});
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'plumbline' }));
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'slack' }));
  const Endpoint = 'arn:aws:sqs:us-east-1:123456789012:slack';
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, ReturnSubscriptionArn: true }),
  );
  if (Object.keys(policy).length > 0) {
    const filter = { AttributeName: 'FilterPolicy', AttributeValue: JSON.stringify(policy) };
    await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, ...filter }));
  }
  const heard = async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    return Messages.map(({ Body = '' }) => JSON.parse(Body));
  };
  return { arn: TopicArn, heard };
}

describe('a message', () => {
  it('arrives as the chat takes it, with its attributes', async () => {
    const { arn, heard } = await aTopic();
    const message = aMessage();
    await topic(arn)(message);
    const [wrapped] = await heard();
    expect(JSON.parse(wrapped.Message)).toEqual(message.notification);
    expect(wrapped.MessageAttributes).toEqual({
      state: { Type: 'String', Value: 'new' },
      severity: { Type: 'String', Value: 'high' },
      account: { Type: 'String', Value: '123456789012' },
      region: { Type: 'String', Value: 'us-east-1' },
      cluster: { Type: 'String.Array', Value: '["shop"]' },
      code: { Type: 'String.Array', Value: '["B4"]' },
    });
    expect(wrapped).not.toHaveProperty('Subject');
  });

  it.each([
    [{ cluster: ['shop'], severity: ['high', 'critical'] }, 1],
    [{ cluster: ['payments'] }, 0],
    [{ state: ['resolved'] }, 0],
    [{ code: [{ prefix: 'B' }] }, 1],
  ])('passes a filter policy %j %i times', async (policy, times) => {
    const { arn, heard } = await aTopic(policy);
    await topic(arn)(aMessage());
    expect(await heard()).toHaveLength(times);
  });
});

describe('publishing', () => {
  it('throws for a topic that is not there', async () => {
    await expect(topic('arn:aws:sns:us-east-1:123456789012:gone')(aMessage())).rejects.toThrow(/not exist|not found/i);
  });

  it('throws for a message that SNS would refuse, before it is sent', async () => {
    const message = aMessage();
    const content = { ...message.notification.content, description: '漢'.repeat(90_000) };
    const large = { ...message, notification: { ...message.notification, content } };
    await expect(topic('arn:aws:sns:us-east-1:123456789012:plumbline')(large)).rejects.toThrow(
      'SNS takes 262144 bytes; message message-1 has',
    );
  });
});
