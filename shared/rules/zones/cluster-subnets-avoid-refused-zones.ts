import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import { roomiestElsewhere } from '../../model/subnet-room.ts';
import { clusterSubnets, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { attempt } from '../../model/view/observing.ts';
import type { Subnet } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { zonesWithoutControlPlane } from '../../model/zones.ts';

export const clusterSubnetsAvoidRefusedZones = defineRule({
  code: 'A2',
  name: 'cluster-subnets-avoid-refused-zones',
  aliases: ['cluster-subnet-unsupported-az-id'],
  title: 'No cluster subnet lies in a zone in which EKS refuses to place its control-plane interfaces',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'EKS has no capacity for control planes in a few Availability Zones: creating or changing a cluster with a subnet there ends with `UnsupportedAvailabilityZoneException`.',
  how: 'Compares the Availability Zone id of each cluster subnet with a list: ids, because zone names mean other zones in other accounts. Subnets of nodes and pods may lie in those zones.',
  fix: 'Name a subnet of another zone instead. Nodes may stay in the zone.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/botocore/latest/reference/services/eks/client/exceptions/UnsupportedAvailabilityZoneException.html',
    'https://github.com/eksctl-io/eksctl/blob/main/pkg/az/az.go',
  ],

  parameters: z.strictObject({
    denyAzIds: z
      .array(z.string())
      .default([...zonesWithoutControlPlane])
      .describe('Ids of the Availability Zones that EKS refuses for cluster subnets.'),
  }),

  messages: {
    refusedZone: (e: { cluster: string; subnet: string; zone: string }) =>
      `${e.subnet} of cluster ${e.cluster} lies in ${e.zone}, where EKS places no control-plane interfaces (UnsupportedAvailabilityZoneException).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters: { denyAzIds }, violation, notApplicable }) {
    if (!isClusterSubnet(view, subnet)) return notApplicable('EKS places no control-plane interfaces in this subnet.');
    if (!denyAzIds.includes(subnet.zoneId)) return undefined;
    yield violation(
      'refusedZone',
      { cluster: view.name, subnet: subnet.id, zone: subnet.zoneId, denyAzIds },
      { cause: { kind: 'subnet-zone', resource: subnet.id }, fix: otherZoneFix(view, subnet, denyAzIds) },
    );
    return undefined;
  },
});

/** Without a command: EKS lets a cluster lose none of its zones, so that the choice belongs before its creation. */
function otherZoneFix(view: ClusterView, subnet: Subnet, denied: readonly string[]): Fix {
  const text = `Create the cluster with a subnet of another zone in place of ${subnet.id}`;
  const other = attempt(() => roomiestElsewhere(view, clusterSubnets(view), 6));
  if (!other || other instanceof NotObserved || denied.includes(other.zoneId)) return { text: `${text}.` };
  return { text: `${text}, for example ${other.id} in ${other.zoneId}.` };
}
