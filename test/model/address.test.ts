import { isIP } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAddress, InvalidAddress, parseAddress, tryParseAddress } from '../../shared/model/address.ts';

const ipv4 = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });
const hextet = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 0xffffn }));
/** Zero groups are frequent, so that every kind of compression occurs. */
const ipv6 = fc
  .array(hextet, { minLength: 8, maxLength: 8 })
  .map((hextets) => hextets.reduce((value, each) => (value << 16n) | each, 0n));
const isMapped = (value: bigint) => value >> 32n === 0xffffn;

describe('parseAddress', () => {
  it.each([
    ['0.0.0.0', 4, 0n],
    ['10.0.0.1', 4, 0x0a000001n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['1::', 6, 1n << 112n],
    ['2001:db8::', 6, 0x20010db8n << 96n],
    ['2001:DB8::A', 6, (0x20010db8n << 96n) | 0xan],
    ['0001:0002:0003:0004:0005:0006:0007:0008', 6, 0x00010002000300040005000600070008n],
    ['1:2:3:4:5:6:7::', 6, 0x00010002000300040005000600070000n],
    ['::2:3:4:5:6:7:8', 6, 0x00000002000300040005000600070008n],
    ['::ffff:192.0.2.1', 6, 0xffffc0000201n],
    ['64:ff9b::192.0.2.1', 6, (0x64ff9bn << 96n) | 0xc0000201n],
    ['1:2:3:4:5:6:7.8.9.10', 6, 0x0001000200030004000500060708090an],
  ] as const)('reads %s', (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
  });

  it.each([
    '',
    ' ',
    '10.0.0',
    '10.0.0.0.0',
    '10.0.0.256',
    '10.0.0.01',
    '010.0.0.1',
    '10.0.0.0x1',
    '10.0.0.a',
    '10.0.0.1a',
    '10.0.0.-1',
    '+10.0.0.1',
    ' 10.0.0.1',
    '10.0.0.1 ',
    '10.0.0.1\n',
    '10.0.0.1/32',
    '10..0.1',
    '١.0.0.1',
    '167772161',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::1:2:3:4:5:6:7:8',
    '1:2:3:4::5:6:7:8',
    '1::2::3',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '::12345',
    '::g',
    '::+1',
    '0x1::',
    ' ::1',
    '::1\n',
    'fe80::1%eth0',
    '[::1]',
    '::ffff:192.0.2.01',
    '::ffff:192.0.2',
    '192.0.2.1::',
    '::192.0.2.1:1',
    '1:2:3:4:5:6:7:8.9.10.11',
  ])('rejects %j', (text) => {
    expect(tryParseAddress(text)).toBeUndefined();
    expect(() => parseAddress(text)).toThrow(new InvalidAddress(text));
  });

  it('agrees with Node about what an address is', () => {
    const almost = fc
      .array(fc.constantFrom('0', '1', '25', '255', '256', 'ff', 'abcd', ':', '::', '.', '%', '/', ' '), {
        maxLength: 17,
      })
      .map((parts) => parts.join(''));
    const separated = fc
      .tuple(fc.constantFrom('.', ':'), fc.array(fc.constantFrom('', '0', '00', '9', '255', '256', '1.2.3.4')))
      .map(([separator, parts]) => parts.join(separator));
    fc.assert(
      fc.property(fc.oneof(almost, separated, fc.ipV4(), fc.ipV6()), (text) => {
        fc.pre(!text.includes('%'));
        expect(tryParseAddress(text)?.family ?? 0).toBe(isIP(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('names the text in its error', () => {
    expect(() => parseAddress('10.0.0.0/8')).toThrow('Not an IP address: "10.0.0.0/8"');
    expect(() => parseAddress('10.0.0.0/8')).toThrow(RangeError);
  });
});

describe('formatAddress', () => {
  it.each([
    ['::', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:0:1:0:0:0', '2001:db8:0:0:1::'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['10:0:0:0:0:0:0:10', '10::10'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('writes %s as %s', (text, expected) => {
    expect(formatAddress(6, parseAddress(text).value)).toBe(expected);
  });

  it.each([
    [4, -1n],
    [4, 2n ** 32n],
    [6, -1n],
    [6, 2n ** 128n],
  ] as const)('rejects what is no IPv%s address: %s', (family, value) => {
    expect(() => formatAddress(family, value)).toThrow(RangeError);
  });

  it('is undone by parseAddress', () => {
    fc.assert(
      fc.property(ipv4, (value) => expect(parseAddress(formatAddress(4, value))).toEqual({ family: 4, value })),
    );
    fc.assert(
      fc.property(ipv6, (value) => expect(parseAddress(formatAddress(6, value))).toEqual({ family: 6, value })),
    );
  });

  it('writes IPv6 as URLs do, but for the mixed notation of IPv4-mapped addresses', () => {
    fc.assert(
      fc.property(ipv6, (value) => {
        fc.pre(!isMapped(value));
        const text = formatAddress(6, value);
        expect(new URL(`http://[${text}]`).hostname).toBe(`[${text}]`);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives one text to all texts of an address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const { family, value } = parseAddress(text);
        const [canonical, again] = [
          formatAddress(family, value),
          formatAddress(family, parseAddress(text.toUpperCase()).value),
        ];
        expect(canonical).toBe(again);
      }),
    );
  });
});
