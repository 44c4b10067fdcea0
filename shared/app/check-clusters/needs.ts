import type { Change } from '../events/change-event.ts';
import { type ClusterKey, clusterId } from '../findings/finding.ts';
import type { Place } from '../place.ts';
import type { CheckPorts } from './ports.ts';
import type { Work } from './work.ts';

/** That a cluster be observed later than a time (ISO 8601 with milliseconds, in UTC). */
export interface Need {
  readonly key: ClusterKey;
  readonly after: string;
  /** How many looks the same change has had; undefined where it is the sweep that asks. */
  readonly attempt: number | undefined;
}

type Lookup = (resource: string) => Promise<readonly ClusterKey[]>;

/**
 * Finds out what each piece of work needs. Work that names the same resources shares a look-up. A change may concern clusters of other
 * accounts: those in subnets that its account shares with them.
 */
export function needsFinder(place: Place, { memory, settleMs, now }: Pick<CheckPorts, 'memory' | 'settleMs' | 'now'>) {
  const answers = new Map<string, Promise<readonly ClusterKey[]>>();
  const lookup: Lookup = (resource) => {
    const answer = answers.get(resource) ?? memory.clustersUsing(place.region, resource);
    answers.set(resource, answer);
    return answer;
  };
  return async (work: Work): Promise<readonly Need[]> => {
    if (work.kind === 'nothing') return [];
    if (work.kind === 'sweep') {
      const { clusters, at } = work.group;
      return clusters.map((cluster) => ({ key: { ...place, cluster }, after: at, attempt: undefined }));
    }
    if (work.kind === 'again') {
      const { clusters, after, attempt } = work.again;
      return clusters.map((cluster) => ({ key: { ...place, cluster }, after, attempt }));
    }
    // A change that is not over yet by our clock is one that was made just now by another.
    const made = Math.min(Date.parse(work.change.time), now().getTime());
    const after = new Date(made + settleMs).toISOString();
    const keys = await concernedBy(work.change, place, lookup);
    return keys.map((key) => ({ key, after, attempt: 0 }));
  };
}

async function concernedBy(change: Change, place: Place, lookup: Lookup): Promise<readonly ClusterKey[]> {
  const named = change.clusters.map((cluster) => ({ ...place, cluster }));
  const users = await usersOf(change.resources, lookup);
  const keys = [...named, ...(users.length > 0 ? users : await usersOf(change.vpcs, lookup))];
  return [...new Map(keys.map((key) => [clusterId(key), key])).values()];
}

const together = 10;

async function usersOf(resources: readonly string[], lookup: Lookup): Promise<readonly ClusterKey[]> {
  const users: ClusterKey[] = [];
  for (let at = 0; at < resources.length; at += together) {
    const found = await Promise.all(resources.slice(at, at + together).map(lookup));
    users.push(...found.flat());
  }
  return users;
}
