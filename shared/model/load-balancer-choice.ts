import {
  clusterTagOf,
  discoverSubnets,
  type LoadBalancerScheme,
  onePerZone,
  roleTagOf,
} from './load-balancer-subnets.ts';
import type { Remedy } from './remedy.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/** A zone in which nobody chose the subnet that load balancers get. */
export interface AmbiguousZone {
  /** By name, as the controller compares zones. */
  readonly zone: string;
  /** Sorted by id. */
  readonly candidates: readonly Subnet[];
  /** The one that the controller takes. */
  readonly chosen: Subnet;
}

/**
 * The zones with several subnets for new load balancers of the scheme, none of which is the only one tagged for the cluster.
 * Raises `NotObserved` when a subnet of the VPC cannot be told.
 */
export function ambiguousZones(view: ClusterView, scheme: LoadBalancerScheme): readonly AmbiguousZone[] {
  const byZone = Map.groupBy(discoverSubnets(view, scheme).eligible, ({ zone }) => zone);
  return [...byZone].flatMap(([zone, inZone]) => {
    const [chosen] = onePerZone(view, inZone);
    const isChosen = inZone.filter((subnet) => clusterTagOf(view, subnet) === 'own').length === 1;
    if (!chosen || inZone.length === 1 || isChosen) return [];
    return [{ zone, candidates: inZone.toSorted((a, b) => (a.id < b.id ? -1 : 1)), chosen }];
  });
}

/**
 * Keeps what happens today by a tag, where that does not hide the subnet from other clusters: their controllers pass over subnets
 * that are tagged for others alone.
 */
export function choiceRemedy(
  view: ClusterView,
  scheme: LoadBalancerScheme,
  { zone, candidates, chosen }: AmbiguousZone,
): Remedy {
  const others = candidates.filter(({ id }) => id !== chosen.id).map(({ id }) => id);
  const untag = `take ${roleTagOf[scheme]} off the subnets in ${zone} that load balancers should not get`;
  const isTagged = candidates.some((subnet) => clusterTagOf(view, subnet) === 'own');
  if (isTagged || !isAlone(view)) return { text: `Choose a subnet, and ${untag}.` };
  const tag = `kubernetes.io/cluster/${view.name}`;
  return {
    text: `Tag ${chosen.id} with ${tag} to keep it, or another of ${others.join(', ')} to move new load balancers there; or ${untag}.`,
    command: ['ec2', 'create-tags', '--resources', chosen.id, '--tags', `Key=${tag},Value=shared`],
  };
}

/** Whether the cluster certainly has its VPC to itself. */
const isAlone = ({ account, cluster }: ClusterView): boolean =>
  account.hiddenClusters.length === 0 &&
  account.clusters.every(
    (other) => other.cluster.id === cluster.id || attempt(() => other.cluster.vpcId !== cluster.vpcId) === true,
  );
