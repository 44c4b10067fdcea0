import type { Family } from './address.ts';
import { ADDRESS_BITS } from './address.ts';
import type { AddressRange, Cidr } from './cidr.ts';
import { cidrAt, contains, intersection, overlaps, rangeOf, sizeOf } from './cidr.ts';

/** A set of addresses of either family or both. Immutable. */
export class AddressSet {
  static readonly EMPTY = new AddressSet([]);

  /** Disjoint, never adjacent, IPv4 before IPv6, ascending. */
  readonly ranges: readonly AddressRange[];

  private constructor(ranges: readonly AddressRange[]) {
    this.ranges = ranges;
  }

  /** Throws InvalidCidr. */
  static of(...cidrs: string[]): AddressSet {
    return AddressSet.ofRanges(cidrs.map(rangeOf));
  }

  /** Ranges may overlap and come in any order. Throws a RangeError for one that ends before it starts. */
  static ofRanges(ranges: Iterable<AddressRange>): AddressSet {
    const merged = merge([...ranges].sort(byStart));
    return merged.length === 0 ? AddressSet.EMPTY : new AddressSet(merged);
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** Addresses of both families together. */
  get size(): bigint {
    return this.ranges.reduce((sum, range) => sum + sizeOf(range), 0n);
  }

  union(other: AddressSet): AddressSet {
    if (this.isEmpty) return other;
    return other.isEmpty ? this : AddressSet.ofRanges([...this.ranges, ...other.ranges]);
  }

  intersect(other: AddressSet): AddressSet {
    return new AddressSet(
      this.ranges.flatMap((range) =>
        overlapping(other.ranges, range).flatMap((candidate) => intersection(range, candidate) ?? []),
      ),
    );
  }

  subtract(other: AddressSet): AddressSet {
    return new AddressSet(this.ranges.flatMap((range) => without(range, overlapping(other.ranges, range))));
  }

  /**
   * Whether every address of `other` (a string is a CIDR block) is in this set, be it through several ranges together.
   * Every set covers the empty one: ask `isEmpty` first where nothing must not pass. Throws InvalidCidr.
   */
  covers(other: AddressSet | AddressRange | string): boolean {
    return rangesOf(other).every((range) => {
      const reaching = this.ranges[firstReaching(this.ranges, range)];
      return reaching !== undefined && contains(reaching, range);
    });
  }

  /** Throws InvalidCidr. */
  overlaps(other: AddressSet | AddressRange | string): boolean {
    return rangesOf(other).some((range) => {
      const reaching = this.ranges[firstReaching(this.ranges, range)];
      return reaching !== undefined && overlaps(reaching, range);
    });
  }

  equals(other: AddressSet): boolean {
    return (
      this.ranges.length === other.ranges.length &&
      this.ranges.every((range, index) => {
        const twin = other.ranges[index];
        return twin !== undefined && byStart(range, twin) === 0 && range.end === twin.end;
      })
    );
  }

  /** The fewest CIDR blocks that make up the set, in order, as canonical text. */
  toCidrs(): string[] {
    return this.ranges.flatMap((range) => cidrsOf(range).map((cidr) => cidr.text));
  }
}

export const RFC1918 = AddressSet.of('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
/** Shared address space of RFC 6598. */
export const CGNAT = AddressSet.of('100.64.0.0/10');

export function coversEveryIpv4Address(set: AddressSet): boolean {
  return set.covers('0.0.0.0/0');
}

export function coversEveryIpv6Address(set: AddressSet): boolean {
  return set.covers('::/0');
}

function rangesOf(addresses: AddressSet | AddressRange | string): readonly AddressRange[] {
  if (typeof addresses === 'string') return [rangeOf(addresses)];
  return addresses instanceof AddressSet ? addresses.ranges : [addresses];
}

function byStart(a: AddressRange, b: AddressRange): number {
  if (a.family !== b.family) return a.family - b.family;
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}

function merge(sorted: readonly AddressRange[]): AddressRange[] {
  const merged: AddressRange[] = [];
  for (const { family, start, end } of sorted) {
    if (end < start) throw new RangeError(`An address range ends (${end}) before it starts (${start})`);
    const last = merged.at(-1);
    if (last === undefined || last.family !== family || start > last.end + 1n) merged.push({ family, start, end });
    else if (end > last.end) merged[merged.length - 1] = { family, start: last.start, end };
  }
  return merged;
}

/** Index of the first of these disjoint ascending ranges that does not end before `range` starts. */
function firstReaching(ranges: readonly AddressRange[], range: AddressRange): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = ranges[middle];
    if (candidate !== undefined && endsBefore(candidate, range)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endsBefore(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family ? a.end < b.start : a.family < b.family;
}

function overlapping(ranges: readonly AddressRange[], range: AddressRange): readonly AddressRange[] {
  const first = firstReaching(ranges, range);
  let next = first;
  for (let hit = ranges[next]; hit !== undefined && overlaps(hit, range); hit = ranges[next]) next += 1;
  return ranges.slice(first, next);
}

function without(range: AddressRange, holes: readonly AddressRange[]): AddressRange[] {
  const rest: AddressRange[] = [];
  let start = range.start;
  for (const hole of holes) {
    if (start < hole.start) rest.push({ family: range.family, start, end: hole.start - 1n });
    start = hole.end + 1n;
  }
  if (start <= range.end) rest.push({ family: range.family, start, end: range.end });
  return rest;
}

function cidrsOf(range: AddressRange): Cidr[] {
  const cidrs: Cidr[] = [];
  for (let start = range.start; start <= range.end; ) {
    const cidr = cidrAt(range.family, start, largestPrefixAt(range.family, start, range.end));
    cidrs.push(cidr);
    start = cidr.end + 1n;
  }
  return cidrs;
}

/** Length of the shortest prefix that starts exactly at `start` and does not pass `end`. */
function largestPrefixAt(family: Family, start: bigint, end: bigint): number {
  let hostBits = 0;
  const fits = (bits: bigint): boolean => {
    const mask = (1n << bits) - 1n;
    return (start & mask) === 0n && start + mask <= end;
  };
  while (hostBits < ADDRESS_BITS[family] && fits(BigInt(hostBits + 1))) hostBits += 1;
  return ADDRESS_BITS[family] - hostBits;
}
