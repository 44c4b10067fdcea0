import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const nodeGroupsMatchTheirAutoScalingGroups = defineRule({
  code: 'J10',
  name: 'node-groups-match-their-auto-scaling-groups',
  aliases: ['nodegroup-asg-drift'],
  title: 'The Auto Scaling groups behind node groups are as EKS made them',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'EKS sets the Auto Scaling group back at its next update: a maximum that was raised by hand is gone just when nodes are replaced, and nodes in other subnets are not those that anybody planned addresses, routes and endpoints for.',
  how: 'Compares the maximum and the subnets of each Auto Scaling group that a managed node group names with those of the node group. While EKS updates a node group it raises the maximum itself: then the group is left out. A group that no longer exists is reported by EKS (J4).',
  fix: 'Change sizes through EKS, not in Auto Scaling.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    otherMaximum: (e: { nodeGroup: string; autoScalingGroup: string; maximum: number; maximumThere: number }) =>
      `${e.autoScalingGroup} may have ${e.maximumThere} instances, and ${e.nodeGroup}, whose nodes they are, ${e.maximum}.`,
    otherSubnets: (e: {
      nodeGroup: string;
      autoScalingGroup: string;
      subnets: readonly string[];
      subnetsThere: readonly string[];
    }) =>
      `${e.autoScalingGroup} launches instances in ${e.subnetsThere.join(', ')}, and ${e.nodeGroup}, whose nodes they are, names ${e.subnets.join(', ')}.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, violation, notApplicable, each, aws }) {
    const { id: nodeGroup, status } = group;
    if (status === 'UPDATING' || status === 'DELETING' || status === 'CREATING')
      return notApplicable(`The group is ${status}: EKS is changing its Auto Scaling group.`);
    yield* each(group.autoScalingGroupNames, function* (autoScalingGroup) {
      const found = view.account.autoScalingGroups.find(autoScalingGroup);
      if (!found) {
        const reason = 'it is not among the Auto Scaling groups that are tagged for the cluster';
        throw new NotObserved('autoScalingGroups', autoScalingGroup, undecidable(reason));
      }
      const facts = { nodeGroup, autoScalingGroup };
      const cause = { kind: 'auto-scaling-group', resource: autoScalingGroup };
      yield* each([found], function* ({ maxSize: maximumThere }) {
        if (maximumThere === group.maxSize) return;
        const size = `maxSize=${maximumThere}`;
        const command = aws`eks update-nodegroup-config --cluster-name ${view.name} --nodegroup-name ${group.name} --scaling-config ${size}`;
        const text = `Set the maximum through EKS: to ${maximumThere}, as ${autoScalingGroup} has it, or to another.`;
        const evidence = { ...facts, maximum: group.maxSize, maximumThere };
        yield violation('otherMaximum', evidence, { cause, fix: { text, command } });
      });
      yield* each([found], function* ({ subnetIds }) {
        const [subnets, subnetsThere] = [sorted(group.subnetIds), sorted(subnetIds)];
        if (subnets.join() === subnetsThere.join()) return;
        const text = `Give ${autoScalingGroup} the subnets of ${nodeGroup} again, or create a node group in the others.`;
        const identifiers = subnets.join(',');
        const command = aws`autoscaling update-auto-scaling-group --auto-scaling-group-name ${autoScalingGroup} --vpc-zone-identifier ${identifiers}`;
        yield violation('otherSubnets', { ...facts, subnets, subnetsThere }, { cause, fix: { text, command } });
      });
    });
    return undefined;
  },
});

const sorted = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();
