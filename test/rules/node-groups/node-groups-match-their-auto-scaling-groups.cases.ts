import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import type { AutoScalingGroupRecord } from '../../../shared/model/snapshot/compute.ts';
import { undecidable } from '../../../shared/model/snapshot/known.ts';
import { nodeGroupsMatchTheirAutoScalingGroups } from '../../../shared/rules/node-groups/node-groups-match-their-auto-scaling-groups.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const tags = { 'eks:nodegroup-name': 'workers', 'kubernetes.io/cluster/demo': 'owned' };
const given = (behind: Partial<AutoScalingGroupRecord>, group: Partial<NodeGroupRecord> = {}) =>
  aSnapshot({
    autoScalingGroups: { 'eks-demo-workers': { tags, ...behind } },
    cluster: { nodeGroups: { 'demo/workers': group } },
  });

export default {
  rule: nodeGroupsMatchTheirAutoScalingGroups,
  cases: [
    { name: 'as EKS made it', given: given({}), expect: 'compliant' },
    {
      name: 'the same subnets in another order',
      given: given({ subnetIds: ['subnet-b', 'subnet-a'] }),
      expect: 'compliant',
    },
    {
      name: 'its desired size is whoever scales’ to say',
      given: given({ desiredCapacity: 4, minSize: 0 }),
      expect: 'compliant',
    },
    {
      name: 'somebody raised the maximum by hand',
      given: given({ maxSize: 20 }, { maxSize: 10 }),
      expect: ['eks-demo-workers may have 20 instances, and demo/workers, whose nodes they are, 10.'],
      severity: 'medium',
      causes: ['auto-scaling-group eks-demo-workers'],
    },
    {
      name: 'somebody changed the subnets and lowered the maximum',
      given: given({ subnetIds: ['subnet-a', 'subnet-public-a'], maxSize: 3 }),
      expect: [
        'eks-demo-workers may have 3 instances, and demo/workers, whose nodes they are, 4.',
        'eks-demo-workers launches instances in subnet-a, subnet-public-a, and demo/workers, whose nodes they are, names subnet-a, subnet-b.',
      ],
    },
    {
      name: 'EKS raises the maximum while it updates the group',
      given: given({ maxSize: 8 }, { status: 'UPDATING' }),
      expect: 'not-applicable',
    },
    {
      name: 'the maximum there is not known, and the subnets certainly differ',
      given: given({ maxSize: undecidable('later'), subnetIds: ['subnet-a'] }),
      expect: [
        'eks-demo-workers launches instances in subnet-a, and demo/workers, whose nodes they are, names subnet-a, subnet-b.',
      ],
    },
    { name: 'the group has lost its tag, or is gone', given: aSnapshot(), expect: 'indeterminate' },
    {
      name: 'EKS will make the group with the template',
      given: given({}, { autoScalingGroupNames: undecidable('known after deployment') }),
      expect: 'indeterminate',
    },
    {
      name: 'Auto Scaling groups were not read',
      given: without(given({}), 'autoScalingGroups'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
