import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  contains,
  InvalidCidr,
  intersection,
  isCidr,
  overlaps,
  parseCidr,
  partitionRange,
  rangeOf,
  sizeOf,
  tryParseCidr,
  usableAddresses,
} from '../../shared/model/cidr.ts';
import { addressesOf, anyCidr, smallRange } from '../support/addresses.ts';

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8', 0x0a000000n, 0x0affffffn],
    ['100.68.0.18/18', '100.68.0.0/18', 0x64440000n, 0x64443fffn],
    ['0.0.0.0/0', '0.0.0.0/0', 0n, 0xffffffffn],
    ['203.0.113.9/0', '0.0.0.0/0', 0n, 0xffffffffn],
    ['128.0.0.0/1', '128.0.0.0/1', 0x80000000n, 0xffffffffn],
    ['255.255.255.255/32', '255.255.255.255/32', 0xffffffffn, 0xffffffffn],
    ['192.0.2.3/31', '192.0.2.2/31', 0xc0000202n, 0xc0000203n],
    ['::/0', '::/0', 0n, 2n ** 128n - 1n],
    ['2001:DB8:0::1/64', '2001:db8::/64', 0x20010db8n << 96n, (0x20010db8n << 96n) + 2n ** 64n - 1n],
    ['::1/128', '::1/128', 1n, 1n],
    ['::ffff:10.0.0.1/128', '::ffff:10.0.0.1/128', 0xffff0a000001n, 0xffff0a000001n],
  ])('reads %s as %s', (text, canonical, start, end) => {
    expect(parseCidr(text)).toMatchObject({ text: canonical, start, end });
  });

  it.each([
    '',
    '/',
    '/8',
    '10.0.0.0',
    '::1',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/100',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0.0/08',
    '10.0.0.0/00',
    '10.0.0.0/8.0',
    '10.0.0.0/8e0',
    '10.0.0.0/0x8',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/8/8',
    '10.0.0.0//8',
    ' 10.0.0.0/8',
    '10.0.0.0/8 ',
    '10.0.0.0 /8',
    '10.0.0.0/ 8',
    '10.0.0.0/8\n',
    '010.0.0.0/8',
    '10.0.0.00/8',
    '10.0.0.256/8',
    '10.0.0/8',
    '-10.0.0.0/8',
    '::/129',
    '::/1000',
    '::/-1',
    'fe80::1%eth0/64',
    'fe80::1/64%eth0',
    '[::]/0',
    '1::2::3/64',
    '10.0.0.0:/8',
    'VpcCidr',
    'pl-0123456789abcdef0',
  ])('rejects %j', (text) => {
    expect(isCidr(text)).toBe(false);
    expect(tryParseCidr(text)).toBeUndefined();
    expect(() => parseCidr(text)).toThrow(new InvalidCidr(text));
    expect(() => rangeOf(text)).toThrow(RangeError);
  });

  it('carries the refused text', () => {
    expect(new InvalidCidr('10.0.0.0')).toMatchObject({
      name: 'InvalidCidr',
      text: '10.0.0.0',
      message: 'Not a CIDR block: "10.0.0.0"',
    });
  });

  it('tells every prefix length of both families apart', () => {
    for (const [address, bits] of [
      ['255.255.255.255', 32],
      ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 128],
    ] as const) {
      for (let prefixLength = 0; prefixLength <= bits; prefixLength += 1) {
        const cidr = parseCidr(`${address}/${prefixLength}`);
        expect([cidr.prefixLength, sizeOf(cidr)]).toEqual([prefixLength, 2n ** BigInt(bits - prefixLength)]);
      }
    }
  });

  it('gives canonical text that reads as the same block', () => {
    fc.assert(
      fc.property(anyCidr, (text) => {
        const cidr = parseCidr(text);
        expect(parseCidr(cidr.text)).toEqual(cidr);
        expect(rangeOf(text)).toBe(rangeOf(text));
      }),
    );
  });

  it('still reads correctly after more texts than it remembers', () => {
    const before = parseCidr('10.1.2.3/24');
    for (let value = 0; value < 70_000; value += 1)
      parseCidr(`10.${value >> 16}.${(value >> 8) & 255}.${value & 255}/32`);
    expect(parseCidr('10.1.2.3/24')).toEqual(before);
  });
});

describe('usableAddresses', () => {
  it.each([
    ['10.0.0.0/28', 11],
    ['10.0.0.0/24', 251],
    ['10.0.0.0/16', 65_531],
    ['10.0.0.0/30', 0],
    ['2001:db8::/120', 251],
  ])('of %s are %i', (cidr, usable) => {
    expect(usableAddresses(cidr)).toBe(usable);
  });
});

describe('relations of two ranges', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.255.255.255/32', true],
    ['10.0.0.0/9', '10.0.0.0/8', false],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['0.0.0.0/0', '::/0', false],
    ['::/0', '0.0.0.0/0', false],
    ['::/0', '::ffff:10.0.0.1/128', true],
    ['10.0.0.1/32', '::ffff:10.0.0.1/128', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(contains(rangeOf(outer), rangeOf(inner))).toBe(expected);
  });

  it.each([
    ['10.0.0.0/25', '10.0.0.128/25', false],
    ['10.0.0.0/24', '10.0.0.128/25', true],
    ['10.0.0.128/25', '10.0.0.0/24', true],
    ['0.0.0.0/0', '::/0', false],
  ])('%s overlaps %s: %s', (a, b, expected) => {
    expect(overlaps(rangeOf(a), rangeOf(b))).toBe(expected);
  });

  it('agree with the addresses themselves', () => {
    fc.assert(
      fc.property(smallRange, smallRange, (a, b) => {
        const [inA, inB] = [addressesOf([a]), addressesOf([b])];
        expect(contains(a, b)).toBe(inB.isSubsetOf(inA));
        expect(overlaps(a, b)).toBe(!inA.isDisjointFrom(inB));
        const common = intersection(a, b);
        expect(addressesOf(common ? [common] : [])).toEqual(inA.intersection(inB));
      }),
      { numRuns: 500 },
    );
  });
});

describe('partitionRange', () => {
  it('cuts a block around a more specific one', () => {
    const pieces = partitionRange(rangeOf('10.0.0.0/24'), [
      rangeOf('10.0.0.64/26'),
      rangeOf('0.0.0.0/0'),
      rangeOf('::/0'),
    ]);
    expect(pieces).toEqual([
      { family: 4, start: 0x0a000000n, end: 0x0a00003fn },
      { family: 4, start: 0x0a000040n, end: 0x0a00007fn },
      { family: 4, start: 0x0a000080n, end: 0x0a0000ffn },
    ]);
  });

  it('returns the range itself when nothing cuts it', () => {
    const { family, start, end } = rangeOf('::/0');
    expect(partitionRange({ family, start, end }, [])).toEqual([{ family, start, end }]);
  });

  it('gives disjoint pieces in order that make up the range and that no boundary cuts', () => {
    fc.assert(
      fc.property(smallRange, fc.array(smallRange, { maxLength: 6 }), (range, boundaries) => {
        const pieces = partitionRange(range, boundaries);
        expect([pieces[0]?.start, pieces.at(-1)?.end]).toEqual([range.start, range.end]);
        for (const [index, piece] of pieces.entries()) {
          expect(piece.family).toBe(range.family);
          expect(piece.end).toBe((pieces[index + 1]?.start ?? range.end + 1n) - 1n);
          expect(piece.start <= piece.end).toBe(true);
          for (const boundary of boundaries) expect(overlaps(boundary, piece)).toBe(contains(boundary, piece));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cuts no more than the boundaries ask for', () => {
    fc.assert(
      fc.property(smallRange, fc.array(smallRange, { maxLength: 6 }), (range, boundaries) => {
        for (const { start } of partitionRange(range, boundaries).slice(1)) {
          const asked = boundaries.some(
            (boundary) => boundary.family === range.family && (boundary.start === start || boundary.end + 1n === start),
          );
          expect(asked).toBe(true);
        }
      }),
    );
  });
});
