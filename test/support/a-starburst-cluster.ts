import type { InstanceTypeRecord } from '../../shared/model/snapshot/compute.ts';
import { layeredPatches, type Patches } from './layered-patches.ts';
import { runningNodes } from './running-nodes.ts';

const xlarge: Partial<InstanceTypeRecord> = {
  vcpus: 4,
  memoryMib: 16_384,
  maximumInterfaces: 4,
  ipv4AddressesPerInterface: 15,
};

/**
 * What Starburst asks for, all of it, on top of the healthy snapshot: two managed node groups in one zone, coordinator and workers of
 * one size (four of seven nodes run and hold 30 addresses each), 387 addresses free in their /23, support services beside them, subnet
 * tags, and two zones for the control plane all the same.
 */
const starburst: Patches = layeredPatches(
  {
    cluster: {
      tags: { 'plumbline:profile': 'starburst-sep' },
      nodeGroups: {
        'demo/workers': {
          subnetIds: ['subnet-sep'],
          instanceTypes: ['m5.xlarge'],
          labels: { 'starburst.io/role': 'worker' },
          minSize: 1,
          maxSize: 7,
          desiredSize: 4,
        },
        'demo/support': {
          subnetIds: ['subnet-a'],
          labels: { 'starburst.io/role': 'support' },
          minSize: 1,
          maxSize: 2,
          desiredSize: 1,
        },
      },
    },
    subnets: { 'subnet-sep': { cidr: '10.0.4.0/23', freeIpv4Addresses: 387 } },
    routeTables: { 'rtb-a': { subnetIds: ['subnet-a', 'subnet-sep'] } },
    networkAcls: {
      'acl-main': { subnetIds: ['subnet-a', 'subnet-b', 'subnet-sep', 'subnet-public-a', 'subnet-public-b'] },
    },
    instanceTypes: { 'm5.xlarge': xlarge, 'm5.2xlarge': { ...xlarge, vcpus: 8, memoryMib: 32_768 } },
    instances: { 'i-node-a': null, 'i-node-b': null },
    networkInterfaces: { 'eni-node-a': null, 'eni-node-b': null },
  },
  runningNodes({ count: 4, held: 30 }),
);

/** The patches of that cluster, changed by further ones. */
export const starburstPatches = (...changes: readonly Patches[]): Patches => changes.reduce(layeredPatches, starburst);
