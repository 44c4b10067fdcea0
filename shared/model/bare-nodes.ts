import { interfacesIn, ownInstanceOf } from './interface-index.ts';
import { workloadUses } from './subnet-use.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/**
 * Ids of the nodes that Karpenter or Auto Mode runs in the subnet without an address that the internet can answer; in IPv6 clusters one
 * of either family will do. Raises `NotObserved` when it cannot be told of a node, unless another one certainly has none.
 */
export function bareAutomaticNodes(view: ClusterView, subnet: Subnet): readonly string[] {
  const nodes = workloadUses(view).bySubnet.get(subnet.id)?.automaticNodes ?? [];
  const answers = nodes.map(({ instanceId }) => ({
    instanceId,
    bare: attempt(() => isBare(view, subnet, instanceId)),
  }));
  const bare = answers.flatMap((answer) => (answer.bare === true ? answer.instanceId : []));
  const unknown = answers.find((answer) => answer.bare instanceof NotObserved)?.bare;
  if (bare.length === 0 && unknown instanceof NotObserved) throw unknown;
  return bare.sort();
}

/** An instance that does not run has given its public address back. */
function isBare({ account, cluster }: ClusterView, subnet: Subnet, instanceId: string): boolean {
  const instance = account.instances.find(instanceId);
  if (instance?.state !== 'running' || instance.publicIp !== undefined) return false;
  if (cluster.ipFamily !== 'ipv6') return true;
  const own = interfacesIn(account, subnet).filter((eni) => ownInstanceOf(account, eni) === instanceId);
  return own.every(({ ipv6Addresses }) => ipv6Addresses.length === 0);
}
