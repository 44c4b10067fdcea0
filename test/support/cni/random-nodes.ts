import fc from 'fast-check';
import type { NodeAddressing } from '../../../shared/model/cni.ts';
import { parseCniEnvironment } from '../../../shared/model/cni.ts';

const fairly = <T>(...values: [T, ...T[]]): fc.Arbitrary<T> => fc.constantFrom(...values);
const target = (...values: [string, ...string[]]) => fc.option(fairly(...values), { nil: undefined, freq: 2 });
const flag = fc.option(fc.constant('true'), { nil: undefined, freq: 1 });

const environment = fc
  .record({
    WARM_ENI_TARGET: target('0', '1', '2', '3', '-1', 'two'),
    WARM_PREFIX_TARGET: target('0', '1', '2', '3', '10'),
    WARM_IP_TARGET: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, target('0', '1', '5', '16', '17', '40')),
    MINIMUM_IP_TARGET: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, target('0', '1', '10', '30', '100')),
    MAX_ENI: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, target('0', '1', '2', '99')),
    ENABLE_PREFIX_DELEGATION: flag,
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: flag,
    ENABLE_POD_ENI: flag,
    ENABLE_SUBNET_DISCOVERY: fc.option(fc.constant('false'), { nil: undefined, freq: 1 }),
  })
  .map((values) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  );

/** Linux nodes of small types, so that pools end within a few steps, on any settings of an IPv4 cluster. */
export const anyNode: fc.Arbitrary<NodeAddressing> = fc
  .record({
    maximumInterfaces: fc.integer({ min: 1, max: 5 }),
    ipv4AddressesPerInterface: fairly(2, 3, 4, 6, 10, 15, 20),
    prefixDelegationSupported: fairly(true, true, false),
    trunkingCompatible: fc.boolean(),
  })
  .chain((limits) => {
    const formula = limits.maximumInterfaces * (limits.ipv4AddressesPerInterface - 1) + 2;
    return fc.record({
      limits: fc.constant(limits),
      settings: environment.map(parseCniEnvironment),
      pods: fc.oneof(fc.nat({ max: 60 }), fairly(0, 1, 16, 32, limits.ipv4AddressesPerInterface - 1)),
      branchPods: fc.constant(0),
      maxPods: fairly(formula, formula, 8, 17, 29, 110),
      unmanagedInterfaces: fairly(0, 0, 0, 1),
      nodeSubnetExcluded: fairly(false, false, true),
      windows: fc.constant(false),
    });
  })
  .map((node) => ({ ...node, pods: Math.min(node.pods, node.maxPods) }));
