import { isExpiring } from '../../engine/waiver.ts';
import { isFlapping, type ObservedFinding } from './finding.ts';
import { refreshAt } from './refresh.ts';
import { calmAt, flipsCountAfter, unconfirmedAt } from './wakes.ts';

/** How often a finding may open and close within an hour, unless the service is told otherwise. */
const usualFlapsPerHour = 6;

/** When an observation was made, and what it makes of findings that become others by it. */
export interface Moment {
  readonly observedAt: string;
  readonly version: number;
  readonly flappingPerHour?: number;
  /** The cluster is there no more, or is another: nobody will look at its findings again. */
  readonly isLast: boolean;
}

/**
 * What time makes of a finding: it flaps or is calm again, its waiver is about to end, nobody could confirm it for a day, or it was not
 * told for so long that it has to be told anew. `was`: as memory knows it. A finding of which nothing changes is returned as it is.
 */
export function aged(is: ObservedFinding, was: ObservedFinding | undefined, moment: Moment): ObservedFinding {
  const flipped = isFlip(was, is) ? withFlip(is, moment) : is;
  return [calmed, expiring, longUnconfirmed, refreshed].reduce((finding, step) => step(finding, moment), flipped);
}

const renewed = (finding: ObservedFinding, { observedAt, version }: Moment): ObservedFinding => ({
  ...finding,
  renewedAt: observedAt,
  version,
});

/** Whether a finding was opened, or an open one closed; what people decide about it is neither. */
function isFlip(was: ObservedFinding | undefined, { state }: ObservedFinding): boolean {
  const before = was?.state ?? 'resolved';
  if (before === state) return false;
  const isClosed = (one: typeof state) => one === 'resolved' || one === 'gone';
  return (state === 'open' && (isClosed(before) || before === 'grace')) || (before === 'open' && isClosed(state));
}

function withFlip(finding: ObservedFinding, moment: Moment): ObservedFinding {
  const { observedAt, flappingPerHour = usualFlapsPerHour } = moment;
  const recent = (finding.flips ?? []).filter((time) => time > flipsCountAfter(observedAt));
  const flips = [...recent, observedAt].slice(-(flappingPerHour + 1));
  const { flapping: before, ...rest } = finding;
  // It was calm for an hour and nobody looked: this is the first of a new series.
  const running = before && isFlapping(finding) && recent.length > 0 ? before : undefined;
  const [first = observedAt] = flips;
  if (!running && flips.length <= flappingPerHour) return { ...rest, flips };
  const { since, times } = running ?? { since: first, times: flips.length - 1 };
  return { ...rest, flips, flapping: { since, times: times + 1 } };
}

/** Ends the flapping of a finding that neither opened nor closed for an hour, that is waived, or that nobody will look at again. */
function calmed(finding: ObservedFinding, moment: Moment): ObservedFinding {
  const { flapping, flips, state } = finding;
  if (!flapping || !isFlapping(finding)) return finding;
  const isOver = moment.isLast || state === 'waived' || calmAt(flips) <= moment.observedAt;
  if (!isOver) return finding;
  return renewed({ ...finding, flapping: { ...flapping, until: flips?.at(-1) ?? moment.observedAt } }, moment);
}

function expiring(finding: ObservedFinding, moment: Moment): ObservedFinding {
  const { state, waiver } = finding;
  const isNews = state === 'waived' && !finding.expiring && waiver && isExpiring(waiver, moment.observedAt);
  return isNews ? renewed({ ...finding, expiring: true }, moment) : finding;
}

function longUnconfirmed(finding: ObservedFinding, moment: Moment): ObservedFinding {
  const { state, unconfirmed, unconfirmedSince } = finding;
  const isTold = state === 'open' || state === 'waived';
  const isNews =
    isTold && !unconfirmed && unconfirmedSince !== undefined && unconfirmedAt(unconfirmedSince) <= moment.observedAt;
  return isNews ? renewed({ ...finding, unconfirmed: true }, moment) : finding;
}

function refreshed(finding: ObservedFinding, moment: Moment): ObservedFinding {
  const isTold = finding.state === 'open' || finding.state === 'waived';
  return isTold && refreshAt(finding) <= moment.observedAt ? renewed(finding, moment) : finding;
}
