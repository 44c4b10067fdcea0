import type { Family } from './address.ts';
import { ADDRESS_BITS, formatAddress, tryParseAddress } from './address.ts';

/** All addresses of one family from `start` to `end`, both included. */
export interface AddressRange {
  readonly family: Family;
  readonly start: bigint;
  readonly end: bigint;
}

export interface Cidr extends AddressRange {
  readonly prefixLength: number;
  /** Canonical: no host bits, IPv6 as in RFC 5952. */
  readonly text: string;
}

export class InvalidCidr extends RangeError {
  readonly text: string;

  constructor(text: string) {
    super(`Not a CIDR block: ${JSON.stringify(text)}`);
    this.name = 'InvalidCidr';
    this.text = text;
  }
}

/** The first four addresses of a subnet and its last one, in both families (VPC user guide, subnet sizing). */
const RESERVED_PER_SUBNET = 5n;
const PREFIX_LENGTH = /^(?:0|[1-9][0-9]{0,2})$/;
const MAX_REMEMBERED = 65_536;
const remembered = new Map<string, Cidr>();

/**
 * Reads `address/prefixLength` and clears host bits, as AWS does: `100.68.0.18/18` is `100.68.0.0/18`.
 * Throws InvalidCidr for anything else, a bare address included.
 */
export function parseCidr(text: string): Cidr {
  const cidr = tryParseCidr(text);
  if (cidr === undefined) throw new InvalidCidr(text);
  return cidr;
}

/** As parseCidr, with undefined for what is no CIDR block. The same text gives the same object. */
export function tryParseCidr(text: string): Cidr | undefined {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const cidr = readCidr(text);
  if (cidr === undefined) return undefined;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(text, cidr);
  return cidr;
}

export function isCidr(text: string): boolean {
  return tryParseCidr(text) !== undefined;
}

/** The addresses of a CIDR block. Throws InvalidCidr. */
export function rangeOf(text: string): AddressRange {
  return parseCidr(text);
}

export function sizeOf(range: AddressRange): bigint {
  return range.end - range.start + 1n;
}

/** Addresses that AWS leaves to the owner of a subnet; exact up to 2^53. Throws InvalidCidr. */
export function usableAddresses(subnetCidr: string): number {
  const usable = sizeOf(parseCidr(subnetCidr)) - RESERVED_PER_SUBNET;
  return usable > 0n ? Number(usable) : 0;
}

/** Whether every address of `inner` is in `outer`; the families never contain each other. */
export function contains(outer: AddressRange, inner: AddressRange): boolean {
  return outer.family === inner.family && outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.start <= b.end && b.start <= a.end;
}

export function intersection(a: AddressRange, b: AddressRange): AddressRange | undefined {
  if (!overlaps(a, b)) return undefined;
  return { family: a.family, start: a.start > b.start ? a.start : b.start, end: a.end < b.end ? a.end : b.end };
}

/** The CIDR block of this prefix length that `value` lies in. */
export function cidrAt(family: Family, value: bigint, prefixLength: number): Cidr {
  const hostBits = BigInt(ADDRESS_BITS[family] - prefixLength);
  const start = (value >> hostBits) << hostBits;
  const end = start | ((1n << hostBits) - 1n);
  return { family, start, end, prefixLength, text: `${formatAddress(family, start)}/${prefixLength}` };
}

/** Cuts `range` at both ends of every boundary; the pieces are disjoint, in order, and together are `range`. */
export function partitionRange(range: AddressRange, boundaries: readonly AddressRange[]): AddressRange[] {
  const firsts = new Set([range.start]);
  for (const boundary of boundaries) {
    if (!overlaps(range, boundary)) continue;
    if (boundary.start > range.start) firsts.add(boundary.start);
    if (boundary.end < range.end) firsts.add(boundary.end + 1n);
  }
  const starts = [...firsts].sort(ascending);
  return starts.map((start, index) => {
    const next = starts[index + 1];
    return { family: range.family, start, end: next === undefined ? range.end : next - 1n };
  });
}

function readCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const length = text.slice(slash + 1);
  const address = slash < 0 || !PREFIX_LENGTH.test(length) ? undefined : tryParseAddress(text.slice(0, slash));
  if (address === undefined || Number(length) > ADDRESS_BITS[address.family]) return undefined;
  return Object.freeze(cidrAt(address.family, address.value, Number(length)));
}

/** Of addresses of which no two are the same. */
const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : 1);
