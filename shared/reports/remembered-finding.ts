import type { ResourceRef, Severity, Violation } from '../engine/verdict.ts';
import type { Waived } from '../engine/waiver.ts';

/** What reports show of a finding that the service remembers. Times are ISO 8601. */
export interface RememberedFinding {
  readonly cluster: { readonly account: string; readonly region: string; readonly cluster: string };
  readonly code: string;
  readonly rule: string;
  /** The rule's title, true when compliant. */
  readonly title: string;
  readonly resource: ResourceRef;
  /** `grace`: it fails, and nobody is told yet. */
  readonly state: 'grace' | 'open' | 'waived' | 'resolved' | 'gone';
  /** Why it is closed. */
  readonly reason?: string;
  readonly severity: Severity;
  /** Of a waived one; of an open one, the waiver that ended when it was opened. */
  readonly waiver?: Waived;
  /** Since when nobody could see whether it still holds. */
  readonly unconfirmedSince?: string;
  /** That is so for long enough to say it. */
  readonly unconfirmed?: boolean;
  /** It opens and closes too often to tell each time; with `until`, it did so before it became calm. */
  readonly flapping?: { readonly since: string; readonly times: number; readonly until?: string };
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
  /** When it was last told anew without having changed. */
  readonly renewedAt?: string;
}

/** What a rule says of itself, for readers who see only its findings. */
export interface RuleHelp {
  /** What breaks if it is ignored. */
  readonly why: string;
  readonly references: readonly string[];
}
