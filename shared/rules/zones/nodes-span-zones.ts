import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isManagedGroup, subnetsOf, type WorkerGroup } from '../../model/node-capacity.ts';
import { crowdedZone, nodeZonesOf, sharesItsZoneWithItsNat } from '../../model/node-zones.ts';
import type { Remedy } from '../../model/remedy.ts';
import { roomiestElsewhere } from '../../model/subnet-room.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { createGroupRemedy } from '../create-node-group.ts';
import { tooFewZonesCause } from '../too-few-zones.ts';

export const nodesSpanZones = defineRule({
  code: 'A9',
  name: 'nodes-span-zones',
  aliases: ['cluster-nodes-span-azs'],
  title: 'The cluster’s nodes as a whole run in at least two Availability Zones',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'When the one zone fails or has no capacity, everything in the cluster stops, whatever its pods say about spreading.',
  how: 'Adds up the zones of all node groups that may have nodes, of the Fargate profiles and of nodes that Karpenter or Auto Mode launched. Groups are judged together: one group per zone, as volumes need it, is fine.',
  fix: 'Add a node group in another zone, or declare that the cluster is meant to run in one (allowSingleAz).',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/reliability.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    oneZone: (e: { cluster: string; zone: string; groups: readonly string[]; natInTheSameZone: boolean }) =>
      `All nodes of ${e.cluster} run in ${e.zone} (${e.groups.join(', ')})${
        e.natInTheSameZone ? ', and so does every NAT gateway that they use' : ''
      }.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, isActive, violation, note, notApplicable, aws }) {
    if (view.declared.allowSingleAz)
      return notApplicable('The cluster is declared to run in one zone (allowSingleAz).');
    if (isActive('sep')) return notApplicable('Starburst asks for one zone (profile `sep`).');

    const { zoneIds, groups } = nodeZonesOf(view);
    const [zone] = zoneIds;
    if (zone === undefined) return notApplicable('No group or profile of the cluster can run pods.');
    if (zoneIds.length > 1) {
      for (const group of groups) {
        const crowded = crowdedZone(view, group);
        if (crowded) yield note(`All instances of ${group.id} sit in ${crowded}, although it names further zones.`);
      }
      return undefined;
    }
    const natInTheSameZone = sharesItsZoneWithItsNat(view, groups, zone);
    const names = groups.map(({ id }) => id);
    yield violation(
      'oneZone',
      { cluster: cluster.id, zone, groups: names.length > 0 ? names : ['Fargate'], natInTheSameZone },
      {
        severity: natInTheSameZone ? 'high' : 'medium',
        cause: tooFewZonesCause(view, 'single-zone', () => groups.flatMap(({ subnetIds }) => [...subnetIds])),
        fix: fixFrom(aws, anotherZoneRemedy(view, zone, groups)),
      },
    );
  },
});

function anotherZoneRemedy(view: ClusterView, zone: string, groups: readonly WorkerGroup[]): Remedy {
  const subnet = attempt(() =>
    roomiestElsewhere(
      view,
      groups.flatMap((group) => subnetsOf(view.account, group)),
      1,
    ),
  );
  if (!subnet || subnet instanceof NotObserved)
    return { text: `Create a subnet in a zone other than ${zone}, and a node group or Fargate profile in it.` };
  const text = `Add nodes in another zone, for example in ${subnet.id} in ${subnet.zoneId}, which has ${subnet.freeIpv4Addresses} free addresses.`;
  const group = groups.find(isManagedGroup);
  return group ? createGroupRemedy(text, view, group, subnet.zoneId, [subnet.id]) : { text };
}
