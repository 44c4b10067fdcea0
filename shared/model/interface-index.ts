import { remembered } from './view/memo.ts';
import type { NetworkInterface } from './view/records.ts';
import type { AccountView } from './view/views.ts';

interface InterfaceIndex {
  readonly bySubnet: ReadonlyMap<string, readonly NetworkInterface[]>;
  /** Of instances of the account itself: control-plane interfaces are attached to instances of EKS. */
  readonly byInstance: ReadonlyMap<string, readonly NetworkInterface[]>;
  /** By the cluster that the VPC CNI's tag names: interfaces of pods; it does not tag a node's first one. */
  readonly byCluster: ReadonlyMap<string, readonly NetworkInterface[]>;
}

const none: readonly NetworkInterface[] = [];

/** The interfaces that were observed, walked once per account. Raises `NotObserved` when none were listed at all. */
const indexOf = remembered((account: AccountView): InterfaceIndex => {
  const bySubnet = new Map<string, NetworkInterface[]>();
  const byInstance = new Map<string, NetworkInterface[]>();
  const byCluster = new Map<string, NetworkInterface[]>();
  for (const eni of account.networkInterfaces.observed()) {
    append(bySubnet, eni.subnetId, eni);
    append(byInstance, ownInstanceOf(account, eni), eni);
    append(byCluster, eni.tags['cluster.k8s.amazonaws.com/name'], eni);
  }
  return { bySubnet, byInstance, byCluster };
});

function append(index: Map<string, NetworkInterface[]>, key: string | undefined, eni: NetworkInterface): void {
  if (key === undefined) return;
  const found = index.get(key);
  if (found) found.push(eni);
  else index.set(key, [eni]);
}

/** The instance of this account that the interface is attached to. */
export function ownInstanceOf({ account }: AccountView, { attachment }: NetworkInterface): string | undefined {
  const { instanceId, instanceOwnerId = account } = attachment ?? {};
  return instanceOwnerId === account ? instanceId : undefined;
}

/** Every interface in the subnet; raises `NotObserved` when interfaces of its VPC are hidden. */
export function interfacesIn(account: AccountView, subnet: { readonly id: string; readonly vpcId: string }) {
  account.networkInterfaces.inVpc(subnet.vpcId);
  return observedInterfacesIn(account, subnet.id);
}

/** As `interfacesIn`, those that were observed: for what only needs a witness. */
export const observedInterfacesIn = (account: AccountView, subnetId: string): readonly NetworkInterface[] =>
  indexOf(account).bySubnet.get(subnetId) ?? none;

/** The interfaces of an instance of this account, as far as they were observed. */
export const interfacesOfInstance = (account: AccountView, instanceId: string): readonly NetworkInterface[] =>
  indexOf(account).byInstance.get(instanceId) ?? none;

/** The interfaces that the VPC CNI of the cluster made, as far as they were observed. */
export const cniInterfacesOf = (account: AccountView, cluster: string): readonly NetworkInterface[] =>
  indexOf(account).byCluster.get(cluster) ?? none;
