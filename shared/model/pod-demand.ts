import { type AddressAssumptions, addressPlan, type GroupDemand, heldBy, prefixesOf } from './address-demand.ts';
import { cniOfCluster } from './cni-of-cluster.ts';
import { customPodSubnets } from './custom-pod-subnets.ts';
import { interfacesOfInstance } from './interface-index.ts';
import { instancesLack } from './running-nodes.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';
import { neighbours } from './vpc-group.ts';

/** Subnets of one zone that give pods their addresses, and everything that takes addresses there. */
export interface PodPool {
  readonly zoneId: string;
  /** In the order of their ids. */
  readonly subnets: readonly Subnet[];
  readonly groups: readonly GroupDemand[];
  /** What hides further groups, or how many nodes they have. */
  readonly missing: readonly NotObserved[];
}

/**
 * The pool of a subnet in which nodes' own interfaces give pods addresses, with what subnet discovery adds; or, with custom networking,
 * of a pod subnet. Undefined for a subnet that serves no pods of the cluster.
 */
export function podPoolOf(view: ClusterView, subnet: Subnet, assumptions: AddressAssumptions): PodPool | undefined {
  if (cniOfCluster(view).settings.customNetworking) return customPodPool(view, subnet, assumptions);
  const plan = addressPlan(view, assumptions);
  const found = plan.poolOf(subnet.id);
  if (!found) {
    if (plan.hidden[0]) throw plan.hidden[0];
    return undefined;
  }
  const { pool, room, demand } = found;
  const discovered = room?.podSubnets ?? [];
  const subnets = [...pool.subnets, ...discovered];
  return { zoneId: pool.zoneId, subnets, groups: demand.groups, missing: [...found.missing, ...plan.hidden] };
}

/** Pod subnets of one zone are one pool: the ENIConfig that a node uses may name any of them. */
function customPodPool(view: ClusterView, subnet: Subnet, assumptions: AddressAssumptions): PodPool | undefined {
  const { subnets } = customPodSubnets(view);
  if (!subnets.some(({ id }) => id === subnet.id)) return undefined;
  const here = subnets.filter(({ zoneId }) => zoneId === subnet.zoneId).sort((a, b) => (a.id < b.id ? -1 : 1));
  const sharing = neighbours(view).filter((other) => other === view || sharesPodSubnets(other, here));
  const plan = addressPlan(view, assumptions);
  const pools = plan.pools.filter(({ pool }) => pool.zoneId === subnet.zoneId);
  const names = new Set(sharing.map(({ name }) => name));
  const groups = pools.flatMap(({ demand }) => demand.groups).filter(({ cluster }) => names.has(cluster));
  const missing = [...pools.flatMap((one) => one.missing), ...plan.hidden];
  return { zoneId: subnet.zoneId, subnets: here, groups, missing };
}

function sharesPodSubnets(view: ClusterView, subnets: readonly Subnet[]): boolean {
  const { settings, podSubnetIds } = cniOfCluster(view);
  const ids = view.declared.podSubnetsByAz ? Object.values(view.declared.podSubnetsByAz).flat() : podSubnetIds;
  return settings.customNetworking && subnets.some(({ id }) => ids.includes(id));
}

/** What the groups still take until their maximum: at least, and at most where interfaces or nodes were not seen. */
export interface PodNeed {
  readonly low: number;
  readonly high: number;
  /** In words, so that a person can add them up. */
  readonly terms: readonly string[];
}

/** Addresses in the subnets that ENIConfigs name. */
export const customAddressNeed = (view: ClusterView, pool: PodPool): PodNeed => {
  const ids = new Set(pool.subnets.map(({ id }) => id));
  return needOf(view, pool, {
    perNode: ({ perNode }) => perNode.customPodAddresses,
    held: (instanceId) => heldBy(interfacesOfInstance(view.account, instanceId), ids),
  });
};

/** /28 blocks for prefixes. */
export const prefixNeed = (view: ClusterView, pool: PodPool): PodNeed =>
  needOf(view, pool, {
    perNode: ({ perNode }) => perNode.prefixes,
    held: (instanceId) => prefixesOf(interfacesOfInstance(view.account, instanceId)),
  });

interface Counting {
  readonly perNode: (group: GroupDemand) => number;
  /** What a running node holds, as far as its interfaces were observed. */
  readonly held: (instanceId: string) => number;
}

function needOf(view: ClusterView, { groups }: PodPool, { perNode, held }: Counting): PodNeed {
  const { account, cluster } = view;
  const complete = !(attempt(() => account.networkInterfaces.inVpc(cluster.vpcId)) instanceof NotObserved);
  const certain = instancesLack(account) === undefined;
  let low = 0;
  let high = 0;
  const terms: string[] = [];
  for (const group of groups) {
    const each = perNode(group);
    const more = Math.max(0, group.maximum - group.running);
    const lacking = group.nodes.reduce((sum, node) => {
      const alike = node.instanceType === group.perNode.instanceType;
      return sum + (alike ? Math.max(0, each - held(node.instanceId)) : 0);
    }, 0);
    low += (certain ? more * each : 0) + (complete && certain ? lacking : 0);
    high += more * each + lacking;
    if (more * each > 0) terms.push(`${group.groupId} ${more} more ${more === 1 ? 'node' : 'nodes'} × ${each}`);
    if (lacking > 0) terms.push(`${lacking} that running nodes of ${group.groupId} still take`);
  }
  return { low, high, terms };
}

/** What would tell, where the need is not certain. */
export function needLack({ account, cluster }: ClusterView): NotObserved {
  const interfaces = attempt(() => account.networkInterfaces.inVpc(cluster.vpcId));
  if (interfaces instanceof NotObserved) return interfaces;
  const reason = undecidable('which nodes hold what cannot be told');
  return instancesLack(account) ?? new NotObserved('networkInterfaces', cluster.vpcId, reason);
}
