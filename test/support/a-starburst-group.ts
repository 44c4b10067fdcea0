import type { NodeGroupRecord } from '../../shared/model/snapshot/cluster.ts';
import type { SubnetRecord } from '../../shared/model/snapshot/vpc.ts';
import type { runningNodes } from './running-nodes.ts';
import { aSnapshot } from './snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

interface StarburstPatches extends Patches {
  readonly nodes?: ReturnType<typeof runningNodes>;
  /** Of `demo/workers`. */
  readonly group?: Partial<NodeGroupRecord>;
  /** Of `subnet-sep`. */
  readonly subnet?: Partial<SubnetRecord>;
}

/**
 * The example of Starburst's sizing guide: `demo/workers` of m5.xlarge, seven nodes at most and none running, in `subnet-sep`, which
 * is a /24 in the first zone with this many free addresses and hosts neither load balancers nor the control plane.
 */
export const aStarburstGroup = (
  freeIpv4Addresses: number,
  { nodes, group = {}, subnet = {}, ...patches }: StarburstPatches = {},
) =>
  aSnapshot({
    ...patches,
    cluster: {
      ...patches.cluster,
      nodeGroups: {
        'demo/workers': {
          subnetIds: ['subnet-sep'],
          instanceTypes: ['m5.xlarge'],
          minSize: 1,
          maxSize: 7,
          desiredSize: 1,
          ...group,
        },
        ...patches.cluster?.nodeGroups,
      },
    },
    subnets: { 'subnet-sep': { cidr: '10.0.4.0/24', freeIpv4Addresses, ...subnet }, ...patches.subnets },
    instances: { 'i-node-a': null, 'i-node-b': null, ...nodes?.instances, ...patches.instances },
    networkInterfaces: {
      'eni-node-a': null,
      'eni-node-b': null,
      ...nodes?.networkInterfaces,
      ...patches.networkInterfaces,
    },
  });
