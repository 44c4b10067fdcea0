import { automaticNodesOf, type RunningNode } from './running-nodes.ts';
import { clusterSubnets, scopeSubnets } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';
import { isAvailabilityZone } from './zones.ts';

/** Nodes without node groups: what limits them, and where they go, is written in the cluster and not shown by AWS. */
export interface AutomaticProvisioning {
  readonly by: 'Auto Mode' | 'Karpenter';
  /** Those that run now, as far as they are known. */
  readonly nodes: readonly RunningNode[];
  /** Where nodes run or, before any does, where Auto Mode's own node class puts them. */
  readonly subnets: readonly Subnet[];
}

const discoveryTag = 'karpenter.sh/discovery';

/**
 * Whether Auto Mode is on, or nodes of Karpenter are there; undefined when neither. Karpenter without any node is invisible.
 * Raises `NotObserved` when the subnets are not known.
 */
export const automaticProvisioning = remembered((view: ClusterView): AutomaticProvisioning | undefined => {
  const nodes = automaticNodesOf(view.account, view.name);
  const { autoMode } = view.cluster;
  if (!autoMode && nodes.length === 0) return undefined;
  const ids = new Set(nodes.map(({ subnetId }) => subnetId));
  if (!autoMode) for (const id of discoveredBy(view)) ids.add(id);
  if (ids.size === 0) for (const id of view.cluster.subnetIds) ids.add(id);
  const subnets = [...ids].flatMap((id) => view.account.subnets.find(id) ?? []);
  return { by: autoMode ? 'Auto Mode' : 'Karpenter', nodes, subnets };
});

/**
 * The zones over which such nodes may spread: where they run now is no limit, so that without tags that name their subnets those of the
 * cluster's own subnets count too. Raises `NotObserved` when these are not known.
 */
export function automaticZones(view: ClusterView, { subnets }: AutomaticProvisioning): ReadonlySet<string> {
  const named = view.cluster.autoMode ? [] : discoveredBy(view);
  const further = named.length > 0 ? [] : clusterSubnets(view).map(({ zoneId }) => zoneId);
  return new Set([...subnets.map(({ zoneId }) => zoneId), ...further.filter(isAvailabilityZone)]);
}

const discoveredBy = ({ account, cluster, name }: ClusterView): readonly string[] =>
  account.subnets
    .inVpc(cluster.vpcId)
    .filter(({ tags }) => tags[discoveryTag] === name)
    .map(({ id }) => id);

/** The subnets in the cluster's scope, with those of nodes that no group launches. */
export const scopeWithAutomaticSubnets = remembered((view: ClusterView): readonly (Subnet | NotObserved)[] => {
  const scope = scopeSubnets(view);
  const automatic = attempt(() => automaticProvisioning(view)?.subnets ?? []);
  if (automatic instanceof NotObserved) return [...scope, automatic];
  return [...scope, ...automatic.filter((subnet) => !scope.includes(subnet))];
});
