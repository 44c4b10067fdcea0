import type { ClusterKey, ClusterMemory, Finding, FindingKey, ObservedFinding, Target, Told } from './finding.ts';

/** A cluster's new item with findings that change, all or nothing. What targets were told is not theirs to write. */
export interface Commit {
  /** What was read: any commit or touch since then refuses this one. */
  readonly before: ClusterMemory | undefined;
  /** Its version is above that of `before`. */
  readonly cluster: ClusterMemory;
  /** At most as many as the memory's `mostFindings`. */
  readonly findings: readonly ObservedFinding[];
}

/** Somebody's right to tell a finding to a target, until it expires. */
export interface Claim {
  readonly target: Target;
  /** The finding's version. */
  readonly version: number;
  /** ISO 8601 with milliseconds, in UTC. */
  readonly until: string;
}

/** What the service remembers. Every read is consistent; every write is conditional, and answers whether it was made. */
export interface Memory {
  /** How many findings one commit can hold. */
  readonly mostFindings: number;
  readonly cluster: (key: ClusterKey) => Promise<ClusterMemory | undefined>;
  /** Every cluster of the account and Region, those that are gone too. */
  readonly clusters: (account: string, region: string) => Promise<readonly ClusterMemory[]>;
  readonly findings: (key: ClusterKey) => Promise<readonly Finding[]>;
  /** Moves `observedAt` forward, one write: refused when the version is another, or a later observation is there. */
  readonly touch: (key: ClusterKey, version: number, observedAt: string) => Promise<boolean>;
  readonly commit: (commit: Commit) => Promise<boolean>;
  /** Refused while another claim on the target has not expired, when the version is another, or was told and not refused already. */
  readonly claim: (cluster: ClusterKey, finding: FindingKey, claim: Claim, now: string) => Promise<boolean>;
  /** Marks what a target was told and ends the claim: refused when it is no longer held. */
  readonly told: (cluster: ClusterKey, finding: FindingKey, claim: Claim, told: Told) => Promise<boolean>;
  /** Clears the cluster's pending flag: refused when the version is another. */
  readonly settle: (key: ClusterKey, version: number) => Promise<boolean>;
  /** Replaces the set of configuration resources that the cluster uses; written only when the set is another. */
  readonly index: (key: ClusterKey, resources: readonly string[]) => Promise<void>;
  /** What `index` was told last; more while it is being replaced. */
  readonly uses: (key: ClusterKey) => Promise<readonly string[]>;
  /** The clusters that use a resource, also when it is gone since. They may be of another account than the resource. */
  readonly clustersUsing: (region: string, resource: string) => Promise<readonly ClusterKey[]>;
}
