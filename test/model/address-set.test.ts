import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AddressSet,
  CGNAT,
  coversEveryIpv4Address,
  coversEveryIpv6Address,
  RFC1918,
} from '../../shared/model/address-set.ts';
import { InvalidCidr, parseCidr, rangeOf } from '../../shared/model/cidr.ts';
import { addressesOf, anyCidr, smallRange } from '../support/addresses.ts';

const smallSet = fc.array(smallRange, { maxLength: 6 }).map((ranges) => AddressSet.ofRanges(ranges));
const anySet = fc.array(anyCidr, { maxLength: 5 }).map((cidrs) => AddressSet.of(...cidrs));
const every = AddressSet.of('0.0.0.0/0', '::/0');

describe('AddressSet', () => {
  it('merges neighbours, duplicates and nested blocks', () => {
    expect(AddressSet.of('10.0.0.128/25', '10.0.0.0/25').toCidrs()).toEqual(['10.0.0.0/24']);
    expect(AddressSet.of('10.0.0.0/8', '10.1.0.0/16', '10.0.0.0/8').toCidrs()).toEqual(['10.0.0.0/8']);
    expect(AddressSet.of('10.0.0.0/25', '10.0.0.128/26').ranges).toHaveLength(1);
  });

  it('covers a block that no single element contains', () => {
    expect(AddressSet.of('10.0.0.0/25', '10.0.0.128/25').covers('10.0.0.0/24')).toBe(true);
    expect(AddressSet.of('10.0.0.0/25', '10.0.0.129/32').covers('10.0.0.0/24')).toBe(false);
    expect(AddressSet.of('10.0.0.0/24').covers('10.0.0.77/31')).toBe(true);
  });

  it('knows all addresses however they are written', () => {
    expect(coversEveryIpv4Address(AddressSet.of('0.0.0.0/1', '128.0.0.0/1'))).toBe(true);
    expect(coversEveryIpv4Address(AddressSet.of('203.0.113.7/0'))).toBe(true);
    expect(coversEveryIpv4Address(AddressSet.of('0.0.0.0/1', '128.0.0.0/2'))).toBe(false);
    expect(coversEveryIpv6Address(AddressSet.of('8000::/1', '::/1'))).toBe(true);
    expect(coversEveryIpv6Address(AddressSet.of('2000::/3'))).toBe(false);
  });

  it('keeps the families apart', () => {
    const [four, six] = [AddressSet.of('0.0.0.0/0'), AddressSet.of('::/0')];
    expect([coversEveryIpv4Address(six), coversEveryIpv6Address(four)]).toEqual([false, false]);
    expect([four.overlaps(six), four.covers(six), six.covers(four)]).toEqual([false, false, false]);
    expect(four.union(six).subtract(four)).toEqual(six);
    expect(four.intersect(six)).toEqual(AddressSet.EMPTY);
    expect(AddressSet.of('::ffff:10.0.0.1/128').overlaps('10.0.0.1/32')).toBe(false);
    expect(AddressSet.of('255.255.255.255/32', '::/128', '::1:0:0/128').ranges).toHaveLength(3);
  });

  it('is covered when empty, covers nothing when empty', () => {
    expect(AddressSet.of()).toBe(AddressSet.EMPTY);
    expect(AddressSet.EMPTY.isEmpty).toBe(true);
    expect(RFC1918.covers(AddressSet.EMPTY)).toBe(true);
    expect(AddressSet.EMPTY.covers('10.0.0.0/32')).toBe(false);
    expect(AddressSet.EMPTY.overlaps(AddressSet.EMPTY)).toBe(false);
    expect(AddressSet.EMPTY.toCidrs()).toEqual([]);
  });

  it('refuses what is no CIDR block or no range', () => {
    expect(() => AddressSet.of('10.0.0.0/8', '10.0.0.1')).toThrow(new InvalidCidr('10.0.0.1'));
    expect(() => RFC1918.covers('10.0.0.1')).toThrow(InvalidCidr);
    expect(() => RFC1918.overlaps('')).toThrow(InvalidCidr);
    expect(() => AddressSet.ofRanges([{ family: 4, start: 2n, end: 1n }])).toThrow(RangeError);
  });

  it('equals a set of the same ranges alone', () => {
    const set = AddressSet.of('10.0.0.0/24', '10.0.2.0/24');
    expect(set.equals(AddressSet.of('10.0.2.0/24', '10.0.0.0/25', '10.0.0.128/25'))).toBe(true);
    expect(set.equals(AddressSet.of('10.0.0.0/24', '10.0.3.0/24'))).toBe(false);
    expect(set.equals(AddressSet.of('10.0.0.0/25', '10.0.2.0/24'))).toBe(false);
    expect(set.equals(AddressSet.of('10.0.0.0/24'))).toBe(false);
    expect(AddressSet.of('0.0.0.0/0').equals(AddressSet.of('::/0'))).toBe(false);
  });

  it('counts the addresses of both families', () => {
    expect(AddressSet.of('10.0.0.0/24', '10.0.0.0/25', '2001:db8::/64').size).toBe(256n + 2n ** 64n);
  });

  it('writes what is left of a block as blocks', () => {
    const rest = AddressSet.of('10.0.0.0/24').subtract(AddressSet.of('10.0.0.10/32'));
    expect(rest.toCidrs()).toEqual([
      '10.0.0.0/29',
      '10.0.0.8/31',
      '10.0.0.11/32',
      '10.0.0.12/30',
      '10.0.0.16/28',
      '10.0.0.32/27',
      '10.0.0.64/26',
      '10.0.0.128/25',
    ]);
  });

  it('knows the private and the shared blocks', () => {
    expect(RFC1918.toCidrs()).toEqual(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);
    expect(RFC1918.covers('172.32.0.0/16')).toBe(false);
    expect(CGNAT.covers('100.127.255.255/32')).toBe(true);
    expect(CGNAT.overlaps('100.128.0.0/9')).toBe(false);
  });
});

describe('AddressSet against its addresses one by one', () => {
  const check = (property: (a: AddressSet, b: AddressSet) => void) =>
    fc.assert(fc.property(smallSet, smallSet, property), { numRuns: 1000 });
  const all = (set: AddressSet) => addressesOf(set.ranges);

  it('holds what it was made of', () => {
    fc.assert(
      fc.property(fc.array(smallRange), (ranges) => {
        expect(all(AddressSet.ofRanges(ranges))).toEqual(addressesOf(ranges));
      }),
    );
  });

  it('unites, intersects and subtracts', () => {
    check((a, b) => {
      expect(all(a.union(b))).toEqual(all(a).union(all(b)));
      expect(all(a.intersect(b))).toEqual(all(a).intersection(all(b)));
      expect(all(a.subtract(b))).toEqual(all(a).difference(all(b)));
    });
  });

  it('covers and overlaps', () => {
    check((a, b) => {
      expect(a.covers(b)).toBe(all(b).isSubsetOf(all(a)));
      expect(a.overlaps(b)).toBe(!all(a).isDisjointFrom(all(b)));
      for (const range of b.ranges) expect(a.covers(range)).toBe(addressesOf([range]).isSubsetOf(all(a)));
      expect(a.equals(b)).toBe(all(a).symmetricDifference(all(b)).size === 0);
      expect(a.size).toBe(BigInt(all(a).size));
    });
  });

  it('covers exactly those blocks whose every address it holds', () => {
    const blocks = [28, 29, 30, 31, 32].flatMap((length) =>
      Array.from({ length: 2 ** (length - 28) }, (_, index) => `10.0.0.${index * 2 ** (32 - length)}/${length}`),
    );
    fc.assert(
      fc.property(smallSet, (set) => {
        for (const block of blocks) {
          expect(set.covers(block)).toBe(addressesOf([rangeOf(block)]).isSubsetOf(all(set)));
        }
      }),
    );
  });

  it('keeps its ranges disjoint, apart and in order after every operation', () => {
    check((a, b) => {
      for (const set of [a, a.union(b), a.intersect(b), a.subtract(b)]) {
        for (const [index, { family, start, end }] of set.ranges.entries()) {
          const next = set.ranges[index + 1];
          expect(start <= end).toBe(true);
          if (next?.family === family) expect(next.start > end + 1n).toBe(true);
          else expect((next?.family ?? 6) >= family).toBe(true);
        }
      }
    });
  });
});

describe('laws of AddressSet over the whole address space', () => {
  const check = (property: (a: AddressSet, b: AddressSet, c: AddressSet) => void) =>
    fc.assert(fc.property(anySet, anySet, anySet, property), { numRuns: 300 });

  it('are those of sets', () => {
    check((a, b, c) => {
      expect(a.union(b)).toEqual(b.union(a));
      expect(a.intersect(b)).toEqual(b.intersect(a));
      expect(a.union(b).union(c)).toEqual(a.union(b.union(c)));
      expect(a.intersect(b.union(c))).toEqual(a.intersect(b).union(a.intersect(c)));
      expect(a.subtract(b.union(c))).toEqual(a.subtract(b).subtract(c));
      expect(every.subtract(a.union(b))).toEqual(every.subtract(a).intersect(every.subtract(b)));
      expect(a.subtract(b).union(a.intersect(b))).toEqual(a);
      expect(every.subtract(every.subtract(a))).toEqual(a);
    });
  });

  it('tie the questions to the operations', () => {
    check((a, b) => {
      expect(a.covers(b)).toBe(b.subtract(a).isEmpty);
      expect(a.overlaps(b)).toBe(!a.intersect(b).isEmpty);
      expect(a.equals(b)).toBe(a.covers(b) && b.covers(a));
      expect(a.union(b).size + a.intersect(b).size).toBe(a.size + b.size);
    });
  });
});

describe('toCidrs', () => {
  it('is read back as the same set', () => {
    fc.assert(fc.property(anySet, (set) => expect(AddressSet.of(...set.toCidrs())).toEqual(set)));
    fc.assert(fc.property(smallSet, (set) => expect(AddressSet.of(...set.toCidrs())).toEqual(set)));
  });

  it('is minimal: no block could be twice as large, none is given twice', () => {
    fc.assert(
      fc.property(fc.oneof(smallSet, anySet), (set) => {
        const cidrs = set.toCidrs().map(parseCidr);
        expect(cidrs.reduce((sum, cidr) => sum + cidr.end - cidr.start + 1n, 0n)).toBe(set.size);
        for (const cidr of cidrs) {
          if (cidr.prefixLength === 0) continue;
          const address = cidr.text.slice(0, cidr.text.indexOf('/'));
          expect(set.covers(`${address}/${cidr.prefixLength - 1}`)).toBe(false);
        }
      }),
    );
  });

  it('writes canonical text', () => {
    fc.assert(fc.property(anyCidr, (text) => expect(AddressSet.of(text).toCidrs()).toEqual([parseCidr(text).text])));
  });
});
