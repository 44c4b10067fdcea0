import { shellWord } from '../engine/aws-command.ts';
import { arnOf } from './arn.ts';
import { type AbsenceNotice, absenceContent } from './chat-message/absence-text.ts';
import { type ClosingNotice, closingContent } from './chat-message/closing-text.ts';
import { type ChatMessage, type CustomNotification, most } from './chat-message/custom-notification.ts';
import { type Digest, digestDescription, digestTitle } from './chat-message/digest-text.ts';
import { attributesOf, contextOf, type Facts } from './chat-message/facts.ts';
import { code } from './chat-message/mrkdwn.ts';
import {
  type ChatOptions,
  clustersOf,
  codesOf,
  type Notice,
  type Summary,
  severityOf,
  touchedBy,
} from './chat-message/notice.ts';
import { descriptionOf, titleOf } from './chat-message/notice-text.ts';
import { shownWords, stepsFor } from './chat-message/parts.ts';
import { noticeClusters, summaryDescription, summaryTitle, worstSeverity } from './chat-message/summary-text.ts';

export type { AbsenceNotice } from './chat-message/absence-text.ts';
export type { ChatMessage, MessageAttributes } from './chat-message/custom-notification.ts';
export { type Digest, type DigestPeriod, digestPeriods, type EndingWaiver } from './chat-message/digest-text.ts';
export type { ChatOptions, Notice, Summary, Transition } from './chat-message/notice.ts';
export { severityOf };

/** What happened to one root cause, as a message for people in a chat. */
export function chatMessage(notice: Notice, options: ChatOptions): ChatMessage {
  const { account, region, cause, transition } = notice;
  const facts: Facts = {
    state: transition,
    severity: severityOf(notice),
    account,
    region,
    environment: options.environment,
    clusters: clustersOf(notice),
    codes: codesOf(notice),
    cause: `${cause.kind} ${cause.resource}`,
  };
  return messageOf(notice, facts, {
    title: titleOf(notice),
    description: descriptionOf(notice, options),
    nextSteps: transition === 'resolved' || transition === 'waived' ? [] : stepsFor(notice, options),
    related: touchedBy(notice).map((resource) => arnOf(resource, notice)),
  });
}

/** Many notices as one message: counts and the ten worst. */
export function summaryMessage(summary: Summary, options: ChatOptions): ChatMessage {
  const { account, region, notices } = summary;
  const facts: Facts = {
    state: 'summary',
    severity: worstSeverity(summary),
    account,
    region,
    environment: options.environment,
    clusters: noticeClusters(summary),
    codes: [...new Set(notices.flatMap(codesOf))],
  };
  const command = code(`plumbline check --region ${shellWord(region)}`, most.nextStep);
  return messageOf(summary, facts, {
    title: summaryTitle(summary, options),
    description: summaryDescription(summary),
    nextSteps: command === undefined ? [] : ['Everything with its fix:', command],
    related: [],
  });
}

/** How everything stands, in one message. */
export function digestMessage(digest: Digest, options: ChatOptions): ChatMessage {
  const { places, open } = digest;
  const [{ region }, ...others] = places;
  const facts: Facts = {
    state: 'digest',
    severity: worstSeverity({ notices: open }),
    ...placesOf(places),
    environment: options.environment,
    clusters: noticeClusters({ notices: open }),
    codes: [...new Set(open.flatMap(codesOf))],
  };
  const command =
    others.length === 0 ? code(`plumbline check --region ${shellWord(region)}`, most.nextStep) : undefined;
  return messageOf(digest, facts, {
    title: digestTitle(digest, options),
    description: digestDescription(digest),
    nextSteps: command === undefined || open.length === 0 ? [] : ['Everything with its fix:', command],
    related: [],
  });
}

/** A policy that asks for an account hears of it, alone or among others. */
function placesOf([first, ...others]: Digest['places']): Pick<Facts, 'account' | 'region'> {
  if (others.length === 0) return { account: first.account, region: first.region };
  const all = [first, ...others];
  return {
    account: [...new Set(all.map(({ account }) => account))],
    region: [...new Set(all.map(({ region }) => region))],
  };
}

/** That something is missing which the service counts on. */
export function absenceMessage(absence: AbsenceNotice, options: ChatOptions): ChatMessage {
  const { account, region } = absence;
  const { environment } = options;
  const facts: Facts = { state: 'missing', severity: 'medium', account, region, environment, clusters: [], codes: [] };
  return messageOf(absence, facts, { ...absenceContent(absence, options), related: [] });
}

/** That this was the last. */
export function closingMessage(closing: ClosingNotice, options: ChatOptions): ChatMessage {
  const { account, region } = closing;
  const { environment } = options;
  const about = { account, region, environment, clusters: [], codes: [] };
  const facts: Facts = { state: 'retired', severity: 'informational', ...about };
  return messageOf(closing, facts, { ...closingContent(closing, options), related: [] });
}

interface Content {
  readonly title: string;
  readonly description: string;
  readonly nextSteps: readonly string[];
  readonly related: readonly string[];
}

function messageOf(
  { id, threadId }: Pick<Notice, 'id' | 'threadId'>,
  facts: Facts,
  { title, description, nextSteps, related }: Content,
): ChatMessage {
  const keywords = shownWords([facts.severity, ...facts.codes, ...facts.clusters], most.keyword, most.keywords);
  const relatedResources = shownWords(related, most.contextValue, most.relatedResources);
  const content: CustomNotification['content'] = {
    textType: 'client-markdown',
    title,
    description,
    ...(nextSteps.length > 0 ? { nextSteps } : {}),
    keywords,
  };
  const metadata: CustomNotification['metadata'] = {
    threadId,
    summary: title,
    eventType: `plumbline.${facts.state}`,
    ...(relatedResources.length > 0 ? { relatedResources } : {}),
    additionalContext: contextOf(facts),
  };
  return { notification: { version: '1.0', source: 'custom', id, content, metadata }, attributes: attributesOf(facts) };
}
