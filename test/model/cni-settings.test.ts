import { describe, expect, it } from '@jest/globals';
import { parseCniEnvironment, shippedCniEnvironment } from '../../shared/model/cni.ts';

describe('parseCniEnvironment', () => {
  it('takes the controller’s own defaults for what is not set', () => {
    expect(parseCniEnvironment({})).toEqual({
      warmEniTarget: 1,
      warmIpTarget: 0,
      minimumIpTarget: 0,
      warmPrefixTarget: 0,
      maxEni: undefined,
      prefixDelegation: false,
      customNetworking: false,
      podEni: false,
      ipv6: false,
      subnetDiscovery: true,
      provisioning: true,
    });
  });

  it('differs from what is shipped in the warm prefix alone', () => {
    const shipped = parseCniEnvironment(shippedCniEnvironment('ipv4'));
    expect(shipped).toEqual({ ...parseCniEnvironment({}), warmPrefixTarget: 1 });
    const shippedForIpv6 = parseCniEnvironment(shippedCniEnvironment('ipv6'));
    expect(shippedForIpv6).toEqual({ ...shipped, ipv6: true, prefixDelegation: true });
  });

  it.each([
    ['0', 0],
    ['3', 3],
    ['+3', 3],
    ['007', 7],
    ['-0', 0],
    ['9223372036854775807', 2 ** 63],
    ['-1', 1],
    ['', 1],
    ['two', 1],
    [' 2', 1],
    ['2.0', 1],
    ['1_000', 1],
    ['0x2', 1],
    ['1e3', 1],
    ['99999999999999999999', 1],
  ])('reads WARM_ENI_TARGET %j as %j', (text, warmEniTarget) => {
    expect(parseCniEnvironment({ WARM_ENI_TARGET: text }).warmEniTarget).toEqual(warmEniTarget);
  });

  it.each(['0', '-3', 'many', ''])('does not count %j as an IP target or a limit', (text) => {
    const settings = parseCniEnvironment({ WARM_IP_TARGET: text, MINIMUM_IP_TARGET: text, MAX_ENI: text });
    expect(settings).toMatchObject({ warmIpTarget: 0, minimumIpTarget: 0, maxEni: undefined });
  });

  it.each([
    ['1', true],
    ['t', true],
    ['TRUE', true],
    ['True', true],
    ['0', false],
    ['F', false],
    ['tRUE', false],
    ['yes', false],
    ['', false],
  ])('reads a flag %j as %j', (text, prefixDelegation) => {
    expect(parseCniEnvironment({ ENABLE_PREFIX_DELEGATION: text }).prefixDelegation).toBe(prefixDelegation);
  });

  it('leaves subnet discovery on unless it is plainly off', () => {
    expect(parseCniEnvironment({ ENABLE_SUBNET_DISCOVERY: 'off' }).subnetDiscovery).toBe(true);
    expect(parseCniEnvironment({ ENABLE_SUBNET_DISCOVERY: 'false' }).subnetDiscovery).toBe(false);
  });
});
