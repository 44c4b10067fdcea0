import { lastLook } from '../check-clusters/look-again.ts';
import type { Again } from '../check-clusters/work.ts';
import type { Memory } from '../findings/memory.ts';
import type { Place } from '../place.ts';
import { chunks } from '../sweep/sweep.ts';
import { type FreeAddresses, isSameMarks, movedSubnets, nextMarks } from './free-addresses.ts';

/** What was free when somebody last looked because of it. */
export interface Marks {
  /** Undefined where the place was never looked at. */
  readonly at: (place: Place) => Promise<FreeAddresses | undefined>;
  readonly replace: (place: Place, marks: FreeAddresses) => Promise<void>;
}

export interface HeadroomPorts {
  readonly marks: Marks;
  readonly memory: Pick<Memory, 'clustersUsing'>;
  /** Every subnet of the place. Throws where not all of them could be read. */
  readonly free: (place: Place) => Promise<FreeAddresses>;
  readonly check: (again: Again) => Promise<void>;
  readonly isTimeLeft: () => boolean;
  readonly now: () => Date;
}

export interface HeadroomOutcome {
  readonly places: number;
  /** Subnets whose free addresses went so far up or down that a rule may judge them otherwise. */
  readonly moved: number;
  /** Clusters that are looked at because of it. */
  readonly clusters: number;
  /** Places that could not be read, with why: the sweep tells of them. */
  readonly failed: readonly (Place & { readonly reason: string })[];
}

/**
 * Has those clusters looked at of which some subnet has a tenth more or fewer free addresses than when somebody last looked: no event
 * says that addresses are taken. One call for all subnets of an account and Region.
 */
export async function headroom(places: readonly Place[], ports: HeadroomPorts): Promise<HeadroomOutcome> {
  const failed: HeadroomOutcome['failed'][number][] = [];
  const totals = { moved: 0, clusters: 0 };
  for (const { account, region } of places) {
    if (!ports.isTimeLeft()) {
      failed.push({ account, region, reason: 'There was no time left for it.' });
      continue;
    }
    try {
      const { moved, clusters } = await headroomAt({ account, region }, ports);
      totals.moved += moved;
      totals.clusters += clusters;
    } catch (error) {
      failed.push({ account, region, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { places: places.length, ...totals, failed };
}

/** Marks are replaced last: whoever ends before that is followed by somebody who sees the same. */
async function headroomAt(
  place: Place,
  { marks, memory, free, check, now }: HeadroomPorts,
): Promise<Pick<HeadroomOutcome, 'moved' | 'clusters'>> {
  const after = now().toISOString();
  const [marked, seen] = await Promise.all([marks.at(place), free(place)]);
  const moved = movedSubnets(marked ?? new Map(), seen);
  const users = new Set<string>();
  for (const subnet of moved) {
    for (const { account, cluster } of await memory.clustersUsing(place.region, subnet))
      if (account === place.account) users.add(cluster);
  }
  for (const clusters of chunks([...users].sort()))
    await check({ ...place, clusters, again: true, after, attempt: lastLook });
  const next = nextMarks(marked ?? new Map(), seen);
  if (!marked || !isSameMarks(marked, next)) await marks.replace(place, next);
  return { moved: moved.length, clusters: users.size };
}
