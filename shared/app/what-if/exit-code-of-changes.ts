import { isAtLeast, type Severity, type Verdict } from '../../engine/verdict.ts';
import type { Change } from '../compare-reports.ts';
import type { ExitCode } from '../exit-code.ts';

/** 1 when a change brings a violation of at least `failOn`; else 3 when something cannot be told any more for want of reading; else 0. */
export function exitCodeOfChanges(changes: readonly Change[], failOn: Severity): ExitCode {
  if (changes.some((change) => bringsViolation(change, failOn))) return 1;
  const undecided = changes.flatMap(({ kind, after }) => (kind === 'became-undecided' ? (after?.missing ?? []) : []));
  return undecided.some(({ kind }) => kind === 'unread') ? 3 : 0;
}

const keysOf = (verdict: Verdict | undefined, failOn: Severity): readonly string[] =>
  (verdict === undefined || verdict.waiver ? [] : verdict.violations)
    .filter(({ severity }) => isAtLeast(severity, failOn))
    .map(({ kind, severity, resource }) => `${kind} ${severity} ${resource.id}`);

function bringsViolation({ kind, before, after }: Change, failOn: Severity): boolean {
  if (kind !== 'opened' && kind !== 'changed') return false;
  const known = new Set(keysOf(before, failOn));
  return keysOf(after, failOn).some((key) => !known.has(key));
}
