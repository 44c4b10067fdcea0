import { describe, expect, it } from '@jest/globals';
import { maxPods } from '../../shared/model/cni.ts';

const exactly = (value: number) => ({ low: value, high: value });
const limits = (maximumInterfaces: number, ipv4AddressesPerInterface: number, prefixDelegationSupported = true) => ({
  maximumInterfaces,
  ipv4AddressesPerInterface,
  prefixDelegationSupported,
  trunkingCompatible: undefined,
});

const PLAIN = { customNetworking: false, prefixDelegation: false };
const PREFIXES = { customNetworking: false, prefixDelegation: true };

describe('maxPods', () => {
  it.each([
    ['t3.small', limits(3, 4), 11],
    ['m5.large', limits(3, 10), 29],
    ['m5.xlarge', limits(4, 15), 58],
    ['p4d.24xlarge, by its default network card', limits(15, 50), 737],
  ])('leaves %s room for its addresses and two pods on the host network', (_type, type, pods) => {
    expect(maxPods(type, PLAIN, undefined)).toEqual(exactly(pods));
  });

  it('leaves the primary interface out with custom networking', () => {
    expect(maxPods(limits(4, 15), { ...PLAIN, customNetworking: true }, 4)).toEqual(exactly(44));
    expect(maxPods(limits(2, 4), { ...PREFIXES, customNetworking: true }, 1)).toEqual(exactly(50));
  });

  it.each([
    [2, exactly(110)],
    [30, exactly(110)],
    [32, exactly(250)],
    [undefined, { low: 110, high: 250 }],
  ])('ends prefixes at the recommended ceiling for %j vCPUs', (vcpus, pods) => {
    expect(maxPods(limits(8, 30), PREFIXES, vcpus)).toEqual(pods);
  });

  it('stays below the ceiling on the smallest types', () => {
    expect(maxPods(limits(2, 2), PREFIXES, undefined)).toEqual(exactly(34));
  });

  it('counts secondary addresses where the type has no prefixes', () => {
    expect(maxPods(limits(2, 10, false), PREFIXES, 2)).toEqual(exactly(20));
  });
});
