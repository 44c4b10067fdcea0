import { type ClusterKey, clusterId } from '../findings/finding.ts';
import { type Need, needsFinder } from './needs.ts';
import type { CheckPorts } from './ports.ts';
import { type Checked, readAndRemember } from './read-and-remember.ts';
import type { Home, Work } from './work.ts';

export interface WorkItem {
  /** Names the item in the answer. */
  readonly id: string;
  readonly work: Work;
}

export interface CheckOutcome {
  /** The items that have to come again, with why. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** Clusters that were read, judged and remembered. */
  readonly checked: number;
  /** Clusters that an observation had covered already. */
  readonly covered: number;
  /** Clusters that could not be described. */
  readonly unread: readonly string[];
}

/**
 * Does the work of one batch: the clusters concerned are read together, once, with their VPC groups, unless a later observation
 * covers them; what is pending of them is announced. Work that concerns no cluster in memory reads nothing of AWS.
 */
export async function checkClusters(items: readonly WorkItem[], home: Home, ports: CheckPorts): Promise<CheckOutcome> {
  const failed = new Map<string, unknown>();
  const needs = await needsOf(items, home, ports, failed);
  const { open, covered, pending } = await uncovered([...needs.values()].flat(), ports);
  const checked = open.length > 0 ? await attempted(open, home, ports) : nothingChecked;
  const toAnnounce = [...new Set([...pending, ...checked.pending])];
  if (toAnnounce.length > 0) await ports.announce({ ...home, clusters: toAnnounce });
  for (const [id, ofItem] of needs) {
    const failure = firstFailure(ofItem, new Set(open), checked);
    if (failure !== undefined) failed.set(id, failure);
  }
  return { failed, checked: checked.remembered.size, covered, unread: checked.unread };
}

async function needsOf(
  items: readonly WorkItem[],
  home: Home,
  ports: CheckPorts,
  failed: Map<string, unknown>,
): Promise<ReadonlyMap<string, readonly Need[]>> {
  const find = needsFinder(home, ports);
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

interface Coverage {
  /** Names of the clusters that have to be observed. */
  readonly open: readonly string[];
  readonly covered: number;
  /** Those of the covered ones of which something is to be told: whoever observed them may have died before saying so. */
  readonly pending: readonly string[];
}

/** Which clusters memory has not observed late enough. */
async function uncovered(needs: readonly Need[], { memory }: CheckPorts): Promise<Coverage> {
  const latest = new Map<string, Need>();
  for (const need of needs) {
    const known = latest.get(clusterId(need.key));
    if (!known || known.after < need.after) latest.set(clusterId(need.key), need);
  }
  const open: string[] = [];
  const pending: string[] = [];
  for (const { key, after } of latest.values()) {
    const cluster = await memory.cluster(key);
    if (!cluster || cluster.observedAt <= after) open.push(key.cluster);
    else if (cluster.pending) pending.push(key.cluster);
  }
  return { open, covered: latest.size - open.length, pending };
}

const nothingChecked: Checked = {
  observedAt: '',
  remembered: new Set(),
  pending: new Set(),
  failed: new Map(),
  unread: [],
};

/** A reading that fails fails its clusters and nothing else of the batch. */
async function attempted(names: readonly string[], home: Home, ports: CheckPorts): Promise<Checked> {
  try {
    return await readAndRemember(names, home, ports);
  } catch (error) {
    return { ...nothingChecked, failed: new Map(names.map((name) => [name, error])) };
  }
}

/** Why an item is not done, or undefined when it is. */
function firstFailure(needs: readonly Need[], open: ReadonlySet<string>, checked: Checked): unknown {
  for (const { key, after } of needs) {
    if (!open.has(key.cluster)) continue;
    const failure = checked.failed.get(key.cluster);
    if (failure !== undefined) return failure;
    if (checked.observedAt <= after) return new TooEarly(key, after);
  }
  return undefined;
}

/** What was read may still be what was before the change: the work has to come again. */
class TooEarly extends Error {
  override readonly name = 'TooEarly';

  constructor({ cluster }: ClusterKey, after: string) {
    super(`${cluster} has to be observed after ${after}.`);
  }
}
