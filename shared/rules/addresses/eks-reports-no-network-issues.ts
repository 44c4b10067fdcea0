import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import type { CauseRef, ResourceRef } from '../../engine/verdict.ts';
import { type HealthIssue, networkIssuesOfCluster, networkIssuesOfGroup } from '../../model/health-issues.ts';

export const eksReportsNoNetworkIssues = defineRule({
  code: 'B17',
  name: 'eks-reports-no-network-issues',
  aliases: ['eks-reported-ip-health'],
  title: 'EKS itself reports neither a shortage of addresses nor a lost part of the network',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'What EKS reports has happened already: it could not place an interface, find a subnet or launch a node. That outranks any calculation.',
  how: 'Reads the health issues that EKS shows for the cluster and its managed node groups, and picks those about addresses, subnets, security groups, the VPC and nodes that could not be launched or did not join.',
  fix: 'Follow the message of the issue: free addresses, or restore what is missing. Issues may linger for a while after that.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_ClusterIssue.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  ],

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
        { resource: resource.id, code, message, resourceIds, seenAt: view.account.observedAt },
        { resource, cause: causeOf(resource, issue), fix: { text: fixes[code] ?? otherFix } },
      );
    };
    yield* each([cluster], function* ({ id }) {
      for (const issue of networkIssuesOfCluster(cluster)) yield reported({ type: 'cluster', id }, issue);
    });
    yield* each(view.nodeGroups.entries(), function* (group) {
      for (const issue of networkIssuesOfGroup(group)) yield reported({ type: 'node-group', id: group.id }, issue);
    });
    return undefined;
  },
});

/** What other rules find by themselves has the cause that they name. */
const causeKinds: Readonly<Record<string, string>> = {
  InsufficientFreeAddresses: 'subnet-full',
  Ec2SubnetNotFound: 'subnet',
  Ec2SecurityGroupNotFound: 'security-group',
};

function causeOf({ id }: ResourceRef, { code, resourceIds }: HealthIssue): CauseRef {
  const kind = causeKinds[code];
  if (kind === undefined || resourceIds.length === 0) return { kind: 'eks-health-issue', resource: `${id} ${code}` };
  return { kind, resource: resourceIds.toSorted().join(' ') };
}

const fixes: Readonly<Record<string, string>> = {
  InsufficientFreeAddresses: 'Release addresses in the subnets that the issue names, or give EKS larger ones.',
  Ec2SubnetNotFound: 'Name subnets that exist: update the cluster’s subnets, or create the node group anew.',
  Ec2SecurityGroupNotFound: 'Recreate the cluster: EKS cannot replace its cluster security group.',
  VpcNotFound: 'Recreate the cluster in a VPC that exists: a cluster cannot change its VPC.',
  Ec2SubnetInvalidConfiguration: 'Let the subnets of the node group assign public addresses, or use private ones.',
  Ec2SubnetMissingIpv6Assignment: 'Let the subnets of the node group assign IPv6 addresses to new interfaces.',
};
const otherFix = 'Follow the message of the issue, then see what else is found for these nodes and their subnets.';
