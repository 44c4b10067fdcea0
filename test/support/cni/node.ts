import type { CniEnvironment, NodeAddressing } from '../../../shared/model/cni.ts';
import { parseCniEnvironment, shippedCniEnvironment } from '../../../shared/model/cni.ts';

/** An m5.xlarge with the settings that the add-on ships; `environment` is laid over them. */
export function aNode({
  environment = {},
  ...overrides
}: Partial<Omit<NodeAddressing, 'settings'>> & { environment?: CniEnvironment } = {}): NodeAddressing {
  return {
    limits: {
      maximumInterfaces: 4,
      ipv4AddressesPerInterface: 15,
      prefixDelegationSupported: true,
      trunkingCompatible: true,
    },
    settings: parseCniEnvironment({ ...shippedCniEnvironment('ipv4'), ...environment }),
    pods: 0,
    branchPods: 0,
    maxPods: 58,
    unmanagedInterfaces: 0,
    nodeSubnetExcluded: false,
    windows: false,
    ...overrides,
  };
}
