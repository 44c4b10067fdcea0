import { nodeGroupUpdatesHaveAddresses } from '../../../shared/rules/addresses/node-group-updates-have-addresses.ts';
import { aStarburstGroup } from '../../support/a-starburst-group.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const sevenRunning = runningNodes({ count: 7, held: 30 });
const full = { minSize: 7, desiredSize: 7 };
const adds = (nodes: number, free: number, deficit: number, zone = 'use1-az1', subnet = 'subnet-sep') =>
  `A rolling update of demo/workers adds ${nodes} nodes × 30 addresses in ${zone}; ${subnet} has ${free} free, ${deficit} too few.`;

/** `demo/workers` of m5.large, 20 addresses a node, in two zones with these free addresses. */
const twoZones = (a: number, b: number, group: object = {}) =>
  aSnapshot({
    cluster: { nodeGroups: { 'demo/workers': group } },
    subnets: { 'subnet-a': { freeIpv4Addresses: a }, 'subnet-b': { freeIpv4Addresses: b } },
  });
const inZone = (nodes: number, zone: 'a' | 'b', free: number, deficit: number) =>
  `A rolling update of demo/workers adds ${nodes} nodes × 20 addresses in use1-az${zone === 'a' ? 1 : 2}; subnet-${zone} has ${free} free, ${deficit} too few.`;

/** Custom networking puts pods in `subnet-pods` and `subnet-pods-b`, of which the first has these free addresses. */
const customPods = (freeIpv4Addresses: number, subnet: object = {}) =>
  aSnapshot({
    cluster: { addOns: { 'vpc-cni': { environment: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } } } },
    subnets: {
      'subnet-pods': { cidr: '100.64.0.0/24', freeIpv4Addresses, ...subnet },
      'subnet-pods-b': { cidr: '100.64.1.0/24' },
    },
  });
const podSubnetsByAz = { 'use1-az1': ['subnet-pods'], 'use1-az2': ['subnet-pods-b'] };

export default {
  rule: nodeGroupUpdatesHaveAddresses,
  cases: [
    { name: 'two nodes more fit into each zone', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'Starburst’s /24 with seven nodes: two more of 30 addresses do not fit into 41',
      given: aStarburstGroup(41, { nodes: sevenRunning, group: full }),
      expect: [adds(2, 41, 19)],
      severity: 'medium',
      causes: ['subnet-full subnet-sep'],
    },
    {
      name: 'exactly as many as are needed',
      given: aStarburstGroup(60, { nodes: sevenRunning, group: full }),
      expect: 'compliant',
    },
    {
      name: 'the strategy MINIMAL adds no nodes',
      given: aStarburstGroup(0, {
        nodes: sevenRunning,
        group: { ...full, update: { maxUnavailable: 1, strategy: 'MINIMAL' } },
      }),
      expect: 'compliant',
      notes: ['The strategy MINIMAL ends old nodes before it starts new ones.'],
    },
    {
      name: 'three may be unavailable, which are more than two for each zone',
      given: aStarburstGroup(61, { nodes: sevenRunning, group: { ...full, update: { maxUnavailable: 3 } } }),
      expect: [adds(3, 61, 29)],
    },
    {
      name: 'half of seven nodes may be unavailable, which are four',
      given: aStarburstGroup(119, {
        nodes: sevenRunning,
        group: { ...full, update: { maxUnavailablePercentage: 50 } },
      }),
      expect: [adds(4, 119, 1)],
    },
    { name: 'one of two zones is too full', given: twoZones(200, 39), expect: [inZone(2, 'b', 39, 1)] },
    {
      name: 'both zones are too full',
      given: twoZones(0, 39),
      expect: [inZone(2, 'a', 0, 40), inZone(2, 'b', 39, 1)],
    },
    {
      name: 'twenty may be unavailable, and zones share them evenly',
      given: twoZones(200, 199, { update: { maxUnavailable: 20 } }),
      expect: [inZone(10, 'b', 199, 1)],
    },
    {
      name: 'twenty may be unavailable, and one zone may have to take them all',
      given: twoZones(400, 399, { update: { maxUnavailable: 20 } }),
      parameters: { azSkew: 'worst' },
      expect: [inZone(20, 'b', 399, 1)],
    },
    {
      name: 'a subnet of the pool that is none of the group’s own is no help',
      given: aStarburstGroup(41, {
        nodes: sevenRunning,
        group: full,
        cluster: { nodeGroups: { 'demo/wide': { subnetIds: ['subnet-sep', 'subnet-a'], desiredSize: 0 } } },
      }),
      expect: { 'demo/workers': [adds(2, 41, 19)], 'demo/wide': 'not-applicable' },
    },
    {
      name: 'a subnet tagged for pods takes the second interfaces',
      given: aStarburstGroup(41, {
        nodes: sevenRunning,
        group: full,
        subnets: { 'subnet-pods': { cidr: '10.0.5.0/24', tags: { 'kubernetes.io/role/cni': '1' } } },
      }),
      expect: 'compliant',
    },
    {
      name: 'another subnet of the pool is tagged for pods',
      given: aStarburstGroup(41, {
        nodes: sevenRunning,
        group: full,
        cluster: { nodeGroups: { 'demo/wide': { subnetIds: ['subnet-sep', 'subnet-pods'], desiredSize: 0 } } },
        subnets: { 'subnet-pods': { cidr: '10.0.5.0/24', tags: { 'kubernetes.io/role/cni': '1' } } },
      }),
      expect: { 'demo/workers': 'compliant' },
    },
    {
      name: 'an explicit reservation is not available',
      given: aStarburstGroup(70, {
        nodes: sevenRunning,
        group: full,
        subnet: { cidrReservations: [{ cidr: '10.0.4.64/28', type: 'explicit' }] },
      }),
      expect: [adds(2, 54, 6)],
    },
    {
      name: 'from the maximum: three more nodes of 30 have to fit besides',
      given: aStarburstGroup(100, { nodes: runningNodes({ count: 4, held: 30 }) }),
      parameters: { surgeBase: 'max' },
      expect: [
        'A rolling update of demo/workers adds 2 nodes × 30 addresses in use1-az1; subnet-sep has 100 free, of which the groups’ maximum takes 90, 50 too few.',
      ],
    },
    {
      name: 'from what is allocated now, the same fits',
      given: aStarburstGroup(100, { nodes: runningNodes({ count: 4, held: 30 }) }),
      expect: 'compliant',
    },
    {
      name: 'from the maximum, with room for everything',
      given: aStarburstGroup(150, { nodes: runningNodes({ count: 4, held: 30 }), subnet: { cidr: '10.0.4.0/23' } }),
      parameters: { surgeBase: 'max' },
      expect: 'compliant',
    },
    {
      name: 'the group has no nodes',
      given: aStarburstGroup(0, { group: { minSize: 0, desiredSize: 0 } }),
      expect: 'not-applicable',
    },
    { name: 'the group is being updated', given: twoZones(0, 0, { status: 'UPDATING' }), expect: 'not-applicable' },
    { name: 'the group is being deleted', given: twoZones(0, 0, { status: 'DELETING' }), expect: 'not-applicable' },
    {
      name: 'an IPv6 cluster takes one IPv4 address for each node',
      given: aSnapshot({
        cluster: { ipFamily: 'ipv6' },
        subnets: { 'subnet-a': { freeIpv4Addresses: 2 }, 'subnet-b': { freeIpv4Addresses: 2 } },
      }),
      expect: 'compliant',
    },
    {
      name: 'with custom networking the pod subnets have room for pods of the new nodes',
      given: customPods(40),
      declare: { podSubnetsByAz },
      expect: 'compliant',
    },
    {
      name: 'with custom networking the pod subnet of one zone has too little room',
      given: customPods(39),
      declare: { podSubnetsByAz },
      expect: [
        'A rolling update of demo/workers adds 2 nodes with 20 addresses for pods each in use1-az1; subnet-pods, where custom networking puts pods, has 39 free.',
      ],
      causes: ['subnet-full subnet-pods'],
    },
    {
      name: 'a reservation in the pod subnet may be used up by interfaces that are hidden',
      given: hiddenIn(
        customPods(45, { cidrReservations: [{ cidr: '100.64.0.64/28', type: 'explicit' }] }),
        'networkInterfaces',
        'vpc-main',
      ),
      declare: { podSubnetsByAz },
      expect: 'indeterminate',
    },
    {
      name: 'a zone without a subnet for pods is left to B11',
      given: customPods(40),
      declare: { podSubnetsByAz: { 'use1-az2': ['subnet-pods-b'] } },
      expect: 'compliant',
    },
    {
      name: 'where custom networking puts pods is not known',
      given: customPods(40),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces are hidden, and a reservation may be used up',
      given: hiddenIn(
        aStarburstGroup(70, {
          nodes: sevenRunning,
          group: full,
          subnet: { cidrReservations: [{ cidr: '10.0.4.64/28', type: 'explicit' }] },
        }),
        'networkInterfaces',
        'vpc-main',
      ),
      expect: 'indeterminate',
    },
    {
      name: 'instance types are chosen at launch',
      given: aSnapshot({
        cluster: {
          nodeGroups: { 'demo/workers': { instanceTypes: [], launchTemplate: { id: 'lt-1', version: '1' } } },
        },
        launchTemplateVersions: { 'lt-1:1': { instanceType: undefined, choosesByAttributes: true } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'instance types could not be read',
      given: without(aStarburstGroup(251), 'instanceTypes'),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
