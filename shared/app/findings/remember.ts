import { type ClusterMemory, isDue, targets } from './finding.ts';
import type { Memory } from './memory.ts';
import { digestOf, type Observation } from './observation.ts';
import { findingId, transitions } from './transitions.ts';

const attempts = 5;

/** `superseded`: a later observation was committed before this one. */
export type Remembered = 'unchanged' | 'changed' | 'superseded';

/**
 * Commits an observation, unless a later one is there. An observation that says the same as the last costs one write.
 * Throws when other observations came in between five times in a row.
 */
export async function remember(memory: Memory, observation: Observation): Promise<Remembered> {
  const digest = digestOf(observation);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await memory.cluster(observation.cluster);
    if (before && before.observedAt >= observation.observedAt) return 'superseded';
    if (before?.digest === digest) {
      if (await memory.touch(observation.cluster, before.version, observation.observedAt)) return 'unchanged';
      continue;
    }
    if (await change(memory, observation, digest, before)) return 'changed';
  }
  throw new Error(`Observations of ${observation.cluster.cluster} overtook each other ${attempts} times.`);
}

async function change(
  memory: Memory,
  observation: Observation,
  digest: string,
  before: ClusterMemory | undefined,
): Promise<boolean> {
  const version = (before?.version ?? 0) + 1;
  const known = await memory.findings(observation.cluster);
  const changed = transitions(known, observation, version);
  const after = new Map([...known, ...changed].map((finding) => [findingId(finding), finding]));
  const all = [...after.values()];
  return memory.commit({
    expected: before?.version,
    findings: changed,
    cluster: {
      ...observation.cluster,
      observedAt: observation.observedAt,
      version,
      digest,
      settings: observation.settings,
      ...(observation.createdAt === undefined ? {} : { createdAt: observation.createdAt }),
      pending: all.some((finding) => targets.some((target) => isDue(finding, target))),
      counts: {
        open: all.filter(({ state }) => state === 'open').length,
        indeterminate: observation.verdicts.filter(({ status }) => status === 'indeterminate').length,
      },
    },
  });
}
