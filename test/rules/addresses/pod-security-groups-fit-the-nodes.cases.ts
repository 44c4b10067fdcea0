import { podSecurityGroupsFitTheNodes } from '../../../shared/rules/addresses/pod-security-groups-fit-the-nodes.ts';
import { layeredPatches, type Patches } from '../../support/layered-patches.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const roleArn = 'arn:aws:iam::111122223333:role/demo-cluster';
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const clusterPolicies = [managed('AmazonEKSClusterPolicy'), managed('AmazonEKSVPCResourceController')];

/** Security groups for pods are on, and the cluster's role may manage trunk and branch interfaces. */
const withPodEni = (patches: Patches = {}, environment: Readonly<Record<string, string>> = {}) =>
  aSnapshot(
    layeredPatches(
      {
        cluster: { addOns: { 'vpc-cni': { environment: { ENABLE_POD_ENI: 'true', ...environment } } } },
        iamRoles: { [roleArn]: { attachedPolicyArns: clusterPolicies, inlinePolicyNames: [] } },
        instanceTypes: { 'm4.large': { hypervisor: 'xen' } },
      },
      patches,
    ),
  );

const launching = (...instanceTypes: string[]) =>
  withPodEni({
    cluster: {
      addOns: { 'vpc-cni': { environment: { ENABLE_POD_ENI: 'true' } } },
      nodeGroups: { 'demo/workers': { instanceTypes } },
    },
    instanceTypes: { 't3.large': {}, 'u-6tb1.56xlarge': {} },
  });

const role = (attachedPolicyArns: string[], inlinePolicyNames: string[] = []) =>
  withPodEni({ iamRoles: { [roleArn]: { attachedPolicyArns, inlinePolicyNames } } });

const noTrunk = (type: string) =>
  `demo/workers launches ${type}, whose nodes give pods no security groups of their own: the instance type ${type} is not supported for trunk interface (Security Group for Pods).`;

const publicA = {
  routeTables: {
    'rtb-a': { routes: [route('10.0.0.0/16', 'local', 'local'), route('0.0.0.0/0', 'internet-gateway', 'igw-main')] },
  },
};

export default {
  rule: podSecurityGroupsFitTheNodes,
  cases: [
    { name: 'm5.large takes a trunk interface', given: withPodEni(), expect: 'compliant' },
    { name: 'ENABLE_POD_ENI is off', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'a burstable type is on Nitro and takes no trunk interface',
      given: launching('t3.large'),
      expect: [noTrunk('t3.large')],
      severity: 'medium',
      causes: ['instance-type demo/workers t3.large'],
    },
    { name: 'a type on Xen', given: launching('m5.large', 'm4.large'), expect: [noTrunk('m4.large')] },
    { name: 'one of the few others', given: launching('u-6tb1.56xlarge'), expect: [noTrunk('u-6tb1.56xlarge')] },
    {
      name: 'Windows nodes',
      given: withPodEni({
        cluster: {
          addOns: { 'vpc-cni': { environment: { ENABLE_POD_ENI: 'true' } } },
          nodeGroups: { 'demo/workers': { amiType: 'WINDOWS_CORE_2022_x86_64' } },
        },
      }),
      expect: [
        'demo/workers runs Windows (WINDOWS_CORE_2022_x86_64), where pods cannot have security groups of their own.',
      ],
    },
    {
      name: 'a public subnet in strict mode',
      given: withPodEni(publicA),
      expect: [
        'Pods of demo/workers with security groups of their own have no way to the internet in subnet-a, which is public: strict mode does not translate their addresses to the node’s.',
      ],
    },
    {
      name: 'a public subnet in standard mode',
      given: withPodEni(publicA, { POD_SECURITY_GROUP_ENFORCING_MODE: 'standard' }),
      expect: 'compliant',
    },
    {
      name: 'public nodes whose pods custom networking puts in private subnets',
      given: withPodEni(
        {
          ...publicA,
          subnets: { 'subnet-pods': { cidr: '100.64.0.0/19' }, 'subnet-pods-b': { cidr: '100.64.32.0/19' } },
        },
        { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' },
      ),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods'], 'use1-az2': ['subnet-pods-b'] } },
      expect: 'compliant',
    },
    {
      name: 'private nodes whose pods custom networking puts in a public subnet',
      given: withPodEni({}, { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' }),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-public-a'], 'use1-az2': ['subnet-b'] } },
      expect: [
        'Pods of demo/workers with security groups of their own have no way to the internet in subnet-public-a, which is public: strict mode does not translate their addresses to the node’s.',
      ],
    },
    {
      name: 'where custom networking puts pods is not known',
      given: withPodEni({}, { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' }),
      expect: 'indeterminate',
    },
    {
      name: 'the cluster’s role lacks the policy',
      given: role([managed('AmazonEKSClusterPolicy')]),
      expect: [
        'The cluster’s role arn:aws:iam::111122223333:role/demo-cluster has no policy that lets EKS manage trunk and branch interfaces for demo: AmazonEKSVPCResourceController is not attached.',
      ],
      causes: ['role-policy arn:aws:iam::111122223333:role/demo-cluster AmazonEKSVPCResourceController'],
    },
    {
      name: 'a policy of the owner may allow the same',
      given: role([managed('AmazonEKSClusterPolicy'), 'arn:aws:iam::111122223333:policy/eks']),
      expect: 'indeterminate',
    },
    {
      name: 'an inline policy may allow the same',
      given: role([managed('AmazonEKSClusterPolicy')], ['interfaces']),
      expect: 'indeterminate',
    },
    {
      name: 'roles were not read, and a burstable type certainly does not do',
      given: without(launching('t3.large'), 'iamRoles'),
      expect: [noTrunk('t3.large')],
    },
    { name: 'roles were not read', given: without(withPodEni(), 'iamRoles'), expect: 'indeterminate' },
    { name: 'the role does not exist', given: withPodEni({ iamRoles: { [roleArn]: null } }), expect: 'indeterminate' },
    {
      name: 'self-managed nodes of a burstable type',
      given: withPodEni({
        instanceTypes: { 't3.large': {} },
        autoScalingGroups: {
          'asg-own': { instanceTypes: ['t3.large'], tags: { 'kubernetes.io/cluster/demo': 'owned' } },
        },
      }),
      expect: {
        'demo/workers': 'compliant',
        'demo/asg-own': [noTrunk('t3.large').replace('demo/workers', 'demo/asg-own')],
      },
    },
    {
      name: 'instance types could not be read',
      given: without(withPodEni(), 'instanceTypes'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
