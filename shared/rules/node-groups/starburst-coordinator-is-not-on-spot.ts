import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { coordinatorGroups } from '../../model/starburst-groups.ts';

export const starburstCoordinatorIsNotOnSpot = defineRule({
  code: 'J3',
  name: 'starburst-coordinator-is-not-on-spot',
  aliases: ['sep-capacity-type'],
  title: 'Starburst’s coordinator does not run on Spot capacity',
  severity: 'low',
  profile: 'sep',
  resourceType: 'node-group',
  why: 'There is one coordinator: when AWS takes its instance back, after two minutes’ notice, every running query fails and none can start until the coordinator runs again.',
  how: 'Looks at the capacity type of the group labelled for the coordinator, or where none is, of the group of coordinator and workers. On-Demand capacity, which is what a group has that names none, and capacity blocks are fine.',
  fix: 'Run the coordinator in a group of On-Demand capacity; workers may stay on Spot in a group of their own.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
    'https://docs.starburst.io/latest/k8s/requirements.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    onSpot: (e: { nodeGroup: string; capacityType: string }) =>
      `${e.nodeGroup}, where the coordinator of Starburst runs, is of ${e.capacityType} capacity, which AWS may take back at any time.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, violation, notApplicable }) {
    const groups = coordinatorGroups(view);
    if (groups.length === 0) view.declaration('sepWorkerGroup');
    if (!groups.includes(group)) return notApplicable('The coordinator does not run in this group.');
    const { id, capacityType = 'ON_DEMAND' } = group;
    if (capacityType !== 'SPOT') return undefined;
    yield violation(
      'onSpot',
      { nodeGroup: id, capacityType },
      {
        fix: {
          text: `The capacity type of a group cannot be changed: create one of On-Demand capacity for the coordinator beside ${id}.`,
        },
      },
    );
    return undefined;
  },
});
