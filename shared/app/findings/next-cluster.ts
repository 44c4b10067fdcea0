import { type ClusterMemory, type Finding, isDue, type Occasion, resourceKey, targets } from './finding.ts';
import { digestOf, isUnread, type Observation } from './observation.ts';
import { afterRetention } from './retention.ts';
import { wakesOf } from './wakes.ts';

/** Equals no digest: until a commit of several parts is whole, every observation has something to add to it. */
const partial = 'partial';

/** A cluster is remembered for longer than its findings, so that no version is used twice among them. */
const daysLonger = 30;

/** Whether what memory holds of the cluster is of one observation. */
export const isWhole = ({ digest }: ClusterMemory): boolean => digest !== partial;

const mostUnreadBytes = 3_000;

/** When the cluster was created, as far as anybody read it. */
const createdAtAfter = (before: ClusterMemory | undefined, { createdAt }: Observation): string | undefined =>
  createdAt ?? before?.createdAt;

/** Whether an observation leaves nothing to write but its time. */
export const saysTheSame = (before: ClusterMemory, observation: Observation): boolean =>
  (before.wakeAt === undefined || before.wakeAt > observation.observedAt) &&
  before.digest === digestOf(observation) &&
  before.createdAt === createdAtAfter(before, observation);

/** Whether the observation is of another cluster, created later by the same name. */
export const isAnotherCluster = (before: ClusterMemory | undefined, observation: Observation): boolean =>
  before?.createdAt !== undefined && before.createdAt !== createdAtAfter(before, observation);

export function occasionOf(before: ClusterMemory | undefined, observation: Observation): Occasion {
  if (!before?.settings || before.gone || isAnotherCluster(before, observation)) return 'first';
  return before.settings === observation.settings ? 'change' : 'settings';
}

/** The cluster's item after an observation, with the version that its last write gives it. `findings`: all of them, as they are then. */
export function clusterAfter(
  before: ClusterMemory | undefined,
  observation: Observation,
  findings: readonly Finding[],
  version: number,
): ClusterMemory {
  const { cluster, observedAt, verdicts, settings, gone } = observation;
  const createdAt = createdAtAfter(before, observation);
  const wakeAt = gone ? undefined : wakeAfter(findings, observation);
  return {
    ...cluster,
    observedAt,
    changedAt: observedAt,
    version,
    digest: digestOf(observation),
    settings,
    ...(createdAt === undefined ? {} : { createdAt }),
    pending: findings.some((finding) => targets.some((target) => isDue(finding, target))),
    counts: {
      open: findings.filter(({ state }) => state === 'open').length,
      waived: findings.filter(({ state }) => state === 'waived').length,
      grace: findings.filter(({ state }) => state === 'grace').length,
      compliant: verdicts.filter(({ status }) => status === 'compliant').length,
      indeterminate: verdicts.filter(({ status }) => status === 'indeterminate').length,
    },
    ...(wakeAt === undefined ? {} : { wakeAt }),
    unread: unreadIn(observation),
    gone,
    ...(gone ? { expiresAt: afterRetention(observedAt, daysLonger) } : {}),
  };
}

/** The first time after the observation at which time alone makes a finding another. */
function wakeAfter(findings: readonly Finding[], observation: Observation): string | undefined {
  const { observedAt, graceMinutes, steadyMinutes } = observation;
  const times = findings.flatMap((finding) =>
    wakesOf(finding, graceMinutes?.get(finding.code) ?? 0, steadyMinutes?.get(finding.code) ?? 0),
  );
  return times.filter((time) => time > observedAt).sort()[0];
}

function unreadIn({ verdicts }: Observation): readonly string[] | null {
  const unread = [...new Set(verdicts.filter(isUnread).map(({ resource }) => resourceKey(resource)))].sort();
  return Buffer.byteLength(JSON.stringify(unread)) <= mostUnreadBytes ? unread : null;
}

/**
 * The cluster's item while only a part of a commit is written: as it was, so that whoever completes it sees the same step, but for
 * the time, which keeps earlier observations out. `after`: as it will be.
 */
export const whileIncomplete = (
  before: ClusterMemory | undefined,
  after: ClusterMemory,
  version: number,
): ClusterMemory => ({
  ...(before ?? { ...after, settings: '' }),
  observedAt: after.observedAt,
  changedAt: after.changedAt,
  version,
  digest: partial,
  pending: true,
});
