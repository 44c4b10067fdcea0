import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { nodeZonesOf } from '../../model/node-zones.ts';

export const zonalShiftLeavesAZone = defineRule({
  code: 'J12',
  name: 'zonal-shift-leaves-a-zone',
  aliases: ['zonal-shift-vs-single-az'],
  title: 'A cluster with zonal shift has nodes in more than one zone',
  severity: 'informational',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'A zonal shift takes the traffic, and the launch of nodes, away from a zone that is in trouble. Where all nodes run in one zone there is no other to shift to: shifting away from it stops everything.',
  how: 'Only for clusters whose zonal shift is on: adds up the zones of all node groups, Fargate profiles and nodes that Karpenter or Auto Mode launched, as A9 does.',
  fix: 'Add nodes in another zone, or turn zonal shift off.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/zone-shift.html'],

  parameters: z.strictObject({}),

  messages: {
    nowhereToShift: (e: { cluster: string; zone: string }) =>
      `Zonal shift is on for ${e.cluster}, and all its nodes run in ${e.zone}: shifting away leaves none.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate({ id, zonalShift }, { view, violation, notApplicable, aws }) {
    if (!zonalShift) return notApplicable('Zonal shift is off.');
    const { zoneIds, groups } = nodeZonesOf(view);
    const [zone] = zoneIds;
    if (zone === undefined) return notApplicable('No group or profile of the cluster can run pods.');
    if (zoneIds.length > 1) return undefined;
    yield violation(
      'nowhereToShift',
      { cluster: id, zone, groups: groups.map((group) => group.id) },
      {
        cause: { kind: 'single-zone', resource: id },
        fix: {
          text: 'Add nodes in another zone; where one zone is meant, turn zonal shift off.',
          command: aws`eks update-cluster-config --name ${id} --zonal-shift-config enabled=false`,
        },
      },
    );
    return undefined;
  },
});
