import type { Verdict } from '../../engine/verdict.ts';
import { isExpired } from '../../engine/waiver.ts';
import { aged } from './aging.ts';
import { closed, endOf } from './closed.ts';
import { failed } from './failed.ts';
import { type Finding, findingId, isFailing, isFlapping, type ObservedFinding } from './finding.ts';
import type { Observation } from './observation.ts';
import type { Step } from './step.ts';
import { steadyAt } from './wakes.ts';

/**
 * The findings that an observation, or the time that has passed until it, makes others; the rest stay as they are.
 * Indeterminate verdicts close nothing and are nothing to tell: what was certain stays as it is, marked as unconfirmed, until it is seen
 * to be well. `before`: all findings of the cluster.
 */
export function transitions(
  before: readonly Finding[],
  observation: Observation,
  step: Step,
): readonly ObservedFinding[] {
  const known = new Map(before.map(({ told: _, unmarked: __, ...finding }) => [findingId(finding), finding]));
  const judged = new Map(observation.verdicts.map((verdict) => [findingId(verdict), verdict]));
  const failing = [...judged].filter(([, { status }]) => status === 'non-compliant');
  const others = [...known].filter(([id, one]) => isFailing(one) && judged.get(id)?.status !== 'non-compliant');
  const seen = new Map([
    ...[...known].filter(([, finding]) => !isFailing(finding) && isFlapping(finding)),
    ...failing.map(([id, verdict]) => [id, failed(verdict, known.get(id), observation, step)] as const),
    ...others.map(([id, finding]) => [id, notFailed(finding, judged.get(id), observation, step)] as const),
  ]);
  const { observedAt, flappingPerHour, gone } = observation;
  const moment = {
    observedAt,
    version: step.version,
    isLast: gone || step.isAnotherCluster,
    ...(flappingPerHour === undefined ? {} : { flappingPerHour }),
  };
  return [...seen].flatMap(([id, is]) => {
    const was = known.get(id);
    const next = aged(is, was, moment);
    return next === was ? [] : [next];
  });
}

/** A failing finding that is not seen to fail. */
function notFailed(
  finding: ObservedFinding,
  verdict: Verdict | undefined,
  observation: Observation,
  step: Step,
): ObservedFinding {
  const end = endOf(finding, verdict, observation, step);
  if (end === 'unknown') return unconfirmed(finding, observation, step);
  return verdict?.status === 'compliant' && !isSteady(finding, observation)
    ? well(finding, observation)
    : closed(finding, end, observation, step);
}

/** Whether the finding has been well for as long as its rule asks. What was not told yet, or is waived, waits for nothing. */
function isSteady({ code, state, wellSince }: ObservedFinding, { observedAt, steadyMinutes }: Observation): boolean {
  if (state !== 'open') return true;
  return steadyAt(wellSince ?? observedAt, steadyMinutes?.get(code) ?? 0) <= observedAt;
}

function well(finding: ObservedFinding, { observedAt }: Observation): ObservedFinding {
  return finding.wellSince === undefined ? { ...finding, wellSince: observedAt } : finding;
}

/** Also what nobody can see is no longer waived when its waiver is over. */
function unconfirmed(
  finding: ObservedFinding,
  { observedAt }: Observation,
  { version, occasion }: Step,
): ObservedFinding {
  const marked = finding.unconfirmedSince === undefined ? { ...finding, unconfirmedSince: observedAt } : finding;
  if (finding.state !== 'waived' || !finding.waiver || !isExpired(finding.waiver, observedAt)) return marked;
  const { expiring: _, ...open } = marked;
  return { ...open, state: 'open', changedAt: observedAt, occasion, version };
}
