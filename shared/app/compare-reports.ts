import type { Report } from '../engine/report.ts';
import type { Verdict } from '../engine/verdict.ts';

/** What became of one verdict between two reports. */
export interface Change {
  /**
   * `changed`: still violated, but by other kinds or with another severity. `waived`: violated, and somebody has decided to live with
   * it; what a waiver covers no longer is `opened`.
   */
  readonly kind: 'opened' | 'resolved' | 'changed' | 'waived' | 'became-undecided';
  /** Absent when the resource was not judged before. */
  readonly before?: Verdict;
  /** Absent when the resource is not judged any more. */
  readonly after?: Verdict;
}

/** A verdict's identity: cluster, code and resource. Numbers and messages are not part of it. */
const identityOf = ({ cluster, code, resource }: Verdict): string =>
  [cluster, code, resource.type, resource.id].join('\n');

const isViolated = (verdict: Verdict | undefined): boolean => verdict?.status === 'non-compliant' && !verdict.waiver;

const kindsOf = ({ violations }: Verdict): string =>
  violations
    .map(({ kind, severity, resource }) => `${kind} ${severity} ${resource.id}`)
    .sort()
    .join('\n');

function kindOf(before: Verdict | undefined, after: Verdict | undefined): Change['kind'] | undefined {
  if (before && after && isViolated(before) && isViolated(after)) {
    return kindsOf(before) === kindsOf(after) ? undefined : 'changed';
  }
  if (isViolated(after)) return 'opened';
  if (after?.waiver) return before?.waiver ? undefined : 'waived';
  if (after?.status === 'indeterminate') return before?.status === 'indeterminate' ? undefined : 'became-undecided';
  return before?.status === 'non-compliant' ? 'resolved' : undefined;
}

/** What changed from one report to a later one of the same account and Region; what is the same is left out. */
export function compareReports(before: Report, after: Report): readonly Change[] {
  const earlier = new Map(before.verdicts.map((verdict) => [identityOf(verdict), verdict]));
  const later = new Map(after.verdicts.map((verdict) => [identityOf(verdict), verdict]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((identity) => {
    const [was, is] = [earlier.get(identity), later.get(identity)];
    const kind = kindOf(was, is);
    return kind === undefined ? [] : [{ kind, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }];
  });
}
