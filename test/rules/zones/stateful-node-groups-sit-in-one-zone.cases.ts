import { statefulNodeGroupsSitInOneZone } from '../../../shared/rules/zones/stateful-node-groups-sit-in-one-zone.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const onePerZone = (b: object = {}) =>
  aSnapshot({
    cluster: {
      nodeGroups: {
        'demo/workers': { subnetIds: ['subnet-a'] },
        'demo/workers-b': { subnetIds: ['subnet-b'], ...b },
      },
    },
  });
const twoZones = [
  'demo/workers runs pods with EBS volumes in 2 Availability Zones (use1-az1, use1-az2): Cluster Autoscaler may add a node where the volume is not (volume node affinity conflict).',
] as const;

export default {
  rule: statefulNodeGroupsSitInOneZone,
  cases: [
    {
      name: 'a stateful group over two zones',
      given: aSnapshot(),
      declare: { clusterAutoscaler: true, statefulGroups: ['workers'] },
      expect: twoZones,
      severity: 'medium',
      causes: ['group-zones demo/workers'],
      notes: ['Whether Cluster Autoscaler runs with --balance-similar-node-groups is not shown by AWS.'],
    },
    {
      name: 'a stateful group over three zones',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a', 'subnet-b', 'subnet-c'] } } },
        subnets: { 'subnet-c': { cidr: '10.0.3.0/24' } },
      }),
      declare: { clusterAutoscaler: true, statefulGroups: 'all' },
      expect: [
        'demo/workers runs pods with EBS volumes in 3 Availability Zones (use1-az1, use1-az2, use1-az3): Cluster Autoscaler may add a node where the volume is not (volume node affinity conflict).',
      ],
    },
    {
      name: 'declared by a label',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { labels: { storage: 'ebs' } } } } }),
      declare: { clusterAutoscaler: true, statefulGroups: ['storage=ebs'] },
      expect: twoZones,
    },
    {
      name: 'one stateful group per zone',
      given: onePerZone(),
      declare: { clusterAutoscaler: true, statefulGroups: 'all' },
      expect: 'compliant',
    },
    {
      name: 'one stateful group per zone, which Cluster Autoscaler does not take for similar',
      given: onePerZone({ instanceTypes: ['m5.xlarge'], labels: { team: 'b', 'topology.ebs.csi.aws.com/zone': 'b' } }),
      declare: { clusterAutoscaler: true, statefulGroups: 'all' },
      expect: 'compliant',
      notes: [
        'Cluster Autoscaler balances only similar groups, and demo/workers differs from demo/workers-b in its instance types and labels.',
      ],
    },
    {
      name: 'two subnets of one zone',
      given: aSnapshot({ subnets: { 'subnet-b': { zoneId: 'use1-az1' } } }),
      declare: { clusterAutoscaler: true, statefulGroups: 'all' },
      expect: 'compliant',
    },
    {
      name: 'another group is stateful',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/database': { subnetIds: ['subnet-a'] } } } }),
      declare: { clusterAutoscaler: true, statefulGroups: ['database'] },
      expect: 'compliant',
    },
    {
      name: 'nobody says which groups are stateful, and one spans two zones',
      given: aSnapshot(),
      declare: { clusterAutoscaler: true },
      expect: 'indeterminate',
    },
    {
      name: 'nobody says which groups are stateful, and each sits in one zone',
      given: onePerZone(),
      declare: { clusterAutoscaler: true },
      expect: 'compliant',
    },
    {
      name: 'a group that is declared stateful does not exist: this one may be meant',
      given: aSnapshot(),
      declare: { clusterAutoscaler: true, statefulGroups: ['wrokers'] },
      expect: 'indeterminate',
    },
    {
      name: 'a group of a fixed size',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { minSize: 3, maxSize: 3 } } } }),
      declare: { clusterAutoscaler: true, statefulGroups: 'all' },
      expect: 'not-applicable',
    },
    {
      name: 'every subnet of the group was deleted',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-gone'] } } } }),
      declare: { clusterAutoscaler: true, statefulGroups: 'all' },
      expect: 'not-applicable',
    },
    {
      name: 'Cluster Autoscaler is not declared',
      given: aSnapshot(),
      declare: { statefulGroups: 'all' },
      expect: 'not-applicable',
    },
    {
      name: 'Cluster Autoscaler is declared not to run, though the profile is added',
      given: aSnapshot(),
      profiles: ['autoscaler'],
      declare: { clusterAutoscaler: false, statefulGroups: 'all' },
      expect: 'not-applicable',
    },
    {
      name: 'Auto Mode launches nodes where pods need them',
      given: aSnapshot({ cluster: { autoMode: true } }),
      profiles: ['autoscaler'],
      declare: { statefulGroups: 'all' },
      expect: 'not-applicable',
    },
    {
      name: 'the profile is added by configuration',
      given: aSnapshot(),
      profiles: ['autoscaler'],
      declare: { statefulGroups: 'all' },
      expect: twoZones,
    },
    {
      name: 'subnets could not be read',
      given: without(aSnapshot(), 'subnets'),
      declare: { clusterAutoscaler: true, statefulGroups: 'all' },
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
