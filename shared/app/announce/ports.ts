import type { AsffFinding } from '../../reports/asff.ts';
import type { ChatMessage } from '../../reports/chat-message.ts';
import type { Target } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import type { Due } from './due.ts';

/** `unavailable`: the target does not exist here at present, which is nobody's failure. */
export type Outcome =
  | { readonly outcome: 'told' }
  | { readonly outcome: 'failed' | 'unavailable'; readonly reason: string };

export type Telling = { readonly due: Due } & Outcome;

/** Tells findings to a target, and what became of each as soon as it is known. */
export type Teller = (dues: readonly Due[]) => AsyncIterable<Telling>;

export interface AnnouncePorts {
  readonly memory: Pick<Memory, 'cluster' | 'findings' | 'claim' | 'told' | 'settle'>;
  /** Of the targets that are switched on. */
  readonly tellers: { readonly [T in Target]?: Teller };
  readonly now: () => Date;
}

export type Imported = { readonly id: string } & Outcome;

/** Imports findings into Security Hub; what became of each comes with the answer to its batch. */
export type ImportFindings = (findings: readonly AsffFinding[]) => AsyncIterable<Imported>;

/** Publishes a message. Throws where it cannot be known that it was taken. */
export type Publish = (message: ChatMessage) => Promise<void>;
