import type { Report } from '../engine/report.ts';
import { severities, type Verdict } from '../engine/verdict.ts';
import type { Missing } from '../model/view/reveal.ts';

const statuses = ['compliant', 'non-compliant', 'not-applicable', 'indeterminate'] as const;
const missingKinds = ['unread', 'undeclared', 'undecidable'] as const;

function count<K extends string>(keys: readonly K[], found: Iterable<K>): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const key of found) counts[key] += 1;
  return counts;
}

/** Verdicts by status and violations by severity, both without what is waived, and missing facts by kind, each fact of a resource once. */
export function summarise(verdicts: readonly Verdict[], unreadClusters: readonly Missing[]): Report['summary'] {
  const missing = new Map<string, Missing>();
  for (const fact of [...unreadClusters, ...verdicts.flatMap((verdict) => verdict.missing)]) {
    missing.set(`${fact.fact}\n${fact.resource}`, fact);
  }
  const counted = verdicts.filter(({ waiver }) => waiver === undefined);
  return {
    verdicts: count(
      statuses,
      counted.map(({ status }) => status),
    ),
    waived: verdicts.length - counted.length,
    violations: count(
      severities,
      counted.flatMap(({ violations }) => violations.map(({ severity }) => severity)),
    ),
    missing: count(
      missingKinds,
      [...missing.values()].map(({ kind }) => kind),
    ),
  };
}
