import fc from 'fast-check';
import type { Family } from '../../shared/model/address.ts';
import { ADDRESS_BITS, formatAddress } from '../../shared/model/address.ts';
import type { AddressRange } from '../../shared/model/cidr.ts';

/** Both ends of each family's space, where overflows would show, and one block in the middle. */
const WINDOWS: ReadonlyArray<{ family: Family; base: bigint }> = [
  { family: 4, base: 0n },
  { family: 4, base: 0x0a000000n },
  { family: 4, base: 0xffffffffn - 15n },
  { family: 6, base: 0n },
  { family: 6, base: 0xffff0a000000n },
  { family: 6, base: 2n ** 128n - 16n },
];

const offset = fc.integer({ min: 0, max: 15 });

/** Ranges within a few windows of 16 addresses each, so that any two of them often touch. */
export const smallRange: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.constantFrom(...WINDOWS), offset, offset)
  .map(([{ family, base }, a, b]) => ({
    family,
    start: base + BigInt(Math.min(a, b)),
    end: base + BigInt(Math.max(a, b)),
  }));

/** Every address of the ranges, one by one. */
export function addressesOf(ranges: readonly AddressRange[]): Set<string> {
  const addresses = new Set<string>();
  for (const { family, start, end } of ranges) {
    for (let value = start; value <= end; value += 1n) addresses.add(`IPv${family} ${value}`);
  }
  return addresses;
}

/** CIDR text of either family, of any prefix length, with host bits. */
export const anyCidr: fc.Arbitrary<string> = fc
  .constantFrom<Family>(4, 6)
  .chain((family) =>
    fc
      .tuple(
        fc.bigInt({ min: 0n, max: 2n ** BigInt(ADDRESS_BITS[family]) - 1n }),
        fc.integer({ min: 0, max: ADDRESS_BITS[family] }),
      )
      .map(([value, prefixLength]) => `${formatAddress(family, value)}/${prefixLength}`),
  );
