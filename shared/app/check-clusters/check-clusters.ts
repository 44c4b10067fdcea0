import type { Place } from '../place.ts';
import { endGroups, isPartOfMore } from './end-groups.ts';
import { handOn, looksAgain, putOff } from './look-again.ts';
import { type Need, needsFinder } from './needs.ts';
import type { CheckPorts } from './ports.ts';
import { type Checked, readAndRemember } from './read-and-remember.ts';
import { type Shares, sharesOf } from './shares.ts';
import { leaveSweep, takeSweep } from './sweep-turn.ts';
import type { WorkItem } from './work.ts';

export interface CheckOutcome {
  /** The items that have to come again, with why. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** Clusters that were read, judged and remembered. */
  readonly checked: number;
  /** Clusters that an observation had covered already. */
  readonly covered: number;
  /** Clusters that were left to another worker, which is looking at them and looks again. */
  readonly left: number;
  /** Clusters that will be looked at once more, because they or what is read of them is on its way. */
  readonly again: number;
  /** Clusters that could not be described. */
  readonly unread: readonly string[];
}

/**
 * Does the work of one batch: the clusters concerned are read together, once, with those that share their VPC, unless a later
 * observation covers them or another worker is at them; what is pending of them is announced. Work that concerns no cluster in memory
 * reads nothing of AWS.
 */
export async function checkClusters(
  items: readonly WorkItem[],
  place: Place,
  ports: CheckPorts,
): Promise<CheckOutcome> {
  const failed = new Map<string, unknown>();
  const isSweeping = await takeSweep(items, place, ports);
  try {
    const needs = await needsOf(
      isSweeping ? items : items.filter(({ work }) => work.kind !== 'sweep'),
      place,
      ports,
      failed,
    );
    const all = [...needs.values()].flat();
    await handOn(
      all.filter((need) => !isAt(place, need)),
      ports,
    );
    const shares = await sharesOf(
      all.filter((need) => isAt(place, need)),
      ports,
    );
    const checked = shares.mine.size > 0 ? await attempted([...shares.mine.keys()], place, ports) : nothingChecked;
    const toAnnounce = [...new Set([...shares.pending, ...checked.pending])];
    if (toAnnounce.length > 0 && !isPartOfMore(items)) await ports.announce({ ...place, clusters: toAnnounce });
    const again = await looksAgain(shares.mine, checked, place, ports);
    await putOff(shares.early, place, ports);
    for (const [id, ofItem] of needs) {
      const failure = firstFailure(
        ofItem.filter((need) => isAt(place, need)),
        shares,
        checked,
      );
      if (failure !== undefined) failed.set(id, failure);
    }
    if (isSweeping) await endGroups(items, failed, place, ports);
    const { covered, left } = shares;
    return {
      failed,
      checked: checked.remembered.size,
      covered,
      left,
      again: again + shares.early.size,
      unread: checked.unread,
    };
  } finally {
    if (isSweeping) await leaveSweep(place, ports);
  }
}

const isAt = ({ account }: Place, { key }: Need): boolean => key.account === account;

async function needsOf(
  items: readonly WorkItem[],
  place: Place,
  ports: CheckPorts,
  failed: Map<string, unknown>,
): Promise<ReadonlyMap<string, readonly Need[]>> {
  const find = needsFinder(place, ports);
  const needs = new Map<string, readonly Need[]>();
  for (const { id, work } of items) {
    try {
      needs.set(id, await find(work));
    } catch (error) {
      failed.set(id, error);
    }
  }
  return needs;
}

const nothingChecked: Checked = {
  observedAt: '',
  remembered: new Set(),
  changed: new Set(),
  unsettled: new Set(),
  pending: new Set(),
  failed: new Map(),
  unread: [],
};

/** A reading that fails fails its clusters and nothing else of the batch. */
async function attempted(names: readonly string[], place: Place, ports: CheckPorts): Promise<Checked> {
  try {
    return await readAndRemember(names, place, ports);
  } catch (error) {
    return { ...nothingChecked, failed: new Map(names.map((name) => [name, error])) };
  }
}

/** Why an item is not done, or undefined when it is. */
function firstFailure(needs: readonly Need[], { mine }: Shares, checked: Checked): unknown {
  for (const { key } of needs) {
    const failure = mine.has(key.cluster) ? checked.failed.get(key.cluster) : undefined;
    if (failure !== undefined) return failure;
  }
  return undefined;
}
