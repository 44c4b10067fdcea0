import type { Missing } from '../model/view/reveal.ts';
import type { AppliedWaiver } from './waiver.ts';

export const severities = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const isAtLeast = (severity: Severity, threshold: Severity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(threshold);

export const highestOf = (found: readonly Severity[]): Severity | undefined =>
  [...severities].reverse().find((severity) => found.includes(severity));

export const resourceTypes = [
  'cluster',
  'node-group',
  'fargate-profile',
  'subnet',
  'vpc',
  'security-group',
  'route-table',
  'nacl',
  'endpoint',
  'nat-gateway',
  'add-on',
  'load-balancer',
  'control-plane-interface',
  'account',
] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** `id`: the cluster's name, `cluster/name` for node groups and Fargate profiles, else the AWS id. */
export interface ResourceRef {
  readonly type: ResourceType;
  readonly id: string;
}

/** What a cause points at may be of a kind that no rule judges, for example a prefix list or a network interface. */
export interface CauseRef {
  readonly kind: string;
  /** The id of the thing to fix. */
  readonly resource: string;
}

export type EvidenceValue = string | number | boolean | readonly string[] | readonly number[];
/** Facts that a person can check, by a name in plain words in camelCase. */
export type Evidence = Readonly<Record<string, EvidenceValue>>;

export interface Fix {
  readonly text: string;
  /** A command of the AWS CLI with the real ids, ready to paste. */
  readonly command?: string;
}

export interface Violation {
  readonly kind: string;
  readonly resource: ResourceRef;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: Evidence;
  /** The thing to fix. Violations with an equal cause are consequences of one fault. */
  readonly cause: CauseRef;
  readonly fix: Fix;
}

export type Status = 'compliant' | 'non-compliant' | 'not-applicable' | 'indeterminate';

/** What one rule says of one resource. */
export interface Verdict {
  readonly code: string;
  readonly rule: string;
  /** Null for rules that judge the account as a whole. */
  readonly cluster: string | null;
  readonly resource: ResourceRef;
  readonly status: Status;
  /** Why it is not applicable or indeterminate. */
  readonly reason?: string;
  /** The highest severity of the violations. */
  readonly severity?: Severity;
  /** Somebody has decided to live with it: it stays non-compliant, and nothing counts it. */
  readonly waiver?: AppliedWaiver;
  readonly violations: readonly Violation[];
  /** What is worth knowing and is no violation. */
  readonly notes: readonly string[];
  readonly missing: readonly Missing[];
}
