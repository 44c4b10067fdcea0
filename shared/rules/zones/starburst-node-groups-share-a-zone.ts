import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { subnetsOf, zonesOf } from '../../model/node-capacity.ts';
import type { Remedy } from '../../model/remedy.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { starburstGroups } from '../../model/starburst-groups.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { AccountView, ClusterView } from '../../model/view/views.ts';
import { createGroupRemedy } from '../create-node-group.ts';

export const starburstNodeGroupsShareAZone = defineRule({
  code: 'A5',
  name: 'starburst-node-groups-share-a-zone',
  aliases: ['sep-groups-same-az'],
  title: 'The node groups of Starburst’s workers and support services share one Availability Zone',
  severity: 'medium',
  profile: 'sep',
  resourceType: 'cluster',
  why: 'Starburst asks for one zone for the whole deployment: what its services say to each other across zones is slower, and charged.',
  how: 'Compares the Availability Zone ids of the groups’ subnets. Groups of the coordinator and workers in different zones are of high severity. A group that spans zones by itself has to be mended first (A4).',
  fix: 'Create the group of the support services anew in the zone of the workers.',
  references: [
    'https://docs.starburst.io/latest/k8s/requirements.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    differentZones: (e: { cluster: string; groups: readonly string[] }) =>
      `The node groups of Starburst in ${e.cluster} lie in different Availability Zones: ${e.groups.join(', ')}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, aws }) {
    const { workers, support } = starburstGroups(view);
    const placed = [...workers, ...support].map((group) => ({ group, zoneId: onlyZoneOf(view.account, group) }));
    const [first, ...others] = placed;
    const elsewhere = others.find(({ zoneId }) => zoneId !== first?.zoneId);
    if (first && elsewhere) {
      const workerZones = new Set(placed.filter(({ group }) => workers.includes(group)).map(({ zoneId }) => zoneId));
      yield violation(
        'differentZones',
        { cluster: cluster.id, groups: placed.map(({ group, zoneId }) => `${group.id} in ${zoneId}`) },
        {
          severity: workerZones.size > 1 ? 'high' : 'medium',
          cause: { kind: 'starburst-zone', resource: cluster.id },
          fix: fixFrom(aws, sameZoneRemedy(view, first, elsewhere.group)),
        },
      );
    }
    if (workers.length === 0) view.declaration('sepWorkerGroup');
    if (support.length === 0) view.declaration('sepSupportGroup');
    return undefined;
  },
});

function onlyZoneOf(account: AccountView, group: NodeGroup): string {
  const [zoneId, ...others] = zonesOf(account, group);
  if (zoneId !== undefined && others.length === 0) return zoneId;
  const reason =
    zoneId === undefined ? 'none of its subnets exists (I1)' : 'it spans several zones by itself: see to A4';
  throw new NotObserved('nodeGroups.zone', group.id, undecidable(reason));
}

function sameZoneRemedy(
  view: ClusterView,
  { group: anchor, zoneId }: { readonly group: NodeGroup; readonly zoneId: string },
  moved: NodeGroup,
): Remedy {
  const subnetIds = subnetsOf(view.account, anchor).map(({ id }) => id);
  const text = `Create ${moved.id} anew in ${subnetIds.join(' and ')} in ${zoneId}, beside ${anchor.id}, move its pods there and delete the old group.`;
  return createGroupRemedy(text, view, moved, zoneId, subnetIds);
}
