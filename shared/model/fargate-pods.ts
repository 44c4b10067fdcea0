import { isControlPlaneInterface } from './control-plane.ts';
import { interfacesIn, observedInterfacesIn, ownInstanceOf } from './interface-index.ts';
import { workloadUses } from './subnet-use.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/** The existing subnets of all Fargate profiles. Raises `NotObserved` when some may be hidden. */
export function fargateSubnets(view: ClusterView): readonly Subnet[] {
  const { bySubnet, hidden } = workloadUses(view);
  if (hidden[0]) throw hidden[0];
  const used = [...bySubnet.values()].filter(({ fargateProfiles }) => fargateProfiles.length > 0);
  return used.flatMap(({ subnetId }) => view.account.subnets.find(subnetId) ?? []);
}

/**
 * Interfaces in the subnet that may belong to pods of Fargate which run already, as far as they were observed: they carry the
 * cluster's security group and are attached to no instance of the account.
 */
export const possibleFargatePods = (view: ClusterView, subnetId: string): number =>
  observedInterfacesIn(view.account, subnetId).filter(
    (eni) =>
      eni.interfaceType === 'interface' &&
      eni.securityGroupIds.includes(view.cluster.clusterSecurityGroupId) &&
      ownInstanceOf(view.account, eni) === undefined &&
      !isControlPlaneInterface(view, eni),
  ).length;

/** Pods that all Fargate profiles of a cluster may still start, and the free addresses of their subnets, one for each pod. */
interface FargateRoom {
  readonly subnets: readonly Subnet[];
  readonly freeAddresses: number;
  readonly runningPods: number;
  readonly morePods: number;
}

/** The shortage, whatever zone pods go to; undefined when there is none. Raises `NotObserved` when it cannot be told. */
export function fargateShortage(view: ClusterView, mostPods: number): FargateRoom | undefined {
  const subnets = fargateSubnets(view);
  const freeAddresses = subnets.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);
  if (mostPods <= freeAddresses) return undefined;
  for (const subnet of subnets) interfacesIn(view.account, subnet);
  const runningPods = subnets.reduce((sum, { id }) => sum + possibleFargatePods(view, id), 0);
  const morePods = Math.max(0, mostPods - runningPods);
  return morePods > freeAddresses ? { subnets, freeAddresses, runningPods, morePods } : undefined;
}
