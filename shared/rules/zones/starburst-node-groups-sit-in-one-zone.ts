import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { subnetsOf } from '../../model/node-capacity.ts';
import type { Remedy } from '../../model/remedy.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { starburstGroups } from '../../model/starburst-groups.ts';
import type { NodeGroup, Subnet } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { byZone } from '../../model/zones.ts';
import { createGroupRemedy } from '../create-node-group.ts';

export const starburstNodeGroupsSitInOneZone = defineRule({
  code: 'A4',
  name: 'starburst-node-groups-sit-in-one-zone',
  aliases: ['sep-nodegroup-single-az'],
  title: 'Each node group of Starburst is tied to one Availability Zone',
  severity: 'medium',
  profile: 'sep',
  resourceType: 'node-group',
  why: 'Coordinator and workers exchange data all the time: across zones every query is slower, and the traffic is charged.',
  how: 'Counts the distinct Availability Zone ids of the group’s subnets; two subnets of one zone are fine. Groups beside those of workers and support services, where both are known, are left out.',
  fix: 'Create the node group anew with subnets of one zone: those of a managed node group cannot be changed.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html'],

  parameters: z.strictObject({}),

  messages: {
    severalZones: (e: { nodeGroup: string; zones: readonly string[]; subnets: readonly string[] }) =>
      `${e.nodeGroup} launches nodes in ${e.zones.length} Availability Zones (${e.subnets.join(', ')}); Starburst asks for one.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, violation, notApplicable, aws }) {
    const zones = byZone(subnetsOf(view.account, group));
    if (zones.size === 0) return notApplicable('None of the group’s subnets exists.');
    if (zones.size === 1) return undefined;
    const { workers, support } = starburstGroups(view);
    const isWorker = workers.includes(group);
    if (workers.length > 0 && support.length > 0 && !isWorker && !support.includes(group))
      return notApplicable('The group is not one of Starburst.');
    if (view.declared.sepAzPinning === 'affinity') throw new NotObserved('affinity', group.id, pinnedInKubernetes);

    yield violation(
      'severalZones',
      {
        nodeGroup: group.id,
        zones: [...zones.keys()],
        subnets: subnetsOf(view.account, group).map(({ id, zoneId }) => `${id} in ${zoneId}`),
        role: isWorker ? 'workers' : support.includes(group) ? 'support' : 'unknown',
      },
      {
        severity: isWorker ? 'high' : 'medium',
        cause: { kind: 'group-zones', resource: group.id },
        fix: fixFrom(aws, oneZoneRemedy(view, group, zones)),
      },
    );
  },
});

const pinnedInKubernetes = undecidable('pods are tied to a zone by affinity rules, which AWS does not show');

function oneZoneRemedy(view: ClusterView, group: NodeGroup, zones: ReadonlyMap<string, readonly Subnet[]>): Remedy {
  const free = (subnets: readonly Subnet[]) =>
    subnets.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);
  const [zoneId = '', subnets = []] = [...zones].toSorted(([, a], [, b]) => free(b) - free(a))[0] ?? [];
  const subnetIds = subnets.map(({ id }) => id);
  const where = `${subnetIds.join(' and ')} in ${zoneId}, which has the most free addresses of its zones`;
  const text = `Create the group anew with ${where}, move the pods there and delete ${group.id}.`;
  return createGroupRemedy(text, view, group, zoneId, subnetIds);
}
