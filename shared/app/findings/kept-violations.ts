import { type Evidence, type EvidenceValue, severities, type Violation } from '../../engine/verdict.ts';

const mostBytes = 10 * 1024;
const mostText = 1_000;
const mostEntries = 20;

/** The worst violations, as many as fit into 10 KB of JSON with their longest lists and texts cut, and how many there are beyond. */
export function keptViolations(violations: readonly Violation[]): { violations: Violation[]; unkept: number } {
  const kept: Violation[] = [];
  let room = mostBytes;
  for (const violation of violations.toSorted((a, b) => rank(b) - rank(a))) {
    const shortened = withShortTexts(violation);
    const fitting = [shortened, { ...shortened, evidence: {} }].find((candidate) => bytesOf(candidate) <= room);
    if (!fitting) break;
    kept.push(fitting);
    room -= bytesOf(fitting);
  }
  return { violations: kept, unkept: violations.length - kept.length };
}

const rank = ({ severity }: Violation): number => severities.indexOf(severity);

/** With the comma that parts it from the next. */
const bytesOf = (violation: Violation): number => Buffer.byteLength(JSON.stringify(violation)) + 1;

function withShortTexts(violation: Violation): Violation {
  const { message, evidence, fix } = violation;
  const { text, command } = fix;
  // Half a command is worse than none.
  const isWhole = command !== undefined && command.length <= mostText;
  return {
    ...violation,
    message: shortText(message),
    evidence: shortEvidence(evidence),
    fix: { text: shortText(text), ...(isWhole ? { command } : {}) },
  };
}

const shortText = (text: string): string => (text.length <= mostText ? text : `${text.slice(0, mostText - 1)}…`);

const shortEvidence = (evidence: Evidence): Evidence =>
  Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, shortValue(value)]));

function shortValue(value: EvidenceValue): EvidenceValue {
  if (typeof value === 'string') return shortText(value);
  // One more, so that a list that was cut before is not cut again.
  if (typeof value !== 'object' || value.length <= mostEntries + 1) return value;
  return [...value.slice(0, mostEntries).map(String), `and ${value.length - mostEntries} more`];
}
