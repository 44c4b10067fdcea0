import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ADDRESS_BITS, type Family, formatAddress, parseAddress } from '../../../../shared/model/address.ts';
import { AddressSet } from '../../../../shared/model/address-set.ts';
import { isCidr, parseCidr } from '../../../../shared/model/cidr.ts';
import { addressMap, type BitChoice } from '../../../../shared/model/snapshot/anonymise/address-map.ts';
import { choices, flipAll } from '../../../support/bit-choices.ts';

const special = [
  '10.0.0.0',
  '172.16.0.0',
  '192.168.0.0',
  '100.64.0.0',
  '169.254.0.0',
  '127.0.0.0',
  '224.0.0.0',
  '0.0.0.0',
];
const special6 = ['2001:db8::', 'fd00::', '::', 'fe80::', 'ff00::'];
const last = (family: Family) => 2n ** BigInt(ADDRESS_BITS[family]) - 1n;

/** Any address, or one that is near the edge of a block with a meaning. */
const addressOf = (family: Family): fc.Arbitrary<bigint> => {
  const edges = (family === 4 ? special : special6).map((text) => parseAddress(text).value);
  const flipped = fc
    .tuple(fc.constantFrom(...edges), fc.array(fc.integer({ min: 0, max: ADDRESS_BITS[family] - 1 }), { maxLength: 4 }))
    .map(([edge, bits]) => bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), edge));
  return fc.oneof(flipped, fc.bigInt({ min: 0n, max: last(family) }));
};

const pairs = fc
  .constantFrom<Family>(4, 6)
  .chain((family) => fc.tuple(fc.constant(family), addressOf(family), addressOf(family)));

const bitsInCommon = (family: Family, a: bigint, b: bigint): number =>
  ADDRESS_BITS[family] - (a === b ? 0 : (a ^ b).toString(2).length);

it('keeps how many first bits two addresses share, and so every containment', () => {
  fc.assert(
    fc.property(pairs, choices, ([family, a, b], bit) => {
      const { address } = addressMap(bit);
      const after = [a, b].map((value) => parseAddress(address(formatAddress(family, value))).value);
      expect(bitsInCommon(family, after[0] ?? 0n, after[1] ?? 0n)).toBe(bitsInCommon(family, a, b));
    }),
  );
});

it('maps a block to the block that the addresses in it are mapped to', () => {
  fc.assert(
    fc.property(pairs, fc.nat(128), choices, ([family, value], length, bit) => {
      const { address, cidr } = addressMap(bit);
      const prefixLength = Math.min(length, ADDRESS_BITS[family]);
      const text = formatAddress(family, value);
      expect(cidr(`${text}/${prefixLength}`)).toBe(parseCidr(`${address(text)}/${prefixLength}`).text);
    }),
  );
});

/** Blocks that the sources name. */
function literals(): readonly string[] {
  const root = path.resolve(import.meta.dirname, '../../../../shared');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(model|rules).*\.ts$/.test(file),
  );
  const texts = files.flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(/'[0-9a-f:.]+\/\d+'/g) ?? []);
  return [...new Set(texts.map((text) => text.slice(1, -1)).filter(isCidr))];
}

it('leaves every block that a rule names as it is', () => {
  const blocks = literals();
  expect(blocks).toEqual(expect.arrayContaining(['10.0.0.0/8', '0.0.0.0/0', '::/0']));
  const { cidr } = addressMap(flipAll);
  expect(blocks.map(cidr)).toEqual(blocks.map((block) => parseCidr(block).text));
});

it('keeps what is inside a block that a rule names inside, and what is outside outside', () => {
  const blocks = literals().map((block) => AddressSet.of(block));
  fc.assert(
    fc.property(pairs, choices, ([family, value], bit) => {
      const text = formatAddress(family, value);
      const host = (address: string) => `${address}/${ADDRESS_BITS[family]}`;
      const inside = (address: string) => blocks.map((block) => block.covers(host(address)));
      expect(inside(addressMap(bit).address(text))).toEqual(inside(text));
    }),
  );
});

it.each([
  ['10.20.30.40', '10.235.30.40'],
  ['172.17.3.4', '172.17.3.4'],
  ['192.168.3.4', '192.168.3.4'],
  ['100.64.3.4', '100.127.3.4'],
  ['169.254.169.254', '169.254.169.254'],
  ['2001:db8:1:2::3', '3ffe:f247:fffe:2::3'],
  ['fd12:3456:789a:1::1', 'fded:cba9:8765:1::1'],
  ['fe80::1', 'fe80::1'],
  ['no address', 'no address'],
])('turns %s at most into %s', (before, after) => {
  expect(addressMap(flipAll).address(before)).toBe(after);
});

it('changes public addresses', () => {
  const { address } = addressMap(flipAll);
  fc.assert(
    fc.property(fc.constantFrom('198.51.100.7', '203.0.113.9', '52.216.0.1', '8.8.8.8', '1.1.1.1'), (text) => {
      expect(address(text)).not.toBe(text);
    }),
  );
});

it('keeps the order inside the public blocks that a VPC has', () => {
  const bit: BitChoice = flipAll;
  const inVpc = addressMap(bit, ['8.9.0.0/16']);
  expect([inVpc.cidr('8.9.4.0/24'), inVpc.cidr('8.10.4.0/24')]).toEqual(['9.246.4.0/24', '9.245.251.0/24']);
});
