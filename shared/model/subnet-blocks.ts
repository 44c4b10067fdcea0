import { tryParseAddress } from './address.ts';
import { AddressSet } from './address-set.ts';
import { type AddressRange, cidrAt, overlaps, rangeOf } from './cidr.ts';
import { interfacesIn } from './interface-index.ts';
import { rememberedFor } from './view/memo.ts';
import type { Subnet } from './view/records.ts';
import type { AccountView } from './view/views.ts';

/**
 * A /28 block of a subnet, which is what a prefix takes. `aws`: holds addresses that AWS keeps for itself (the first and the last
 * block). `prefix`: given to an interface. `scattered`: holds single addresses. `reserved`: kept from automatic use (`explicit`).
 */
export type BlockState = 'free' | 'aws' | 'prefix' | 'scattered' | 'reserved';

export interface SubnetBlocks {
  readonly subnetId: string;
  /** In the order of their addresses. */
  readonly states: readonly BlockState[];
  readonly free: number;
  /** The largest block of free /28 blocks that no reservation holds yet, as CIDR text; undefined when there is none. */
  readonly largestUnreserved: string | undefined;
}

const blockBits = 4n;

/** The /28 blocks of the subnet. Raises `NotObserved` when its interfaces, its block or its reservations are not all known. */
export const subnetBlocks = rememberedFor((account: AccountView, subnet: Subnet): SubnetBlocks => {
  const { start, end } = rangeOf(subnet.cidr);
  const states = new Array<BlockState>(Number((end - start + 1n) >> blockBits) || 1).fill('free');
  const mark = (value: bigint, state: BlockState) => {
    if (value >= start && value <= end) states[Number((value - start) >> blockBits)] = state;
  };
  states.forEach((_, index) => {
    const block = cidrAt(4, start + (BigInt(index) << blockBits), 28);
    const kept = subnet.cidrReservations.some(
      ({ type, cidr }) => type === 'explicit' && overlaps(rangeOf(cidr), block),
    );
    if (kept) states[index] = 'reserved';
  });
  for (const { privateIpv4Addresses, ipv4Prefixes } of interfacesIn(account, subnet)) {
    for (const prefix of ipv4Prefixes) mark(rangeOf(prefix).start, 'prefix');
    for (const address of privateIpv4Addresses) mark(tryParseAddress(address)?.value ?? -1n, 'scattered');
  }
  mark(start, 'aws');
  mark(end, 'aws');
  const free = states.flatMap((state, index) =>
    state === 'free' ? [cidrAt(4, start + (BigInt(index) << blockBits), 28)] : [],
  );
  return { subnetId: subnet.id, states, free: free.length, largestUnreserved: largestOf(unreserved(subnet, free)) };
});

/** AWS refuses reservations that overlap others. */
const unreserved = ({ cidrReservations }: Subnet, blocks: readonly AddressRange[]): readonly AddressRange[] =>
  blocks.filter((block) => !cidrReservations.some(({ cidr }) => overlaps(rangeOf(cidr), block)));

function largestOf(blocks: readonly AddressRange[]): string | undefined {
  const [largest] = AddressSet.ofRanges(blocks)
    .toCidrs()
    .sort((a, b) => prefixLengthOf(a) - prefixLengthOf(b));
  return largest;
}

const prefixLengthOf = (cidr: string): number => Number(cidr.split('/')[1]);

const signs: Readonly<Record<BlockState, string>> = { free: '.', aws: 'A', prefix: 'P', scattered: 'x', reserved: 'R' };

/** More blocks than a /20 has are told as numbers. */
const mostSigns = 256;

/** One sign for each block: `.` free, `x` holds single addresses, `P` a prefix, `R` reserved, `A` holds addresses of AWS. */
export function blocksInSigns({ states }: SubnetBlocks): string {
  if (states.length <= mostSigns) return states.map((state) => signs[state]).join('');
  const counts = Map.groupBy(states, (state) => signs[state]);
  return [...counts].map(([sign, members]) => `${members.length} ${sign}`).join(', ');
}
