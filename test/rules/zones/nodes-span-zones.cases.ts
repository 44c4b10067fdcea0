import { nodesSpanZones } from '../../../shared/rules/zones/nodes-span-zones.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const onlyA = { 'demo/workers': { subnetIds: ['subnet-a'] } };
const onlyB = { 'demo/other': { subnetIds: ['subnet-b'] } };
const karpenter = (subnetId: string) =>
  runningNodes({
    count: 1,
    subnetId,
    held: 20,
    tags: { 'karpenter.sh/nodepool': 'default', 'kubernetes.io/cluster/demo': 'owned' },
  });

export default {
  rule: nodesSpanZones,
  cases: [
    { name: 'one group in two zones', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'one group per zone, as volumes need it',
      given: aSnapshot({ cluster: { nodeGroups: { ...onlyA, ...onlyB } } }),
      expect: 'compliant',
    },
    {
      name: 'two groups in one zone, which has the NAT gateway too',
      given: aSnapshot({ cluster: { nodeGroups: { ...onlyA, 'demo/other': { subnetIds: ['subnet-a'] } } } }),
      expect: [
        'All nodes of demo run in use1-az1 (demo/workers, demo/other), and so does every NAT gateway that they use.',
      ],
      severity: 'high',
    },
    {
      name: 'one group in one zone, whose NAT gateway lies in another',
      given: aSnapshot({
        cluster: { nodeGroups: onlyA },
        natGateways: { 'nat-a': { subnetId: 'subnet-public-b' } },
      }),
      expect: ['All nodes of demo run in use1-az1 (demo/workers).'],
      severity: 'medium',
    },
    {
      name: 'two zone names that are one zone',
      given: aSnapshot({
        subnets: {
          'subnet-b': { zoneId: 'use1-az1' },
          'subnet-public-a': null,
          'subnet-public-b': null,
        },
        natGateways: { 'nat-a': null, 'nat-b': null },
      }),
      expect: ['All nodes of demo run in use1-az1 (demo/workers).'],
      severity: 'medium',
    },
    {
      name: 'a group that may have no nodes does not count',
      given: aSnapshot({
        cluster: {
          nodeGroups: { ...onlyA, 'demo/other': { subnetIds: ['subnet-b'], minSize: 0, maxSize: 0, desiredSize: 0 } },
        },
      }),
      expect: ['All nodes of demo run in use1-az1 (demo/workers), and so does every NAT gateway that they use.'],
    },
    {
      name: 'Fargate runs pods in a second zone',
      given: aSnapshot({
        cluster: { nodeGroups: onlyA, fargateProfiles: { 'demo/jobs': { subnetIds: ['subnet-b'] } } },
      }),
      expect: 'compliant',
    },
    {
      name: 'Fargate alone, in one zone',
      given: aSnapshot({
        cluster: {
          nodeGroups: { 'demo/workers': null },
          fargateProfiles: { 'demo/jobs': { subnetIds: ['subnet-a'] } },
        },
      }),
      expect: ['All nodes of demo run in use1-az1 (Fargate).'],
    },
    {
      name: 'self-managed nodes in a second zone',
      given: aSnapshot({
        cluster: { nodeGroups: onlyA },
        autoScalingGroups: { 'asg-own': { subnetIds: ['subnet-b'], tags: { 'kubernetes.io/cluster/demo': 'owned' } } },
      }),
      expect: 'compliant',
    },
    {
      name: 'Karpenter launched a node in a second zone',
      given: aSnapshot({ cluster: { nodeGroups: onlyA }, ...karpenter('subnet-b') }),
      expect: 'compliant',
    },
    {
      name: 'instances were not read, and interfaces show a node in a second zone',
      given: without(aSnapshot({ cluster: { nodeGroups: onlyA } }), 'instances'),
      expect: 'compliant',
    },
    {
      name: 'Karpenter launched nodes in the same zone, and may launch others elsewhere',
      given: aSnapshot({ cluster: { nodeGroups: onlyA }, ...karpenter('subnet-a') }),
      expect: 'indeterminate',
    },
    {
      name: 'Auto Mode without any node yet',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': null }, autoMode: true } }),
      expect: 'indeterminate',
    },
    {
      name: 'a group may use two zones, and all its instances sit in one',
      given: aSnapshot({ instances: { 'i-node-b': { subnetId: 'subnet-a' } } }),
      expect: 'compliant',
      notes: ['All instances of demo/workers sit in use1-az1, although it names further zones.'],
    },
    {
      name: 'declared to run in one zone',
      given: aSnapshot({ cluster: { nodeGroups: onlyA } }),
      declare: { allowSingleAz: true },
      expect: 'not-applicable',
    },
    {
      name: 'Starburst asks for one zone',
      given: aSnapshot({ cluster: { nodeGroups: onlyA } }),
      profiles: ['sep'],
      expect: 'not-applicable',
    },
    {
      name: 'a cluster without anything that runs pods',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': null } } }),
      expect: 'not-applicable',
    },
    {
      name: 'one of two groups could not be described',
      given: aSnapshot({
        cluster: {
          nodeGroups: { ...onlyA, 'demo/other': { subnetIds: { observed: false, kind: 'unread', reason: 'denied' } } },
        },
      }),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
