import type { ReadEntries } from './entries.ts';
import type { Entry } from './entry.ts';

/** One kind of output. */
export interface Kind {
  /** The IAM action behind the command. */
  readonly action: string;
  readonly entries: ReadEntries;
  /**
   * What the subject in a file's name says. `vpc`, `cluster`: the output is restricted to that one. `about`: the output does not name what it is
   * about, so the name must, unless its entries do.
   */
  readonly subject?: 'vpc' | 'cluster' | 'about';
  /** What an entry says it is about. */
  readonly about?: (entry: Entry) => string | undefined;
}
