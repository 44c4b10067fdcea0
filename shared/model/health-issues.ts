import type { Cluster, NodeGroup } from './view/records.ts';

export type HealthIssue = Cluster['healthIssues'][number];

/** What EKS finds wrong with a network, of a cluster: codes of `ClusterIssue` in the EKS API. */
const networkIssuesOfClusters = new Set([
  'InsufficientFreeAddresses',
  'Ec2SubnetNotFound',
  'Ec2SecurityGroupNotFound',
  'VpcNotFound',
]);

/** The same of a managed node group: codes of `Issue` in the EKS API. */
const networkIssuesOfGroups = new Set([
  'InsufficientFreeAddresses',
  'Ec2SubnetNotFound',
  'Ec2SubnetInvalidConfiguration',
  'Ec2SubnetMissingIpv6Assignment',
  'AsgInstanceLaunchFailures',
  'NodeCreationFailure',
  'ClusterUnreachable',
]);

export const networkIssuesOfCluster = ({ healthIssues }: Cluster): readonly HealthIssue[] =>
  healthIssues.filter(({ code }) => networkIssuesOfClusters.has(code));

export const networkIssuesOfGroup = ({ healthIssues }: NodeGroup): readonly HealthIssue[] =>
  healthIssues.filter(({ code }) => networkIssuesOfGroups.has(code));
