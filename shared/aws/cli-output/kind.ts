import type { ReadEntries } from './entries.ts';
import type { Entry } from './entry.ts';

/** One kind of output. */
export interface Kind {
  /** The IAM action behind the command. */
  readonly action: string;
  readonly entries: ReadEntries;
  /**
   * What the subject in a file's name says. `vpc`, `cluster`, `load-balancer`: the output is restricted to that one. `about`: the output does not
   * name what it is about, so the name must, unless its entries do; so for `role`, whose name may hold points.
   */
  readonly subject?: 'vpc' | 'cluster' | 'load-balancer' | 'about' | 'role';
  /** What an entry says it is about. */
  readonly about?: (entry: Entry) => string | undefined;
}
