import { everyCluster } from '../../reports/every-cluster.ts';
import type { ClusterKey, ClusterMemory, FindingKey, ObservedFinding, Target, Told } from './finding.ts';
import { clusterId, findingId, targets } from './finding.ts';
import type { Claim, Memory } from './memory.ts';

interface Kept {
  observed: ObservedFinding;
  readonly told: { [T in Target]?: Told };
  readonly claims: { [T in Target]?: Claim };
}

interface Shelf {
  cluster?: ClusterMemory;
  readonly findings: Map<string, Kept>;
  uses: readonly string[];
}

/** A memory that lasts as long as the process. */
export function inMemory(now: () => Date = () => new Date(), mostFindings = 98): Memory {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (key: ClusterKey): Shelf => {
    const shelf = shelves.get(clusterId(key)) ?? { findings: new Map(), uses: [] };
    shelves.set(clusterId(key), shelf);
    return shelf;
  };
  const keptOf = (key: ClusterKey, finding: FindingKey) => shelfOf(key).findings.get(findingId(finding));
  const isKept = ({ observed: { expiresAt } }: Kept) => expiresAt === undefined || expiresAt > now().toISOString();
  const clustersWhere = (isWanted: (cluster: ClusterMemory, shelf: Shelf) => boolean) =>
    [...shelves.values()].flatMap((shelf) => (shelf.cluster && isWanted(shelf.cluster, shelf) ? [shelf.cluster] : []));

  return {
    mostFindings,

    cluster: async (key) => shelfOf(key).cluster,

    clusters: async (account, region) =>
      clustersWhere(
        ({ cluster, ...place }) => cluster !== everyCluster && place.account === account && place.region === region,
      ),

    findings: async (key) =>
      [...shelfOf(key).findings.values()].filter(isKept).map(({ observed, told, claims }) => ({
        ...observed,
        told: { ...told },
        unmarked: targets.filter((target) => claims[target]),
      })),

    touch: async (key, version, observedAt) => {
      const shelf = shelfOf(key);
      if (shelf.cluster?.version !== version || shelf.cluster.observedAt >= observedAt) return false;
      shelf.cluster = { ...shelf.cluster, observedAt };
      return true;
    },

    commit: async ({ before, cluster, findings }) => {
      if (findings.length > mostFindings) throw new RangeError(`${findings.length} findings do not fit into a commit.`);
      const shelf = shelfOf(cluster);
      if (shelf.cluster?.version !== before?.version || shelf.cluster?.observedAt !== before?.observedAt) return false;
      shelf.cluster = cluster;
      for (const finding of findings) {
        const kept = shelf.findings.get(findingId(finding));
        if (kept) kept.observed = finding;
        else shelf.findings.set(findingId(finding), { observed: finding, told: {}, claims: {} });
      }
      return true;
    },

    claim: async (key, finding, claim, at) => {
      const kept = keptOf(key, finding);
      const { target, version } = claim;
      if (kept?.observed.version !== version) return false;
      const told = kept.told[target];
      if (told?.version === version && told.refused === undefined) return false;
      if ((kept.claims[target]?.until ?? '') > at) return false;
      kept.claims[target] = claim;
      return true;
    },

    told: async (key, finding, { target, version, until }, told) => {
      const kept = keptOf(key, finding);
      const held = kept?.claims[target];
      if (!kept || held?.version !== version || held.until !== until) return false;
      delete kept.claims[target];
      kept.told[target] = told;
      return true;
    },

    settle: async (key, version) => {
      const shelf = shelfOf(key);
      if (shelf.cluster?.version !== version) return false;
      shelf.cluster = { ...shelf.cluster, pending: false };
      return true;
    },

    index: async (key, resources) => {
      shelfOf(key).uses = resources;
    },

    uses: async (key) => shelfOf(key).uses,

    clustersUsing: async (region, resource) =>
      clustersWhere((cluster, { uses }) => cluster.region === region && uses.includes(resource)).map(
        ({ account, cluster }) => ({ account, region, cluster }),
      ),
  };
}
