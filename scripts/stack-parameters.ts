import * as z from 'zod';
import { watchTexts } from '../shared/app/watch/watch-settings.ts';
import { suggestion } from '../shared/config/closest.ts';
import { digestPeriods } from '../shared/reports/chat-message.ts';

const flag = z.enum(['true', 'false']);
const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.int().min(min).max(max));
const schedule = z.string().regex(/^(rate|cron)\([^)]+\)$/, 'must be rate(…) or cron(…)');
const arnOrNothing = (service: string) =>
  z
    .string()
    .regex(new RegExp(`^(arn:[a-z-]+:${service}:[a-z0-9-]+:\\d{12}:.+)?$`), `must be the ARN of ${service}, or empty`);
const watched = (name: keyof typeof watchTexts.shape, most = 1_000) =>
  z
    .string()
    .max(most, `must have ${most} characters at most`)
    .superRefine((text, context) => {
      const { error } = watchTexts.shape[name].safeParse(text);
      if (error) context.addIssue({ code: 'custom', message: messagesIn(error) });
    });
const messagesIn = ({ issues }: z.core.$ZodError): string =>
  [
    ...new Set(
      issues.flatMap((issue) => ('errors' in issue ? issue.errors.flat() : [issue])).map(({ message }) => message),
    ),
  ]
    .filter((message) => !message.startsWith('Invalid'))
    .join('; ') || 'is not what it must be';
const roleName = z.string().regex(/^[\w+=,.@-]{1,64}(\/[\w+=,.@-]{1,64})*$/, 'must be the name of a role');
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
export const stackParameters = z
  .strictObject({
    sweepSchedule: schedule.default('rate(1 hour)'),
    headroomSchedule: schedule.default('rate(15 minutes)'),
    changeDelaySeconds: wholeNumber(0, 900).prefault('60'),
    changeWindowSeconds: wholeNumber(1, 300).prefault('20'),
    retrySeconds: wholeNumber(0, 43_200).prefault('0'),
    callsPerSecond: z.string().regex(/^\d*$/, 'must be a whole number, or empty').default(''),
    mostWorkers: wholeNumber(2, 1_000).prefault('4'),
    mostSweepers: wholeNumber(2, 1_000).prefault('2'),
    accounts: watched('accounts', 2_600).default('this'),
    organizationId: z
      .string()
      .regex(/^(o-[a-z0-9]{10,32})?$/, 'must be the id of an organisation (o-…), or empty')
      .default(''),
    organizationalUnits: watched('organizationalUnits').default(''),
    excludeOrganizationalUnits: watched('excludeOrganizationalUnits').default(''),
    accountTags: watched('accountTags').default(''),
    regions: watched('regions').default(''),
    aggregator: watched('aggregator').default(''),
    readRole: roleName.default('plumbline-read'),
    reportRole: roleName.default('plumbline-report'),
    forwardRole: roleName.default('plumbline-forward'),
    externalId: z
      .string()
      .regex(/^([\w+=,.@:/-]{2,1000})?$/, 'must be an external id, or empty')
      .default(''),
    securityHub: flag.default('true'),
    sns: flag.default('true'),
    dryRun: flag.default('false'),
    digest: z.enum(['off', ...digestPeriods]).default('weekly'),
    digestSchedule: z.union([z.literal(''), schedule], 'must be rate(…) or cron(…), or empty').default(''),
    environment: z.string().max(100, 'must have 100 characters at most').default(''),
    configRule: flag.default('false'),
    configRuleInterfaces: flag.default('false'),
    kmsKeyArn: arnOrNothing('kms').default(''),
    alarmTopicArn: arnOrNothing('sns').default(''),
    logRetentionDays: z.enum(retentions).default('30').transform(Number),
    tracing: flag.default('true').transform((text) => text === 'true'),
  })
  .superRefine((given, context) => {
    const needs = (
      name: 'organizationalUnits' | 'excludeOrganizationalUnits' | 'accountTags' | 'aggregator' | 'regions',
      isMet: boolean,
      message: string,
    ) => {
      if (given[name] !== '' && !isMet) context.addIssue({ code: 'custom', path: [name], message });
    };
    const isOrganization = given.accounts === 'organization';
    needs('organizationalUnits', isOrganization, 'needs accounts=organization');
    needs('excludeOrganizationalUnits', isOrganization, 'needs accounts=organization');
    needs('accountTags', isOrganization, 'needs accounts=organization');
    needs('aggregator', given.regions === 'discover', 'needs regions=discover');
    if (given.regions === 'discover' && given.aggregator === '')
      context.addIssue({ code: 'custom', path: ['regions'], message: 'needs the name of an aggregator' });
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

/** When there is a digest: at seven in the morning, in UTC, unless it is set. */
export const digestScheduleOf = ({ digest, digestSchedule }: StackParameters): string =>
  digestSchedule || (digest === 'daily' ? 'cron(0 7 ? * * *)' : 'cron(0 7 ? * MON *)');

/** Seconds until a message that failed comes again: six times as long as its function may take, as AWS advises, unless it is set. */
export function visibilityTimeouts({ retrySeconds }: StackParameters) {
  const after = (timeoutSeconds: number) => (retrySeconds > 0 ? retrySeconds : 6 * timeoutSeconds);
  return { changes: after(120), sweep: after(900), announce: after(60) };
}

/** What the functions and their roles have to know of who is watched. */
export function watching({ accounts, regions, organizationId }: StackParameters) {
  const members = /^\d/.test(accounts) ? accounts.split(',').map((id) => id.trim()) : [];
  return {
    watches: accounts === 'this' && regions === '' ? 'here' : 'list',
    /** In ARNs of what the functions may read of their own account. */
    region: regions === '' ? `\${AWS::Region}` : '*',
    /** Whose forwarding roles may hand on events; nobody's, unless they can be told from others. */
    forwarders:
      organizationId === ''
        ? { 'aws:PrincipalAccount': members }
        : { 'aws:PrincipalOrgID': organizationId, ...(members.length > 0 ? { 'aws:PrincipalAccount': members } : {}) },
    forwards: accounts !== 'this' && (organizationId !== '' || members.length > 0) ? 'true' : 'false',
  };
}
