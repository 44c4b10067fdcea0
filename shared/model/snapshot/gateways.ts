import * as z from 'zod';
import { known } from './known.ts';
import { cidrText, idText, knownIds } from './text.ts';

const attachments = known(z.array(z.object({ vpcId: known(idText), state: z.string() })));

export const natGatewaySchema = z.object({
  id: idText,
  vpcId: known(idText),
  state: known(z.string()),
  connectivityType: known(z.enum(['public', 'private'])),
  availabilityMode: known(z.enum(['zonal', 'regional'])),
  /** Absent on a regional NAT gateway. */
  subnetId: known(idText).optional(),
  routeTableId: idText.optional(),
  /** A regional NAT gateway that adds addresses by itself. */
  autoScalingIps: z.boolean().optional(),
  addresses: known(
    z.array(
      z.object({
        publicIp: z.string().optional(),
        allocationId: z.string().optional(),
        zoneId: z.string().optional(),
        status: z.string().optional(),
      }),
    ),
  ),
});
export type NatGatewayRecord = z.output<typeof natGatewaySchema>;

export const internetGatewaySchema = z.object({ id: idText, attachments });
export type InternetGatewayRecord = z.output<typeof internetGatewaySchema>;

export const transitGatewayVpcAttachmentSchema = z.object({
  id: idText,
  transitGatewayId: known(idText),
  vpcId: known(idText),
  vpcOwnerId: z.string().optional(),
  state: known(z.string()),
  subnetIds: knownIds,
});
export type TransitGatewayVpcAttachmentRecord = z.output<typeof transitGatewayVpcAttachmentSchema>;

export const vpnGatewaySchema = z.object({ id: idText, state: known(z.string()), attachments });
export type VpnGatewayRecord = z.output<typeof vpnGatewaySchema>;

const peer = z.object({
  vpcId: z.string().optional(),
  ownerId: z.string().optional(),
  region: z.string().optional(),
  cidrs: known(z.array(cidrText)),
});

export const vpcPeeringConnectionSchema = z.object({
  id: idText,
  status: known(z.string()),
  requester: peer,
  accepter: peer,
});
export type VpcPeeringConnectionRecord = z.output<typeof vpcPeeringConnectionSchema>;

export const vpcEndpointSchema = z.object({
  id: idText,
  vpcId: known(idText),
  ownerId: z.string().optional(),
  type: known(z.string()),
  serviceName: known(z.string()),
  serviceRegion: z.string().optional(),
  /** Lower case, as AWS answers and unlike AWS's own model. */
  state: known(z.string()),
  routeTableIds: knownIds,
  subnetIds: knownIds,
  securityGroupIds: knownIds,
  networkInterfaceIds: knownIds,
  privateDnsEnabled: known(z.boolean()),
  privateDnsOnlyForInboundResolver: z.boolean().optional(),
  ipAddressType: z.string().optional(),
  policyDocument: known(z.string()).optional(),
});
export type VpcEndpointRecord = z.output<typeof vpcEndpointSchema>;
