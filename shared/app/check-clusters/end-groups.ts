import type { Memory } from '../findings/memory.ts';
import type { Place } from '../place.ts';
import type { CheckPorts, LookPorts } from './ports.ts';
import type { SweptGroup, WorkItem } from './work.ts';

const groupsIn = (items: readonly WorkItem[]): readonly (SweptGroup & { readonly id: string })[] =>
  items.flatMap(({ id, work }) => (work.kind === 'sweep' ? [{ id, ...work.group }] : []));

/** Whether swept work is one of several groups of its account and Region: what they find first is told together. */
export const isPartOfMore = (items: readonly WorkItem[]): boolean =>
  groupsIn(items).some(({ run }) => run && run.of > 1);

/** Says what became of swept groups; has announced all that is pending when none of their account and Region is left. */
export async function endGroups(
  items: readonly WorkItem[],
  failed: ReadonlyMap<string, unknown>,
  place: Place,
  ports: CheckPorts,
): Promise<void> {
  for (const { id, run } of groupsIn(items)) {
    if (!run) continue;
    const outcome = failed.has(id) ? 'failed' : 'done';
    const isLast = await ports.runs.ended(place, run, outcome, ports.now().toISOString());
    if (isLast && run.of > 1) await announceAll(place, ports);
  }
}

async function announceAll(
  { account, region }: Place,
  { memory, announce }: { readonly memory: Pick<Memory, 'clusters'>; readonly announce: LookPorts['announce'] },
): Promise<void> {
  const clusters = (await memory.clusters(account, region)).flatMap(({ pending, cluster }) =>
    pending ? [cluster] : [],
  );
  if (clusters.length > 0) await announce({ account, region, clusters });
}
