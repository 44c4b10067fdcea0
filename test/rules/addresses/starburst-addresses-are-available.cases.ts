import { starburstAddressesAreAvailable } from '../../../shared/rules/addresses/starburst-addresses-are-available.ts';
import { aStarburstGroup } from '../../support/a-starburst-group.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const sep = { profiles: ['sep'], declare: { sepWorkerGroup: 'workers' } } as const;

/** A second group of the same cluster in the same subnet: three nodes of m5.large at most. */
const support = {
  cluster: { nodeGroups: { 'demo/support': { subnetIds: ['subnet-sep'], instanceTypes: ['m5.large'], maxSize: 3 } } },
};

const needs = (free: number, held: number | string, deficit: number, terms: string, needed = 210) =>
  [
    `Starburst in demo needs ${needed} addresses at its maximum (${terms}); subnet-sep has ${free} free and its nodes hold ${held}, ${deficit} too few.`,
  ] as const;
const sevenNodes = 'demo/workers 7 nodes × 15 addresses × 2 interfaces';

export default {
  rule: starburstAddressesAreAvailable,
  cases: [
    {
      ...sep,
      name: 'no node runs, and exactly 210 addresses are free',
      given: aStarburstGroup(210),
      expect: 'compliant',
    },
    {
      ...sep,
      name: 'no node runs, and one address is missing',
      given: aStarburstGroup(209),
      expect: needs(209, 0, 1, sevenNodes),
      severity: 'high',
    },
    {
      ...sep,
      name: 'all seven nodes run and hold 210 addresses, and none is free',
      given: aStarburstGroup(0, { nodes: runningNodes({ count: 7, held: 30 }) }),
      expect: 'compliant',
    },
    {
      ...sep,
      name: 'four nodes run and hold 120 addresses, and 80 are free',
      given: aStarburstGroup(80, { nodes: runningNodes({ count: 4, held: 30 }) }),
      expect: needs(80, 120, 10, sevenNodes),
    },
    {
      ...sep,
      name: 'what nodes of another group hold is no help',
      given: aStarburstGroup(80, {
        ...support,
        nodes: runningNodes({ count: 3, held: 60, group: 'demo/support', instanceType: 'm5.large' }),
      }),
      expect: needs(80, 0, 130, sevenNodes),
    },
    {
      ...sep,
      name: 'the settings of the VPC CNI do not matter to the formula',
      given: aStarburstGroup(209, { cluster: { addOns: { 'vpc-cni': { environment: { WARM_IP_TARGET: '2' } } } } }),
      expect: needs(209, 0, 1, sevenNodes),
    },
    {
      ...sep,
      name: 'an explicit reservation is not available',
      given: aStarburstGroup(220, { subnet: { cidrReservations: [{ cidr: '10.0.4.64/28', type: 'explicit' }] } }),
      expect: needs(204, 0, 6, sevenNodes),
    },
    {
      ...sep,
      name: 'more interfaces per node set by parameter',
      given: aStarburstGroup(251),
      parameters: { interfacesPerInstance: 4 },
      expect: needs(251, 0, 169, 'demo/workers 7 nodes × 15 addresses × 4 interfaces', 420),
    },
    {
      ...sep,
      name: 'the support services count too, by parameter',
      given: aStarburstGroup(251, support),
      parameters: { sepIncludeSupport: true },
      declare: { sepWorkerGroup: 'workers', sepSupportGroup: 'support' },
      expect: needs(251, 0, 19, `${sevenNodes} + demo/support 3 nodes × 10 addresses × 2 interfaces`, 270),
    },
    {
      name: 'of two groups the larger one runs the workers',
      profiles: ['sep'],
      given: aStarburstGroup(251, support),
      expect: 'compliant',
    },
    {
      name: 'nobody says which group runs the workers',
      profiles: ['sep'],
      given: aStarburstGroup(251),
      expect: 'indeterminate',
    },
    {
      ...sep,
      name: 'nobody says which group runs the support services',
      given: aStarburstGroup(251, {
        cluster: { nodeGroups: { ...support.cluster.nodeGroups, 'demo/third': { subnetIds: ['subnet-sep'] } } },
      }),
      parameters: { sepIncludeSupport: true },
      expect: 'indeterminate',
    },
    {
      ...sep,
      name: 'instances were not read: interfaces tell which nodes hold what',
      given: without(aStarburstGroup(80, { nodes: runningNodes({ count: 4, held: 30 }) }), 'instances'),
      expect: needs(80, 120, 10, sevenNodes),
    },
    {
      ...sep,
      name: 'interfaces are hidden, and nodes may hold what is missing',
      given: hiddenIn(aStarburstGroup(80), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      ...sep,
      name: 'interfaces are hidden, and the subnet is too small in any case',
      given: hiddenIn(aStarburstGroup(80, { subnet: { cidr: '10.0.4.0/25' } }), 'networkInterfaces', 'vpc-main'),
      expect: needs(80, 'at most 43', 87, sevenNodes),
    },
    {
      ...sep,
      name: 'subnets could not be read',
      given: without(aStarburstGroup(251), 'subnets'),
      expect: 'indeterminate',
    },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
  ],
} satisfies RuleCases;
