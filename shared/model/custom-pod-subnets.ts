import { scopeWithAutomaticSubnets } from './automatic-nodes.ts';
import { cniOfCluster } from './cni-of-cluster.ts';
import { workerGroups } from './node-capacity.ts';
import { automaticNodesOf, runningNodesOf } from './running-nodes.ts';
import { undecidable } from './snapshot/known.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Where custom networking puts pods: ENIConfigs are objects of Kubernetes, so it is declared, or shown by interfaces. */
export interface CustomPodSubnets {
  readonly source: 'declared' | 'interfaces';
  /** The existing subnets, each of which serves the nodes of its own zone. */
  readonly subnets: readonly Subnet[];
  /** Declared for a zone, and of no use there: gone, or of another zone or VPC. */
  readonly misplaced: readonly { readonly zoneId: string; readonly subnetId: string }[];
}

/** Raises `NotObserved` when neither a declaration nor an interface tells. For clusters with custom networking. */
export const customPodSubnets = remembered((view: ClusterView): CustomPodSubnets => {
  const declared = view.declared.podSubnetsByAz;
  return declared ? declaredPodSubnets(view, declared) : observedPodSubnets(view);
});

function declaredPodSubnets(
  { account, cluster }: ClusterView,
  byZone: Readonly<Record<string, readonly string[]>>,
): CustomPodSubnets {
  const named = Object.entries(byZone).flatMap(([zoneId, ids]) => ids.map((subnetId) => ({ zoneId, subnetId })));
  const found = named.map(({ zoneId, subnetId }) => {
    const subnet = account.subnets.find(subnetId);
    const serves = subnet?.zoneId === zoneId && subnet.vpcId === cluster.vpcId;
    return { zoneId, subnetId, subnet: serves ? subnet : undefined };
  });
  return {
    source: 'declared',
    subnets: found.flatMap(({ subnet }) => subnet ?? []),
    misplaced: found.filter(({ subnet }) => !subnet).map(({ zoneId, subnetId }) => ({ zoneId, subnetId })),
  };
}

function observedPodSubnets(view: ClusterView): CustomPodSubnets {
  const { podSubnetIds } = cniOfCluster(view);
  if (podSubnetIds.length === 0) view.declaration('podSubnetsByAz');
  const subnets = podSubnetIds.flatMap((id) => view.account.subnets.find(id) ?? []);
  return { source: 'interfaces', subnets, misplaced: [] };
}

/**
 * The pod subnets of a zone; none where nodes certainly have no subnet for pods. Raises `NotObserved` where that cannot be told: nothing
 * is declared, and no node runs there that would show it.
 */
export function podSubnetsInZone(view: ClusterView, zoneId: string): readonly Subnet[] {
  const { source, subnets } = customPodSubnets(view);
  const here = subnets.filter((subnet) => subnet.zoneId === zoneId);
  if (here.length > 0 || source === 'declared') return here;
  view.account.networkInterfaces.inVpc(view.cluster.vpcId);
  if (nodesRunIn(view, zoneId)) return [];
  const reason = `no node runs in ${zoneId} whose interfaces would show it; declare podSubnetsByAz for this cluster`;
  throw new NotObserved('podSubnetsByAz', view.name, undecidable(reason));
}

function nodesRunIn(view: ClusterView, zoneId: string): boolean {
  const { account, name } = view;
  const inGroups = workerGroups(view).flatMap((group) =>
    group instanceof NotObserved ? [] : runningNodesOf(account, group.id),
  );
  return [...inGroups, ...automaticNodesOf(account, name)].some(
    ({ subnetId }) => account.subnets.find(subnetId)?.zoneId === zoneId,
  );
}

/** The subnets in the cluster's scope, with those in which custom networking puts pods. */
export const scopeWithPodSubnets = remembered((view: ClusterView): readonly (Subnet | NotObserved)[] => {
  const scope = scopeWithAutomaticSubnets(view);
  const pods = attempt(() => (cniOfCluster(view).settings.customNetworking ? customPodSubnets(view).subnets : []));
  if (pods instanceof NotObserved) return scope;
  return [...scope, ...pods.filter((subnet) => !scope.includes(subnet))];
});
