import { clusterId, type Finding, findingId, type Target } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import { type Due, type Heard, transitionOf } from './due.ts';

/** Those of claimed findings that the target does not know as they are. */
export async function duesOf(
  claimed: readonly Finding[],
  target: Target,
  memory: Pick<Memory, 'findings'>,
): Promise<readonly Due[]> {
  const doubtful = claimed.filter(({ unmarked }) => unmarked.includes(target));
  const again = await readAgain(doubtful, memory);
  return claimed.flatMap((finding) => {
    const transition = transitionOf(finding, target, heardOf(finding, target, again.get(idOf(finding))));
    return transition === undefined ? [] : [{ finding, transition }];
  });
}

/**
 * Findings that another worker was telling when they were read. Its claim is gone: either its mark is there now, or it ended without
 * one.
 */
async function readAgain(
  doubtful: readonly Finding[],
  memory: Pick<Memory, 'findings'>,
): Promise<ReadonlyMap<string, Finding>> {
  const ids = new Set(doubtful.map(idOf));
  const clusters = new Map(doubtful.map(({ cluster }) => [clusterId(cluster), cluster]));
  const found = await Promise.all([...clusters.values()].map((cluster) => memory.findings(cluster)));
  return new Map(
    found
      .flat()
      .map((finding) => [idOf(finding), finding] as const)
      .filter(([id]) => ids.has(id)),
  );
}

function heardOf(finding: Finding, target: Target, again: Finding | undefined): Heard {
  const before = finding.told[target];
  const told = again ? again.told[target] : before;
  return { told, isUnsure: again !== undefined && told?.version === before?.version };
}

const idOf = (finding: Finding): string => `${clusterId(finding.cluster)} ${findingId(finding)}`;
