import type { Transition } from '../../reports/chat-message.ts';
import { type Finding, type Told, tellingOf } from '../findings/finding.ts';

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
 * What there is to say to a target of a finding; undefined where it knows all of it: it was told the same before, or the finding came
 * and went before anybody was told. Where nobody knows what it heard, the finding is told as it is.
 */
export function transitionOf(finding: Finding, { told, isUnsure }: Heard): Transition | undefined {
  const step = stepFrom(told, finding);
  if (step !== undefined || !isUnsure) return step;
  return finding.state === 'open' ? 'new' : 'resolved';
}

function stepFrom(told: Told | undefined, finding: Finding): Transition | undefined {
  const isOpen = finding.state === 'open';
  if (told?.state !== 'open') return isOpen ? 'new' : undefined;
  if (!isOpen) return 'resolved';
  const { severity, kinds } = tellingOf(finding);
  const isSame = severity === told.severity && kinds.join('\n') === told.kinds.join('\n');
  return isSame ? undefined : 'changed';
}
