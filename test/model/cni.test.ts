import { describe, expect, it } from '@jest/globals';
import type { InterfaceLimits } from '../../shared/model/cni.ts';
import { addressesPerNode } from '../../shared/model/cni.ts';
import { aNode } from '../support/cni/node.ts';

const limits = (
  maximumInterfaces: number,
  ipv4AddressesPerInterface: number,
  overrides: Partial<InterfaceLimits> = {},
): InterfaceLimits => ({
  maximumInterfaces,
  ipv4AddressesPerInterface,
  prefixDelegationSupported: true,
  trunkingCompatible: true,
  ...overrides,
});

const T3_SMALL = limits(3, 4, { trunkingCompatible: false });
const M5_LARGE = limits(3, 10);
const M5_XLARGE = limits(4, 15);
const P3DN_24XLARGE = limits(15, 50);
const M4_LARGE = limits(2, 10, { prefixDelegationSupported: false, trunkingCompatible: false });

const exactly = (value: number) => ({ low: value, high: value });
const PREFIXES = { ENABLE_PREFIX_DELEGATION: 'true' };
const CUSTOM_NETWORKING = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' };
const SECURITY_GROUPS_FOR_PODS = { ENABLE_POD_ENI: 'true' };

describe('with the shipped settings', () => {
  it.each([
    ['t3.small', 11, 0, 4, T3_SMALL],
    ['t3.small', 11, 5, 12, T3_SMALL],
    ['t3.small', 11, 9, 12, T3_SMALL],
    ['p3dn.24xlarge', 737, 0, 50, P3DN_24XLARGE],
    ['p3dn.24xlarge', 737, 3, 100, P3DN_24XLARGE],
    ['p3dn.24xlarge', 737, 95, 150, P3DN_24XLARGE],
    ['m5.large', 29, 0, 10, M5_LARGE],
    ['m5.large', 29, 1, 20, M5_LARGE],
    ['m5.xlarge', 58, 0, 15, M5_XLARGE],
    ['m5.xlarge', 58, 1, 30, M5_XLARGE],
    ['m5.xlarge', 58, 14, 30, M5_XLARGE],
    ['m5.xlarge', 58, 15, 45, M5_XLARGE],
    ['m5.xlarge', 58, 28, 45, M5_XLARGE],
    ['m5.xlarge', 58, 29, 60, M5_XLARGE],
    ['m5.xlarge', 58, 56, 60, M5_XLARGE],
  ])('%s with maxPods %i and %i pods holds %i', (_type, maxPods, pods, addresses, type) => {
    const node = addressesPerNode(aNode({ limits: type, maxPods, pods }));
    expect(node).toMatchObject({
      mode: 'secondary-addresses',
      nodeSubnetAddresses: exactly(addresses),
      podSubnetAddresses: exactly(0),
    });
  });
});

describe('warm targets', () => {
  it('overrides the warm interface by an IP target', () => {
    const environment = { WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '10' };
    expect(addressesPerNode(aNode({ limits: P3DN_24XLARGE, maxPods: 737, pods: 45, environment }))).toMatchObject({
      interfaces: exactly(2),
      secondaryAddresses: exactly(50),
      nodeSubnetAddresses: exactly(52),
    });
  });

  it('leaves pods beyond a minimum without a warm target waiting', () => {
    const environment = { MINIMUM_IP_TARGET: '10' };
    expect(addressesPerNode(aNode({ limits: M5_LARGE, maxPods: 29, pods: 13, environment }))).toMatchObject({
      interfaces: exactly(2),
      nodeSubnetAddresses: exactly(12),
      podsServed: exactly(10),
    });
  });

  it('flips between two interfaces for ever without a warm interface, when the first is full', () => {
    const environment = { WARM_ENI_TARGET: '0' };
    expect(addressesPerNode(aNode({ limits: M5_LARGE, maxPods: 29, pods: 9, environment }))).toMatchObject({
      interfaces: { low: 1, high: 2 },
      nodeSubnetAddresses: { low: 10, high: 20 },
      podsServed: exactly(9),
    });
  });

  it('never empties the primary interface', () => {
    const environment = { WARM_ENI_TARGET: '0' };
    expect(addressesPerNode(aNode({ environment, pods: 0 })).nodeSubnetAddresses).toEqual(exactly(15));
  });

  it('ends the growth at maxPods, somewhere within one step', () => {
    const environment = { WARM_IP_TARGET: '5' };
    expect(addressesPerNode(aNode({ maxPods: 20, pods: 18, environment })).secondaryAddresses).toEqual({
      low: 20,
      high: 23,
    });
  });

  it('holds whole interfaces when the first growth already passes maxPods', () => {
    const environment = { WARM_IP_TARGET: '40' };
    expect(addressesPerNode(aNode({ maxPods: 20, pods: 1, environment })).secondaryAddresses).toEqual(exactly(28));
  });
});

describe('prefix delegation', () => {
  it.each([
    ['t3.small with 17 pods', T3_SMALL, 110, 17, '1', 3, 1, 49],
    ['t3.small with 58 pods', T3_SMALL, 110, 58, '1', 5, 2, 82],
    ['m5.large that passes maxPods in its first step', M5_LARGE, 110, 0, '10', 9, 1, 145],
  ])('%s', (_name, type, maxPods, pods, warm, prefixes, interfaces, addresses) => {
    const environment = { ...PREFIXES, WARM_PREFIX_TARGET: warm };
    expect(addressesPerNode(aNode({ limits: type, maxPods, pods, environment }))).toMatchObject({
      mode: 'prefix-delegation',
      prefixes: exactly(prefixes),
      secondaryAddresses: exactly(0),
      interfaces: exactly(interfaces),
      nodeSubnetAddresses: exactly(addresses),
    });
  });

  it('cannot tell how pods spread over two or more warm prefixes', () => {
    const environment = { ...PREFIXES, WARM_PREFIX_TARGET: '3' };
    expect(addressesPerNode(aNode({ maxPods: 110, pods: 16, environment })).prefixes).toEqual({ low: 4, high: 6 });
    expect(addressesPerNode(aNode({ maxPods: 110, pods: 1, environment })).prefixes).toEqual(exactly(4));
  });

  it('overrides warm prefixes by an IP target, in whole prefixes', () => {
    const environment = { ...PREFIXES, WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '10' };
    expect(addressesPerNode(aNode({ maxPods: 110, pods: 28, environment })).prefixes).toEqual(exactly(3));
  });

  it('falls back to secondary addresses on types that are not built on Nitro', () => {
    const node = addressesPerNode(aNode({ limits: M4_LARGE, maxPods: 110, pods: 1, environment: PREFIXES }));
    expect(node).toMatchObject({ mode: 'secondary-addresses', prefixes: exactly(0), nodeSubnetAddresses: exactly(20) });
  });
});

describe('pods in another subnet', () => {
  it.each([
    ['custom networking', { environment: CUSTOM_NETWORKING }],
    ['a node subnet that is excluded by its tags', { nodeSubnetExcluded: true }],
  ])('leaves one address in the node subnet with %s', (_name, overrides) => {
    expect(addressesPerNode(aNode({ pods: 15, maxPods: 44, ...overrides }))).toMatchObject({
      interfaces: exactly(4),
      nodeSubnetAddresses: exactly(1),
      podSubnetAddresses: exactly(45),
    });
  });

  it('ignores the tag when subnet discovery is off', () => {
    const environment = { ENABLE_SUBNET_DISCOVERY: 'false' };
    const node = addressesPerNode(aNode({ nodeSubnetExcluded: true, environment }));
    expect(node).toMatchObject({ nodeSubnetAddresses: exactly(15), podSubnetAddresses: exactly(0) });
  });

  it('serves no pod where the type has a single interface', () => {
    const node = addressesPerNode(aNode({ limits: limits(1, 50), pods: 3, environment: CUSTOM_NETWORKING }));
    expect(node).toMatchObject({ interfaces: exactly(1), podSubnetAddresses: exactly(0), podsServed: exactly(0) });
  });
});

describe('interfaces that pods may not use', () => {
  it('takes unmanaged interfaces and MAX_ENI off the limit', () => {
    const full = { pods: 50, unmanagedInterfaces: 1 };
    expect(addressesPerNode(aNode(full)).interfaces).toEqual(exactly(3));
    expect(addressesPerNode(aNode({ ...full, environment: { MAX_ENI: '3' } })).interfaces).toEqual(exactly(2));
    expect(addressesPerNode(aNode({ ...full, environment: { MAX_ENI: '1' } })).interfaces).toEqual(exactly(1));
  });

  it('gives one slot to the trunk, and one address to each branch pod', () => {
    const node = addressesPerNode(aNode({ pods: 58, branchPods: 3, environment: SECURITY_GROUPS_FOR_PODS }));
    expect(node).toMatchObject({
      interfaces: exactly(4),
      secondaryAddresses: exactly(42),
      nodeSubnetAddresses: exactly(4 + 42 + 3),
      podsServed: exactly(42 + 3),
    });
  });

  it('puts trunk and branches into the ENIConfig subnet with custom networking', () => {
    const environment = { ...SECURITY_GROUPS_FOR_PODS, ...CUSTOM_NETWORKING };
    const node = addressesPerNode(aNode({ pods: 1, branchPods: 3, environment }));
    expect(node).toMatchObject({ nodeSubnetAddresses: exactly(1), podSubnetAddresses: exactly(2 * 15 + 1 + 3) });
  });

  it('attaches no trunk on incompatible types, nor where it would not fit', () => {
    const environment = SECURITY_GROUPS_FOR_PODS;
    expect(addressesPerNode(aNode({ limits: T3_SMALL, branchPods: 2, environment }))).toMatchObject({
      interfaces: exactly(1),
      nodeSubnetAddresses: exactly(4),
      podsServed: exactly(0),
    });
    expect(addressesPerNode(aNode({ limits: limits(1, 50), environment })).interfaces).toEqual(exactly(1));
  });

  it('knows only bounds where compatibility is unknown', () => {
    const node = aNode({
      limits: { ...M5_XLARGE, trunkingCompatible: undefined },
      pods: 58,
      branchPods: 1,
      environment: SECURITY_GROUPS_FOR_PODS,
    });
    expect(addressesPerNode(node)).toMatchObject({
      interfaces: { low: 3, high: 4 },
      secondaryAddresses: { low: 42, high: 56 },
      nodeSubnetAddresses: { low: 45, high: 60 },
    });
  });
});

describe('nodes whose pods take no IPv4 address from the pool', () => {
  const IPV6 = { ENABLE_IPv6: 'true', ...PREFIXES };

  it('takes one IPv4 address for an IPv6 node', () => {
    const node = addressesPerNode(aNode({ pods: 40, environment: IPV6 }));
    expect(node).toMatchObject({ mode: 'ipv6', nodeSubnetAddresses: exactly(1), podsServed: exactly(40) });
  });

  it('adds the trunk and its branches to an IPv6 node', () => {
    const environment = { ...IPV6, ...SECURITY_GROUPS_FOR_PODS };
    const node = addressesPerNode(aNode({ branchPods: 2, environment }));
    expect(node).toMatchObject({ interfaces: exactly(2), nodeSubnetAddresses: exactly(4) });
  });

  it('attaches a second interface where the subnet of an IPv6 node is excluded', () => {
    const node = addressesPerNode(aNode({ nodeSubnetExcluded: true, environment: IPV6 }));
    expect(node).toMatchObject({ nodeSubnetAddresses: exactly(1), podSubnetAddresses: exactly(1) });
  });

  it.each([
    ['without prefix delegation', aNode({ pods: 1, environment: { ...IPV6, ENABLE_PREFIX_DELEGATION: 'false' } })],
    ['on a type without prefixes', aNode({ pods: 1, limits: M4_LARGE, environment: IPV6 })],
    ['with custom networking', aNode({ pods: 1, environment: { ...IPV6, ...CUSTOM_NETWORKING } })],
  ])('serves no pod of an IPv6 node %s', (_name, node) => {
    expect(addressesPerNode(node)).toMatchObject({ mode: 'invalid', interfaces: exactly(1), podsServed: exactly(0) });
  });
});

describe('nodes that other controllers serve', () => {
  it('fills at most one interface of a Windows node', () => {
    expect(addressesPerNode(aNode({ windows: true, pods: 5 })).nodeSubnetAddresses).toEqual({ low: 6, high: 15 });
    const environment = PREFIXES;
    expect(addressesPerNode(aNode({ windows: true, pods: 17, maxPods: 110, environment }))).toMatchObject({
      interfaces: exactly(1),
      nodeSubnetAddresses: { low: 33, high: 49 },
    });
  });

  it.each(['DISABLE_NETWORK_RESOURCE_PROVISIONING', 'ENABLE_IMDS_ONLY_MODE'])(
    'knows only the limits with %s',
    (name) => {
      expect(addressesPerNode(aNode({ pods: 5, environment: { [name]: 'true' } }))).toMatchObject({
        mode: 'not-provisioned',
        interfaces: { low: 1, high: 4 },
        nodeSubnetAddresses: { low: 1, high: 60 },
        podsServed: { low: 0, high: 5 },
      });
    },
  );
});
