import type { Occasion } from './finding.ts';

/** How an observation relates to what memory holds. */
export interface Step {
  /** That the changes are given. */
  readonly version: number;
  readonly occasion: Occasion;
  /** The cluster is another one of the same name: no earlier finding is about it. */
  readonly isAnotherCluster: boolean;
}
