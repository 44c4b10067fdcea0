import type { SweptGroup } from '../check-clusters/work.ts';
import { type ClusterGroup, mostClusters } from '../cluster-group.ts';
import type { ClusterMemory } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import { observedGone } from '../findings/observation.ts';
import { remember } from '../findings/remember.ts';
import type { Place } from '../place.ts';

/** A cluster and where it is; without a VPC where nobody could see. */
export interface ListedCluster {
  readonly name: string;
  readonly vpcId?: string;
}

/** The clusters of an account and Region. Whoever is not in it does not exist. */
export interface ClusterList {
  /** The reader's clock just before its first read, as `Date.toISOString` writes it. */
  readonly observedAt: string;
  readonly clusters: readonly ListedCluster[];
}

export interface SweepPorts {
  readonly memory: Memory;
  readonly check: (group: SweptGroup) => Promise<void>;
  readonly announce: (group: ClusterGroup) => Promise<void>;
  readonly now: () => Date;
}

export interface SweptPlace {
  readonly gone: number;
  readonly overdue: number;
  /** Findings that are open, as they were remembered before this sweep. */
  readonly open: number;
  /** Verdicts that said yes or no, and those that could not be decided. */
  readonly decided: number;
  readonly undecided: number;
}

/** What is to be told and was not for so long is said again. */
const overdueMs = 10 * 60_000;

/**
 * Has every cluster of an account and Region checked, in the groups given, closes what belongs to clusters that are gone, and has
 * announced what is overdue.
 */
export async function sweepPlace(
  place: Place,
  { observedAt, clusters }: ClusterList,
  { run, groups }: { readonly run: string; readonly groups: readonly (readonly string[])[] },
  { memory, check, announce, now }: SweepPorts,
): Promise<SweptPlace> {
  const at = now().toISOString();
  for (const [group, names] of groups.entries())
    await check({ ...place, clusters: [...names], sweep: true, at, run: { run, group, of: groups.length } });

  const known = await memory.clusters(place.account, place.region);
  const present = new Set(clusters.map(({ name }) => name));
  const gone = known.filter((one) => !present.has(one.cluster) && !one.gone);
  const newlyPending = await closed(gone, observedAt, memory);
  const overdue = known.filter(isOverdue(now())).map(({ cluster }) => cluster);
  for (const names of chunks([...new Set([...newlyPending, ...overdue])])) {
    await announce({ ...place, clusters: names });
  }
  return { gone: gone.length, overdue: overdue.length, ...countsOf(known.filter((one) => !one.gone)) };
}

function countsOf(clusters: readonly ClusterMemory[]): Pick<SweptPlace, 'open' | 'decided' | 'undecided'> {
  const sum = (of: (counts: ClusterMemory['counts']) => number) =>
    clusters.reduce((total, { counts }) => total + of(counts), 0);
  return {
    open: sum(({ open }) => open),
    decided: sum(({ open, waived = 0, compliant }) => open + waived + compliant),
    undecided: sum(({ indeterminate }) => indeterminate),
  };
}

/** Closes what belongs to clusters that are gone. Answers those of which something is to be told. */
export async function closed(
  gone: readonly ClusterMemory[],
  observedAt: string,
  memory: Memory,
): Promise<readonly string[]> {
  const newlyPending: string[] = [];
  for (const one of gone) {
    const { pending } = await remember(memory, observedGone(one, observedAt));
    if (pending) newlyPending.push(one.cluster);
  }
  return newlyPending;
}

const isOverdue =
  (now: Date) =>
  ({ pending, changedAt }: ClusterMemory): boolean =>
    pending && now.getTime() - Date.parse(changedAt) >= overdueMs;

/** The clusters in messages of up to `mostClusters`; those that share a VPC stay together, however many they are. */
export function inMessages(clusters: readonly ListedCluster[]): readonly (readonly string[])[] {
  const groups = Map.groupBy(clusters, ({ name, vpcId }) => vpcId ?? `without VPC: ${name}`);
  const messages: string[][] = [];
  for (const group of groups.values()) {
    const last = messages.at(-1);
    const names = group.map(({ name }) => name);
    if (last && last.length + names.length <= mostClusters) last.push(...names);
    else messages.push(names);
  }
  return messages;
}

export const chunks = (names: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / mostClusters) }, (_, at) =>
    names.slice(at * mostClusters, (at + 1) * mostClusters),
  );
