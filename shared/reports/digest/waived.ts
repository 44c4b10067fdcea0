import type { Report } from '../../engine/report.ts';
import type { AppliedWaiver, Waived } from '../../engine/waiver.ts';
import type { WaiverStanding } from '../../engine/waiver-standing.ts';
import { head, problemsOf, type ReportedVerdict } from './problems.ts';
import { counted } from './words.ts';

/** Violated verdicts of one rule that share a waiver, and what is wrong with the worst. */
export interface WaivedGroup {
  readonly code: string;
  readonly message: string;
  readonly waiver: AppliedWaiver;
  readonly verdicts: readonly [ReportedVerdict, ...ReportedVerdict[]];
}

/** What somebody has decided to live with, by rule and waiver. */
export function waivedGroups(verdicts: readonly ReportedVerdict[]): readonly WaivedGroup[] {
  const waived = verdicts.filter(({ waiver }) => waiver !== undefined);
  return [...Map.groupBy(waived, ({ code, waiver }) => JSON.stringify([code, waiver])).values()].flatMap(groupOf);
}

function groupOf([first, ...others]: readonly ReportedVerdict[]): readonly WaivedGroup[] {
  if (!first?.waiver) return [];
  const verdicts = [first, ...others] as const;
  const [worst] = problemsOf({ verdicts: verdicts.map(({ waiver: _, ...verdict }) => verdict) });
  const message = worst ? head(worst).violation.message : '';
  return [{ code: first.code, message, waiver: first.waiver, verdicts }];
}

/** `until 2026-12-31 (40 days left), net-team: it is leaving`. */
export const waiverWords = ({ expires, owner, reason, daysLeft }: Waived & { readonly daysLeft: number }): string =>
  `until ${expires} (${leftWords(daysLeft)}), ${owner}: ${reason}`;

/** `40 days left`, `ends today`, `ended 3 days ago`. */
export function leftWords(daysLeft: number): string {
  if (daysLeft === 0) return 'ends today';
  return daysLeft > 0 ? `${counted(daysLeft, 'day')} left` : `ended ${counted(-daysLeft, 'day')} ago`;
}

/** `B4 subnet-* in dev-*`. */
export const waiverName = ({
  code,
  cluster,
  resource,
}: Pick<WaiverStanding, 'code' | 'cluster' | 'resource'>): string =>
  `${code} ${resource}${cluster === '*' ? '' : ` in ${cluster}`}`;

/** What people have to do something about: waivers that end within a week, have ended, match nothing, or are refused. */
export function waiverNews({
  waivers,
  refusedWaiverTags,
}: Pick<Report, 'waivers' | 'refusedWaiverTags'>): readonly string[] {
  return [
    ...waivers.flatMap((waiver) => {
      const what = newsOf(waiver);
      return what === undefined ? [] : [`${waiverName(waiver)} ${what} (${waiver.owner}: ${waiver.reason})`];
    }),
    ...refusedWaiverTags.map(({ resource, tag, reason }) => `${tag} on ${resource.id} is not honoured. ${reason}`),
  ];
}

/** What is to be said of a waiver, or nothing. */
export function newsOf({ state, daysLeft, expires, matches, isUnmatched }: WaiverStanding): string | undefined {
  const count = counted(matches.length, 'violation');
  if (state === 'expired')
    return `expired on ${expires}${matches.length === 0 ? '' : `, and ${count} of it ${matches.length === 1 ? 'is' : 'are'} open`}`;
  if (isUnmatched) return 'matches nothing';
  return state === 'expiring'
    ? `covers ${count} and ${daysLeft === 0 ? 'ends today' : `ends on ${expires}, in ${counted(daysLeft, 'day')}`}`
    : undefined;
}
