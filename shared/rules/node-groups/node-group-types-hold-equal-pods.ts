import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { maxPodsByType } from '../../model/max-pods-of-group.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const nodeGroupTypesHoldEqualPods = defineRule({
  code: 'J9',
  name: 'node-group-types-hold-equal-pods',
  aliases: ['nodegroup-mixed-max-pods'],
  title: 'The instance types of a node group can run equally many pods',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'EKS sets one limit of pods for all nodes of a managed group: that of the type with the lowest. Larger nodes then stay partly empty (`Too many pods`), although they are paid for.',
  how: 'Computes for each instance type of a managed group how many pods EKS’s own Linux images allow, by the type’s interfaces and addresses and the settings of the VPC CNI: custom networking, prefix delegation. Groups with one type, with an image of their own, or with Windows are left out.',
  fix: 'Use types with equally many interfaces and addresses in one group, one group for each size, or prefix delegation.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    unequal: (e: { nodeGroup: string; pods: readonly string[]; lowest: number }) =>
      `The types of ${e.nodeGroup} can run unequally many pods (${e.pods.join(', ')}); EKS allows ${e.lowest} on every node.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, violation, notApplicable }) {
    if (group.instanceTypes.length < 2) return notApplicable('The group has a single instance type.');
    const { id, amiType = '' } = group;
    if (amiType === 'CUSTOM') return notApplicable('The group’s own image decides how many pods a node runs.');
    if (amiType.startsWith('WINDOWS')) return notApplicable('The group runs Windows.');

    const byType = [...maxPodsByType(view, group)];
    const lowest = Math.min(...byType.map(([, { high }]) => high));
    const most = Math.max(...byType.map(([, { low }]) => low));
    if (most > lowest) {
      yield violation(
        'unequal',
        {
          nodeGroup: id,
          pods: byType.map(([type, { low, high }]) => `${type} ${low === high ? low : `${low} or ${high}`}`),
          lowest,
        },
        { fix: { text: `Create a group for each size in place of ${id}: its types cannot be changed.` } },
      );
    } else if (byType.some(([, { low, high }]) => low !== high)) {
      const reason = 'with prefixes the limit depends on the vCPUs of the instance type, which are not known';
      throw new NotObserved('instanceTypes.vcpus', id, undecidable(reason));
    }
    return undefined;
  },
});
