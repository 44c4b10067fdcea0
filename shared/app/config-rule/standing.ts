import { type ResourceRef, resourceTypes } from '../../engine/verdict.ts';
import type { ClusterStanding } from '../../reports/config-evaluation.ts';
import { type ClusterKey, type ClusterMemory, type Finding, isFailing } from '../findings/finding.ts';
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

/** A cluster as memory holds it, with the findings that are open or waived by the resources of AWS Config that they are about. */
export interface RememberedCluster {
  readonly key: ClusterKey;
  readonly memory: ClusterMemory | undefined;
  readonly open: ReadonlyMap<string, { readonly resource: ConfigResource; readonly failing: readonly Finding[] }>;
  /** Resources, by `configKey`, with a finding in grace: they are not well, and nobody is told yet. */
  readonly inGrace: ReadonlySet<string>;
}

interface Asked {
  readonly interfaces: boolean;
  /** What was observed before cannot show that all is well. */
  readonly since: string;
}

export async function rememberedCluster(
  memory: Pick<Memory, 'cluster' | 'findings'>,
  key: ClusterKey,
  interfaces: boolean,
): Promise<RememberedCluster> {
  const cluster = await memory.cluster(key);
  return cluster === undefined
    ? { key, memory: undefined, open: new Map(), inGrace: new Set() }
    : withFindings(memory, cluster, interfaces);
}

/** The cluster comes first: its findings may then be newer than it, never older. */
export async function withFindings(
  memory: Pick<Memory, 'findings'>,
  cluster: ClusterMemory,
  interfaces: boolean,
): Promise<RememberedCluster> {
  const open: Map<string, { readonly resource: ConfigResource; readonly failing: Finding[] }> = new Map();
  const inGrace = new Set<string>();
  for (const finding of (await memory.findings(cluster)).filter(isFailing)) {
    for (const resource of resourcesOf(finding, interfaces)) {
      if (finding.state === 'grace') {
        inGrace.add(configKey(resource));
        continue;
      }
      const known = open.get(configKey(resource));
      if (known) known.failing.push(finding);
      else open.set(configKey(resource), { resource, failing: [finding] });
    }
  }
  return { key: cluster, memory: cluster, open, inGrace };
}

/** What memory says of a resource with one cluster that uses it. */
export function standingOf(
  { memory, open, inGrace }: RememberedCluster,
  resource: ConfigResource,
  { since, interfaces }: Asked,
): ClusterStanding {
  const { failing = [] } = open.get(configKey(resource)) ?? {};
  if (failing.length > 0) return { status: 'non-compliant', failing };
  if (memory?.gone) return { status: 'not-applicable', failing };
  if (inGrace.has(configKey(resource))) return { status: 'indeterminate', failing };
  if (!memory || !isWhole(memory) || memory.observedAt < since || isUnread(memory, resource, interfaces)) {
    return { status: 'indeterminate', failing };
  }
  const { compliant, open: broken, indeterminate } = memory.counts;
  if (compliant + broken > 0) return { status: 'compliant', failing };
  return { status: indeterminate > 0 ? 'indeterminate' : 'not-applicable', failing };
}

/** Whether an observation saw all that the cluster consists of: what it does not name is then not there. */
export function isComplete({ memory }: RememberedCluster, since: string): boolean {
  if (memory === undefined || memory.gone) return memory !== undefined;
  const itself = { type: clusterType, id: memory.cluster };
  return isWhole(memory) && memory.observedAt >= since && !isUnread(memory, itself, false);
}

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
