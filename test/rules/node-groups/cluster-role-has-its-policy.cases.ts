import type { IamRoleRecord } from '../../../shared/model/snapshot/identity.ts';
import { undecidable } from '../../../shared/model/snapshot/known.ts';
import { clusterRoleHasItsPolicy } from '../../../shared/rules/node-groups/cluster-role-has-its-policy.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const role = 'arn:aws:iam::111122223333:role/demo-cluster';
const given = (change: Partial<IamRoleRecord>) => aSnapshot({ iamRoles: { [role]: change } });

export default {
  rule: clusterRoleHasItsPolicy,
  cases: [
    { name: 'the policy of the EKS user guide', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'no policy at all',
      given: given({ attachedPolicyArns: [] }),
      expect: [`${role}, the role of demo, has neither AmazonEKSClusterPolicy nor a policy of its own.`],
      severity: 'medium',
      causes: [`role-policy ${role} AmazonEKSClusterPolicy`],
    },
    {
      name: 'another policy of AWS',
      given: given({ attachedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSVPCResourceController'] }),
      expect: [`${role}, the role of demo, has neither AmazonEKSClusterPolicy nor a policy of its own.`],
    },
    {
      name: 'a smaller policy of the account’s own',
      given: given({ attachedPolicyArns: ['arn:aws:iam::111122223333:policy/minimal'] }),
      expect: 'indeterminate',
    },
    {
      name: 'the policy of the partition for China',
      given: given({ attachedPolicyArns: ['arn:aws-cn:iam::aws:policy/AmazonEKSClusterPolicy'] }),
      expect: 'compliant',
    },
    {
      name: 'a policy of the account’s own with the same name',
      given: given({ attachedPolicyArns: ['arn:aws:iam::111122223333:policy/AmazonEKSClusterPolicy'] }),
      expect: 'indeterminate',
    },
    {
      name: 'the role trusts EC2 in place of EKS',
      given: given({ trustedServices: ['ec2.amazonaws.com'] }),
      expect: [`${role}, the role of demo, does not trust eks.amazonaws.com (it trusts ec2.amazonaws.com).`],
    },
    {
      name: 'the role will be made with the template',
      given: aSnapshot({ cluster: { roleArn: undecidable('known after deployment') } }),
      expect: 'indeterminate',
    },
    { name: 'the role is not visible', given: aSnapshot({ iamRoles: { [role]: null } }), expect: 'indeterminate' },
    { name: 'roles were not read', given: without(aSnapshot(), 'iamRoles'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
