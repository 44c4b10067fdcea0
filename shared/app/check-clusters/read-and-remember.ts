import { unsettledResources } from '../../model/unsettled.ts';
import type { NotObserved } from '../../model/view/reveal.ts';
import { AccountView, type ClusterView } from '../../model/view/views.ts';
import type { Memory } from '../findings/memory.ts';
import { type Observation, observedGone } from '../findings/observation.ts';
import { remember } from '../findings/remember.ts';
import type { Place } from '../place.ts';
import { observer } from './observer.ts';
import type { LookPorts } from './ports.ts';

/** What reading and judging came to, by cluster. A cluster that could not be described is in none of them. */
export interface Checked {
  /** The reader's clock just before its first read. */
  readonly observedAt: string;
  readonly remembered: ReadonlySet<string>;
  /** Those of which something is not what memory held before, or was seen later by somebody else. */
  readonly changed: ReadonlySet<string>;
  /** Those of which something is on its way to another state, or fails for so short that it may pass by itself. */
  readonly unsettled: ReadonlySet<string>;
  /** Those of which something is to be told. */
  readonly pending: ReadonlySet<string>;
  /** Those that were not remembered, with why. */
  readonly failed: ReadonlyMap<string, unknown>;
  readonly unread: readonly string[];
}

/** Reads the clusters with those that share a VPC with them, judges and remembers each. One's failure leaves the others alone. */
export async function readAndRemember(
  names: readonly string[],
  place: Place,
  { memory, collect, ruleBook }: LookPorts,
): Promise<Checked> {
  const snapshot = await collect(names);
  if (snapshot.account !== place.account || snapshot.region !== place.region)
    throw new Error(`Read ${snapshot.account} ${snapshot.region} instead of ${place.account} ${place.region}.`);
  const account = new AccountView(snapshot, { declarationsOf: ruleBook.settings.declarationsOf });
  const tally: Tally = {
    remembered: new Set(),
    changed: new Set(),
    unsettled: new Set(),
    pending: new Set(),
    failed: new Map(),
  };
  const observe = observer(account, ruleBook);
  for (const view of account.clusters) {
    await tallied(tally, memory, view.name, async () => observe(view));
  }
  const { gone, unread } = missing(names, account.clusters, account.hiddenClusters);
  for (const cluster of gone) {
    await tallied(tally, memory, cluster, async () => {
      const before = await memory.cluster({ ...place, cluster });
      return before && observedGone(before, snapshot.observedAt);
    });
  }
  for (const view of account.clusters) if (unsettledResources(view).length > 0) tally.unsettled.add(view.name);
  return { observedAt: snapshot.observedAt, ...tally, unread };
}

interface Tally {
  readonly remembered: Set<string>;
  readonly changed: Set<string>;
  readonly unsettled: Set<string>;
  readonly pending: Set<string>;
  readonly failed: Map<string, unknown>;
}

async function tallied(
  { remembered, changed, unsettled, pending, failed }: Tally,
  memory: Memory,
  cluster: string,
  observe: () => Promise<Observation | undefined>,
): Promise<void> {
  try {
    const observation = await observe();
    const answer = observation && (await remember(memory, observation));
    if (answer?.pending) pending.add(cluster);
    if (answer?.inGrace) unsettled.add(cluster);
    if (answer && answer.outcome !== 'unchanged') changed.add(cluster);
    remembered.add(cluster);
  } catch (error) {
    failed.set(cluster, error);
  }
}

/** Of the clusters that were asked for: those that are there no more, and those that nobody could describe. */
function missing(
  names: readonly string[],
  clusters: readonly ClusterView[],
  hidden: readonly NotObserved[],
): { readonly gone: readonly string[]; readonly unread: readonly string[] } {
  const described = new Set(clusters.map(({ name }) => name));
  const absent = names.filter((name) => !described.has(name));
  const hiddenNames = new Set(hidden.map(({ missing: { resource } }) => resource));
  const isHidden = (name: string) => hiddenNames.has(name) || hiddenNames.has('');
  return { gone: absent.filter((name) => !isHidden(name)), unread: absent.filter(isHidden) };
}
