import type { CauseRef, Fix } from '../engine/verdict.ts';
import type { HealthIssue } from '../model/health-issues.ts';

/** What other rules find by themselves has the cause that they name. */
const causeKinds: Readonly<Record<string, { readonly kind: string; readonly ids: RegExp }>> = {
  InsufficientFreeAddresses: { kind: 'subnet-full', ids: /^subnet-/ },
  Ec2SubnetNotFound: { kind: 'subnet', ids: /^subnet-/ },
  Ec2SubnetInvalidConfiguration: { kind: 'subnet-public-addresses', ids: /^subnet-/ },
  Ec2SubnetMissingIpv6Assignment: { kind: 'subnet-ipv6', ids: /^subnet-/ },
  Ec2SecurityGroupNotFound: { kind: 'security-group', ids: /^sg-/ },
};

/** `owner`: the id of the cluster or node group for which EKS reports the issue. */
export function causeOfIssue(owner: string, { code, resourceIds }: HealthIssue): CauseRef {
  const known = causeKinds[code];
  const ids = known ? resourceIds.filter((id) => known.ids.test(id)).toSorted() : [];
  if (!known || ids.length === 0) return { kind: 'health-issue', resource: `${owner} ${code}` };
  // Where several are at fault each has a cause of its own, of which this names one.
  return { kind: known.kind, resource: ids[0] ?? '' };
}

export const fixOfIssue = (owner: string, { code }: HealthIssue): Fix => ({
  text: whatMends[code] ?? `Mend what EKS reports for ${owner}: ${code}.`,
});

/** By the codes of EKS's API. */
const whatMends: Readonly<Record<string, string>> = {
  AccessDenied: 'Let the nodes’ role and EKS into the cluster again: an access entry, or aws-auth, for the node role.',
  AsgInstanceLaunchFailures: 'Mend what Auto Scaling reports: capacity, a quota, the launch template or a key.',
  AutoScalingGroupInvalidConfiguration: 'Undo what was changed in the Auto Scaling group outside EKS.',
  AutoScalingGroupNotFound: 'Create the node group anew: its Auto Scaling group was deleted.',
  ClusterUnreachable: 'Let EKS reach the API server again: the endpoint, its networks and the security groups.',
  Ec2LaunchTemplateNotFound: 'Create the node group anew with a launch template that exists.',
  Ec2LaunchTemplateVersionMismatch: 'Set the Auto Scaling group back to the version that EKS made.',
  Ec2SecurityGroupNotFound: 'Recreate the cluster: its security group was deleted, and EKS cannot replace it.',
  Ec2SubnetInvalidConfiguration:
    'Let the subnet assign public addresses, or route it to a NAT gateway instead of the internet gateway.',
  Ec2SubnetMissingIpv6Assignment: 'Let the subnet assign IPv6 addresses.',
  Ec2SubnetNotFound: 'Name subnets that exist. Those of a node group cannot be changed: create it anew.',
  IamInstanceProfileNotFound: 'Create the node group anew: its instance profile was deleted.',
  IamNodeRoleNotFound: 'Create the node role again under the same name and path.',
  InstanceLimitExceeded: 'Ask for a higher quota of instances, or run fewer.',
  InsufficientFreeAddresses:
    'Free addresses in the subnets, or name larger ones. Those of a node group cannot be changed: create it anew.',
  NodeCreationFailure: 'See that the nodes reach the API server, the registries and EC2, and that their role may join.',
  VpcNotFound: 'Recreate the cluster in a VPC that exists: a cluster cannot change its VPC.',
};
