import type { Report } from '../engine/report.ts';
import { isAtLeast, type Severity } from '../engine/verdict.ts';
import { isOptionalFact } from '../model/snapshot/snapshot.ts';

/** 0 nothing to report · 1 violations · 2 wrong usage, configuration or input · 3 not enough could be observed. */
export type ExitCode = 0 | 1 | 2 | 3;

/**
 * 1 with a violation of at least `failOn` that is not waived; else 3 when anything is unread that is not optional, or nothing at all could be
 * decided; else 0.
 */
export function exitCodeOf({ verdicts, unreadClusters }: Report, failOn: Severity): ExitCode {
  const counted = verdicts.filter(({ waiver }) => waiver === undefined);
  if (counted.some(({ violations }) => violations.some(({ severity }) => isAtLeast(severity, failOn)))) return 1;
  const isUnread = verdicts.some(({ missing }) =>
    missing.some(({ kind, fact }) => kind === 'unread' && !isOptionalFact(fact)),
  );
  if (unreadClusters.length > 0 || isUnread) return 3;
  const undecided = verdicts.filter(({ status }) => status === 'indeterminate').length;
  const decided = verdicts.some(({ status }) => status === 'compliant' || status === 'non-compliant');
  return undecided > 0 && !decided ? 3 : 0;
}
