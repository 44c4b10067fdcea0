import type { Verdict } from '../../engine/verdict.ts';
import type { FindingState, ObservedFinding } from './finding.ts';
import type { Observation } from './observation.ts';
import { afterRetention } from './retention.ts';
import type { Step } from './step.ts';

export interface End {
  readonly state: FindingState;
  readonly reason: string;
}

const resolved = (reason: string): End => ({ state: 'resolved', reason });
const gone = (reason: string): End => ({ state: 'gone', reason });

/** How a failing finding that does not fail now has ended; unknown if nobody can tell. */
export function endOf(
  finding: ObservedFinding,
  verdict: Verdict | undefined,
  observation: Observation,
  { isAnotherCluster }: Step,
): End | 'unknown' {
  if (observation.gone) return gone(observation.goneBecause ?? 'The cluster was deleted.');
  if (isAnotherCluster) return gone('The cluster was deleted and created again.');
  const { rules, verdicts } = observation;
  if (!rules.has(finding.code)) return gone('The rule is no longer applied.');
  // Where a rule says nothing of the resource it may say why of the cluster.
  const said = verdict ?? verdicts.find(({ code, resource }) => code === finding.code && resource.type === 'cluster');
  if (said?.status === 'indeterminate') return 'unknown';
  if (said?.status === 'not-applicable') return resolved(`No longer applies: ${said.reason ?? ''}`);
  return verdict ? resolved('Fixed.') : gone(`${finding.resource.id} is no longer part of the cluster.`);
}

/** The finding as it is once it has ended. */
export function closed(
  finding: ObservedFinding,
  end: End,
  { observedAt }: Observation,
  { version, occasion }: Step,
): ObservedFinding {
  const { unconfirmedSince: _, unconfirmed: __, waiver: ___, expiring: ____, wellSince: _____, ...kept } = finding;
  return { ...kept, ...end, changedAt: observedAt, occasion, version, expiresAt: afterRetention(observedAt) };
}
