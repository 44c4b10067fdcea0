import type { AddOnRecord } from '../../../shared/model/snapshot/cluster.ts';
import type { IamRoleRecord } from '../../../shared/model/snapshot/identity.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { nodeRolesHaveTheirPolicies } from '../../../shared/rules/node-groups/node-roles-have-their-policies.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const role = 'arn:aws:iam::111122223333:role/nodes';
const policies = (...names: string[]) => names.map((name) => `arn:aws:iam::aws:policy/${name}`);
const joining = 'AmazonEKSWorkerNodePolicy';
const pulling = 'AmazonEC2ContainerRegistryPullOnly';
const cni = 'AmazonEKS_CNI_Policy';
const own = 'arn:aws:iam::111122223333:policy/nodes';

const given = (change: Partial<IamRoleRecord>, cluster: Patches['cluster'] = {}) =>
  aSnapshot({ iamRoles: { [role]: change }, cluster });
const cniAddOn = (addOn: Partial<AddOnRecord>) => ({ addOns: { 'vpc-cni': addOn } });
const lacks = (policy: string, purpose: string) =>
  [`${role} of demo/workers lacks ${policy}, which nodes need ${purpose}.`] as const;

export default {
  rule: nodeRolesHaveTheirPolicies,
  cases: [
    { name: 'the policies of the EKS user guide', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the older policy for pulling images',
      given: given({ attachedPolicyArns: policies(joining, 'AmazonEC2ContainerRegistryReadOnly', cni) }),
      expect: 'compliant',
    },
    {
      name: 'the VPC CNI add-on has a role of its own, by its service account',
      given: given(
        { attachedPolicyArns: policies(joining, pulling) },
        cniAddOn({ serviceAccountRoleArn: 'arn:aws:iam::111122223333:role/cni' }),
      ),
      expect: 'compliant',
    },
    {
      name: 'the VPC CNI add-on has a role of its own, by pod identity',
      given: given({ attachedPolicyArns: policies(joining, pulling) }, cniAddOn({ podIdentityAssociations: 1 })),
      expect: 'compliant',
    },
    {
      name: 'the node role has the CNI policy as well',
      given: given({}, cniAddOn({ podIdentityAssociations: 1 })),
      expect: [
        `${role} of demo/workers has AmazonEKS_CNI_Policy although the VPC CNI has a role of its own: every pod that reaches the node’s credentials may change the node’s interfaces.`,
      ],
      severity: 'low',
    },
    {
      name: 'the worker policy is missing',
      given: given({ attachedPolicyArns: policies(pulling, cni) }),
      expect: lacks(joining, 'to join the cluster'),
      severity: 'high',
      causes: [`role-policy ${role} ${joining}`],
    },
    {
      name: 'no policy for pulling images',
      given: given({ attachedPolicyArns: policies(joining, cni) }),
      expect: lacks(pulling, 'to pull images'),
    },
    {
      name: 'nothing lets the VPC CNI work',
      given: given({ attachedPolicyArns: policies(joining, pulling) }, cniAddOn({})),
      expect: lacks(cni, 'to give pods addresses'),
    },
    {
      name: 'a VPC CNI that is no add-on may have a role through its service account',
      given: given({ attachedPolicyArns: policies(joining, pulling) }),
      expect: 'indeterminate',
    },
    {
      name: 'a pod identity of the cluster may be that of the VPC CNI',
      given: given({ attachedPolicyArns: policies(joining, pulling) }, { ...cniAddOn({}), podIdentityAssociations: 2 }),
      expect: 'indeterminate',
    },
    {
      name: 'a policy of the account’s own may allow the same',
      given: given({ attachedPolicyArns: [own] }, cniAddOn({})),
      expect: 'indeterminate',
    },
    {
      name: 'a policy of the account’s own, where only those of AWS are to count',
      given: given({ attachedPolicyArns: [own, ...policies(joining, cni)] }),
      parameters: { strictManagedPolicies: true },
      expect: lacks(pulling, 'to pull images'),
    },
    {
      name: 'an inline policy may allow the same',
      given: given({ attachedPolicyArns: policies(joining, cni), inlinePolicyNames: ['pull'] }),
      expect: 'indeterminate',
    },
    {
      name: 'an administrator may do everything',
      given: given({ attachedPolicyArns: policies('AdministratorAccess') }),
      expect: 'indeterminate',
    },
    {
      name: 'the smaller worker policy is for Auto Mode alone',
      given: given({ attachedPolicyArns: policies('AmazonEKSWorkerNodeMinimalPolicy', pulling, cni) }),
      expect: lacks(joining, 'to join the cluster'),
    },
    {
      name: 'the smaller worker policy in a cluster of Auto Mode',
      given: given(
        { attachedPolicyArns: policies('AmazonEKSWorkerNodeMinimalPolicy', pulling, cni) },
        { autoMode: true },
      ),
      expect: 'compliant',
    },
    {
      name: 'an IPv6 cluster with the policy for IPv4',
      given: given({}, { ipFamily: 'ipv6', ...cniAddOn({}) }),
      expect: lacks('AmazonEKS_CNI_IPv6_Policy', 'to give pods addresses'),
    },
    {
      name: 'an IPv6 cluster with a policy of the account’s own, whose content is not read',
      given: given({ attachedPolicyArns: [...policies(joining, pulling), own] }, { ipFamily: 'ipv6', ...cniAddOn({}) }),
      parameters: { strictManagedPolicies: true },
      expect: 'indeterminate',
    },
    {
      name: 'the role trusts another service',
      given: given({ trustedServices: ['eks.amazonaws.com'] }),
      expect: [
        `${role} of demo/workers does not trust ec2.amazonaws.com (it trusts eks.amazonaws.com), so that no node can take it.`,
      ],
    },
    {
      name: 'EC2 in China',
      given: given({ trustedServices: ['ec2.amazonaws.com.cn'] }),
      expect: 'compliant',
    },
    {
      name: 'the group is being deleted',
      given: given({ attachedPolicyArns: [] }, { nodeGroups: { 'demo/workers': { status: 'DELETING' } } }),
      expect: 'not-applicable',
    },
    { name: 'the role is not visible', given: aSnapshot({ iamRoles: { [role]: null } }), expect: 'indeterminate' },
    {
      name: 'the trust policy could not be read, and a policy certainly lacks',
      given: given({ trustedServices: unread('denied'), attachedPolicyArns: policies(joining, cni) }),
      expect: lacks(pulling, 'to pull images'),
    },
    { name: 'roles were not read', given: without(aSnapshot(), 'iamRoles'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
