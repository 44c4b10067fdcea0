import { ADDRESS_BITS, type Family, formatAddress, tryParseAddress } from '../../address.ts';
import { type AddressRange, cidrAt, contains, overlaps, parseCidr } from '../../cidr.ts';

/** Decides, for the bits above it (`4:` or `6:` and then `0`s and `1`s), whether a bit of an address is flipped. */
export type BitChoice = (prefix: string) => boolean;

/** Text of addresses and blocks → text of others. What is no address, or no block, stays as it is. */
export interface AddressMap {
  readonly address: (text: string) => string;
  readonly cidr: (text: string) => string;
}

interface SpecialBlock extends AddressRange {
  readonly prefixLength: number;
  /** Bits beyond this one are kept inside the block. */
  readonly changedTo: number;
}

const special = (text: string, changedTo = 0): SpecialBlock => ({ ...parseCidr(text), changedTo });

/**
 * Blocks that mean something: an address inside stays inside, one outside stays outside. In private blocks only the bits above /16
 * change, so a VPC's subnets keep their places, the reserved ends of a subnet among them.
 */
const specialBlocks: Readonly<Record<Family, readonly SpecialBlock[]>> = {
  4: [
    special('10.0.0.0/8', 16),
    special('172.16.0.0/12'),
    special('192.168.0.0/16'),
    special('100.64.0.0/10', 16),
    special('0.0.0.0/8'),
    special('127.0.0.0/8'),
    special('169.254.0.0/16'),
    special('224.0.0.0/3'),
  ],
  6: [special('2000::/3', 48), special('fd00::/8', 48)],
};

/** Outside the special blocks: every bit of a public IPv4 address, none of an IPv6 address that is not in use anywhere. */
const changedElsewhere: Readonly<Record<Family, number>> = { 4: 32, 6: 0 };

/**
 * A bijection that keeps prefixes: two addresses have as many first bits in common after it as before, so whatever contains,
 * overlaps, touches or covers something still does. `kept` are blocks whose inside keeps its order (public blocks of VPCs).
 */
export function addressMap(bit: BitChoice, kept: readonly string[] = []): AddressMap {
  const inOrder = kept.map(parseCidr);
  const flips = new Map<string, bigint>();

  const changedBits = (family: Family, value: bigint): number => {
    const own = { family, start: value, end: value };
    const block = specialBlocks[family].find((candidate) => contains(candidate, own));
    const order = inOrder.filter((candidate) => contains(candidate, own)).map(({ prefixLength }) => prefixLength);
    return Math.min(block ? block.changedTo : changedElsewhere[family], ...order);
  };
  const flip = (family: Family, value: bigint, length: number): bigint => {
    const prefix = prefixText(family, value, length);
    let flipped = flips.get(prefix);
    if (flipped === undefined) {
      flipped = leadsToSpecial(family, value, length) || !bit(prefix) ? 0n : 1n;
      flips.set(prefix, flipped);
    }
    return flipped;
  };
  const mapped = (family: Family, value: bigint, length: number): bigint => {
    let changes = 0n;
    const last = Math.min(length, changedBits(family, value));
    for (let index = 0; index < last; index++) {
      changes |= flip(family, value, index) << BigInt(ADDRESS_BITS[family] - 1 - index);
    }
    return value ^ changes;
  };

  return {
    address: (text) => {
      const parsed = tryParseAddress(text);
      if (!parsed) return text;
      const { family, value } = parsed;
      return formatAddress(family, mapped(family, value, ADDRESS_BITS[family]));
    },
    cidr: (text) => {
      const { family, start, prefixLength } = parseCidr(text);
      return cidrAt(family, mapped(family, start, prefixLength), prefixLength).text;
    },
  };
}

/** Whether the next bit tells a special block from its surroundings. */
function leadsToSpecial(family: Family, value: bigint, length: number): boolean {
  const block = cidrAt(family, value, length);
  return specialBlocks[family].some((candidate) => length < candidate.prefixLength && overlaps(block, candidate));
}

const prefixText = (family: Family, value: bigint, length: number): string =>
  length === 0
    ? `${family}:`
    : `${family}:${(value >> BigInt(ADDRESS_BITS[family] - length)).toString(2).padStart(length, '0')}`;
