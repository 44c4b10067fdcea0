import { type ClusterMemory, type Finding, findingId, type ObservedFinding } from './finding.ts';
import type { Memory } from './memory.ts';
import { clusterAfter, isAnotherCluster, occasionOf, saysTheSame, whileIncomplete } from './next-cluster.ts';
import type { Observation } from './observation.ts';
import { transitions } from './transitions.ts';

const attempts = 5;

export interface Remembered {
  /** `superseded`: an observation at least as late was committed before this one. */
  readonly outcome: 'unchanged' | 'changed' | 'superseded';
  /** Some finding of the cluster is to be told. */
  readonly pending: boolean;
  /** Some finding of the cluster is in grace. */
  readonly inGrace: boolean;
}

/**
 * Commits an observation, unless a later one is there. An observation that says the same as the last costs one write.
 * Throws a RangeError for an `observedAt` in another notation, and an Error when others came in between five times in a row.
 */
export async function remember(memory: Memory, observation: Observation): Promise<Remembered> {
  const { cluster: key, observedAt, uses } = observation;
  if (new Date(observedAt).toISOString() !== observedAt)
    throw new RangeError(`${observedAt} lacks milliseconds or UTC.`);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await memory.cluster(key);
    if (before && before.observedAt >= observedAt) return remembered('superseded', before);
    const isSame = before !== undefined && saysTheSame(before, observation);
    const after = isSame ? await touched(memory, observation, before) : await changed(memory, observation, before);
    if (!after) continue;
    await memory.index(key, uses);
    return remembered(isSame ? 'unchanged' : 'changed', after);
  }
  throw new Error(`Observations of ${key.cluster} overtook each other ${attempts} times.`);
}

const remembered = (outcome: Remembered['outcome'], { pending, counts }: ClusterMemory): Remembered => ({
  outcome,
  pending,
  inGrace: (counts.grace ?? 0) > 0,
});

async function touched(
  memory: Memory,
  { cluster, observedAt }: Observation,
  before: ClusterMemory,
): Promise<ClusterMemory | undefined> {
  return (await memory.touch(cluster, before.version, observedAt)) ? before : undefined;
}

async function changed(
  memory: Memory,
  observation: Observation,
  before: ClusterMemory | undefined,
): Promise<ClusterMemory | undefined> {
  const known = await memory.findings(observation.cluster);
  const version = (before?.version ?? 0) + 1;
  const changes = transitions(known, observation, {
    version,
    occasion: occasionOf(before, observation),
    isAnotherCluster: isAnotherCluster(before, observation),
  });
  const parts = partsOf(changes, memory.mostFindings);
  const after = clusterAfter(before, observation, afterwards(known, changes), version + parts.length - 1);
  let written = before;
  for (const [index, findings] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const cluster = isLast ? after : whileIncomplete(before, after, version + index);
    if (!(await memory.commit({ before: written, cluster, findings }))) return undefined;
    written = cluster;
  }
  return after;
}

/** At least one part, because the cluster itself changes even when no finding does. */
function partsOf(changes: readonly ObservedFinding[], mostFindings: number): readonly (readonly ObservedFinding[])[] {
  const parts = Array.from({ length: Math.max(1, Math.ceil(changes.length / mostFindings)) });
  return parts.map((_, index) => changes.slice(index * mostFindings, (index + 1) * mostFindings));
}

/** All findings of the cluster once the changes are made. */
function afterwards(known: readonly Finding[], changes: readonly ObservedFinding[]): readonly Finding[] {
  const findings = new Map(known.map((finding) => [findingId(finding), finding]));
  for (const change of changes) {
    const id = findingId(change);
    const { told = {}, unmarked = [] } = findings.get(id) ?? {};
    findings.set(id, { ...change, told, unmarked });
  }
  return [...findings.values()];
}
