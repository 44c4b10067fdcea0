import { clusterId } from '../findings/finding.ts';
import type { Look } from './look-again.ts';
import type { Need } from './needs.ts';
import type { CheckPorts } from './ports.ts';

/** Who observes the clusters that a batch is about. */
export interface Shares {
  /** Those that this worker observes, by name: the latest of their needs. */
  readonly mine: ReadonlyMap<string, Need>;
  /** Those of which reads may still show what was before, by name. */
  readonly early: ReadonlyMap<string, Look>;
  /** How many memory has observed late enough. */
  readonly covered: number;
  /** How many another worker is at; it was told what is needed. */
  readonly left: number;
  /** Covered ones of which something is to be told: whoever observed them may have died before saying so. */
  readonly pending: readonly string[];
}

/** A cluster that changed is observed by whoever has its turn; the sweep looks at all, and its order is that of its commits. */
export async function sharesOf(needs: readonly Need[], ports: CheckPorts): Promise<Shares> {
  const mine = new Map<string, Need>();
  const early = new Map<string, Look>();
  const pending: string[] = [];
  let covered = 0;
  let left = 0;
  for (const need of latestOf(needs)) {
    const { key, after, attempt } = need;
    const cluster = await ports.memory.cluster(key);
    if (cluster && cluster.observedAt > after) {
      covered += 1;
      if (cluster.pending) pending.push(key.cluster);
    } else if (attempt !== undefined && ports.now().toISOString() <= after) early.set(key.cluster, { after, attempt });
    else if (await isMine(need, ports)) mine.set(key.cluster, need);
    else left += 1;
  }
  return { mine, early, covered, left, pending };
}

/** Each cluster's need that covers its others: the latest, asked for by a change where one asks at all. */
function latestOf(needs: readonly Need[]): readonly Need[] {
  const latest = new Map<string, Need>();
  for (const need of needs) {
    const known = latest.get(clusterId(need.key));
    latest.set(clusterId(need.key), known ? both(known, need) : need);
  }
  return [...latest.values()];
}

function both(one: Need, other: Need): Need {
  const attempts = [one.attempt, other.attempt].filter((attempt) => attempt !== undefined);
  return {
    key: one.key,
    after: one.after < other.after ? other.after : one.after,
    attempt: attempts.length > 0 ? Math.min(...attempts) : undefined,
  };
}

async function isMine({ key, after, attempt }: Need, { turns, turn, now }: CheckPorts): Promise<boolean> {
  if (attempt === undefined) return true;
  await turns.demand(key, after);
  return turns.take(key, turn, now().toISOString());
}
