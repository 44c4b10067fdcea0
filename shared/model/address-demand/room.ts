import { tryParseAddress } from '../address.ts';
import { type AddressRange, contains, rangeOf, sizeOf, usableAddresses } from '../cidr.ts';
import { type Bounds, exactly, sumOf } from '../cni/bounds.ts';
import { cniOfCluster, isTaggedForPods } from '../cni-of-cluster.ts';
import { interfacesIn, observedInterfacesIn } from '../interface-index.ts';
import { attempt } from '../view/observing.ts';
import type { NetworkInterface, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView, ClusterView } from '../view/views.ts';
import type { AddressPool } from './pools.ts';

/** The addresses that are there for a pool. */
export interface PoolRoom {
  /** AvailableIpAddressCount of the pool's subnets together. */
  readonly free: number;
  /** Of those, kept from automatic use by reservations of type `explicit`. */
  readonly reserved: Bounds;
  /** Everything that is allocated in the pool's subnets; undefined where their blocks are not known. */
  readonly used: number | undefined;
  /** Further subnets of the zone that subnet discovery may use for the pods of clusters in the pool. */
  readonly podSubnets: readonly Subnet[];
  readonly podFree: number;
}

/** Raises `NotObserved` when free addresses or reservations of a subnet are not known. */
export function roomOf(account: AccountView, pool: AddressPool): PoolRoom {
  const podSubnets = podSubnetsOf(account, pool);
  return {
    free: freeIn(pool.subnets),
    reserved: reservedIn(account, pool.subnets),
    used: usedIn(pool.subnets),
    podSubnets,
    podFree: freeIn(podSubnets),
  };
}

export const freeIn = (subnets: readonly Subnet[]): number =>
  subnets.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);

/** Everything that is allocated in the subnets; undefined where their blocks are not known. */
export function usedIn(subnets: readonly Subnet[]): number | undefined {
  const used = attempt(() =>
    subnets.reduce((sum, { cidr, freeIpv4Addresses }) => sum + usableAddresses(cidr) - freeIpv4Addresses, 0),
  );
  return used instanceof NotObserved ? undefined : used;
}

function podSubnetsOf(account: AccountView, pool: AddressPool): readonly Subnet[] {
  const discovering = clustersOf(pool).filter((view) => {
    const { settings } = cniOfCluster(view);
    return settings.subnetDiscovery && !settings.customNetworking;
  });
  if (discovering.length === 0) return [];
  const own = new Set(pool.subnets.map(({ id }) => id));
  return account.subnets
    .inVpc(pool.vpcId)
    .filter((subnet) => subnet.zoneId === pool.zoneId && !own.has(subnet.id))
    .filter((subnet) => discovering.some((view) => isTaggedForPods(view, subnet)));
}

export const clustersOf = ({ groups, automatic }: AddressPool): readonly ClusterView[] => [
  ...new Set([...groups.map(({ view }) => view), ...automatic]),
];

/** Free addresses that `explicit` reservations keep aside. */
export const reservedIn = (account: AccountView, subnets: readonly Subnet[]): Bounds =>
  sumOf(...subnets.map((subnet) => unusedReservations(account, subnet)));

/** Free addresses that the subnet's `explicit` reservations keep from automatic use; AWS counts them as available. */
function unusedReservations(account: AccountView, subnet: Subnet): Bounds {
  const ranges = subnet.cidrReservations
    .filter(({ type, cidr }) => type === 'explicit' && rangeOf(cidr).family === 4)
    .map(({ cidr }) => rangeOf(cidr));
  if (ranges.length === 0) return exactly(0);
  const complete = attempt(() => interfacesIn(account, subnet));
  const interfaces = complete instanceof NotObserved ? [] : complete;
  const free = ranges.reduce((sum, range) => sum + freeWithin(range, subnet, interfaces), 0);
  return complete instanceof NotObserved ? { low: 0, high: free } : exactly(free);
}

function freeWithin(range: AddressRange, subnet: Subnet, interfaces: readonly NetworkInterface[]): number {
  const { start, end } = rangeOf(subnet.cidr);
  const own = [start, start + 1n, start + 2n, start + 3n, end].filter(
    (value) => value >= range.start && value <= range.end,
  );
  const isWithin = (address: string) => {
    const value = tryParseAddress(address)?.value;
    return value !== undefined && value >= range.start && value <= range.end;
  };
  let taken = own.length;
  for (const { privateIpv4Addresses, ipv4Prefixes } of interfaces) {
    taken += privateIpv4Addresses.filter(isWithin).length;
    taken += 16 * ipv4Prefixes.filter((prefix) => contains(range, rangeOf(prefix))).length;
  }
  return Math.max(0, Number(sizeOf(range)) - taken);
}

/** Why interfaces of the VPC are not known, or undefined when all of them are. */
export function interfacesLack(account: AccountView, vpcId: string): NotObserved | undefined {
  const interfaces = attempt(() => account.networkInterfaces.inVpc(vpcId));
  return interfaces instanceof NotObserved ? interfaces : undefined;
}

/** Why not even a witness among interfaces can be asked for. */
export function interfacesUnlisted(account: AccountView): NotObserved | undefined {
  const interfaces = attempt(() => observedInterfacesIn(account, ''));
  return interfaces instanceof NotObserved ? interfaces : undefined;
}
