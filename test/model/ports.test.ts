import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PortRange, Protocol } from '../../shared/model/ports.ts';
import {
  ALL_PORTS,
  coversPorts,
  InvalidProtocol,
  intersectPorts,
  parseProtocol,
  protocolCovers,
  subtractPorts,
} from '../../shared/model/ports.ts';
import { portsOf, smallPortRange } from '../support/ports.ts';

describe('parseProtocol', () => {
  it.each([
    ['-1', 'any'],
    ['all', 'any'],
    ['tcp', 'tcp'],
    ['TCP', 'tcp'],
    ['6', 'tcp'],
    ['17', 'udp'],
    ['udp', 'udp'],
    ['1', 'icmp'],
    ['icmp', 'icmp'],
    ['58', 'icmpv6'],
    ['icmpv6', 'icmpv6'],
    ['0', '0'],
    ['50', '50'],
    ['255', '255'],
  ])('reads %s as %s', (text, protocol) => {
    expect(parseProtocol(text)).toBe(protocol);
  });

  it.each(['', ' ', ' tcp', 'tcp ', '06', '+6', '-6', '-2', '256', '1000', '6.0', '6e0', '0x6', 'sctp', 'constructor'])(
    'rejects %j',
    (text) => {
      expect(() => parseProtocol(text)).toThrow(InvalidProtocol);
      expect(() => parseProtocol(text)).toThrow(`Not an IP protocol: ${JSON.stringify(text)}`);
    },
  );

  it('leaves alone what it has read', () => {
    for (let number = 0; number <= 255; number += 1) {
      const protocol = parseProtocol(`${number}`);
      expect(parseProtocol(protocol)).toBe(protocol);
    }
  });
});

describe('protocolCovers', () => {
  it.each<[Protocol, Protocol, boolean]>([
    ['any', 'tcp', true],
    ['any', '50', true],
    ['any', 'any', true],
    ['tcp', 'tcp', true],
    ['tcp', 'any', false],
    ['tcp', 'udp', false],
    ['icmp', 'icmpv6', false],
    ['50', '51', false],
  ])('a rule for %s, %s wanted: %s', (rule, wanted, expected) => {
    expect(protocolCovers(rule, wanted)).toBe(expected);
  });
});

describe('port ranges', () => {
  it('cover together what none covers alone', () => {
    const halves: PortRange[] = [
      { from: 1025, to: 65_535 },
      { from: 0, to: 1024 },
    ];
    expect(coversPorts(halves, ALL_PORTS)).toBe(true);
    expect(coversPorts(halves.slice(1), ALL_PORTS)).toBe(false);
    expect(coversPorts([{ from: 443, to: 443 }], { from: 443, to: 443 })).toBe(true);
    expect(coversPorts([], { from: 443, to: 443 })).toBe(false);
  });

  it('leave both sides of what is taken away', () => {
    expect(subtractPorts([ALL_PORTS], { from: 443, to: 443 })).toEqual([
      { from: 0, to: 442 },
      { from: 444, to: 65_535 },
    ]);
    expect(subtractPorts([ALL_PORTS], { from: 0, to: 65_534 })).toEqual([{ from: 65_535, to: 65_535 }]);
    expect(subtractPorts([ALL_PORTS], ALL_PORTS)).toEqual([]);
  });

  it('agree with the ports one by one', () => {
    fc.assert(
      fc.property(fc.array(smallPortRange, { maxLength: 5 }), smallPortRange, (ranges, range) => {
        const [held, hit] = [portsOf(ranges), portsOf([range])];
        expect(portsOf(subtractPorts(ranges, range))).toEqual(held.difference(hit));
        expect(coversPorts(ranges, range)).toBe(hit.isSubsetOf(held));
        for (const each of ranges) {
          const common = intersectPorts(each, range);
          expect(portsOf(common ? [common] : [])).toEqual(portsOf([each]).intersection(hit));
        }
      }),
      { numRuns: 500 },
    );
  });
});
