import * as z from 'zod';
import { suggestion } from '../shared/config/closest.ts';

const flag = z.enum(['true', 'false']);
const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.int().min(min).max(max));
const schedule = z.string().regex(/^(rate|cron)\([^)]+\)$/, 'must be rate(…) or cron(…)');
const arnOrNothing = (service: string) =>
  z
    .string()
    .regex(new RegExp(`^(arn:[a-z-]+:${service}:[a-z0-9-]+:\\d{12}:.+)?$`), `must be the ARN of ${service}, or empty`);
const retentions = [
  '1',
  '3',
  '5',
  '7',
  '14',
  '30',
  '60',
  '90',
  '120',
  '150',
  '180',
  '365',
  '400',
  '545',
  '731',
  '1827',
];

/** What `--param name=value` sets when the stack is packaged or deployed. docs/deploy.md explains each; a test compares them. */
export const stackParameters = z.strictObject({
  sweepSchedule: schedule.default('rate(1 hour)'),
  changeDelaySeconds: wholeNumber(0, 900).prefault('60'),
  changeWindowSeconds: wholeNumber(1, 300).prefault('20'),
  retrySeconds: wholeNumber(0, 43_200).prefault('0'),
  callsPerSecond: z.string().regex(/^\d*$/, 'must be a whole number, or empty').default(''),
  mostWorkers: wholeNumber(2, 1_000).prefault('4'),
  securityHub: flag.default('true'),
  sns: flag.default('true'),
  dryRun: flag.default('false'),
  environment: z.string().max(100, 'must have 100 characters at most').default(''),
  configRule: flag.default('false'),
  configRuleInterfaces: flag.default('false'),
  kmsKeyArn: arnOrNothing('kms').default(''),
  alarmTopicArn: arnOrNothing('sns').default(''),
  logRetentionDays: z.enum(retentions).default('30').transform(Number),
  tracing: flag.default('true').transform((text) => text === 'true'),
});
export type StackParameters = z.output<typeof stackParameters>;

/** The values of `name=value` texts, with the defaults of those that are not named. Throws an Error naming the parameter that is wrong. */
export function readStackParameters(given: readonly string[]): StackParameters {
  const values = Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      return [text.slice(0, at === -1 ? undefined : at), at === -1 ? '' : text.slice(at + 1)];
    }),
  );
  const parsed = stackParameters.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    throw new Error(`There is no parameter ${key}${suggestion(key, Object.keys(stackParameters.shape))}.`);
  }
  throw new Error(`Parameter ${issue?.path.join('.')}: ${issue?.message ?? parsed.error.message}`);
}

/** Seconds until a message that failed comes again: six times as long as its function may take, as AWS advises, unless it is set. */
export function visibilityTimeouts({ retrySeconds }: StackParameters) {
  const after = (timeoutSeconds: number) => (retrySeconds > 0 ? retrySeconds : 6 * timeoutSeconds);
  return { changes: after(120), sweep: after(900), announce: after(60) };
}
