import { type Severity, type Status, severities } from '../../engine/verdict.ts';
import type { Problem, ReportedVerdict } from './problems.ts';
import { severityWords } from './words.ts';

/** The severities from critical down. */
export const severitiesDown: readonly Severity[] = severities.toReversed();

/** `2 critical, 5 high`; empty without problems. */
export const severityCounts = (problems: readonly Problem[]): string =>
  severitiesDown
    .map((severity) => ({ severity, count: problems.filter((problem) => problem.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severityWords[severity].toLowerCase()}`)
    .join(', ');

export const waivedOf = (verdicts: readonly ReportedVerdict[]): number =>
  verdicts.filter(({ waiver }) => waiver !== undefined).length;

export const countOf = (verdicts: readonly ReportedVerdict[], status: Status): number =>
  verdicts.filter((verdict) => verdict.status === status).length;
