import type { Transition } from '../../reports/chat-message.ts';
import { type Finding, isFlapping, type Target, type Told, tellingOf } from '../findings/finding.ts';

/** A finding and the step from what a target was told last to what is so now. */
export interface Due {
  readonly finding: Finding;
  readonly transition: Transition;
}

/** What a target heard of a finding last. */
export interface Heard {
  readonly told: Told | undefined;
  /** Another worker set out to tell it and ended before it marked anything: what the target heard since, nobody knows. */
  readonly isUnsure: boolean;
}

/**
 * What there is to say to a target of a finding; undefined where it knows all of it: it was told the same before, the finding came and
 * went before anybody was told, or people need not be told of it one by one. Where nobody knows what it heard, the finding is told as it
 * is.
 */
export function transitionOf(finding: Finding, target: Target, { told, isUnsure }: Heard): Transition | undefined {
  const step = stepFrom(told, finding, target);
  if (step !== undefined || !isUnsure) return step;
  if (isFlapping(finding)) return 'flapping';
  if (finding.state === 'waived') return 'waived';
  return finding.state === 'open' ? 'new' : 'resolved';
}

function stepFrom(told: Told | undefined, finding: Finding, target: Target): Transition | undefined {
  const { flapping, state } = finding;
  if (flapping && isFlapping(finding)) return told?.flapping === flapping.since ? undefined : 'flapping';
  // What comes and goes is told as being there.
  const wasOpen = told?.state === 'open' || told?.flapping !== undefined;
  if (state === 'open') return wasOpen ? changeSince(told, finding, target) : 'new';
  if (state === 'waived') return waiverStep(told, finding, target);
  const isOver = wasOpen || (target === 'security-hub' && told?.state === 'waived');
  return isOver ? 'resolved' : undefined;
}

function changeSince(told: Told | undefined, finding: Finding, target: Target): Transition | undefined {
  const { severity, kinds, renewedAt } = tellingOf(finding);
  const isSame = severity === told?.severity && kinds.join('\n') === told.kinds.join('\n') && !told.flapping;
  // People have no use for what has not changed; Security Hub forgets it.
  const isRenewed = target === 'security-hub' && renewedAt !== told?.renewedAt;
  return isSame && !isRenewed ? undefined : 'changed';
}

/** People hear of a waiver when it silences what they know of, as part of a first look, and a week before it ends. */
function waiverStep(told: Told | undefined, finding: Finding, target: Target): Transition | undefined {
  const now = tellingOf(finding);
  const wasWaived = told?.state === 'waived' && told.flapping === undefined;
  if (target === 'security-hub') {
    const same = (one: Told) => JSON.stringify({ ...one, version: 0 });
    return wasWaived && told && same(told) === same(now) ? undefined : 'waived';
  }
  const isKnown = told?.state === 'open' || told?.flapping !== undefined;
  if (isKnown || (!wasWaived && finding.occasion !== 'change')) return 'waived';
  return now.expiring && !told?.expiring ? 'expiring' : undefined;
}
