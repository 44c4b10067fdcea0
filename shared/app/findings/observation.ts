import { createHash } from 'node:crypto';
import type { Verdict } from '../../engine/verdict.ts';
import type { ClusterKey } from './finding.ts';

/** What one evaluation says of one cluster. */
export interface Observation {
  readonly cluster: ClusterKey;
  /** The worker's clock just before its first read, ISO 8601. */
  readonly observedAt: string;
  /** The cluster's creation time, where it was read. */
  readonly createdAt?: string;
  readonly verdicts: readonly Verdict[];
  /** Title of each rule that was applied, by code: a finding of another code is closed because its rule is gone. */
  readonly rules: ReadonlyMap<string, string>;
  /** Hash of rules, parameters, declarations and item schema. */
  readonly settings: string;
}

/** Kinds of violations with the resource each names: what makes a finding a different one. */
export const kindsOf = ({ violations }: Verdict): readonly string[] =>
  [...new Set(violations.map(({ kind, resource }) => `${kind} ${resource.id}`))].sort();

/** Equal for observations that say the same; numbers, messages and the order of verdicts do not count. */
export function digestOf({ verdicts, settings, createdAt }: Observation): string {
  const rows = verdicts.map((verdict) => {
    const { code, resource, status, severity } = verdict;
    return JSON.stringify([code, resource.type, resource.id, status, kindsOf(verdict), severity]);
  });
  return createHash('sha256').update([settings, createdAt, ...rows.sort()].join('\n')).digest('hex');
}
