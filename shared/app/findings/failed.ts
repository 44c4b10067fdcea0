import { highestOf, type Verdict, type Violation } from '../../engine/verdict.ts';
import type { Waived } from '../../engine/waiver.ts';
import { type FindingState, isFailing, type ObservedFinding, waiverText } from './finding.ts';
import { keptViolations } from './kept-violations.ts';
import { isUnread, kindsOf, type Observation } from './observation.ts';
import type { Step } from './step.ts';
import { graceEnd } from './wakes.ts';

/** `before`: the finding as it was, if memory knows it. It is returned as it is where nothing changed. */
export function failed(
  verdict: Verdict,
  before: ObservedFinding | undefined,
  observation: Observation,
  { version, occasion, isAnotherCluster }: Step,
): ObservedFinding {
  const held = before && isFailing(before) && !isAnotherCluster ? before : undefined;
  const { code, resource, rule } = verdict;
  const { kinds, violations, unkept } = whatFails(verdict.violations, isUnread(verdict) ? held : undefined);
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

/** What is certain now, with what was certain before and could not be ruled out: `unsure`, the finding as it was, if facts could not be read. */
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
  const { unconfirmedSince, unconfirmed, wellSince, ...seen } = finding;
  if (unconfirmedSince === undefined && wellSince === undefined) return finding;
  return unconfirmed ? { ...seen, renewedAt: observedAt, version } : seen;
}
