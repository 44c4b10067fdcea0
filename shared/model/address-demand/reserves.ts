import { type Bounds, exactly } from '../cni/bounds.ts';
import { fargateSubnets, possibleFargatePods } from '../fargate-pods.ts';
import { observedInterfacesIn } from '../interface-index.ts';
import { isLoadBalancerInterface } from '../interfaces.ts';
import { shareOfZone } from '../node-capacity.ts';
import { attempt } from '../view/observing.ts';
import type { Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView, ClusterView } from '../view/views.ts';
import type { PoolContext } from './lacking.ts';

/** What must stay free in a pool beside nodes. */
export interface Reserves {
  /** Pods of Fargate, one address each, as far as none runs yet. */
  readonly fargatePods: Bounds;
  /** Subnets tagged for load balancers that host none yet. */
  readonly loadBalancerSubnets: readonly string[];
  readonly loadBalancers: Bounds;
  readonly controlPlane: number;
  readonly extra: number;
}

const loadBalancerTags = ['kubernetes.io/role/elb', 'kubernetes.io/role/internal-elb'];

/** Raises `NotObserved` when the tags of subnets, the clusters' own subnets or the Fargate profiles are not known. */
export function reservesOf(clusters: readonly ClusterView[], context: PoolContext): Reserves {
  const { account, pool, assumptions, interfacesKnown } = context;
  const loadBalancerSubnets =
    assumptions.lbReserve > 0 ? pool.subnets.filter((subnet) => awaitsLoadBalancer(account, clusters, subnet)) : [];
  const loadBalancers = assumptions.lbReserve * loadBalancerSubnets.length;
  return {
    fargatePods: sum(clusters.map((view) => fargatePodsOf(view, context))),
    loadBalancerSubnets: loadBalancerSubnets.map(({ id }) => id),
    loadBalancers: { low: interfacesKnown ? loadBalancers : 0, high: loadBalancers },
    controlPlane: assumptions.cpReserve > 0 && hostsControlPlane(clusters, pool.subnets) ? assumptions.cpReserve : 0,
    extra: assumptions.extraDemand,
  };
}

export const noReserves: Reserves = {
  fargatePods: exactly(0),
  loadBalancerSubnets: [],
  loadBalancers: exactly(0),
  controlPlane: 0,
  extra: 0,
};

const sum = (bounds: readonly Bounds[]): Bounds => ({
  low: bounds.reduce((total, { low }) => total + low, 0),
  high: bounds.reduce((total, { high }) => total + high, 0),
});

function awaitsLoadBalancer(account: AccountView, clusters: readonly ClusterView[], subnet: Subnet): boolean {
  const { tags } = subnet;
  if (!loadBalancerTags.some((tag) => tag in tags)) return false;
  if (clusters.every(({ declared }) => declared.loadBalancerController === 'none')) return false;
  const interfaces = attempt(() => observedInterfacesIn(account, subnet.id));
  return interfaces instanceof NotObserved || !interfaces.some(isLoadBalancerInterface);
}

const hostsControlPlane = (clusters: readonly ClusterView[], subnets: readonly Subnet[]): boolean =>
  clusters.some(({ cluster }) => subnets.some(({ id }) => cluster.subnetIds.includes(id)));

/** The declared number, less the interfaces that may belong to pods that run already: they carry the cluster's security group. */
function fargatePodsOf(view: ClusterView, { pool, assumptions, interfacesKnown }: PoolContext): Bounds {
  const most = view.declared.fargateMaxPods ?? 0;
  if (most === 0) return exactly(0);
  const subnets = fargateSubnets(view);
  const here = subnets.filter(({ id }) => pool.subnets.some((subnet) => subnet.id === id));
  if (here.length === 0) return exactly(0);
  const zones = new Set(subnets.map(({ zoneId }) => zoneId)).size;
  const high = shareOfZone(most, zones, assumptions.azSkew);
  if (!interfacesKnown) return { low: 0, high };
  return { low: Math.max(0, high - here.reduce((count, { id }) => count + possibleFargatePods(view, id), 0)), high };
}
