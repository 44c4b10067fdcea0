import { unread } from '../../../shared/model/snapshot/known.ts';
import { referencedSubnetsExist } from '../../../shared/rules/vpc/referenced-subnets-exist.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

export default {
  rule: referencedSubnetsExist,
  cases: [
    { name: 'every subnet exists', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'a subnet of the cluster and of its node group was deleted',
      given: aSnapshot({ subnets: { 'subnet-a': null } }),
      expect: [
        'Cluster demo names subnet-a, which does not exist.',
        'Node group demo/workers names subnet-a, which does not exist.',
      ],
      severity: 'critical',
    },
    {
      name: 'of three cluster subnets one was deleted: the other two remain',
      given: aSnapshot({ cluster: { subnetIds: ['subnet-a', 'subnet-b', 'subnet-gone'] } }),
      expect: ['Cluster demo names subnet-gone, which does not exist.'],
      severity: 'critical',
    },
    {
      name: 'a node group names a subnet that is none of the cluster’s and does not exist',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a', 'subnet-gone'] } } } }),
      expect: ['Node group demo/workers names subnet-gone, which does not exist.'],
      severity: 'high',
    },
    {
      name: 'a Fargate profile names a deleted subnet',
      given: aSnapshot({ cluster: { fargateProfiles: { 'demo/batch': { subnetIds: ['subnet-gone'] } } } }),
      expect: ['Fargate profile demo/batch names subnet-gone, which does not exist.'],
      severity: 'high',
    },
    {
      name: 'a group of self-managed nodes names a deleted subnet',
      given: aSnapshot({
        autoScalingGroups: {
          'asg-own': { subnetIds: ['subnet-gone'], tags: { 'kubernetes.io/cluster/demo': 'owned' } },
        },
      }),
      expect: ['Auto Scaling group asg-own names subnet-gone, which does not exist.'],
      severity: 'high',
    },
    {
      name: 'a declared pod subnet does not exist',
      given: aSnapshot(),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods'], 'use1-az2': ['subnet-b'] } },
      expect: ['podSubnetsByAz, declared for demo, names subnet-pods, which does not exist.'],
      severity: 'high',
    },
    {
      name: 'a subnet is not available yet',
      given: aSnapshot({
        subnets: { 'subnet-public-a': { state: 'pending' } },
        cluster: { subnetIds: ['subnet-a', 'subnet-public-a'] },
      }),
      expect: ['Cluster demo names subnet-public-a, which is pending.'],
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'a subnet is not listed, and subnets of a shared VPC are hidden',
      given: hiddenIn(aSnapshot(), 'subnets', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'a deleted subnet stays certain while the subnets of a node group are not known',
      given: aSnapshot({
        subnets: { 'subnet-a': null },
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: unread('reading it was denied') } } },
      }),
      expect: ['Cluster demo names subnet-a, which does not exist.'],
    },
  ],
} satisfies RuleCases;
