import type { Severity } from '../../engine/verdict.ts';
import { folded } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { type MessageAttributes, most } from './custom-notification.ts';
import { mrkdwn } from './mrkdwn.ts';
import type { Transition } from './notice.ts';

/** What a message is about, for machines. */
export interface Facts {
  readonly state: Transition | 'summary';
  readonly severity: Severity;
  readonly account: string;
  readonly region: string;
  readonly environment: string | undefined;
  readonly clusters: readonly string[];
  readonly codes: readonly string[];
  readonly cause?: string;
}

const mostValues = 100;
const shownNames = 10;

/** What filter policies of subscriptions can ask for; values are as they are in AWS, and none is empty. */
export function attributesOf({
  state,
  severity,
  account,
  region,
  environment,
  clusters,
  codes,
}: Facts): MessageAttributes {
  return withoutEmpty({
    state,
    severity,
    account,
    region,
    ...(environment === undefined ? {} : { environment: printable(environment) }),
    cluster: clusters.slice(0, mostValues).map(printable).filter(isSaid),
    code: codes.slice(0, mostValues).map(printable).filter(isSaid),
  });
}

/** What custom actions of the chat can ask for: plain words. */
export function contextOf({ clusters, codes, ...facts }: Facts): Readonly<Record<string, string>> {
  const words = { ...facts, clusters: folded(clusters, shownNames), codes: folded(codes, shownNames) };
  return withoutEmpty(
    Object.fromEntries(Object.entries(words).map(([name, text]) => [name, mrkdwn(text ?? '', most.contextValue)])),
  );
}

const isSaid = (text: string): boolean => /\S/.test(text);

const withoutEmpty = <T extends string | readonly string[]>(values: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => (typeof value === 'string' ? isSaid(value) : value.length > 0)),
  );
