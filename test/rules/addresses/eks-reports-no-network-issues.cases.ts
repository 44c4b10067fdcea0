import { eksReportsNoNetworkIssues } from '../../../shared/rules/addresses/eks-reports-no-network-issues.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const issue = (code: string, resourceIds: string[] = [], message?: string) => ({
  code,
  resourceIds,
  ...(message === undefined ? {} : { message }),
});
const denied = { observed: false, kind: 'unread', reason: 'denied' } as const;
const ofGroup = (...healthIssues: ReturnType<typeof issue>[]) =>
  aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { healthIssues } } } });

export default {
  rule: eksReportsNoNetworkIssues,
  cases: [
    { name: 'no issue', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'too few addresses for the control plane, although the subnets have plenty now',
      given: aSnapshot({
        cluster: {
          healthIssues: [
            issue('InsufficientFreeAddresses', ['subnet-b', 'subnet-a'], 'Not enough free addresses in the subnets.'),
          ],
        },
      }),
      expect: [
        'EKS reports InsufficientFreeAddresses for demo (subnet-b, subnet-a): Not enough free addresses in the subnets.',
      ],
      severity: 'high',
      causes: ['subnet-full subnet-a'],
    },
    {
      name: 'a subnet, a security group and the VPC are gone',
      given: aSnapshot({
        cluster: {
          healthIssues: [
            issue('Ec2SubnetNotFound', ['subnet-x']),
            issue('Ec2SecurityGroupNotFound', ['sg-x']),
            issue('VpcNotFound', ['vpc-main']),
          ],
        },
      }),
      expect: [
        'EKS reports Ec2SubnetNotFound for demo (subnet-x).',
        'EKS reports Ec2SecurityGroupNotFound for demo (sg-x).',
        'EKS reports VpcNotFound for demo (vpc-main).',
      ],
      causes: ['subnet subnet-x', 'security-group sg-x', 'health-issue demo VpcNotFound'],
    },
    {
      name: 'nodes could not be launched',
      given: ofGroup(issue('AsgInstanceLaunchFailures', ['eks-workers'], 'InsufficientFreeAddressesInSubnet')),
      expect: [
        'EKS reports AsgInstanceLaunchFailures for demo/workers (eks-workers): InsufficientFreeAddressesInSubnet.',
      ],
      causes: ['health-issue demo/workers AsgInstanceLaunchFailures'],
    },
    {
      name: 'what other rules find by themselves has their cause',
      given: ofGroup(
        issue('Ec2SubnetNotFound', ['subnet-y', 'subnet-x']),
        issue('Ec2SubnetInvalidConfiguration', ['subnet-a']),
        issue('Ec2SubnetMissingIpv6Assignment', ['subnet-b']),
        issue('InsufficientFreeAddresses', ['eks-demo-workers']),
      ),
      expect: [
        'EKS reports Ec2SubnetNotFound for demo/workers (subnet-y, subnet-x).',
        'EKS reports Ec2SubnetInvalidConfiguration for demo/workers (subnet-a).',
        'EKS reports Ec2SubnetMissingIpv6Assignment for demo/workers (subnet-b).',
        'EKS reports InsufficientFreeAddresses for demo/workers (eks-demo-workers).',
      ],
      causes: [
        'subnet subnet-x',
        'subnet-public-addresses subnet-a',
        'subnet-ipv6 subnet-b',
        'health-issue demo/workers InsufficientFreeAddresses',
      ],
    },
    {
      name: 'everything else about the network of a node group',
      given: ofGroup(
        ...[
          'InsufficientFreeAddresses',
          'Ec2SubnetNotFound',
          'Ec2SubnetInvalidConfiguration',
          'Ec2SubnetMissingIpv6Assignment',
          'NodeCreationFailure',
          'ClusterUnreachable',
        ].map((code) => issue(code)),
      ),
      expect: [
        'EKS reports InsufficientFreeAddresses for demo/workers.',
        'EKS reports Ec2SubnetNotFound for demo/workers.',
        'EKS reports Ec2SubnetInvalidConfiguration for demo/workers.',
        'EKS reports Ec2SubnetMissingIpv6Assignment for demo/workers.',
        'EKS reports NodeCreationFailure for demo/workers.',
        'EKS reports ClusterUnreachable for demo/workers.',
      ],
    },
    {
      name: 'a node group that is being deleted',
      given: aSnapshot({
        cluster: {
          nodeGroups: {
            'demo/workers': { status: 'DELETING', healthIssues: [issue('Ec2SubnetNotFound', ['subnet-x'])] },
          },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'issues that are not about the network',
      given: aSnapshot({
        cluster: {
          healthIssues: [issue('KmsKeyDisabled', ['key'])],
          nodeGroups: { 'demo/workers': { healthIssues: [issue('IamNodeRoleNotFound', ['role'])] } },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'the issues of one node group could not be read',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { healthIssues: denied } } } }),
      expect: 'indeterminate',
    },
    {
      name: 'the issues of the cluster could not be read, and a node group has one',
      given: aSnapshot({
        cluster: {
          healthIssues: denied,
          nodeGroups: { 'demo/workers': { healthIssues: [issue('ClusterUnreachable')] } },
        },
      }),
      expect: ['EKS reports ClusterUnreachable for demo/workers.'],
    },
  ],
} satisfies RuleCases;
