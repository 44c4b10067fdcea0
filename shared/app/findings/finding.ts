import type { ResourceRef, Severity, Violation } from '../../engine/verdict.ts';

/** A cluster of one account and Region, as memory knows it. */
export interface ClusterKey {
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
}

/** What a finding is about, within its cluster. The code is the rule's identity: names may change. */
export interface FindingKey {
  readonly code: string;
  readonly resource: ResourceRef;
}

/** Whom findings are told to. AWS Config is answered from memory and has no marks of its own. */
export const targets = ['security-hub', 'sns'] as const;
export type Target = (typeof targets)[number];

/** `gone`: the resource, the cluster or the rule is no longer there. */
export type FindingState = 'open' | 'resolved' | 'gone';

/** What makes one telling of a finding differ from another; numbers that move are no part of it. */
export interface Told {
  /** Raised with every change of the finding. */
  readonly version: number;
  readonly state: FindingState;
  readonly severity: Severity;
  /** Kinds of violations with the resource each names, sorted. */
  readonly kinds: readonly string[];
}

/** What is or was wrong with one resource of a cluster by one rule. */
export interface Finding extends FindingKey {
  readonly cluster: ClusterKey;
  /** The rule's name and title when it was last observed. */
  readonly rule: string;
  readonly title: string;
  readonly state: FindingState;
  /** Why it is resolved. */
  readonly reason?: string;
  readonly severity: Severity;
  readonly kinds: readonly string[];
  /** As last observed while it was open, capped to what an item can hold. */
  readonly violations: readonly Violation[];
  /** ISO 8601: when it was opened (again), when it last changed, and the observation that made the change. */
  readonly firstSeen: string;
  readonly changedAt: string;
  readonly version: number;
  /** What each target was told last; a target is due when its version is not the finding's. */
  readonly told: { readonly [T in Target]?: Told };
}

/** What memory holds of a cluster as a whole. */
export interface ClusterMemory extends ClusterKey {
  /** The clock of the worker just before the first read of the latest committed observation. */
  readonly observedAt: string;
  /** Raised with every commit; commits are conditional on it. */
  readonly version: number;
  /** Of all verdicts without their numbers, with the settings; equal digests need no further write. */
  readonly digest: string;
  /** Of the rules' versions, parameters, declarations and the schema of items. */
  readonly settings: string;
  /** Another creation time is another cluster of the same name. */
  readonly createdAt?: string;
  /** Some finding has a target that is due. */
  readonly pending: boolean;
  readonly counts: { readonly open: number; readonly indeterminate: number };
}

/** Whether the finding has yet to be told to the target: equal to what was told last means there is nothing to say. */
export function isDue(finding: Finding, target: Target): boolean {
  return finding.told[target]?.version !== finding.version;
}
