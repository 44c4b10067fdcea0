import type { Transition } from '../../reports/chat-message.ts';
import { type Finding, type Target, tellingOf } from '../findings/finding.ts';

/** A finding and the step from what a target was told last to what is so now. */
export interface Due {
  readonly finding: Finding;
  readonly transition: Transition;
}

/**
 * What there is to say to a target of a finding; undefined where it knows all of it: it was told the same before, or the finding came
 * and went before anybody was told.
 */
export function transitionOf(finding: Finding, target: Target): Transition | undefined {
  const last = finding.told[target];
  const isOpen = finding.state === 'open';
  if (last?.state !== 'open') return isOpen ? 'new' : undefined;
  if (!isOpen) return 'resolved';
  const { severity, kinds } = tellingOf(finding);
  const isSame = severity === last.severity && kinds.join('\n') === last.kinds.join('\n');
  return isSame ? undefined : 'changed';
}
