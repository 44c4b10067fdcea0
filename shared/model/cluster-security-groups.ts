import { controlPlaneInterfaces } from './control-plane.ts';
import { interfacesOfInstance } from './interface-index.ts';
import { isPrimaryInterface } from './interfaces.ts';
import { launchTemplateSecurityGroupIds, launchTemplateVersionOf } from './launch-template.ts';
import { parseProtocol } from './ports.ts';
import { undecidable } from './snapshot/known.ts';
import { remembered, rememberedFor } from './view/memo.ts';
import { findObserved, unlessUndecidable } from './view/observing.ts';
import type { AutoScalingGroup, NodeGroup, SecurityGroup } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

const unique = (ids: Iterable<string>): readonly string[] => [...new Set(ids)];

/** The groups that EKS is told to give to the control plane's interfaces: the cluster's own one and the additional ones. */
export const configuredControlPlaneSecurityGroupIds = ({ cluster }: ClusterView): readonly string[] =>
  unique([cluster.clusterSecurityGroupId, ...cluster.securityGroupIds]);

/**
 * The groups on the control plane's interfaces; the configured ones while there are no interfaces, or before deployment.
 * Raises `NotObserved` when the interfaces could not be read.
 */
export const controlPlaneSecurityGroupIds = remembered((view: ClusterView): readonly string[] => {
  const interfaces = unlessUndecidable(() => controlPlaneInterfaces(view), []);
  const carried = unique(interfaces.flatMap(({ securityGroupIds }) => securityGroupIds));
  return carried.length > 0 ? carried : configuredControlPlaneSecurityGroupIds(view);
});

/** The groups that are on the control plane's interfaces, and those that are to be. Raises as `controlPlaneSecurityGroupIds` does. */
export const everyControlPlaneSecurityGroupId = (view: ClusterView): readonly string[] =>
  unique([...controlPlaneSecurityGroupIds(view), ...configuredControlPlaneSecurityGroupIds(view)]);

/**
 * The groups on the nodes of a node group. Managed: those of its launch template, else the cluster's own group with the one that EKS
 * makes for remote access. Self-managed: those on its instances' first interfaces, else those of its launch template.
 */
export const nodeSecurityGroupIds = rememberedFor(
  (view: ClusterView, group: NodeGroup | AutoScalingGroup): readonly string[] =>
    'instanceIds' in group ? ofSelfManaged(view, group) : ofManaged(view, group),
);

function ofManaged(view: ClusterView, { launchTemplate, remoteAccess }: NodeGroup): readonly string[] {
  const named = launchTemplate
    ? launchTemplateSecurityGroupIds(launchTemplateVersionOf(view.account, launchTemplate))
    : [];
  if (named.length > 0) return unique(named);
  return unique([view.cluster.clusterSecurityGroupId, remoteAccess?.securityGroupId ?? []].flat());
}

function ofSelfManaged(view: ClusterView, group: AutoScalingGroup): readonly string[] {
  const instanceIds = new Set(group.instanceIds);
  const carried = view.account.networkInterfaces
    .inVpc(view.cluster.vpcId)
    .filter((eni) => isPrimaryInterface(eni) && instanceIds.has(eni.attachment?.instanceId ?? ''))
    .flatMap(({ securityGroupIds }) => securityGroupIds);
  if (carried.length > 0) return unique(carried);
  if (group.launchTemplate) {
    const named = launchTemplateSecurityGroupIds(launchTemplateVersionOf(view.account, group.launchTemplate));
    if (named.length > 0) return unique(named);
  }
  const unknown = undecidable('it has no instances, and its launch template names no security groups');
  throw new NotObserved('autoScalingGroups.securityGroupIds', group.id, unknown);
}

/**
 * The groups on the first interface of a node that Karpenter or Auto Mode launched; only its interfaces show them.
 * Raises `NotObserved` when they are not visible.
 */
export function automaticNodeSecurityGroupIds({ account, name }: ClusterView, instanceId: string): readonly string[] {
  const interfaces = interfacesOfInstance(account, instanceId).filter(isPrimaryInterface);
  const carried = unique(interfaces.flatMap(({ securityGroupIds }) => securityGroupIds));
  if (carried.length === 0) throw chosenInside(name);
  return carried;
}

export function chosenInside(cluster: string): NotObserved {
  const why = 'node classes inside the cluster choose them, and no interface of such a node shows them';
  return new NotObserved('nodes.securityGroupIds', cluster, undecidable(why));
}

/** Whether a rule lets everything in from whoever carries the group itself; raises `NotObserved` when only a hidden one may. */
export const admitsItself = (group: SecurityGroup): boolean =>
  findObserved(
    group.ingress,
    ({ protocol, peer }) =>
      parseProtocol(protocol) === 'any' && 'securityGroupId' in peer && peer.securityGroupId === group.id,
  ) !== undefined;

/** Pods on Fargate carry the cluster's own group. */
export const fargateSecurityGroupIds = ({ cluster }: ClusterView): readonly string[] => [
  cluster.clusterSecurityGroupId,
];

/** The groups with these ids that exist, each once; raises `NotObserved` when one may exist but was not read. */
export const existingGroups = (
  { securityGroups }: AccountView,
  ids: readonly string[],
  vpcId: string,
): readonly SecurityGroup[] => unique(ids).flatMap((id) => securityGroups.find(id, { vpcId }) ?? []);
