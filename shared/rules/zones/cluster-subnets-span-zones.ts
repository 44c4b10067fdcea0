import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import { goneAmong } from '../../model/gone-subnets.ts';
import { roomiestElsewhere } from '../../model/subnet-room.ts';
import { clusterSubnets } from '../../model/subnet-use.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { clusterZones } from '../../model/zones.ts';
import { clusterZonesCause } from '../too-few-zones.ts';

export const clusterSubnetsSpanZones = defineRule({
  code: 'A1',
  name: 'cluster-subnets-span-zones',
  aliases: ['cluster-subnets-min-two-azs'],
  title: 'The cluster’s subnets span at least two Availability Zones',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'EKS places control-plane interfaces in at least two zones and refuses clusters and changes of clusters whose subnets lie in one. Nodes may still be kept in a single zone.',
  how: 'Counts the distinct Availability Zone ids of the cluster’s subnets that exist. Several subnets in one zone count once; Local Zones, Wavelength Zones and Outposts do not count.',
  fix: 'Add a subnet in another Availability Zone to the cluster. Every zone that was given at creation must stay represented.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],

  parameters: z.strictObject({
    minAzs: z.int().min(2).default(2).describe('Fewest Availability Zones that the cluster’s subnets span.'),
  }),

  messages: {
    tooFew: (e: { cluster: string; zones: readonly string[]; subnets: readonly string[]; minAzs: number }) =>
      `The subnets of ${e.cluster} span ${e.zones.length} Availability Zone${e.zones.length === 1 ? '' : 's'}${
        e.subnets.length > 0 ? ` (${e.subnets.join(', ')})` : ''
      }; EKS needs at least ${e.minAzs}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, parameters: { minAzs }, violation, aws }) {
    const zones = clusterZones(view);
    if (zones.size >= minAzs) return undefined;
    yield violation(
      'tooFew',
      {
        cluster: cluster.id,
        zones: [...zones.keys()],
        subnets: clusterSubnets(view).map(({ id, zoneId }) => `${id} in ${zoneId}`),
        minAzs,
      },
      { cause: clusterZonesCause(view), fix: addZoneFix(view, aws) },
    );
  },
});

/** Addresses that EKS needs in each cluster subnet. */
const addressesForEks = 6;

function addZoneFix(view: ClusterView, aws: AwsCommand): Fix {
  const gone = goneAmong(view.account, () => view.cluster.subnetIds);
  if (gone !== undefined) {
    return {
      text: `Create a subnet in the zone in which ${gone} was, and name it instead: each zone that the cluster was created with must stay.`,
    };
  }
  const further = attempt(() => roomiestElsewhere(view, clusterSubnets(view), addressesForEks));
  if (!further || further instanceof NotObserved) {
    return { text: 'Create a subnet in another Availability Zone of the VPC and add it to the cluster.' };
  }
  const suitable = [...clusterZones(view).values()].flat();
  const subnetIds = [...suitable, further].map(({ id }) => id).join(',');
  return {
    text: `Add ${further.id} in ${further.zoneId} to the cluster: it has ${further.freeIpv4Addresses} free addresses.`,
    command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${`subnetIds=${subnetIds}`}`,
  };
}
