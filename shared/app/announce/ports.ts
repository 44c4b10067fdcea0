import type { AsffFinding } from '../../reports/asff.ts';
import type { ChatMessage } from '../../reports/chat-message.ts';
import type { Absence, Absences } from '../absences/absences.ts';
import type { ClusterKey, Target } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import type { Place } from '../place.ts';
import type { Due } from './due.ts';

/**
 * `refused`: the target will never take it as it is, and people have to look. `unavailable`: the target does not exist here at
 * present, which is nobody's failure.
 */
export type Outcome =
  | { readonly outcome: 'told' }
  | { readonly outcome: 'failed' | 'refused' | 'unavailable'; readonly reason: string };

export type Telling = { readonly due: Due } & Outcome;

/** Tells findings to a target, and what became of each as soon as it is known. `absences`: what is missing where they are. */
export type Teller = (dues: readonly Due[], absences: readonly Absence[]) => AsyncIterable<Telling>;

export interface AnnouncePorts {
  readonly memory: Pick<Memory, 'cluster' | 'findings' | 'claim' | 'told' | 'settle'>;
  /** Of the targets that are switched on. */
  readonly tellers: { readonly [T in Target]?: Teller };
  readonly absences: Absences;
  /** Tells people what is missing at a place, what they know of already not. Absent where nobody is told anything. */
  readonly tellAbsences?: TellAbsences;
  /** Puts away what a target refuses, for people to see to. */
  readonly putAway: (refused: Refused) => Promise<void>;
  readonly now: () => Date;
}

/** Answers why what could not be told was not. */
export type TellAbsences = (place: Place, absences: readonly Absence[], until: string) => Promise<readonly string[]>;

/** Findings of one cluster that a target refuses for one reason. */
export interface Refused {
  readonly cluster: ClusterKey;
  readonly target: Target;
  readonly reason: string;
  /** Code and resource of each. */
  readonly findings: readonly string[];
}

export type Imported = { readonly id: string } & Outcome;

/** Imports findings into Security Hub; what became of each comes with the answer to its batch. */
export type ImportFindings = (findings: readonly AsffFinding[]) => AsyncIterable<Imported>;

/** Publishes a message. Throws where it cannot be known that it was taken. */
export type Publish = (message: ChatMessage) => Promise<void>;
