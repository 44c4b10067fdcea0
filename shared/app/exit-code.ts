import type { Report } from '../engine/report.ts';
import { isAtLeast, type Severity } from '../engine/verdict.ts';

/** 0 nothing to report · 1 violations · 2 wrong usage, configuration or input · 3 not enough could be observed. */
export type ExitCode = 0 | 1 | 2 | 3;

/** 1 with a violation of at least `failOn`; else 3 when anything is unread, or nothing at all could be decided; else 0. */
export function exitCodeOf({ verdicts, unreadClusters, summary }: Report, failOn: Severity): ExitCode {
  if (verdicts.some(({ violations }) => violations.some(({ severity }) => isAtLeast(severity, failOn)))) return 1;
  if (unreadClusters.length > 0 || summary.missing.unread > 0) return 3;
  const undecided = verdicts.filter(({ status }) => status === 'indeterminate').length;
  const decided = verdicts.some(({ status }) => status === 'compliant' || status === 'non-compliant');
  return undecided > 0 && !decided ? 3 : 0;
}
