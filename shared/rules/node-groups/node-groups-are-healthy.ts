import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';

const failed = new Set(['DEGRADED', 'CREATE_FAILED', 'DELETE_FAILED']);

export const nodeGroupsAreHealthy = defineRule({
  code: 'J4',
  name: 'node-groups-are-healthy',
  aliases: ['nodegroup-health'],
  title: 'EKS reports every node group as healthy',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'EKS cannot launch, update or replace nodes of a group with an issue; the cluster is left with the nodes that it has.',
  how: 'Reads the status of each managed node group (DEGRADED, CREATE_FAILED, DELETE_FAILED) and the issues that EKS reports for it. Issues may linger for some minutes after what they name was mended. Groups that are being deleted are left out.',
  fix: 'Mend what the issue names. A group that could not be created has to be deleted and made anew.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    issue: (e: { nodeGroup: string; issue: string; says: string; resources: readonly string[] }) =>
      `EKS reports ${e.issue} for ${e.nodeGroup}${e.resources.length > 0 ? ` (${e.resources.join(', ')})` : ''}${e.says ? `: ${e.says}` : '.'}`,
    status: (e: { nodeGroup: string; status: string }) => `${e.nodeGroup} is ${e.status}.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { violation, notApplicable, each }) {
    yield* each([group], function* ({ id, status, healthIssues }) {
      if (status === 'DELETING') return;
      for (const { code, message = '', resourceIds } of healthIssues) {
        yield violation(
          'issue',
          { nodeGroup: id, issue: code, says: message, resources: resourceIds, status },
          {
            cause: { kind: 'health-issue', resource: `${id} ${code}` },
            fix: { text: whatMends[code] ?? `Mend what EKS reports for ${id}: ${code}.` },
          },
        );
      }
      if (!failed.has(status) || healthIssues.length > 0) return;
      yield violation(
        'status',
        { nodeGroup: id, status },
        {
          cause: { kind: 'node-group-status', resource: id },
          fix: {
            text:
              status === 'CREATE_FAILED'
                ? `Delete ${id} and create it anew.`
                : `See what Auto Scaling reports for the group of ${id}, and update it.`,
          },
        },
      );
    });
    return group.status === 'DELETING' ? notApplicable('The group is being deleted.') : undefined;
  },
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
  Ec2SecurityGroupNotFound: 'Create the node group anew: its security group was deleted.',
  Ec2SubnetInvalidConfiguration:
    'Let the subnet assign public addresses, or route it to a NAT gateway instead of the internet gateway.',
  Ec2SubnetMissingIpv6Assignment: 'Let the subnet assign IPv6 addresses.',
  Ec2SubnetNotFound: 'Create the node group anew on subnets that exist.',
  IamInstanceProfileNotFound: 'Create the node group anew: its instance profile was deleted.',
  IamNodeRoleNotFound: 'Create the node role again under the same name and path.',
  InstanceLimitExceeded: 'Ask for a higher quota of instances, or run fewer.',
  InsufficientFreeAddresses: 'Free addresses in the subnets, or create the node group anew in larger ones.',
  NodeCreationFailure: 'See that the nodes reach the API server, the registries and EC2, and that their role may join.',
};
