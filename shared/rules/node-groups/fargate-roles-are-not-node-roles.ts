import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { findObserved } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const fargateRolesAreNotNodeRoles = defineRule({
  code: 'J7',
  name: 'fargate-roles-are-not-node-roles',
  aliases: ['fargate-role-distinct'],
  title: 'Fargate profiles have other roles than the cluster’s node groups',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'fargate-profile',
  why: 'The two kinds of nodes join the cluster with different groups of permissions for their role. With one role for both, nodes of one kind may be refused (`Unauthorized`), and pods on Fargate get what is meant for EC2 nodes.',
  how: 'Compares the pod execution role of each Fargate profile with the node role of every managed node group of the cluster.',
  fix: 'Create the profile anew with a pod execution role of its own.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    shared: (e: { profile: string; role: string; nodeGroup: string }) =>
      `${e.profile} runs its pods with ${e.role}, which is also the node role of ${e.nodeGroup}; EKS asks for a role of its own.`,
  },

  subjects: (view) => view.fargateProfiles.entries(),

  *evaluate({ id, podExecutionRoleArn: role }, { view, violation }) {
    if (role === undefined)
      throw new NotObserved(
        'fargateProfiles.podExecutionRoleArn',
        id,
        undecidable('the profile does not tell its role'),
      );
    const sharing = nodeGroupWithRole(view, role);
    if (!sharing) return undefined;
    yield violation(
      'shared',
      { profile: id, role, nodeGroup: sharing.id },
      {
        cause: { kind: 'node-role', resource: role },
        fix: {
          text: `Create a profile like ${id} with a role that trusts eks-fargate-pods.amazonaws.com and has AmazonEKSFargatePodExecutionRolePolicy, and delete ${id}.`,
        },
      },
    );
    return undefined;
  },
});

const nodeGroupWithRole = ({ nodeGroups }: ClusterView, role: string) => {
  const found = findObserved(nodeGroups.entries(), (group) => {
    if (group instanceof NotObserved) throw group;
    return group.nodeRoleArn === role;
  });
  return found instanceof NotObserved ? undefined : found;
};
