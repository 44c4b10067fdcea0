import { interfaceLimitsOf } from './address-demand/per-node.ts';
import type { Bounds } from './cni/bounds.ts';
import { maxPods } from './cni.ts';
import { cniOfCluster } from './cni-of-cluster.ts';
import { instanceTypesOf } from './node-capacity.ts';
import type { NodeGroup } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/** The kubelet's limit that EKS's own images would set on a node of each of the group's instance types, by type. */
export function maxPodsByType(view: ClusterView, group: NodeGroup): ReadonlyMap<string, Bounds> {
  const { settings } = cniOfCluster(view);
  const types = instanceTypesOf(view.account, group);
  return new Map(types.map((type) => [type.id, maxPods(interfaceLimitsOf(type), settings, type.vcpus)]));
}
