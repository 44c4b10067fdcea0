import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import type { ResourceRef } from '../../engine/verdict.ts';
import { type HealthIssue, networkIssuesOfCluster, networkIssuesOfGroup } from '../../model/health-issues.ts';
import { causeOfIssue, fixOfIssue } from '../health-issues.ts';

export const eksReportsNoNetworkIssues = defineRule({
  code: 'B17',
  name: 'eks-reports-no-network-issues',
  aliases: ['eks-reported-ip-health'],
  title: 'EKS itself reports neither a shortage of addresses nor a lost part of the network',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'What EKS reports has happened already: it could not place an interface, find a subnet or launch a node. That outranks any calculation.',
  how: 'Reads the health issues that EKS shows for the cluster and its managed node groups, and picks those about addresses and subnets (InsufficientFreeAddresses, Ec2SubnetNotFound, Ec2SubnetInvalidConfiguration, Ec2SubnetMissingIpv6Assignment), security groups and the VPC (Ec2SecurityGroupNotFound, VpcNotFound), and nodes that could not be launched or did not join (AsgInstanceLaunchFailures, NodeCreationFailure, ClusterUnreachable). Groups that are being deleted are left out.',
  fix: 'Follow the message of the issue: free addresses, or restore what is missing. Issues may linger for a while after that.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_ClusterIssue.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  ],
  graceMinutes: 15,

  parameters: z.strictObject({}),

  messages: {
    reported: (e: { resource: string; code: string; message: string; resourceIds: readonly string[] }) =>
      `EKS reports ${e.code} for ${e.resource}${e.resourceIds.length > 0 ? ` (${e.resourceIds.join(', ')})` : ''}${
        e.message === '' ? '' : `: ${e.message.replace(/\.$/, '')}`
      }.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, each }) {
    const reported = (resource: ResourceRef, issue: HealthIssue) => {
      const { code, message = '', resourceIds } = issue;
      return violation(
        'reported',
        { resource: resource.id, code, message, resourceIds },
        { resource, cause: causeOfIssue(resource.id, issue), fix: fixOfIssue(resource.id, issue) },
      );
    };
    yield* each([cluster], function* ({ id }) {
      for (const issue of networkIssuesOfCluster(cluster)) yield reported({ type: 'cluster', id }, issue);
    });
    yield* each(view.nodeGroups.entries(), function* (group) {
      if (group.status === 'DELETING') return;
      for (const issue of networkIssuesOfGroup(group)) yield reported({ type: 'node-group', id: group.id }, issue);
    });
    return undefined;
  },
});
