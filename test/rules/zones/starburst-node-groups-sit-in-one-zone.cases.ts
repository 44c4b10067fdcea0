import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import { starburstNodeGroupsSitInOneZone } from '../../../shared/rules/zones/starburst-node-groups-sit-in-one-zone.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const oneZone = ['subnet-a'];
const twoZones = ['subnet-a', 'subnet-b'];

/** A Starburst cluster with these node groups. */
const starburst = (nodeGroups: Readonly<Record<string, Partial<NodeGroupRecord> | null>>) =>
  aSnapshot({
    cluster: { tags: { 'plumbline:profile': 'starburst-sep' }, nodeGroups },
    subnets: { 'subnet-c': { cidr: '10.0.3.0/24' }, 'subnet-a2': { cidr: '10.0.5.0/24' } },
  });

const workersInTwoZones =
  'demo/workers launches nodes in 2 Availability Zones (subnet-a in use1-az1, subnet-b in use1-az2); Starburst asks for one.';
const supportInTwoZones =
  'demo/support launches nodes in 2 Availability Zones (subnet-a in use1-az1, subnet-b in use1-az2); Starburst asks for one.';

export default {
  rule: starburstNodeGroupsSitInOneZone,
  cases: [
    {
      name: 'both groups sit in one zone each',
      given: starburst({ 'demo/workers': { subnetIds: oneZone } }),
      expect: 'compliant',
    },
    {
      name: 'two subnets of one zone',
      given: starburst({ 'demo/workers': { subnetIds: ['subnet-a', 'subnet-a2'] } }),
      expect: 'compliant',
    },
    {
      name: 'the workers span three zones',
      given: starburst({ 'demo/workers': { subnetIds: ['subnet-a', 'subnet-b', 'subnet-c'] } }),
      declare: { sepWorkerGroup: 'workers' },
      expect: [
        'demo/workers launches nodes in 3 Availability Zones (subnet-a in use1-az1, subnet-b in use1-az2, subnet-c in use1-az3); Starburst asks for one.',
      ],
      severity: 'high',
    },
    {
      name: 'of two groups the larger one runs the workers',
      given: starburst({
        'demo/workers': { subnetIds: twoZones, maxSize: 7 },
        'demo/support': { subnetIds: oneZone, maxSize: 2 },
      }),
      expect: { 'demo/workers': [workersInTwoZones], 'demo/support': 'compliant' },
      severity: 'high',
    },
    {
      name: 'of two groups the smaller one runs the support services',
      given: starburst({
        'demo/workers': { subnetIds: oneZone, maxSize: 7 },
        'demo/support': { subnetIds: twoZones, maxSize: 2 },
      }),
      expect: { 'demo/workers': 'compliant', 'demo/support': [supportInTwoZones] },
      severity: 'medium',
    },
    {
      name: 'two equal groups: which one runs the workers is not known, and both are judged',
      given: starburst({ 'demo/workers': { subnetIds: twoZones }, 'demo/support': { subnetIds: oneZone } }),
      expect: { 'demo/workers': [workersInTwoZones], 'demo/support': 'compliant' },
      severity: 'medium',
    },
    {
      name: 'labels tell the groups, and a third one is none of Starburst’s',
      given: starburst({
        'demo/workers': { subnetIds: twoZones, labels: { 'starburst.io/role': 'worker' } },
        'demo/support': { subnetIds: oneZone, labels: { role: 'support' } },
        'demo/monitoring': { subnetIds: twoZones },
      }),
      expect: { 'demo/workers': [workersInTwoZones], 'demo/support': 'compliant', 'demo/monitoring': 'not-applicable' },
      severity: 'high',
    },
    {
      name: 'declared by a label',
      given: starburst({ 'demo/workers': { subnetIds: twoZones, labels: { pool: 'sep' } } }),
      declare: { sepWorkerGroup: 'pool=sep' },
      expect: [workersInTwoZones],
      severity: 'high',
    },
    {
      name: 'the support group is declared, so of two the other one runs the workers',
      given: starburst({ 'demo/workers': { subnetIds: twoZones }, 'demo/support': { subnetIds: oneZone } }),
      declare: { sepSupportGroup: 'support' },
      expect: [workersInTwoZones],
      severity: 'high',
    },
    {
      name: 'the declared group does not exist',
      given: starburst({ 'demo/workers': { subnetIds: twoZones } }),
      declare: { sepWorkerGroup: 'wrokers' },
      expect: 'indeterminate',
    },
    {
      name: 'pods are tied to a zone by affinity, which AWS does not show',
      given: starburst({ 'demo/workers': { subnetIds: twoZones } }),
      declare: { sepAzPinning: 'affinity' },
      expect: 'indeterminate',
    },
    {
      name: 'the profile is added by configuration',
      given: aSnapshot(),
      profiles: ['sep'],
      expect: [workersInTwoZones],
      causes: ['group-zones demo/workers'],
    },
    {
      name: 'a node group whose launch template names the types, without a role to copy',
      given: starburst({
        'demo/workers': { subnetIds: twoZones, nodeRoleArn: undefined, launchTemplate: { id: 'lt-sep', version: '3' } },
      }),
      expect: [workersInTwoZones],
    },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'every subnet of the group was deleted',
      given: starburst({ 'demo/workers': { subnetIds: ['subnet-gone'] } }),
      expect: 'not-applicable',
    },
    {
      name: 'subnets could not be read',
      given: without(starburst({ 'demo/workers': { subnetIds: oneZone } }), 'subnets'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
