import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { ClusterGroup } from '../cluster-group.ts';
import type { Memory } from '../findings/memory.ts';
import type { RuleBook } from '../rule-book.ts';

export interface CheckPorts {
  readonly memory: Memory;
  /** Reads these clusters and those that share a VPC with them. Its account and Region are those of the work. */
  readonly collect: (clusters: readonly string[]) => Promise<Snapshot>;
  /** Has what is pending of these clusters announced. */
  readonly announce: (group: ClusterGroup) => Promise<void>;
  readonly ruleBook: RuleBook;
  /** How long after a change reads may still show what was before. */
  readonly settleMs: number;
}
