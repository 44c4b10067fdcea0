import type { ResourceRef } from '../engine/verdict.ts';
import type { SubnetUse } from '../model/subnet-use.ts';
import type { ClusterView } from '../model/view/views.ts';

/** What names a subnet, in words and as a resource. */
export interface SubnetOwner {
  readonly namedBy: string;
  readonly resource: ResourceRef;
}

/** Whatever of the cluster names the subnet: itself, its node groups of either kind, its Fargate profiles. */
export function ownersOf(view: ClusterView, use: SubnetUse): readonly SubnetOwner[] {
  return [
    ...(use.controlPlane
      ? [{ namedBy: `Cluster ${view.name}`, resource: { type: 'cluster' as const, id: view.name } }]
      : []),
    ...use.nodeGroups.map(({ id }) => ({ namedBy: `Node group ${id}`, resource: { type: 'node-group' as const, id } })),
    ...use.selfManagedGroups.map(({ id }) => ({
      namedBy: `Auto Scaling group ${id}`,
      resource: { type: 'node-group' as const, id: `${view.name}/${id}` },
    })),
    ...use.fargateProfiles.map((id) => ({
      namedBy: `Fargate profile ${id}`,
      resource: { type: 'fargate-profile' as const, id },
    })),
  ];
}
