import { daysLeft, isExpired } from '../engine/waiver.ts';
import { leftWords } from './digest/waived.ts';
import { counted, spokenTime } from './digest/words.ts';
import type { RememberedFinding } from './remembered-finding.ts';
import { durationBetween } from './text/duration.ts';

/** Whether it opens and closes too often to tell each time. */
export const isFlapping = ({ flapping }: Pick<RememberedFinding, 'flapping'>): boolean =>
  flapping !== undefined && flapping.until === undefined;

/** When a finding was last to be told, changed or not. */
export const lastTold = ({ changedAt, renewedAt = '' }: Pick<RememberedFinding, 'changedAt' | 'renewedAt'>): string =>
  renewedAt > changedAt ? renewedAt : changedAt;

/** What there is to say of how a finding lives, beside what it finds: each a sentence. */
export function lifeSentences(finding: RememberedFinding): readonly string[] {
  const waiver = waiverSentence(finding);
  const { unconfirmed, unconfirmedSince, state } = finding;
  const isSeen = !unconfirmed || unconfirmedSince === undefined || state === 'resolved' || state === 'gone';
  return [
    ...(waiver === undefined ? [] : [waiver]),
    ...flapSentences(finding),
    ...(isSeen ? [] : [`Not confirmed since ${spokenTime(unconfirmedSince)}.`]),
  ];
}

/** That it is waived, or that a waiver of it has ended. */
export function waiverSentence(finding: RememberedFinding): string | undefined {
  const { state, waiver, changedAt } = finding;
  if (!waiver) return undefined;
  const { owner, expires, reason } = waiver;
  if (state === 'open')
    return isExpired(waiver, changedAt)
      ? `The waiver of ${owner} expired on ${expires}.`
      : `The waiver of ${owner} was withdrawn.`;
  if (state !== 'waived') return undefined;
  return `Waived until ${expires} (${leftWords(daysLeft(waiver, lastTold(finding)))}) by ${owner}: ${reason}${/[.!?]$/.test(reason) ? '' : '.'}`;
}

export function flapSentences({ flapping }: Pick<RememberedFinding, 'flapping'>): readonly string[] {
  if (!flapping) return [];
  const { since, times, until } = flapping;
  if (until !== undefined)
    return [`It opened and closed ${counted(times, 'time')} within ${durationBetween(since, until)}.`];
  return [
    `It comes and goes: ${counted(times, 'change')} since ${spokenTime(since)}. What becomes of it is told once it is calm for an hour.`,
  ];
}
