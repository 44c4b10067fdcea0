import { type ResourceRef, resourceTypes } from '../../engine/verdict.ts';
import type { ClusterStanding } from '../../reports/config-evaluation.ts';
import type { ClusterKey, ClusterMemory, Finding } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import { isWhole } from '../findings/next-cluster.ts';
import {
  answeringFor,
  type ConfigResource,
  clusterType,
  configKey,
  judgedThemselves,
  resourcesOf,
} from './config-resource.ts';

/** A cluster with the findings that are open, as memory holds it. */
export interface RememberedCluster {
  readonly key: ClusterKey;
  readonly memory: ClusterMemory | undefined;
  readonly open: readonly Finding[];
}

interface Asked {
  readonly interfaces: boolean;
  /** What was observed before cannot show that all is well. */
  readonly since: string;
}

export async function rememberedCluster(
  memory: Pick<Memory, 'cluster' | 'findings'>,
  key: ClusterKey,
): Promise<RememberedCluster> {
  const cluster = await memory.cluster(key);
  return cluster === undefined ? { key, memory: undefined, open: [] } : withFindings(memory, cluster);
}

/** The cluster comes first: its findings may then be newer than it, never older. */
export async function withFindings(
  memory: Pick<Memory, 'findings'>,
  cluster: ClusterMemory,
): Promise<RememberedCluster> {
  const findings = await memory.findings(cluster);
  return { key: cluster, memory: cluster, open: findings.filter(({ state }) => state === 'open') };
}

export const isAbout = (finding: Finding, resource: ConfigResource, interfaces: boolean): boolean =>
  resourcesOf(finding, interfaces).some((one) => configKey(one) === configKey(resource));

/** What memory says of a resource with one cluster that uses it. */
export function standingOf(cluster: RememberedCluster, resource: ConfigResource, asked: Asked): ClusterStanding {
  const { memory, open } = cluster;
  const failing = open.filter((finding) => isAbout(finding, resource, asked.interfaces));
  if (failing.length > 0) return { status: 'non-compliant', failing };
  if (memory?.gone) return { status: 'not-applicable', failing };
  if (!memory || !isWhole(memory) || memory.observedAt < asked.since || isUnread(memory, resource, asked.interfaces)) {
    return { status: 'indeterminate', failing };
  }
  const { compliant, open: isOpen, indeterminate } = memory.counts;
  if (compliant + isOpen > 0) return { status: 'compliant', failing };
  return { status: indeterminate > 0 ? 'indeterminate' : 'not-applicable', failing };
}

/** Whether an observation saw all that the cluster consists of: what it does not name is then not there. */
export const isComplete = ({ memory }: RememberedCluster, since: string): boolean =>
  memory !== undefined &&
  (memory.gone ||
    (isWhole(memory) &&
      memory.observedAt >= since &&
      !isUnread(memory, { type: clusterType, id: memory.cluster }, false)));

/**
 * Whether something about the resource could not be read. What is not known of the cluster as a whole may be about any resource;
 * of one without verdicts of its own, so may everything that is not known.
 */
function isUnread(memory: ClusterMemory, resource: ConfigResource, interfaces: boolean): boolean {
  const { unread } = memory;
  if (unread === null) return true;
  if (!judgedThemselves.has(resource.type)) return unread.length > 0;
  const asks = configKey(resource);
  return unread
    .map(refOf)
    .some((ref) => ref.type === 'cluster' || configKey(answeringFor(ref, memory, interfaces)) === asks);
}

/** What `resourceKey` was made of. */
function refOf(key: string): ResourceRef {
  const type = resourceTypes.find((candidate) => key.startsWith(`${candidate}#`));
  if (type === undefined) throw new RangeError(`${key} names no resource.`);
  return { type, id: key.slice(type.length + 1) };
}
