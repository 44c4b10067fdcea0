import { ipv4AddressesOf } from '../../model/control-plane.ts';
import { isUnobserved } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { AccountView } from '../../model/view/views.ts';
import { mapMembers } from './listings.ts';
import { interfacesOfNodes } from './node-interfaces.ts';

/** The snapshot without these instances and their interfaces, whose addresses are free again. */
export function withoutNodes(snapshot: Snapshot, account: AccountView, ids: ReadonlySet<string>): Snapshot {
  if (ids.size === 0) return snapshot;
  const interfaces = interfacesOfNodes(account, ids);
  const gone = new Set([...ids, ...interfaces.map(({ id }) => id)]);
  const given = Map.groupBy(interfaces, ({ subnetId }) => subnetId);
  const freed = (subnetId: string) => (given.get(subnetId) ?? []).reduce((sum, eni) => sum + ipv4AddressesOf(eni), 0);
  const remaining = <T extends { readonly id: string }>(member: T) => (gone.has(member.id) ? undefined : member);
  return {
    ...snapshot,
    instances: mapMembers(snapshot.instances, remaining),
    networkInterfaces: mapMembers(snapshot.networkInterfaces, remaining),
    subnets: mapMembers(snapshot.subnets, (subnet) => {
      const { freeIpv4Addresses: free } = subnet;
      return isUnobserved(free) ? subnet : { ...subnet, freeIpv4Addresses: free + freed(subnet.id) };
    }),
  };
}
