import type { Fix, Severity } from '../../engine/verdict.ts';
import { counted } from '../digest/words.ts';
import { everyCluster } from '../every-cluster.ts';
import { worstOf } from '../worst.ts';
import { most } from './custom-notification.ts';
import { code, link, mrkdwn } from './mrkdwn.ts';
import { type ChatOptions, type Notice, symptomsOf, type Transition } from './notice.ts';

export const signs: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  high: '🟠',
  medium: '🟡',
  low: '🔵',
  informational: '⚪',
};

const transitionSigns: Readonly<Partial<Record<Transition, string>>> = { resolved: '✅', waived: '🔕', expiring: '⏳' };

export const signOf = (severity: Severity, { transition }: Pick<Notice, 'transition'>): string =>
  transitionSigns[transition] ?? signs[severity];

/** The worst of it in one sentence; for what is resolved, as it was. */
export const whatOf = (notice: Pick<Notice, 'findings'>): string => symptomsOf(notice)[0]?.message ?? '';

const mostFixes = 3;

/** `shop`, `3 clusters`, or `every cluster` of the account. */
export function clusterWords(clusters: readonly string[]): string {
  const [only, ...others] = clusters;
  if (only === everyCluster && others.length === 0) return 'every cluster';
  return only === undefined || others.length > 0 ? counted(clusters.length, 'cluster') : only;
}

/** `123456789012, eu-west-1 (production)`. */
export const placeWords = (
  { account, region }: Pick<Notice, 'account' | 'region'>,
  { environment }: ChatOptions,
): string => `${account}, ${region}${environment ? ` (${environment})` : ''}`;

/** What to do, each thing once: instruction, command, and where to read more. */
export function stepsFor({ findings }: Pick<Notice, 'findings'>, { helpOf }: ChatOptions): readonly string[] {
  const fixes = worstOf(findings.flatMap(({ violations }) => violations)).map(({ fix }) => fix);
  const ways = fixes.map(({ command, text }) => command ?? text);
  const distinct = fixes.filter((_, index) => ways.indexOf(ways[index] ?? '') === index);
  const [url] = helpOf(symptomsOf({ findings })[0]?.code ?? '')?.references ?? [];
  const reading = url === undefined ? [] : [link(url, 'AWS on this')];
  return [...distinct.slice(0, mostFixes).flatMap(fixSteps), ...reading].slice(0, most.nextSteps);
}

function fixSteps({ text, command }: Fix): readonly string[] {
  const shown = command === undefined ? undefined : code(command, most.nextStep);
  return [mrkdwn(text, most.nextStep), ...(shown === undefined ? [] : [shown])].filter((step) => /\S/.test(step));
}

/** Each as it may be shown, without those that would be blank, as many as are allowed. */
export const shownWords = (words: readonly string[], limit: number, mostWords: number): readonly string[] =>
  words
    .map((word) => mrkdwn(word, limit))
    .filter((word) => /\S/.test(word))
    .slice(0, mostWords);
