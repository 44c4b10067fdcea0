import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { starburstGroups } from '../../model/starburst-groups.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';

const needed = 2;

export const starburstHasTwoManagedNodeGroups = defineRule({
  code: 'J1',
  name: 'starburst-has-two-managed-node-groups',
  aliases: ['sep-two-managed-nodegroups'],
  title: 'Starburst has two managed node groups: one for coordinator and workers, one for its support services',
  severity: 'medium',
  profile: 'sep',
  resourceType: 'cluster',
  why: 'Coordinator and workers take whole nodes for themselves. In one group with the support services they take each other’s memory, and neither group can have the size and number of nodes that it needs.',
  how: 'Counts the managed node groups that exist or are being made; self-managed nodes do not count. With two or more, the group of coordinator and workers and that of the support services have to be told apart: by the label `starburst.io/role` or `role`, by a declaration, or because of exactly two one is larger.',
  fix: 'Create a second managed node group, and label the two with starburst.io/role.',
  references: [
    'https://docs.starburst.io/latest/k8s/requirements.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    tooFew: (e: { cluster: string; nodeGroups: readonly string[]; needed: number }) =>
      `${e.cluster} has ${e.nodeGroups.length === 0 ? 'no managed node group' : `only one managed node group (${e.nodeGroups.join(', ')})`}; Starburst asks for ${e.needed}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate({ id, autoMode }, { view, violation }) {
    const groups = view.nodeGroups.all().filter(isKept);
    if (groups.length >= needed) {
      const { workers, support } = starburstGroups(view);
      if (workers.length === 0) view.declaration('sepWorkerGroup');
      if (support.length === 0) view.declaration('sepSupportGroup');
      return undefined;
    }
    if (autoMode) throw new NotObserved('nodePools', id, inNodePools);
    yield violation(
      'tooFew',
      { cluster: id, nodeGroups: groups.map((group) => group.id), needed },
      {
        cause: { kind: 'starburst-node-groups', resource: id },
        fix: {
          text: 'Create a managed node group for the support services beside that of coordinator and workers, in the same zone.',
        },
      },
    );
    return undefined;
  },
});

const inNodePools = undecidable('Auto Mode keeps its nodes in node pools, which AWS does not show');

const isKept = ({ status }: NodeGroup): boolean => status !== 'DELETING' && status !== 'CREATE_FAILED';
