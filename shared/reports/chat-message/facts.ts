import type { Severity } from '../../engine/verdict.ts';
import { folded } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { type MessageAttributes, most } from './custom-notification.ts';
import { mrkdwn } from './mrkdwn.ts';
import type { Transition } from './notice.ts';

/** What a message is about, for machines. */
export interface Facts {
  readonly state: Transition | 'summary' | 'digest' | 'missing' | 'retired';
  readonly severity: Severity;
  /** Of a digest, all that it is about. */
  readonly account: string | readonly string[];
  readonly region: string | readonly string[];
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
    account: wordOrWords(account),
    region: wordOrWords(region),
    ...(environment === undefined ? {} : { environment: printable(environment) }),
    cluster: wordsOf(clusters),
    code: wordsOf(codes),
  });
}

/** What custom actions of the chat can ask for: plain words. */
export function contextOf({ clusters, codes, account, region, ...facts }: Facts): Readonly<Record<string, string>> {
  const names = { account: [account].flat(), region: [region].flat(), clusters, codes };
  const shown = Object.entries(names).map(([name, words]) => [name, folded(words, shownNames)]);
  const words: Record<string, string | undefined> = { ...facts, ...Object.fromEntries(shown) };
  return withoutEmpty(
    Object.fromEntries(Object.entries(words).map(([name, text]) => [name, mrkdwn(text ?? '', most.contextValue)])),
  );
}

const wordsOf = (words: readonly string[]): readonly string[] =>
  words.slice(0, mostValues).map(printable).filter(isSaid);

const wordOrWords = (given: string | readonly string[]): string | readonly string[] =>
  typeof given === 'string' ? given : wordsOf(given);

const isSaid = (text: string): boolean => /\S/.test(text);

const withoutEmpty = <T extends string | readonly string[]>(values: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => (typeof value === 'string' ? isSaid(value) : value.length > 0)),
  );
