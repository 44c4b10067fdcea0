import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const clusterSecurityGroupExists = defineRule({
  code: 'G1',
  name: 'cluster-security-group-exists',
  aliases: ['cluster-sg-exists'],
  title: 'The cluster security group exists and belongs to the cluster’s VPC',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'EKS puts the group on the control plane’s interfaces and on managed nodes. Once it is deleted, EKS cannot make interfaces or nodes any more (`Ec2SecurityGroupNotFound`) and says “You must recreate your cluster”.',
  how: 'Looks the group up, and asks the cluster’s health issues for `Ec2SecurityGroupNotFound`. A group of another VPC is fine when it is associated with the cluster’s VPC, which an interface in it proves that carries the group.',
  fix: 'Recreate the cluster: its security group cannot be replaced.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    gone: (e: { securityGroup: string; cluster: string }) =>
      `The cluster security group ${e.securityGroup} of ${e.cluster} does not exist any more.`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate({ id }, { view, violation }) {
    const group = attempt(() => view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId }));
    if (group === undefined || (group instanceof NotObserved && isReportedGone(view, id))) {
      yield violation(
        'gone',
        { securityGroup: id, cluster: view.name, reportedByEks: isReportedGone(view, id) },
        {
          cause: { kind: 'security-group', resource: id },
          fix: { text: 'Recreate the cluster: EKS cannot replace its cluster security group.' },
        },
      );
      return undefined;
    }
    if (group instanceof NotObserved) throw group;
    if (group.vpcId === view.cluster.vpcId) return undefined;
    const interfaces = view.account.networkInterfaces.inVpc(view.cluster.vpcId);
    if (interfaces.some(({ securityGroupIds }) => securityGroupIds.includes(id))) return undefined;
    const reason = `it belongs to ${group.vpcId}, and nothing shows whether it is associated with ${view.cluster.vpcId}`;
    throw new NotObserved('securityGroups.vpcAssociations', id, undecidable(reason));
  },
});

function isReportedGone({ cluster }: ClusterView, groupId: string): boolean {
  const answer = attempt(() =>
    cluster.healthIssues.some(
      ({ code, resourceIds }) => code === 'Ec2SecurityGroupNotFound' && resourceIds.includes(groupId),
    ),
  );
  return answer === true;
}
