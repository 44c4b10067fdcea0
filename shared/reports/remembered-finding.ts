import type { ResourceRef, Severity, Violation } from '../engine/verdict.ts';

/** What reports show of a finding that the service remembers. Times are ISO 8601. */
export interface RememberedFinding {
  readonly cluster: { readonly account: string; readonly region: string; readonly cluster: string };
  readonly code: string;
  readonly rule: string;
  /** The rule's title, true when compliant. */
  readonly title: string;
  readonly resource: ResourceRef;
  readonly state: 'open' | 'resolved' | 'gone';
  /** Why it is closed. */
  readonly reason?: string;
  readonly severity: Severity;
  /** As observed while it was open. */
  readonly violations: readonly Violation[];
  /** How many more violations there were than are kept. */
  readonly unkept: number;
  /** When it was opened for the first time; never another. */
  readonly firstOpened: string;
  /** When it was opened (again). */
  readonly firstSeen: string;
  /** When it last changed. */
  readonly changedAt: string;
}

/** What a rule says of itself, for readers who see only its findings. */
export interface RuleHelp {
  /** What breaks if it is ignored. */
  readonly why: string;
  readonly references: readonly string[];
}
