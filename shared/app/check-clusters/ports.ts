import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { ClusterGroup } from '../cluster-group.ts';
import type { Memory } from '../findings/memory.ts';
import type { RuleBook } from '../rule-book.ts';
import type { Runs } from '../runs/runs.ts';
import type { Turn, Turns } from '../turns/turns.ts';
import type { Again, SweptGroup } from './work.ts';

/** What reading, judging and remembering need. */
export interface LookPorts {
  readonly memory: Memory;
  /** Reads these clusters and those that share a VPC with them. Its account and Region are those of the work. */
  readonly collect: (clusters: readonly string[]) => Promise<Snapshot>;
  /** Has what is pending of these clusters announced. */
  readonly announce: (group: ClusterGroup) => Promise<void>;
  readonly ruleBook: RuleBook;
}

export interface CheckPorts extends LookPorts {
  /** How long after a change reads may still show what was before. */
  readonly settleMs: number;
  readonly turns: Turns;
  readonly runs: Pick<Runs, 'ended'>;
  /** This worker's, until its time is over. */
  readonly turn: Turn;
  /** Sends work to this worker's queue once more, after so many milliseconds (15 minutes at most). */
  readonly later: (work: Again | SweptGroup, delayMs: number) => Promise<void>;
  readonly now: () => Date;
}
