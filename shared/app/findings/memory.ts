import type { ClusterKey, ClusterMemory, Finding, Target, Told } from './finding.ts';
import type { FindingKey } from './finding.ts';

/** A commit: the cluster's new item with the findings that it changes, all or nothing. */
export interface Commit {
  readonly cluster: ClusterMemory;
  /** The version that was read, or undefined when there was none: another commit since then refuses this one. */
  readonly expected: number | undefined;
  readonly findings: readonly Finding[];
}

/** Somebody's right to tell a finding to a target, until it expires. */
export interface Claim {
  readonly target: Target;
  readonly version: number;
  /** ISO 8601. */
  readonly until: string;
}

/** What the service remembers. Every read is consistent; every write is conditional, and answers whether it was made. */
export interface Memory {
  readonly cluster: (key: ClusterKey) => Promise<ClusterMemory | undefined>;
  readonly clusters: (account: string, region: string) => Promise<readonly ClusterMemory[]>;
  readonly findings: (key: ClusterKey) => Promise<readonly Finding[]>;
  /** Moves `observedAt` forward, one write: refused when the version is another, or a later observation is there. */
  readonly touch: (key: ClusterKey, version: number, observedAt: string) => Promise<boolean>;
  readonly commit: (commit: Commit) => Promise<boolean>;
  /** Refused while another claim on the same target has not expired, or when the finding's version is not the claim's. */
  readonly claim: (cluster: ClusterKey, finding: FindingKey, claim: Claim, now: string) => Promise<boolean>;
  /** Marks what a target was told: refused when the claim is no longer held. */
  readonly told: (cluster: ClusterKey, finding: FindingKey, claim: Claim, told: Told) => Promise<boolean>;
  /** Clears the cluster's pending flag: refused when the version is another. */
  readonly settle: (key: ClusterKey, version: number) => Promise<boolean>;
  /** Replaces the set of configuration resources that the cluster uses; written only when the set is another. */
  readonly index: (key: ClusterKey, resources: readonly string[]) => Promise<void>;
  /** The clusters that use a resource, also when it is gone since. */
  readonly clustersUsing: (account: string, region: string, resource: string) => Promise<readonly ClusterKey[]>;
}
