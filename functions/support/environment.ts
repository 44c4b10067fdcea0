import * as z from 'zod';
import { type WatchSettings, watchTexts } from '../../shared/app/watch/watch-settings.ts';
import { evenRates, type Rates } from '../../shared/aws/collect/rates.ts';
import { digestPeriods } from '../../shared/reports/chat-message.ts';

const url = z.url();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const variables = {
  TABLE_NAME: z.string().min(3),
  /** Of the messages that the function works on. */
  QUEUE_URL: url,
  CHANGES_QUEUE_URL: url,
  SWEEP_QUEUE_URL: url,
  ANNOUNCE_QUEUE_URL: url,
  DEAD_LETTER_QUEUE_URL: url,
  /** How long after a change reads may still show what was before. */
  SETTLE_SECONDS: z.coerce.number().min(0),
  /** Of each action; empty for a quarter of what AWS refills. */
  CALLS_PER_SECOND: z.string().regex(/^\d*$/),
  TOPIC_ARN: z.string().regex(/^arn:[a-z-]+:sns:/),
  /** Which targets are told. */
  SECURITY_HUB: flag,
  SNS: flag,
  /** Whether what would be said is logged in place of it. */
  DRY_RUN: flag,
  /** What people call the place, as an attribute of messages; may be empty. */
  ENVIRONMENT: z.string().max(100),
  /** How often people are told how everything stands. */
  DIGEST: z.enum(['off', ...digestPeriods]),
  /** `here`: the account and Region that the function runs in, and nothing else. */
  WATCHES: z.enum(['here', 'list']),
  /** Names of the roles in the accounts that are watched, with their paths; and what their trust asks for, which may be nothing. */
  READ_ROLE: z.string().min(1),
  REPORT_ROLE: z.string().min(1),
  EXTERNAL_ID: z.string(),
  /** Name and id of our rule in AWS Config; empty without one. */
  CONFIG_RULE: z.string(),
  CONFIG_RULE_ID: z.string(),
  /** After how long a message that failed comes again. */
  RETRY_SECONDS: z.coerce.number().min(0),
} as const;
type Name = keyof typeof variables;

/** The variables of the function's environment. Throws, naming it, for one that is missing or wrong. */
export function environment<N extends Name>(...names: readonly N[]): { [K in N]: z.output<(typeof variables)[K]> };
export function environment(...names: readonly Name[]): Partial<Record<Name, unknown>> {
  return Object.fromEntries(
    names.map((name) => {
      const parsed = variables[name].safeParse(process.env[name]);
      if (!parsed.success) throw new Error(`${name} in the environment is missing or wrong.`, { cause: parsed.error });
      return [name, parsed.data];
    }),
  );
}

/** Who is to be watched, as the stack's parameters say it. */
export function watchSettings(): WatchSettings {
  const { ACCOUNTS, ORGANIZATIONAL_UNITS, EXCLUDE_ORGANIZATIONAL_UNITS, ACCOUNT_TAGS, REGIONS, AGGREGATOR } =
    process.env;
  return watchTexts.parse({
    accounts: ACCOUNTS,
    organizationalUnits: ORGANIZATIONAL_UNITS,
    excludeOrganizationalUnits: EXCLUDE_ORGANIZATIONAL_UNITS,
    accountTags: ACCOUNT_TAGS,
    regions: REGIONS,
    aggregator: AGGREGATOR,
  });
}

/** The rates that the environment asks for. */
export const ratesOf = (callsPerSecond: string): { readonly rates?: Rates } =>
  callsPerSecond === '' ? {} : { rates: evenRates(Number(callsPerSecond)) };
