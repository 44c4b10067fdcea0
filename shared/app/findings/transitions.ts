import { highestOf, type Verdict, type Violation } from '../../engine/verdict.ts';
import { isExpired, type Waived } from '../../engine/waiver.ts';
import { aged } from './aging.ts';
import {
  type Finding,
  type FindingState,
  findingId,
  isFailing,
  isFlapping,
  type ObservedFinding,
  type Occasion,
  waiverText,
} from './finding.ts';
import { keptViolations } from './kept-violations.ts';
import { kindsOf, type Observation } from './observation.ts';
import { afterRetention } from './retention.ts';
import { graceEnd } from './wakes.ts';

/** How an observation relates to what memory holds. */
export interface Step {
  /** That the changes are given. */
  readonly version: number;
  readonly occasion: Occasion;
  /** The cluster is another one of the same name: no earlier finding is about it. */
  readonly isAnotherCluster: boolean;
}

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

/** `before`: the finding as it was, if memory knows it. It is returned as it is where nothing changed. */
function failed(
  verdict: Verdict,
  before: ObservedFinding | undefined,
  observation: Observation,
  { version, occasion, isAnotherCluster }: Step,
): ObservedFinding {
  const held = before && isFailing(before) && !isAnotherCluster ? before : undefined;
  const { code, resource, rule, missing } = verdict;
  const { kinds, violations, unkept } = whatFails(verdict.violations, missing.length > 0 ? held : undefined);
  const severity = highestOf([...verdict.violations, ...violations].map((violation) => violation.severity));
  const state = stateOf(verdict, held, observation);
  const waiver = waiverOf(verdict);
  const isSame =
    held?.state === state &&
    severity === held.severity &&
    kinds.join('\n') === held.kinds.join('\n') &&
    (state !== 'waived' || sameWaiver(waiver, held.waiver));
  if (isSame) return confirmed(held, observation, version);
  const ended = state === 'open' && held?.state === 'waived' ? held.waiver : undefined;
  const shown = state === 'waived' ? waiver : ended;
  const { flips, flapping } = before ?? {};
  return {
    cluster: observation.cluster,
    code,
    resource,
    rule,
    title: observation.rules.get(code) ?? rule,
    state,
    severity: severity ?? 'informational',
    kinds,
    violations,
    unkept,
    firstOpened: before?.firstOpened ?? observation.observedAt,
    firstSeen: held?.firstSeen ?? observation.observedAt,
    changedAt: observation.observedAt,
    occasion,
    ...(shown === undefined ? {} : { waiver: shown }),
    ...(flips === undefined ? {} : { flips }),
    ...(flapping === undefined || flapping.until !== undefined ? {} : { flapping }),
    version,
  };
}

/** What has been open or waived stays told; anything else is told once its rule's time is over. `held`: the failing finding as it was. */
function stateOf(
  { code, waiver }: Verdict,
  held: ObservedFinding | undefined,
  { observedAt, graceMinutes }: Observation,
): FindingState {
  if (waiver) return 'waived';
  if (held && held.state !== 'grace') return 'open';
  const end = graceEnd({ firstSeen: held?.firstSeen ?? observedAt }, graceMinutes?.get(code) ?? 0);
  return end > observedAt ? 'grace' : 'open';
}

function waiverOf({ waiver }: Verdict): Waived | undefined {
  if (!waiver) return undefined;
  const { daysLeft: _, ...waived } = waiver;
  return waived;
}

const sameWaiver = (a: Waived | undefined, b: Waived | undefined): boolean =>
  a !== undefined && b !== undefined && waiverText(a) === waiverText(b);

/** What is certain now, with what was certain before and could not be ruled out: `unsure`, the finding as it was, if facts are missing. */
function whatFails(certain: readonly Violation[], unsure: ObservedFinding | undefined) {
  const kinds = kindsOf(certain);
  if (!unsure) return { kinds, ...keptViolations(certain) };
  const isNew = (violation: Violation) => kindsOf([violation]).every((kind) => !kinds.includes(kind));
  const { violations, unkept } = keptViolations([...certain, ...unsure.violations.filter(isNew)]);
  const all = [...new Set([...unsure.kinds, ...kinds])].sort();
  return { kinds: all, violations, unkept: Math.max(unkept, unsure.unkept) };
}

/** It is seen to fail still; who was told that nobody could see it is told so. */
function confirmed(finding: ObservedFinding, { observedAt }: Observation, version: number): ObservedFinding {
  const { unconfirmedSince, unconfirmed, ...seen } = finding;
  if (unconfirmedSince === undefined) return finding;
  return unconfirmed ? { ...seen, renewedAt: observedAt, version } : seen;
}

/** A failing finding that is not seen to fail. */
function notFailed(
  finding: ObservedFinding,
  verdict: Verdict | undefined,
  observation: Observation,
  step: Step,
): ObservedFinding {
  const end = endOf(finding, verdict, observation, step);
  return end === 'unknown' ? unconfirmed(finding, observation, step) : closed(finding, end, observation, step);
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

function closed(
  finding: ObservedFinding,
  end: End,
  { observedAt }: Observation,
  { version, occasion }: Step,
): ObservedFinding {
  const { unconfirmedSince: _, unconfirmed: __, waiver: ___, expiring: ____, ...kept } = finding;
  return { ...kept, ...end, changedAt: observedAt, occasion, version, expiresAt: afterRetention(observedAt) };
}

interface End {
  readonly state: FindingState;
  readonly reason: string;
}

const resolved = (reason: string): End => ({ state: 'resolved', reason });
const gone = (reason: string): End => ({ state: 'gone', reason });

/** How a failing finding that does not fail now has ended; unknown if nobody can tell. */
function endOf(
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
