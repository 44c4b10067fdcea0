import type { PathAnswer } from '../model/path/answer.ts';
import type { Missing } from '../model/view/reveal.ts';

/** An answer with what the path is for, where it is one that the cluster needs. */
export interface TracedPath extends PathAnswer {
  /** For example `nodes → API server`. */
  readonly use?: string;
}

/** Paths of one cluster, and what each component on the way does. */
export interface PathReport {
  readonly plumbline: string;
  readonly source: string;
  readonly account: string;
  readonly region: string;
  readonly observedAt: string;
  readonly cluster: string;
  readonly paths: readonly TracedPath[];
  /** What hides further paths that the cluster needs. */
  readonly hidden: readonly Missing[];
}
