import type { Verdict } from '../../engine/verdict.ts';
import type { Finding, FindingKey, FindingState } from './finding.ts';
import { kindsOf, type Observation } from './observation.ts';

/** A finding's identity within its cluster. */
export const findingId = ({ code, resource }: FindingKey): string => `${code}#${resource.type}#${resource.id}`;

/**
 * The findings that an observation opens, changes or closes; the others stay as they are.
 * Indeterminate verdicts change nothing: what was certain before stays open until it is seen to be well.
 * `before`: all findings of the cluster. `version`: of the commit that these changes become.
 */
export function transitions(before: readonly Finding[], observation: Observation, version: number): readonly Finding[] {
  const known = new Map(before.map((finding) => [findingId(finding), finding]));
  const judged = new Map(observation.verdicts.map((verdict) => [findingId(verdict), verdict]));
  const opened = [...judged].flatMap(([id, verdict]) =>
    verdict.status === 'non-compliant' ? openedBy(verdict, known.get(id), observation, version) : [],
  );
  const closed = before.flatMap((finding) => {
    const end = finding.state === 'open' ? endOf(finding, judged.get(findingId(finding)), observation) : undefined;
    return end ? [{ ...finding, ...end, version, changedAt: observation.observedAt }] : [];
  });
  return [...opened, ...closed];
}

function openedBy(verdict: Verdict, before: Finding | undefined, observation: Observation, version: number): Finding[] {
  const { code, resource, rule, violations, missing, severity = 'informational' } = verdict;
  const wasOpen = before?.state === 'open';
  const certain = kindsOf(verdict);
  const isPartial = missing.length > 0 && wasOpen;
  const kinds = isPartial ? [...new Set([...before.kinds, ...certain])].sort() : certain;
  const isSame = wasOpen && kinds.join('\n') === before.kinds.join('\n') && (isPartial || before.severity === severity);
  if (isSame) return [];
  return [
    {
      cluster: observation.cluster,
      code,
      resource,
      rule,
      title: observation.rules.get(code) ?? rule,
      state: 'open',
      severity,
      kinds,
      violations,
      firstSeen: wasOpen ? before.firstSeen : observation.observedAt,
      changedAt: observation.observedAt,
      version,
      told: before?.told ?? {},
    },
  ];
}

interface End {
  readonly state: FindingState;
  readonly reason: string;
}

const resolved = (reason: string): End => ({ state: 'resolved', reason });
const gone = (reason: string): End => ({ state: 'gone', reason });

/** How an open finding ends, or undefined when it does not. */
function endOf(finding: Finding, verdict: Verdict | undefined, { rules, verdicts }: Observation): End | undefined {
  if (verdict) {
    if (verdict.status === 'compliant') return resolved('Fixed.');
    return verdict.status === 'not-applicable' ? resolved(`No longer applies: ${verdict.reason ?? ''}`) : undefined;
  }
  if (!rules.has(finding.code)) return gone('The rule is no longer applied.');
  const onCluster = verdicts.find(({ code, resource }) => code === finding.code && resource.type === 'cluster');
  if (onCluster?.status === 'indeterminate') return undefined;
  if (onCluster?.status === 'not-applicable') return resolved(`No longer applies: ${onCluster.reason ?? ''}`);
  return gone(`${finding.resource.id} is no longer part of the cluster.`);
}
