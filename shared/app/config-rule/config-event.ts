import * as z from 'zod';
import type { ConfigQuestion } from './question.ts';

/** A field that holds JSON as text. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const states = {
  OK: 'in-scope',
  ResourceDiscovered: 'in-scope',
  ResourceNotRecorded: 'out-of-scope',
  ResourceDeleted: 'deleted',
  ResourceDeletedNotRecorded: 'deleted',
} as const;

/** What an item and the summary of an oversized one have in common, and all that is needed of either. */
const itemSchema = z.object({
  awsAccountId: z.string(),
  awsRegion: z.string(),
  configurationItemCaptureTime: time,
  configurationItemStatus: z.enum([
    'OK',
    'ResourceDiscovered',
    'ResourceNotRecorded',
    'ResourceDeleted',
    'ResourceDeletedNotRecorded',
  ]),
  resourceType: z.string(),
  resourceId: z.string(),
});

/**
 * The rest of an oversized item could be had by GetResourceConfigHistory. It is not: the facts that rules judge are never taken
 * from an item.
 */
const invokingSchema = z.discriminatedUnion('messageType', [
  z.object({ messageType: z.literal('ConfigurationItemChangeNotification'), configurationItem: itemSchema }),
  z.object({
    messageType: z.literal('OversizedConfigurationItemChangeNotification'),
    configurationItemSummary: itemSchema,
  }),
  z.object({ messageType: z.literal('ScheduledNotification'), notificationCreationTime: time }),
]);

/** AWS Config hands parameters on as they were given: mostly as text. */
const yesOrNo = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);

const parametersSchema = z.strictObject({
  /** Network interfaces answer for themselves. */
  networkInterfaces: yesOrNo.default(false),
  testMode: yesOrNo.default(false),
});

const eventSchema = z.object({
  invokingEvent: json.pipe(invokingSchema),
  ruleParameters: json.pipe(parametersSchema).default({ networkInterfaces: false, testMode: false }),
  resultToken: z.string().min(1),
  eventLeftScope: z.boolean().default(false),
  configRuleArn: z.string().regex(/^arn:[^:]+:config:[^:]+:\d{12}:config-rule\//),
  configRuleId: z.string(),
  accountId: z.string(),
});

/** By a convention of AWS's tools for custom rules, this token asks for a check without a record. */
const testToken = 'TESTMODE';

/**
 * The question in the event with which AWS Config invokes the function of a custom rule; its `invokingEvent` and `ruleParameters`
 * are JSON in JSON. Throws a ZodError for what is no such event.
 * https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html
 */
export function questionIn(event: unknown): ConfigQuestion {
  const { invokingEvent, ruleParameters, resultToken, eventLeftScope, ...rule } = eventSchema.parse(event);
  const invocation = {
    rule: { account: rule.accountId, region: rule.configRuleArn.split(':')[3] ?? '', id: rule.configRuleId },
    resultToken,
    testMode: ruleParameters.testMode || resultToken === testToken,
    interfaces: ruleParameters.networkInterfaces,
  };
  if (invokingEvent.messageType === 'ScheduledNotification') {
    return { ...invocation, kind: 'schedule', notifiedAt: invokingEvent.notificationCreationTime };
  }
  const item =
    invokingEvent.messageType === 'ConfigurationItemChangeNotification'
      ? invokingEvent.configurationItem
      : invokingEvent.configurationItemSummary;
  const state = states[item.configurationItemStatus];
  return {
    ...invocation,
    kind: 'change',
    resource: { type: item.resourceType, id: item.resourceId },
    account: item.awsAccountId,
    region: item.awsRegion,
    capturedAt: item.configurationItemCaptureTime,
    state: eventLeftScope && state === 'in-scope' ? 'out-of-scope' : state,
  };
}
