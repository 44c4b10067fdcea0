import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAddress } from '../../shared/model/address.ts';
import { contains, rangeOf } from '../../shared/model/cidr.ts';
import type { NetworkInterfaceRecord } from '../../shared/model/snapshot/compute.ts';
import type { SubnetRecord } from '../../shared/model/snapshot/vpc.ts';
import { blocksInSigns, subnetBlocks } from '../../shared/model/subnet-blocks.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { aSnapshot, hiddenIn } from '../support/snapshot-builders.ts';
import { subnetOf, viewOf } from '../support/view-of.ts';

function blocksOf(subnet: Partial<SubnetRecord>, held: Partial<NetworkInterfaceRecord> = {}) {
  const view = viewOf(
    aSnapshot({
      subnets: { 'subnet-x': subnet },
      networkInterfaces: { 'eni-x': { subnetId: 'subnet-x', privateIpv4Addresses: [], ...held } },
    }),
  );
  return subnetBlocks(view.account, subnetOf(view, 'subnet-x'));
}

describe('the blocks of a subnet', () => {
  it.each([
    ['an empty /24', '10.0.0.0/24', 14, '10.0.0.64/26'],
    ['an empty /26', '10.0.0.0/26', 2, '10.0.0.16/28'],
    ['an empty /27 has none between its first and its last block', '10.0.0.0/27', 0, undefined],
    ['a /28 is its own first and last block', '10.0.0.0/28', 0, undefined],
    ['an empty /16', '10.9.0.0/16', 4094, '10.9.64.0/18'],
  ])('%s', (_, cidr, free, largestUnreserved) => {
    expect(blocksOf({ cidr })).toMatchObject({ free, largestUnreserved });
  });

  it('as signs', () => {
    const blocks = blocksOf(
      { cidr: '10.0.0.0/25', cidrReservations: [{ type: 'explicit', cidr: '10.0.0.72/29' }] },
      { privateIpv4Addresses: ['10.0.0.9', '10.0.0.20'], ipv4Prefixes: ['10.0.0.48/28'] },
    );
    expect(blocksInSigns(blocks)).toBe('Ax.PR..A');
  });

  it('as numbers where there are many', () => {
    expect(blocksInSigns(blocksOf({ cidr: '10.9.0.0/16' }))).toBe('2 A, 4094 .');
  });

  it('a reservation of several blocks keeps them all', () => {
    const reserved = { cidr: '10.0.0.0/25', cidrReservations: [{ type: 'explicit' as const, cidr: '10.0.0.32/27' }] };
    expect(blocksInSigns(blocksOf(reserved))).toBe('A.RR...A');
  });

  it('that are reserved for prefixes are free, and are not reserved again', () => {
    const cidrReservations = [{ type: 'prefix' as const, cidr: '10.0.0.64/26' }];
    expect(blocksOf({ cidr: '10.0.0.0/24', cidrReservations })).toMatchObject({
      free: 14,
      largestUnreserved: '10.0.0.128/26',
    });
  });

  it('are not known where interfaces are hidden', () => {
    const view = viewOf(hiddenIn(aSnapshot(), 'networkInterfaces', 'vpc-main'));
    expect(() => subnetBlocks(view.account, subnetOf(view, 'subnet-a'))).toThrow(NotObserved);
  });

  it('are free exactly where no address of a /24 is taken', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 255 })), (taken) => {
        const privateIpv4Addresses = taken.map((last) => `10.0.7.${last}`);
        const { free, largestUnreserved } = blocksOf({ cidr: '10.0.7.0/24' }, { privateIpv4Addresses });
        const dirty = new Set([0, 15, ...taken.map((last) => Math.floor(last / 16))]);
        expect(free).toBe(16 - dirty.size);
        if (largestUnreserved === undefined) expect(free).toBe(0);
        else {
          const { family, value } = { family: 4 as const, value: (text: string) => parseAddress(text).value };
          const inside = privateIpv4Addresses.filter((text) =>
            contains(rangeOf(largestUnreserved), { family, start: value(text), end: value(text) }),
          );
          expect(inside).toEqual([]);
        }
      }),
    );
  });
});
