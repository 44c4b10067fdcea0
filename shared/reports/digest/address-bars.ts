import type { SubnetAddresses } from '../../engine/report.ts';

/** The addresses of a subnet in three parts that add up to the usable ones. */
export interface AddressParts {
  readonly used: number;
  /** Free ones that the node groups take on their way to their maximum. */
  readonly needed: number;
  readonly spare: number;
}

/** Subnets that meet the growth of the same node groups together. */
export interface AddressPool {
  readonly subnetIds: readonly string[];
  readonly free: number;
  readonly needed: number;
}

/** Subnets in the order of their zones. */
export const byZone = (subnets: readonly SubnetAddresses[]): ReadonlyMap<string, readonly SubnetAddresses[]> =>
  new Map([...Map.groupBy(subnets, ({ zone }) => zone ?? 'zone not known')].toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The pools whose need and free addresses are known. */
export function addressPools(subnets: readonly SubnetAddresses[]): readonly AddressPool[] {
  const pools = new Map(subnets.map((subnet) => [members(subnet).join('\n'), subnet]));
  return [...pools.values()].flatMap((subnet) => poolOf(subnet, subnets) ?? []);
}

const members = ({ id, pool }: SubnetAddresses): readonly string[] => (pool.length === 0 ? [id] : pool);

function poolOf(subnet: SubnetAddresses, subnets: readonly SubnetAddresses[]): AddressPool | undefined {
  const subnetIds = members(subnet);
  const free = subnetIds.map((id) => subnets.find((member) => member.id === id)?.free ?? null);
  if (subnet.neededAtMaximum === null || free.includes(null)) return undefined;
  return { subnetIds, needed: subnet.neededAtMaximum, free: free.reduce<number>((sum, own) => sum + (own ?? 0), 0) };
}

/** The parts of one subnet; a pool's need is drawn on its members by what they have free. Undefined where a number is not known. */
export function addressParts(subnet: SubnetAddresses, pools: readonly AddressPool[]): AddressParts | undefined {
  if (subnet.usable === null || subnet.free === null) return undefined;
  const free = Math.min(subnet.free, subnet.usable);
  const pool = pools.find(({ subnetIds }) => subnetIds.includes(subnet.id));
  const share = !pool || pool.free === 0 ? 0 : Math.min(1, pool.needed / pool.free);
  const needed = Math.round(free * share);
  return { used: subnet.usable - free, needed, spare: free - needed };
}
