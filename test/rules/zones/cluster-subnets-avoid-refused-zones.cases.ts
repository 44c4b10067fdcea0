import { clusterSubnetsAvoidRefusedZones } from '../../../shared/rules/zones/cluster-subnets-avoid-refused-zones.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const inZone3 = { zone: 'us-east-1e', zoneId: 'use1-az3' };
const refused = (zone: string) =>
  [
    `subnet-b of cluster demo lies in ${zone}, where EKS places no control-plane interfaces (UnsupportedAvailabilityZoneException).`,
  ] as const;

export default {
  rule: clusterSubnetsAvoidRefusedZones,
  cases: [
    {
      name: 'cluster subnets in other zones, and a public subnet that is none',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'a cluster subnet in use1-az3',
      given: aSnapshot({ subnets: { 'subnet-b': inZone3 } }),
      expect: refused('use1-az3'),
      severity: 'high',
      causes: ['subnet-zone subnet-b'],
    },
    {
      name: 'a cluster subnet in cac1-az3',
      given: aSnapshot({ subnets: { 'subnet-b': { zone: 'ca-central-1d', zoneId: 'cac1-az3' } } }),
      expect: refused('cac1-az3'),
    },
    {
      name: 'a cluster subnet in usw1-az2, and no other subnet left to name',
      given: aSnapshot({
        subnets: {
          'subnet-b': { zone: 'us-west-1b', zoneId: 'usw1-az2' },
          'subnet-public-a': null,
          'subnet-public-b': null,
        },
      }),
      expect: refused('usw1-az2'),
    },
    {
      name: 'another zone could take its place',
      given: aSnapshot({
        cluster: { subnetIds: ['subnet-b', 'subnet-a'] },
        subnets: { 'subnet-b': inZone3, 'subnet-b2': { cidr: '10.0.6.0/24', zoneId: 'use1-az2' } },
      }),
      expect: refused('use1-az3'),
    },
    {
      name: 'the zone is told by its id: its name means another zone in each account',
      given: aSnapshot({ subnets: { 'subnet-b': { zone: 'us-east-1e', zoneId: 'use1-az2' } } }),
      expect: 'compliant',
    },
    {
      name: 'nodes may run in such a zone',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-c'] } } },
        subnets: { 'subnet-c': { cidr: '10.0.3.0/24', ...inZone3 } },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-c': 'not-applicable' },
    },
    {
      name: 'further zones set by parameter',
      given: aSnapshot(),
      parameters: { denyAzIds: ['use1-az2'] },
      expect: refused('use1-az2'),
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'the zone of one subnet is not known',
      given: aSnapshot({
        subnets: { 'subnet-b': { zoneId: { observed: false, kind: 'undecidable', reason: 'known after deployment' } } },
      }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
