import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from '../../../shared/rules/addresses/node-subnets-have-addresses-for-the-maximum.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { noNodes, runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

/** Starburst's example: one group of m5.xlarge in one subnet of its own, seven nodes at most, none running. */
const starburst = (
  free: number,
  {
    nodes = { instances: {}, networkInterfaces: {} },
    group = {},
    subnet = {},
    ...patches
  }: Patches & {
    nodes?: ReturnType<typeof runningNodes>;
    group?: Partial<NodeGroupRecord>;
    subnet?: NonNullable<Patches['subnets']>[string];
  } = {},
) =>
  aSnapshot({
    ...patches,
    cluster: {
      ...patches.cluster,
      nodeGroups: {
        ...patches.cluster?.nodeGroups,
        'demo/workers': {
          subnetIds: ['subnet-sep'],
          instanceTypes: ['m5.xlarge'],
          minSize: 1,
          maxSize: 7,
          desiredSize: 1,
          ...group,
        },
      },
    },
    subnets: { ...patches.subnets, 'subnet-sep': { cidr: '10.0.4.0/24', freeIpv4Addresses: free, ...subnet } },
    instances: { ...noNodes.instances, ...nodes.instances, ...patches.instances },
    networkInterfaces: { ...noNodes.networkInterfaces, ...nodes.networkInterfaces, ...patches.networkInterfaces },
  });

export default {
  rule: nodeSubnetsHaveAddressesForTheMaximum,
  cases: [
    { name: 'both node subnets have plenty', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'Starburst’s example: an empty /24 takes seven nodes of 30 addresses',
      given: starburst(251),
      expect: { 'subnet-sep': 'compliant', 'subnet-a': 'not-applicable' },
    },
    { name: 'exactly as many as are needed', given: starburst(210), expect: 'compliant' },
    {
      name: 'Starburst’s example: an empty /25 does not',
      given: starburst(123, { subnet: { cidr: '10.0.4.0/25' } }),
      expect: [
        'subnet-sep has 123 free addresses but needs 210 for the maximum, 87 too few: demo/workers 7 more nodes × 30.',
      ],
      severity: 'high',
    },
    {
      name: 'Starburst’s example: four nodes run with 30 addresses each, and three more do not fit into 80',
      given: starburst(80, { nodes: runningNodes({ count: 4, held: 30 }) }),
      expect: [
        'subnet-sep has 80 free addresses but needs 90 for the maximum, 10 too few: demo/workers 3 more nodes × 30.',
      ],
      severity: 'high',
    },
  ],
} satisfies RuleCases;
