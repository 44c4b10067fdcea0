import { cniInterfacesOf, interfacesOfInstance, ownInstanceOf } from './interface-index.ts';
import { isCniInterface, isPrimaryInterface, isUnmanaged } from './interfaces.ts';
import type { NetworkInterface } from './view/records.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** The first interface of the instance that the interface is attached to, as far as it was observed. */
export function primaryInterfaceBeside(account: AccountView, eni: NetworkInterface): NetworkInterface | undefined {
  const instanceId = ownInstanceOf(account, eni);
  return instanceId === undefined ? undefined : interfacesOfInstance(account, instanceId).find(isPrimaryInterface);
}

/** An interface that the VPC CNI made for the pods of a node, and the node's first one. */
export interface SecondaryInterface {
  readonly eni: NetworkInterface;
  readonly primary: NetworkInterface;
}

/** Those that the VPC CNI of the cluster manages, as far as they were observed with the first interfaces of their nodes. */
export const secondaryInterfaces = ({ account, name }: ClusterView): readonly SecondaryInterface[] =>
  cniInterfacesOf(account, name)
    .filter((eni) => isCniInterface(eni) && !isUnmanaged(eni))
    .flatMap((eni) => {
      const primary = primaryInterfaceBeside(account, eni);
      return primary ? [{ eni, primary }] : [];
    });
