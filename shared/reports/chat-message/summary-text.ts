import { type Severity, severities } from '../../engine/verdict.ts';
import { counted } from '../digest/words.ts';
import { worstOf } from '../worst.ts';
import { mrkdwn } from './mrkdwn.ts';
import {
  type ChatOptions,
  clustersOf,
  type Notice,
  type Summary,
  severityOf,
  symptomsOf,
  transitions,
} from './notice.ts';
import { clusterWords, placeWords, signOf, signs, whatOf } from './parts.ts';

const shownNotices = 10;
const noticeLimit = 200;

export const noticeClusters = ({ notices }: { readonly notices: readonly Notice[] }): readonly string[] => [
  ...new Set(notices.flatMap(clustersOf)),
];

export const worstSeverity = ({ notices }: { readonly notices: readonly Notice[] }): Severity =>
  worstOf(notices.map((notice) => ({ severity: severityOf(notice) })))[0]?.severity ?? 'informational';

export function summaryTitle(summary: Summary, options: ChatOptions): string {
  const { occasion, notices } = summary;
  const where = mrkdwn(`${placeWords(summary, options)}: `, 80);
  const clusters = mrkdwn(clusterWords(noticeClusters(summary)), 60);
  if (occasion === 'first') return `👀 First look at ${where}${foundCounts(notices)} in ${clusters}`;
  if (occasion === 'settings') return `🛠 Other rules or settings for ${where}${changeCounts(notices)} in ${clusters}`;
  return `${signs[worstSeverity(summary)]} Much changed in ${where}${changeCounts(notices)} in ${clusters}`;
}

/** Counts, then the worst. */
export function summaryDescription({ notices, isSweptOnly }: Summary): string {
  const open = notices.filter(isOpen);
  const worst = worstOf(notices.map((notice) => ({ notice, severity: severityOf(notice) }))).toSorted(
    (a, b) => rank(a.notice) - rank(b.notice),
  );
  const hidden = notices.length - shownNotices;
  return [
    ...(open.length > 0 ? [`*${severityCounts(open)}*`] : []),
    ...(isSweptOnly ? ['Watched by the sweep only: no trail logs what changes here.'] : []),
    ...worst.slice(0, shownNotices).map(({ notice, severity }) => noticeLine(notice, severity)),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
  ].join('\n');
}

/** What is open comes before what is waived or resolved. */
const rank = (notice: Notice): number => (isOpen(notice) ? 0 : 1);

const isOpen = ({ transition }: Notice): boolean =>
  transition !== 'resolved' && transition !== 'waived' && transition !== 'expiring';

function foundCounts(notices: readonly Notice[]): string {
  const waived = notices.length - notices.filter(isOpen).length;
  return `${counted(notices.length - waived, 'problem')}${waived === 0 ? '' : ` and ${waived} waived`}`;
}

export function noticeLine(notice: Notice, severity: Severity, limit: number = noticeLimit): string {
  const where = `${symptomsOf(notice)[0]?.code} ${clusterWords(clustersOf(notice))}`;
  const leads: Readonly<Partial<Record<Notice['transition'], string>>> = {
    resolved: ', no longer',
    waived: ', waived',
    expiring: ', waiver about to end',
    flapping: ', comes and goes',
  };
  const lead = `${where}${leads[notice.transition] ?? ''}: `;
  return `${signOf(severity, notice)} ${mrkdwn(lead + whatOf(notice), limit)}`;
}

const changeCounts = (notices: readonly Notice[]): string =>
  transitions
    .map((transition) => ({ transition, count: notices.filter((notice) => notice.transition === transition).length }))
    .filter(({ count }) => count > 0)
    .map(({ transition, count }) => `${count} ${transition}`)
    .join(', ');

export const severityCounts = (notices: readonly Notice[]): string =>
  severities
    .toReversed()
    .map((severity) => ({ severity, count: notices.filter((notice) => severityOf(notice) === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`)
    .join(' · ');
