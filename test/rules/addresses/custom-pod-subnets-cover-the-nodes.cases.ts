import { customPodSubnetsCoverTheNodes } from '../../../shared/rules/addresses/custom-pod-subnets-cover-the-nodes.ts';
import { layeredPatches, type Patches } from '../../support/layered-patches.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const on = { 'vpc-cni': { environment: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } } };

/** Custom networking is on; nodes with an m5.large’s three interfaces and pod subnets in both zones. */
const custom = (patches: Patches = {}) =>
  aSnapshot(
    layeredPatches(
      {
        cluster: { addOns: on },
        subnets: {
          'subnet-pods': { cidr: '100.64.0.0/19', freeIpv4Addresses: 8000 },
          'subnet-pods-b': { cidr: '100.64.32.0/19', freeIpv4Addresses: 8000 },
        },
      },
      patches,
    ),
  );

const bothZones = { podSubnetsByAz: { 'use1-az1': ['subnet-pods'], 'use1-az2': ['subnet-pods-b'] } };

/** The second interface of a node, in a pod subnet. */
const podInterface = (instanceId: string, subnetId: string, addresses = 10) => ({
  subnetId,
  description: `aws-K8S-${instanceId}`,
  privateIpv4Addresses: Array.from({ length: addresses }, (_, index) => `100.64.0.${10 + index}`),
  attachment: { instanceId, instanceOwnerId: '111122223333', deviceIndex: 1, status: 'attached' },
  tags: { 'cluster.k8s.amazonaws.com/name': 'demo', 'node.k8s.amazonaws.com/instance_id': instanceId },
});

const seenInA = { 'eni-pods-a': podInterface('i-node-a', 'subnet-pods') };

const noPodSubnet = (zone: string, misplaced = '') =>
  `Nodes in subnet-b have no subnet for pods in ${zone}, which custom networking needs${misplaced}.`;

export default {
  rule: customPodSubnetsCoverTheNodes,
  cases: [
    {
      name: 'a pod subnet with many addresses in each zone, as declared',
      given: custom(),
      declare: bothZones,
      expect: { 'subnet-a': 'compliant', 'subnet-pods': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    { name: 'custom networking is off', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'interfaces show pod subnets in both zones',
      given: custom({
        networkInterfaces: { ...seenInA, 'eni-pods-b': podInterface('i-node-b', 'subnet-pods-b') },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-pods-b': 'compliant' },
    },
    {
      name: 'nodes run in two zones, and interfaces for pods in one',
      given: custom({ networkInterfaces: seenInA }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': [noPodSubnet('use1-az2')] },
      severity: 'high',
      causes: ['pod-subnets vpc-main use1-az2'],
    },
    {
      name: 'no node runs in the second zone yet, so its pod subnet cannot be seen',
      given: custom({ networkInterfaces: { ...seenInA, 'eni-node-b': null }, instances: { 'i-node-b': null } }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'indeterminate' },
    },
    {
      name: 'neither declared nor seen',
      given: custom(),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'indeterminate' },
    },
    {
      name: 'declared for one zone only',
      given: custom(),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods'] } },
      expect: { 'subnet-a': 'compliant', 'subnet-b': [noPodSubnet('use1-az2')] },
    },
    {
      name: 'the declared subnet lies in another zone',
      given: custom(),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods'], 'use1-az2': ['subnet-pods'] } },
      expect: {
        'subnet-b': [noPodSubnet('use1-az2', ': subnet-pods, declared for the zone, does not lie there in this VPC')],
      },
    },
    {
      name: 'the declared subnet lies in another VPC',
      given: custom({ subnets: { 'subnet-pods-b': { vpcId: 'vpc-other' } } }),
      declare: bothZones,
      expect: {
        'subnet-b': [noPodSubnet('use1-az2', ': subnet-pods-b, declared for the zone, does not lie there in this VPC')],
      },
    },
    {
      name: 'exactly the addresses that nodes come to hold: one more with 20, and one that runs with none',
      given: custom({ subnets: { 'subnet-pods': { freeIpv4Addresses: 40 } } }),
      declare: bothZones,
      expect: 'compliant',
    },
    {
      name: 'one address too few',
      given: custom({ subnets: { 'subnet-pods': { freeIpv4Addresses: 39 } } }),
      declare: bothZones,
      expect: [
        'subnet-pods has 39 free addresses for pods, and nodes take 40 more there until their maximum, 1 too few: demo/workers 1 more node × 20 + 20 that running nodes of demo/workers still take.',
      ],
      causes: ['subnet-full subnet-pods'],
    },
    {
      name: 'what running nodes hold in the pod subnet is not asked for again',
      given: custom({
        networkInterfaces: { 'eni-pods-a': podInterface('i-node-a', 'subnet-pods', 20) },
        subnets: { 'subnet-pods': { freeIpv4Addresses: 20 } },
      }),
      declare: bothZones,
      expect: { 'subnet-pods': 'compliant' },
    },
    {
      name: 'two pod subnets of a zone are one pool',
      given: custom({
        subnets: {
          'subnet-pods': { freeIpv4Addresses: 20 },
          'subnet-more': { cidr: '100.64.96.0/24', freeIpv4Addresses: 19 },
        },
      }),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods', 'subnet-more'], 'use1-az2': ['subnet-pods-b'] } },
      expect: {
        'subnet-more': [
          'subnet-more and subnet-pods together have 39 free addresses for pods, and nodes take 40 more there until their maximum, 1 too few: demo/workers 1 more node × 20 + 20 that running nodes of demo/workers still take.',
        ],
      },
    },
    {
      name: 'another cluster shares the pod subnets',
      given: custom({
        clusters: { other: { addOns: on, nodeGroups: { 'other/workers': null, 'other/batch': { maxSize: 2 } } } },
        subnets: { 'subnet-pods': { freeIpv4Addresses: 59 } },
      }),
      declare: bothZones,
      expect: {
        'subnet-pods': [
          'subnet-pods has 59 free addresses for pods, and nodes take 60 more there until their maximum, 1 too few: demo/workers 1 more node × 20 + 20 that running nodes of demo/workers still take + other/batch 1 more node × 20.',
        ],
      },
    },
    {
      name: 'an IPv6 cluster does not support it',
      given: custom({ cluster: { ipFamily: 'ipv6' } }),
      declare: bothZones,
      expect: {
        'subnet-a': [
          'demo is of the IPv6 family, where custom networking is not supported: the VPC CNI does not start on nodes in subnet-a.',
        ],
        'subnet-pods': 'not-applicable',
      },
      causes: ['cni-setting demo AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'],
    },
    {
      name: 'what running nodes hold is hidden, and might be enough',
      given: hiddenIn(
        custom({ subnets: { 'subnet-pods': { freeIpv4Addresses: 30 } } }),
        'networkInterfaces',
        'vpc-main',
      ),
      declare: bothZones,
      expect: { 'subnet-pods': 'indeterminate', 'subnet-a': 'compliant' },
    },
    {
      name: 'interfaces show it although nothing is configured',
      given: aSnapshot({
        ...runningNodes({
          count: 1,
          held: 30,
          subnetId: 'subnet-a',
          podSubnetId: 'subnet-pods',
          instanceType: 'm5.large',
        }),
        subnets: { 'subnet-pods': { cidr: '100.64.0.0/19', freeIpv4Addresses: 8000 } },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-pods': 'compliant', 'subnet-b': [noPodSubnet('use1-az2')] },
    },
    {
      name: 'subnets could not be read',
      given: without(custom(), 'subnets'),
      declare: bothZones,
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
