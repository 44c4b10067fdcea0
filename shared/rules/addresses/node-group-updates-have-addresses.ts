import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import {
  type AddressAssumptions,
  podRoomIn,
  type SurgeBase,
  surgeBases,
  surgesOf,
} from '../../model/address-demand.ts';
import type { Remedy } from '../../model/remedy.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { remembered } from '../../model/view/memo.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { steadyMinutes } from '../headroom.ts';
import { addressAssumptionsSchema } from '../parameters.ts';

export const nodeGroupUpdatesHaveAddresses = defineRule({
  code: 'B7',
  name: 'node-group-updates-have-addresses',
  aliases: ['nodegroup-rolling-update-headroom'],
  title: 'The nodes that a rolling update of a node group adds for a while fit into its subnets',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'EKS starts new nodes before it ends the old ones: two per zone, or as many as may be unavailable. Without addresses for them the update fails (`NodeCreationFailure`) and is rolled back.',
  how: 'Takes the nodes that EKS adds in each zone times the addresses that the VPC CNI comes to hold on each, and compares them with what is free in the group’s subnets of that zone now (or, by parameter, once every group is at its maximum). With custom networking, what the new nodes take for pods is compared with what is free now where ENIConfigs put them. Groups with the strategy MINIMAL add none.',
  fix: 'Update with the strategy MINIMAL, which ends old nodes first, or give the subnets more room.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html',
  ],
  steadyMinutes,

  parameters: z.strictObject({
    ...addressAssumptionsSchema.shape,
    surgeBase: z
      .enum(surgeBases)
      .default('current')
      .describe('Whether the update starts from what is allocated now, or from every node group at its maximum.'),
  }),

  messages: {
    tooFew: (e: {
      nodeGroup: string;
      nodes: number;
      perNode: number;
      zone: string;
      subnets: readonly string[];
      freeAddresses: number;
      neededBefore: number;
      deficit: number;
    }) =>
      `A rolling update of ${e.nodeGroup} adds ${e.nodes} nodes × ${e.perNode} addresses in ${e.zone}; ${e.subnets.join(' and ')} ${
        e.subnets.length > 1 ? 'have' : 'has'
      } ${e.freeAddresses} free${e.neededBefore > 0 ? `, of which the groups’ maximum takes ${e.neededBefore}` : ''}, ${e.deficit} too few.`,
    tooFewForPods: (e: {
      nodeGroup: string;
      nodes: number;
      perNode: number;
      zone: string;
      subnets: readonly string[];
      freeAddresses: number;
    }) =>
      `A rolling update of ${e.nodeGroup} adds ${e.nodes} nodes with ${e.perNode} addresses for pods each in ${e.zone}; ${e.subnets.join(' and ')}, where custom networking puts pods, ${
        e.subnets.length > 1 ? 'have' : 'has'
      } ${e.freeAddresses} free.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, parameters, violation, note, notApplicable, each, aws }) {
    if (group.update.strategy === 'MINIMAL') {
      yield note('The strategy MINIMAL ends old nodes before it starts new ones.');
      return undefined;
    }
    if (group.desiredSize === 0) return notApplicable('The group has no nodes that an update would replace.');
    if (group.status === 'DELETING') return notApplicable('The group is being deleted.');
    if (group.status === 'UPDATING')
      return notApplicable('The group is being updated: its further nodes may hold their addresses already.');

    yield* each(surgesOf(view, group, parameters.surgeBase, withoutBase(parameters)), function* (ask) {
      const { zoneId, subnets, nodes, perNode, perNodeForPods, instanceType, neededBefore, shortage, missing } = ask();
      if (shortage.low > 0) {
        const subnetIds = subnets.map(({ id }) => id);
        yield violation(
          'tooFew',
          {
            nodeGroup: group.id,
            zone: zoneId,
            nodes,
            perNode,
            instanceType,
            subnets: subnetIds,
            freeAddresses: neededBefore + nodes * perNode - shortage.low,
            neededBefore,
            deficit: shortage.low,
          },
          {
            cause: { kind: 'subnet-full', resource: subnetIds.join(' ') },
            fix: fixFrom(aws, minimalUpdate(view, group)),
          },
        );
      }
      if (missing[0]) throw missing[0];
      if (shortage.low === 0 && shortage.high > 0) throw unsure(subnets.map(({ id }) => id));
      if (perNodeForPods === 0) return;
      const { subnetIds, free } = podRoomIn(view, zoneId);
      // A zone without subnets for pods is left to B11.
      if (subnetIds.length > 0 && nodes * perNodeForPods > free.high) {
        yield violation(
          'tooFewForPods',
          {
            nodeGroup: group.id,
            zone: zoneId,
            nodes,
            perNode: perNodeForPods,
            subnets: subnetIds,
            freeAddresses: free.high,
          },
          {
            cause: { kind: 'subnet-full', resource: subnetIds.join(' ') },
            fix: fixFrom(aws, minimalUpdate(view, group)),
          },
        );
      } else if (subnetIds.length > 0 && nodes * perNodeForPods > free.low) throw unsure(subnetIds);
    });
    return undefined;
  },
});

/** B1's own assumptions, so that both rules share one plan. */
const withoutBase = remembered(
  ({ surgeBase: _, ...assumptions }: AddressAssumptions & { surgeBase: SurgeBase }) => assumptions,
);

const unsure = (subnetIds: readonly string[]) =>
  new NotObserved(
    'networkInterfaces',
    subnetIds.join(' '),
    undecidable('what interfaces that were not seen hold in its reservations cannot be told'),
  );

/** Leaves the number or share of nodes as it is: EKS takes one of the two. */
function minimalUpdate(view: ClusterView, { id, name, update }: NodeGroup): Remedy {
  const { maxUnavailable, maxUnavailablePercentage } = update;
  const many =
    maxUnavailablePercentage === undefined
      ? `maxUnavailable=${maxUnavailable ?? 1}`
      : `maxUnavailablePercentage=${maxUnavailablePercentage}`;
  return {
    text: `Update ${id} with the strategy MINIMAL, which needs no further addresses and leaves fewer nodes meanwhile; or give its subnets more room.`,
    command: [
      ...['eks', 'update-nodegroup-config', '--cluster-name', view.name, '--nodegroup-name', name],
      ...['--update-config', `updateStrategy=MINIMAL,${many}`],
    ],
  };
}
