import type { Profile, Rule } from '../../shared/engine/rule.ts';
import type { Severity } from '../../shared/engine/verdict.ts';
import type { Declarations } from '../../shared/model/declarations.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';

/**
 * Whole messages of the violations, in order, or a status: `compliant` (at least one verdict is, the others are not applicable),
 * `not-applicable` (all are), `indeterminate` (at least one is, and nothing is violated).
 */
type Expected = 'compliant' | 'not-applicable' | 'indeterminate' | readonly [string, ...string[]];

export interface RuleCase {
  readonly name: string;
  readonly given: Snapshot;
  /** The cluster that is judged; `demo` by default. */
  readonly cluster?: string;
  readonly declare?: Declarations;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly profiles?: readonly Profile[];
  /** Of all verdicts together, or by the id of the resource that has the verdict. */
  readonly expect: Expected | Readonly<Record<string, Expected>>;
  /** The highest severity of the violations, where a case is about it. */
  readonly severity?: Severity;
  /** What there is to mend, as `kind resource`, each once: where a case is about root causes. */
  readonly causes?: readonly string[];
  /** Notes that must be there, whole. */
  readonly notes?: readonly string[];
}

export interface RuleCases {
  readonly rule: Rule;
  readonly cases: readonly RuleCase[];
}
