import { highestOf, type Verdict, type Violation } from '../../engine/verdict.ts';
import { type Finding, type FindingState, findingId, type ObservedFinding, type Occasion } from './finding.ts';
import { keptViolations } from './kept-violations.ts';
import { kindsOf, type Observation } from './observation.ts';
import { afterRetention } from './retention.ts';

/** How an observation relates to what memory holds. */
export interface Step {
  /** That the changes are given. */
  readonly version: number;
  readonly occasion: Occasion;
  /** The cluster is another one of the same name: no earlier finding is about it. */
  readonly isAnotherCluster: boolean;
}

/**
 * The findings that an observation opens, changes or closes; the others stay as they are.
 * Indeterminate verdicts close nothing and are nothing to tell: what was certain stays open, marked as unconfirmed, until it is seen
 * to be well. `before`: all findings of the cluster.
 */
export function transitions(
  before: readonly Finding[],
  observation: Observation,
  step: Step,
): readonly ObservedFinding[] {
  const known = new Map(before.map(({ told: _, unmarked: __, ...finding }) => [findingId(finding), finding]));
  const judged = new Map(observation.verdicts.map((verdict) => [findingId(verdict), verdict]));
  const failing = [...judged.values()].filter(({ status }) => status === 'non-compliant');
  const others = [...known].filter(([id, { state }]) => state === 'open' && judged.get(id)?.status !== 'non-compliant');
  return [
    ...failing.flatMap((verdict) => failed(verdict, known.get(findingId(verdict)), observation, step)),
    ...others.flatMap(([id, finding]) => {
      const end = endOf(finding, judged.get(id), observation, step);
      return end === 'unknown' ? unconfirmed(finding, observation) : [closed(finding, end, observation, step)];
    }),
  ];
}

/** `before`: the finding as it was, if memory knows it. */
function failed(
  verdict: Verdict,
  before: ObservedFinding | undefined,
  observation: Observation,
  { version, occasion, isAnotherCluster }: Step,
): readonly ObservedFinding[] {
  const open = before?.state === 'open' && !isAnotherCluster ? before : undefined;
  const { code, resource, rule, missing } = verdict;
  const { kinds, violations, unkept } = whatFails(verdict.violations, missing.length > 0 ? open : undefined);
  const severity = highestOf([...verdict.violations, ...violations].map((violation) => violation.severity));
  if (open && severity === open.severity && kinds.join('\n') === open.kinds.join('\n')) return confirmed(open);
  return [
    {
      cluster: observation.cluster,
      code,
      resource,
      rule,
      title: observation.rules.get(code) ?? rule,
      state: 'open',
      severity: severity ?? 'informational',
      kinds,
      violations,
      unkept,
      firstOpened: before?.firstOpened ?? observation.observedAt,
      firstSeen: open?.firstSeen ?? observation.observedAt,
      changedAt: observation.observedAt,
      occasion,
      version,
    },
  ];
}

/** What is certain now, with what was certain before and could not be ruled out: `unsure`, the finding as it was, if facts are missing. */
function whatFails(certain: readonly Violation[], unsure: ObservedFinding | undefined) {
  const kinds = kindsOf(certain);
  if (!unsure) return { kinds, ...keptViolations(certain) };
  const isNew = (violation: Violation) => kindsOf([violation]).every((kind) => !kinds.includes(kind));
  const { violations, unkept } = keptViolations([...certain, ...unsure.violations.filter(isNew)]);
  const all = [...new Set([...unsure.kinds, ...kinds])].sort();
  return { kinds: all, violations, unkept: Math.max(unkept, unsure.unkept) };
}

function confirmed({ unconfirmedSince, ...finding }: ObservedFinding): readonly ObservedFinding[] {
  return unconfirmedSince === undefined ? [] : [finding];
}

function unconfirmed(finding: ObservedFinding, { observedAt }: Observation): readonly ObservedFinding[] {
  return finding.unconfirmedSince === undefined ? [{ ...finding, unconfirmedSince: observedAt }] : [];
}

function closed(
  { unconfirmedSince: _, ...finding }: ObservedFinding,
  end: End,
  { observedAt }: Observation,
  { version, occasion }: Step,
): ObservedFinding {
  return { ...finding, ...end, changedAt: observedAt, occasion, version, expiresAt: afterRetention(observedAt) };
}

interface End {
  readonly state: FindingState;
  readonly reason: string;
}

const resolved = (reason: string): End => ({ state: 'resolved', reason });
const gone = (reason: string): End => ({ state: 'gone', reason });

/** How an open finding that does not fail now has ended; unknown if nobody can tell. */
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
