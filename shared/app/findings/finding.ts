import type { ResourceRef, Severity, Violation } from '../../engine/verdict.ts';
import type { Waived } from '../../engine/waiver.ts';

/** A cluster of one account and Region, as memory knows it. */
export interface ClusterKey {
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
}

/** A cluster's identity among all. */
export const clusterId = ({ account, region, cluster }: ClusterKey): string => `${account}#${region}#${cluster}`;

/** What a finding is about, within its cluster. The code is the rule's identity: names may change. */
export interface FindingKey {
  readonly code: string;
  readonly resource: ResourceRef;
}

export const resourceKey = ({ type, id }: ResourceRef): string => `${type}#${id}`;

/** A finding's identity within its cluster. */
export const findingId = ({ code, resource }: FindingKey): string => `${code}#${resourceKey(resource)}`;

/** Whom findings are told to. AWS Config is answered from memory and has no marks of its own. */
export const targets = ['security-hub', 'sns'] as const;
export type Target = (typeof targets)[number];

/**
 * `grace`: it fails, and its rule gives it time to pass by itself before anybody hears of it. `waived`: it fails, and somebody has
 * decided to live with it. `gone`: the resource, the cluster or the rule is no longer there.
 */
export const findingStates = ['grace', 'open', 'waived', 'resolved', 'gone'] as const;
export type FindingState = (typeof findingStates)[number];

/** Whether the rule failed when it was last decided. */
export const isFailing = ({ state }: { readonly state: FindingState }): boolean =>
  state === 'grace' || state === 'open' || state === 'waived';

/** Which observation made a change: the first of a cluster, the first under other rules or parameters, or any other. */
export const occasions = ['first', 'settings', 'change'] as const;
export type Occasion = (typeof occasions)[number];

/** What makes one telling of a finding differ from another; numbers that move are no part of it. */
export interface Told {
  /** The finding's version that was told. */
  readonly version: number;
  readonly state: FindingState;
  readonly severity: Severity;
  /** Kinds of violations with the resource each names, sorted. */
  readonly kinds: readonly string[];
  /** Of a waived one: day, owner and reason. */
  readonly waiver?: string;
  /** The target knows that the waiver is about to end. */
  readonly expiring?: boolean;
  /** The target knows that it comes and goes since then, and hears no more of it until it is calm. */
  readonly flapping?: string;
  /** When it was last told anew without having changed. */
  readonly renewedAt?: string;
  /** Why the target refuses to hear of that version. The rest is what it heard before: nothing open, if it heard nothing. */
  readonly refused?: string;
}

/** What observations say of a finding. Times are ISO 8601 with milliseconds, in UTC. */
export interface ObservedFinding extends FindingKey {
  readonly cluster: ClusterKey;
  /** The rule's name and title when the finding last changed. */
  readonly rule: string;
  readonly title: string;
  readonly state: FindingState;
  /** Why it is closed. */
  readonly reason?: string;
  readonly severity: Severity;
  readonly kinds: readonly string[];
  /** As observed when it last changed while open, capped to what an item can hold. */
  readonly violations: readonly Violation[];
  /** How many more there were at least. */
  readonly unkept: number;
  /** When it was opened for the first time that memory knows of; reopening it changes nothing. */
  readonly firstOpened: string;
  /** When it was opened (again). */
  readonly firstSeen: string;
  /** Of the observation that made the last change. */
  readonly changedAt: string;
  readonly occasion: Occasion;
  /** Of a waived one. Of an open one: the waiver that ended when it was opened. */
  readonly waiver?: Waived;
  /** The waiver is about to end. */
  readonly expiring?: boolean;
  /** Since when it is failing without anybody being able to see whether it still holds. */
  readonly unconfirmedSince?: string;
  /** Since when it is open although it is seen to be well: it closes once that has lasted. */
  readonly wellSince?: string;
  /** It is unconfirmed for so long that readers have to know. */
  readonly unconfirmed?: boolean;
  /** When it opened and closed lately: the last times, as many as tell whether it flaps. */
  readonly flips?: readonly string[];
  /** It opens and closes too often to tell each time; with `until`, it did so before it became calm. */
  readonly flapping?: { readonly since: string; readonly times: number; readonly until?: string };
  /** When it was last to be told anew without having changed. */
  readonly renewedAt?: string;
  /** Raised with every change that is to be told. */
  readonly version: number;
  /** When a closed finding may be forgotten. */
  readonly expiresAt?: string;
}

/** What is or was wrong with one resource of a cluster by one rule, and who knows it. */
export interface Finding extends ObservedFinding {
  /** What each target was told last. */
  readonly told: { readonly [T in Target]?: Told };
  /** Targets that somebody set out to tell and did not mark: what they have heard since, nobody knows. */
  readonly unmarked: readonly Target[];
}

/** What memory holds of a cluster as a whole. */
export interface ClusterMemory extends ClusterKey {
  /** The clock of the worker just before the first read of the latest committed observation. */
  readonly observedAt: string;
  /** Of the observation that made the last change. */
  readonly changedAt: string;
  /** Raised with every write of findings; commits are conditional on it. */
  readonly version: number;
  /** Of all verdicts without their numbers, with the settings; an equal one needs no further write. */
  readonly digest: string;
  /** Hash of rules, parameters and declarations; empty until a first observation is committed as a whole. */
  readonly settings: string;
  /** Another creation time is another cluster of the same name. */
  readonly createdAt?: string;
  /** Some finding has a target that is due. */
  readonly pending: boolean;
  /** Findings that are open, waived or in grace; verdicts of the last observation. */
  readonly counts: {
    readonly open: number;
    readonly waived?: number;
    readonly grace?: number;
    readonly compliant: number;
    readonly indeterminate: number;
  };
  /** From then on some finding is another because time passed, even if an observation says the same as before. */
  readonly wakeAt?: string;
  /** Resources of which some verdict lacks a fact that could not be read, as `resourceKey`; null when they are too many to keep. */
  readonly unread: readonly string[] | null;
  /** The cluster was deleted. */
  readonly gone: boolean;
  /** When a cluster that is gone may be forgotten. */
  readonly expiresAt?: string;
}

/** Whether the finding has yet to be told to the target. Nobody is told what may pass by itself. */
export const isDue = (finding: Finding, target: Target): boolean =>
  finding.state !== 'grace' && finding.told[target]?.version !== finding.version;

/** Whether it opens and closes too often to be told each time. */
export const isFlapping = ({ flapping }: Pick<ObservedFinding, 'flapping'>): boolean =>
  flapping !== undefined && flapping.until === undefined;

/** What telling the finding as it is now comes to: equal, but for the version, to what was told last means there is nothing to say. */
export function tellingOf(finding: ObservedFinding): Told {
  const { version, state, severity, kinds, waiver, expiring, flapping, renewedAt } = finding;
  return {
    version,
    state,
    severity,
    kinds,
    ...(state === 'waived' && waiver ? { waiver: waiverText(waiver) } : {}),
    ...(state === 'waived' && expiring ? { expiring } : {}),
    ...(flapping && isFlapping(finding) ? { flapping: flapping.since } : {}),
    ...(renewedAt === undefined ? {} : { renewedAt }),
  };
}

/** Equal for equal waivers. */
export const waiverText = ({ expires, owner, source, reason }: Waived): string =>
  [expires, owner, source, reason].join(' ');
