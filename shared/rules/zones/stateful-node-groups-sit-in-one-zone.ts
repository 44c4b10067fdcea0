import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { subnetsOf, zonesOf } from '../../model/node-capacity.ts';
import type { Remedy } from '../../model/remedy.ts';
import { isStateful, unlikeSiblings } from '../../model/stateful-groups.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { byZone } from '../../model/zones.ts';
import { createGroupRemedy } from '../create-node-group.ts';

export const statefulNodeGroupsSitInOneZone = defineRule({
  code: 'A7',
  name: 'stateful-node-groups-sit-in-one-zone',
  aliases: ['stateful-nodegroup-per-az'],
  title: 'Node groups of pods with EBS volumes that Cluster Autoscaler scales sit in one zone each',
  severity: 'medium',
  profile: 'autoscaler',
  resourceType: 'node-group',
  why: 'A volume stays in its zone, but Cluster Autoscaler cannot choose the zone in which a group over several zones adds a node: the pod stays pending (`volume node affinity conflict`).',
  how: 'Counts the Availability Zone ids of the subnets of groups that are declared stateful (statefulGroups) and can grow. Groups in one zone are fine whatever they run. The flag --balance-similar-node-groups is not shown by AWS.',
  fix: 'Create one group per zone in place of the group, and run Cluster Autoscaler with --balance-similar-node-groups.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
    'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md',
  ],

  parameters: z.strictObject({}),

  messages: {
    severalZones: (e: { nodeGroup: string; zones: readonly string[] }) =>
      `${e.nodeGroup} runs pods with EBS volumes in ${e.zones.length} Availability Zones (${e.zones.join(', ')}): Cluster Autoscaler may add a node where the volume is not (volume node affinity conflict).`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, violation, note, notApplicable, aws }) {
    const declared = view.declared.clusterAutoscaler ?? !view.cluster.autoMode;
    if (!declared) return notApplicable('Cluster Autoscaler does not scale the groups of this cluster.');
    if (group.minSize >= group.maxSize) return notApplicable('The group has a fixed size.');
    const zones = zonesOf(view.account, group);
    if (zones.length === 0) return notApplicable('None of the group’s subnets exists.');
    if (zones.length === 1) {
      for (const { id, differences } of unlikeSiblings(view, group)) {
        yield note(
          `Cluster Autoscaler balances only similar groups, and ${group.id} differs from ${id} in its ${differences.join(' and ')}.`,
        );
      }
      return undefined;
    }
    if (!isStateful(view, group)) return undefined;
    yield note('Whether Cluster Autoscaler runs with --balance-similar-node-groups is not shown by AWS.');
    yield violation(
      'severalZones',
      {
        nodeGroup: group.id,
        zones,
        subnets: subnetsOf(view.account, group).map(({ id, zoneId }) => `${id} in ${zoneId}`),
        minSize: group.minSize,
        maxSize: group.maxSize,
      },
      { cause: { kind: 'group-zones', resource: group.id }, fix: fixFrom(aws, onePerZoneRemedy(view, group)) },
    );
    return undefined;
  },
});

function onePerZoneRemedy(view: ClusterView, group: NodeGroup): Remedy {
  const zones = [...byZone(subnetsOf(view.account, group))];
  const [zoneId = '', subnets = []] = zones[0] ?? [];
  const others = zones.slice(1).map(([id]) => id);
  const text = `Create one group per zone in place of ${group.id}: the command makes that of ${zoneId}; repeat it with the subnets of ${others.join(' and ')}, and give each a share of the sizes.`;
  return createGroupRemedy(
    text,
    view,
    group,
    zoneId,
    subnets.map(({ id }) => id),
  );
}
