import {
  type ChatMessage,
  type ChatOptions,
  chatMessage,
  type Summary,
  summaryMessage,
} from '../../reports/chat-message.ts';
import type { Due } from './due.ts';
import { messageId, threadOfSummaries } from './identity.ts';
import { type NoticeOfDues, noticesOf } from './notices.ts';
import type { Publish, Teller, Telling } from './ports.ts';
import { reasonOf } from './reason.ts';

/** More notices than these at once are one summary. */
const mostNotices = 20;

interface Envelope {
  readonly message: ChatMessage;
  readonly dues: readonly Due[];
}

/**
 * Tells people: a notice for each root cause and transition; one summary of what the first observation of clusters or new settings
 * brought, and one of what is too much. A finding is told when everything that names it was published.
 */
export const topicTeller = (publish: Publish, options: ChatOptions): Teller =>
  async function* (dues, absences) {
    const isSweptOnly = absences.some(({ what }) => what === 'trail');
    const envelopes = envelopesOf(dues, isSweptOnly, options);
    const open = new Map(dues.map((due) => [due, envelopes.filter((envelope) => envelope.dues.includes(due)).length]));
    const failed = new Set<Due>();
    for (const envelope of envelopes) {
      const failure = await publish(envelope.message).then(() => undefined, reasonOf);
      for (const due of envelope.dues.filter((one) => !failed.has(one))) {
        const left = (open.get(due) ?? 0) - 1;
        open.set(due, left);
        if (failure !== undefined) failed.add(due);
        const telling =
          failure === undefined ? toldOnce(due, left) : ({ due, outcome: 'failed', reason: failure } as const);
        if (telling) yield telling;
      }
    }
  };

const toldOnce = (due: Due, left: number): Telling | undefined => (left === 0 ? { due, outcome: 'told' } : undefined);

function envelopesOf(dues: readonly Due[], isSweptOnly: boolean, options: ChatOptions): readonly Envelope[] {
  const occasions = Map.groupBy(dues, ({ finding }) => finding.occasion);
  const changes = noticesOf(occasions.get('change') ?? []);
  return [
    ...changes.slice(0, mostNotices).map(({ notice, dues }) => ({ message: chatMessage(notice, options), dues })),
    ...summaryOf({ occasion: 'change', isSweptOnly }, changes.slice(mostNotices), options),
    ...summaryOf({ occasion: 'settings', isSweptOnly }, noticesOf(occasions.get('settings') ?? []), options),
    ...summaryOf({ occasion: 'first', isSweptOnly }, noticesOf(occasions.get('first') ?? []), options),
  ];
}

function summaryOf(
  kind: Pick<Summary, 'occasion' | 'isSweptOnly'>,
  [first, ...others]: readonly NoticeOfDues[],
  options: ChatOptions,
): readonly Envelope[] {
  if (!first) return [];
  const { account, region } = first.notice;
  const threadId = threadOfSummaries({ account, region });
  const dues = [...new Set([first, ...others].flatMap((one) => one.dues))];
  const notices = [first.notice, ...others.map(({ notice }) => notice)] as const;
  const id = messageId(threadId, kind.occasion, dues);
  return [{ message: summaryMessage({ id, threadId, ...kind, account, region, notices }, options), dues }];
}
