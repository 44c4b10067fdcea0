import { clusterSecurityGroupExists } from '../../../shared/rules/security-groups/cluster-security-group-exists.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const gone = 'The cluster security group sg-cluster of demo does not exist any more.';
const reported = { healthIssues: [{ code: 'Ec2SecurityGroupNotFound', resourceIds: ['sg-cluster'] }] };

export default {
  rule: clusterSecurityGroupExists,
  cases: [
    { name: 'the group is there', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the group was deleted',
      given: aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      expect: { 'sg-cluster': [gone] },
      severity: 'critical',
    },
    {
      name: 'groups could not be read, but EKS itself reports that it is gone',
      given: without(aSnapshot({ cluster: reported }), 'securityGroups'),
      expect: [gone],
    },
    {
      name: 'EKS reports another group, a launch template’s',
      given: aSnapshot({
        cluster: { healthIssues: [{ code: 'Ec2SecurityGroupNotFound', resourceIds: ['sg-node'] }] },
      }),
      expect: 'compliant',
    },
    {
      name: 'a group of another VPC that is associated with this one: interfaces here carry it',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { vpcId: 'vpc-shared' } } }),
      expect: 'compliant',
    },
    {
      name: 'a group of another VPC that nothing here carries',
      given: aSnapshot({
        securityGroups: { 'sg-cluster': { vpcId: 'vpc-shared' } },
        networkInterfaces: { 'eni-eks-a': null, 'eni-eks-b': null, 'eni-node-a': null, 'eni-node-b': null },
      }),
      expect: 'indeterminate',
    },
    { name: 'groups could not be read', given: without(aSnapshot(), 'securityGroups'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
