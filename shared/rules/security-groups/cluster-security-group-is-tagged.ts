import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';

export const clusterSecurityGroupIsTagged = defineRule({
  code: 'G7',
  name: 'cluster-security-group-is-tagged',
  aliases: ['cluster-sg-tags'],
  title: 'The cluster security group carries the tags that EKS gave it',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'The load balancer controllers find the group whose rules they manage by the tag `kubernetes.io/cluster/<name>`, and Auto Mode’s and Karpenter’s node classes often select it by its tags. Without them rules for load balancers or groups on new nodes are missing until EKS adds the tags again.',
  how: 'Looks for the tag `kubernetes.io/cluster/<name>` with the value owned, and for `aws:eks:cluster-name` with the cluster’s name.',
  fix: 'Add the tag; EKS also adds both at the next update of the cluster.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html'],

  parameters: z.strictObject({}),

  messages: {
    untagged: (e: { securityGroup: string; tag: string; value: string }) =>
      `The cluster security group ${e.securityGroup} is not tagged ${e.tag}=${e.value}.`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate({ id }, { view, violation, notApplicable, aws }) {
    const group = view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId });
    if (!group) return notApplicable('The group does not exist, which G1 reports.');
    const wanted = [
      { tag: `kubernetes.io/cluster/${view.name}`, value: 'owned' },
      { tag: 'aws:eks:cluster-name', value: view.name },
    ];
    const { tags } = group;
    for (const { tag, value } of wanted) {
      if (tags[tag] === value) continue;
      const found = tags[tag] ?? 'no such tag';
      const command = tag.startsWith('aws:')
        ? {}
        : { command: aws`ec2 create-tags --resources ${id} --tags ${`Key=${tag},Value=${value}`}` };
      const text = tag.startsWith('aws:')
        ? 'Update the cluster: only EKS can add this tag, and does so at every update.'
        : `Tag ${id} again; EKS does so too at the next update of the cluster.`;
      yield violation(
        'untagged',
        { securityGroup: id, tag, value, found },
        { cause: { kind: 'cluster-tag', resource: `${id} ${tag}` }, fix: { text, ...command } },
      );
    }
    return undefined;
  },
});
