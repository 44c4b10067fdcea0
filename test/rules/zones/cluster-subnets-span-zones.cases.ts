import { clusterSubnetsSpanZones } from '../../../shared/rules/zones/cluster-subnets-span-zones.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

export default {
  rule: clusterSubnetsSpanZones,
  cases: [
    { name: 'subnets in two zones', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'two subnets in one zone',
      given: aSnapshot({ subnets: { 'subnet-b': { zoneId: 'use1-az1' } } }),
      expect: [
        'The subnets of demo span 1 Availability Zone (subnet-a in use1-az1, subnet-b in use1-az1); EKS needs at least 2.',
      ],
      severity: 'high',
    },
    {
      name: 'two zone names that are one zone',
      given: aSnapshot({ subnets: { 'subnet-b': { zoneId: 'use1-az1', zone: 'us-east-1b' } } }),
      expect: [
        'The subnets of demo span 1 Availability Zone (subnet-a in use1-az1, subnet-b in use1-az1); EKS needs at least 2.',
      ],
    },
    {
      name: 'the second subnet lies in a Local Zone',
      given: aSnapshot({ subnets: { 'subnet-b': { zoneId: 'use1-atl2-az1', zone: 'us-east-1-atl-2a' } } }),
      expect: [
        'The subnets of demo span 1 Availability Zone (subnet-a in use1-az1, subnet-b in use1-atl2-az1); EKS needs at least 2.',
      ],
      causes: ['subnet-zone subnet-b'],
    },
    {
      name: 'the second subnet lies on an Outpost of another zone',
      given: aSnapshot({
        subnets: { 'subnet-b': { outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' } },
      }),
      expect: [
        'The subnets of demo span 1 Availability Zone (subnet-a in use1-az1, subnet-b in use1-az2); EKS needs at least 2.',
      ],
      causes: ['subnet-zone subnet-b'],
    },
    {
      name: 'the second subnet was deleted, and no other zone is left',
      given: aSnapshot({ subnets: { 'subnet-b': null, 'subnet-public-b': null } }),
      expect: ['The subnets of demo span 1 Availability Zone (subnet-a in use1-az1); EKS needs at least 2.'],
    },
    {
      name: 'every subnet was deleted',
      given: aSnapshot({ cluster: { subnetIds: ['subnet-x', 'subnet-y'] } }),
      expect: ['The subnets of demo span 0 Availability Zones; EKS needs at least 2.'],
    },
    {
      name: 'node groups in one zone are no business of this rule',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'] } } } }),
      expect: 'compliant',
    },
    {
      name: 'three zones set by parameter',
      given: aSnapshot(),
      parameters: { minAzs: 3 },
      expect: [
        'The subnets of demo span 2 Availability Zones (subnet-a in use1-az1, subnet-b in use1-az2); EKS needs at least 3.',
      ],
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'the cluster is being deleted',
      given: aSnapshot({ cluster: { status: 'DELETING' } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
