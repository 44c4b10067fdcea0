import { cniInterfacesOf, observedInterfacesIn } from './interface-index.ts';
import { isCniInterface } from './interfaces.ts';
import { undecidable } from './snapshot/known.ts';
import { scopeSubnets } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { NetworkInterface, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

const createdTag = 'node.k8s.amazonaws.com/createdAt';
const clusterTag = 'cluster.k8s.amazonaws.com/name';
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The subnets in the cluster's scope, with those in which the VPC CNI made interfaces for its pods. */
export const subnetsWithPodInterfaces = remembered((view: ClusterView): readonly (Subnet | NotObserved)[] => {
  const scope = scopeSubnets(view);
  const found = attempt(() => {
    const ids = new Set(cniInterfacesOf(view.account, view.name).map(({ subnetId }) => subnetId));
    return [...ids].sort().flatMap((id) => view.account.subnets.find(id) ?? []);
  });
  if (found instanceof NotObserved) return scope;
  return [...scope, ...found.filter((subnet) => !scope.includes(subnet))];
});

/**
 * Interfaces in the subnet that the VPC CNI made and that are attached to nothing, as far as they were observed: the cluster's own,
 * and those of no cluster that exists. Branch interfaces, which never show an attachment, are none of them.
 */
export const detachedInterfaces = (view: ClusterView, { id }: Subnet): readonly NetworkInterface[] =>
  observedInterfacesIn(view.account, id).filter(
    (eni) => isCniInterface(eni) && eni.status === 'available' && isForThisCluster(view, eni),
  );

function isForThisCluster({ account, name }: ClusterView, { tags }: NetworkInterface): boolean {
  const cluster = tags[clusterTag];
  return cluster === undefined || cluster === name || !clusterNames(account).has(cluster);
}

const clusterNames = remembered(
  ({ clusters, hiddenClusters }: AccountView): Pick<ReadonlySet<string>, 'has'> =>
    hiddenClusters.some(({ missing }) => missing.resource === '')
      ? { has: () => true }
      : new Set([...clusters.map(({ name }) => name), ...hiddenClusters.map(({ missing }) => missing.resource)]),
);

type Tagged = Pick<NetworkInterface, 'id' | 'tags'>;

/** When the VPC CNI made the interface, ISO 8601 in UTC. Raises `NotObserved` when its tag does not tell. */
export function createdAt({ id, tags }: Tagged): string {
  const text = tags[createdTag] ?? '';
  const time = rfc3339.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString().replace('.000Z', 'Z');
  const reason = `its tag ${createdTag} does not tell when it was made; the VPC CNI counts from when it sets that tag`;
  throw new NotObserved('networkInterfaces.tags', id, undecidable(reason));
}

/** Seconds from the interface's creation to when the account was observed. Raises as `createdAt`. */
export const ageInSeconds = ({ observedAt }: AccountView, eni: Tagged): number =>
  (Date.parse(observedAt) - Date.parse(createdAt(eni))) / 1000;
