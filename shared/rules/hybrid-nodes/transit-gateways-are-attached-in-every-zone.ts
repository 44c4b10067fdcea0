import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { transitZones } from '../../model/transit-zones.ts';

export const transitGatewaysAreAttachedInEveryZone = defineRule({
  code: 'F7',
  name: 'transit-gateways-are-attached-in-every-zone',
  aliases: ['hybrid-tgw-attachment-az'],
  title: 'Transit gateways that lead to remote networks have an attachment in every zone that sends to them',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'A transit gateway takes traffic only from zones in which its attachment has a subnet. From the others nothing arrives although a route is there: with one of two zones missing, logs and exec of hybrid nodes fail every other time (dial tcp …:10250: i/o timeout).',
  how: 'Takes the transit gateways to which the route tables of the cluster’s subnets, and of those of its cloud nodes, send remote networks. The zones of the attachment’s subnets have to include the zone, by its id, of each of those subnets. Zones that only host cloud nodes are of medium severity. Local Zones use the attachment of their parent zone. Virtual private gateways serve every zone; a gateway without a working attachment is reported by F6.',
  fix: 'Add a subnet of the missing zone to the attachment.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    zoneMissing: (e: { gateway: string; zone: string; subnets: readonly string[]; sender: string }) =>
      `${e.gateway} has no attachment in ${e.zone}, from where ${e.subnets.join(', ')} (${e.sender}) sends it what is for remote networks: nothing of it arrives.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_cluster, { view, violation, notApplicable, each, aws }) {
    const { attached, gaps, unknown } = transitZones(view);
    if (attached.length === 0 && unknown.length === 0) {
      return notApplicable('No route to a remote network leads to a transit gateway that is attached.');
    }
    for (const { gatewayId, attachmentIds, attachedZones, zoneId, subnets, ofControlPlane } of gaps) {
      const [attachmentId = ''] = attachmentIds;
      const [subnetId = ''] = subnets.map(({ id }) => id);
      const sender = ofControlPlane ? 'control plane' : 'cloud nodes';
      yield violation(
        'zoneMissing',
        {
          gateway: gatewayId,
          zone: zoneId,
          subnets: subnets.map(({ id }) => id),
          sender,
          attachmentIds,
          attachedZones,
        },
        {
          ...(ofControlPlane ? {} : { severity: 'medium' as const }),
          cause: { kind: 'transit-gateway-zone', resource: `${attachmentId} ${zoneId}` },
          fix: {
            text: `Add ${subnetId}, or another subnet of ${zoneId}, to ${attachmentId}.`,
            command: aws`ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${attachmentId} --add-subnet-ids ${subnetId}`,
          },
        },
      );
    }
    yield* each(unknown, () => []);
    return undefined;
  },
});
