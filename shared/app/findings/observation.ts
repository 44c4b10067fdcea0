import { createHash } from 'node:crypto';
import type { Verdict, Violation } from '../../engine/verdict.ts';
import { type ClusterKey, type ClusterMemory, resourceKey, waiverText } from './finding.ts';

/** What one evaluation says of one cluster. */
export interface Observation {
  readonly cluster: ClusterKey;
  /** The worker's clock just before its first read, as `Date.toISOString` writes it. */
  readonly observedAt: string;
  /** The cluster's creation time, where it was read. */
  readonly createdAt?: string;
  readonly verdicts: readonly Verdict[];
  /** Title of each rule that was applied, by code: a finding of another code is closed because its rule is gone. */
  readonly rules: ReadonlyMap<string, string>;
  /** For how many minutes a rule has to fail before its finding is opened, by code; at once where there are none. */
  readonly graceMinutes?: ReadonlyMap<string, number>;
  /** For how many minutes a rule has to hold before an open finding is closed, by code; it closes at once where there are none. */
  readonly steadyMinutes?: ReadonlyMap<string, number>;
  /** How often a finding may open and close within an hour before it is told as flapping. */
  readonly flappingPerHour?: number;
  /** Hash of rules, parameters and declarations. */
  readonly settings: string;
  /** Configuration resources that the cluster uses, by the ids that events name; never interfaces. */
  readonly uses: readonly string[];
  /** The cluster was deleted: a complete list of the clusters does not name it. */
  readonly gone: boolean;
  /** Why it is gone, if it was not deleted. */
  readonly goneBecause?: string;
}

/** The observation that a cluster in memory is there no more. */
export const observedGone = (
  { account, region, cluster, settings }: ClusterMemory,
  observedAt: string,
): Observation => ({
  cluster: { account, region, cluster },
  observedAt,
  verdicts: [],
  rules: new Map(),
  settings,
  uses: [],
  gone: true,
});

const mostKinds = 100;

/**
 * Kinds of violations with the resource each names and what causes it, sorted: what makes a finding a different one. Beyond a hundred,
 * one stands for the rest.
 */
export function kindsOf(violations: readonly Pick<Violation, 'kind' | 'resource' | 'cause'>[]): readonly string[] {
  const all = [...new Set(violations.map(kindOf))].sort();
  const rest = all.slice(mostKinds);
  return rest.length === 0 ? all : [...all.slice(0, mostKinds), `${rest.length} more ${hashOf(rest).slice(0, 16)}`];
}

/** A resource that is its own cause is named once. A cause of several ids has them in any order. */
function kindOf({ kind, resource, cause }: Pick<Violation, 'kind' | 'resource' | 'cause'>): string {
  const causes = cause.resource.split(' ').sort().join(' ');
  return causes === resource.id ? `${kind} ${resource.id}` : `${kind} ${resource.id} by ${cause.kind} ${causes}`;
}

/** Whether a fact that it lacks could not be read. */
export const isUnread = ({ missing }: Verdict): boolean => missing.some(({ kind }) => kind === 'unread');

/** Equal for observations that say the same; numbers, messages and the order of verdicts do not count. */
export function digestOf({ verdicts, settings, gone }: Observation): string {
  const rows = verdicts.map((verdict) => {
    const { code, resource, status, severity, violations, missing, waiver } = verdict;
    const lacks = [...new Set(missing.map(({ kind }) => kind))].sort();
    const waived = waiver ? [waiverText(waiver)] : [];
    return JSON.stringify([code, resourceKey(resource), status, lacks, kindsOf(violations), severity, ...waived]);
  });
  return hashOf([settings, String(gone), ...rows.sort()]);
}

const hashOf = (lines: readonly string[]): string => createHash('sha256').update(lines.join('\n')).digest('hex');
