import type {
  EgressOnlyInternetGateway,
  InternetGateway,
  NatGateway,
  TransitGatewayVpcAttachment,
  VpcEndpoint,
  VpcPeeringConnection,
  VpnGateway,
} from '@aws-sdk/client-ec2';
import {
  internetGatewaySchema,
  natGatewaySchema,
  transitGatewayVpcAttachmentSchema,
  vpcEndpointSchema,
  vpcPeeringConnectionSchema,
  vpnGatewaySchema,
} from '../../model/snapshot/gateways.ts';
import type { Answer } from '../shapes/answer.ts';
import {
  egressOnlyInternetGatewayOf,
  internetGatewayOf,
  natGatewayOf,
  transitGatewayVpcAttachmentOf,
  vpcPeeringConnectionOf,
  vpnGatewayOf,
} from '../shapes/gateways.ts';
import { vpcEndpointOf } from '../shapes/vpc-endpoints.ts';
import { each } from './entries.ts';
import type { Kind } from './kind.ts';

/** The outputs about the ways in and out of VPCs, by the member that holds the answer. */
export const gatewayKinds = {
  VpcEndpoints: {
    action: 'ec2:DescribeVpcEndpoints',
    subject: 'vpc',
    entries: each<Answer<VpcEndpoint>, unknown>({
      record: vpcEndpointOf,
      schema: vpcEndpointSchema,
      id: ({ VpcEndpointId }) => VpcEndpointId,
    }),
  },
  NatGateways: {
    action: 'ec2:DescribeNatGateways',
    subject: 'vpc',
    entries: each<Answer<NatGateway>, unknown>({
      record: natGatewayOf,
      schema: natGatewaySchema,
      id: ({ NatGatewayId }) => NatGatewayId,
    }),
  },
  InternetGateways: {
    action: 'ec2:DescribeInternetGateways',
    subject: 'vpc',
    entries: each<Answer<InternetGateway>, unknown>({
      record: internetGatewayOf,
      schema: internetGatewaySchema,
      id: ({ InternetGatewayId }) => InternetGatewayId,
    }),
  },
  EgressOnlyInternetGateways: {
    action: 'ec2:DescribeEgressOnlyInternetGateways',
    subject: 'vpc',
    entries: each<Answer<EgressOnlyInternetGateway>, unknown>({
      record: egressOnlyInternetGatewayOf,
      schema: internetGatewaySchema,
      id: ({ EgressOnlyInternetGatewayId }) => EgressOnlyInternetGatewayId,
    }),
  },
  TransitGatewayVpcAttachments: {
    action: 'ec2:DescribeTransitGatewayVpcAttachments',
    subject: 'vpc',
    entries: each<Answer<TransitGatewayVpcAttachment>, unknown>({
      record: transitGatewayVpcAttachmentOf,
      schema: transitGatewayVpcAttachmentSchema,
      id: ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId,
    }),
  },
  VpnGateways: {
    action: 'ec2:DescribeVpnGateways',
    subject: 'vpc',
    entries: each<Answer<VpnGateway>, unknown>({
      record: vpnGatewayOf,
      schema: vpnGatewaySchema,
      id: ({ VpnGatewayId }) => VpnGatewayId,
    }),
  },
  VpcPeeringConnections: {
    action: 'ec2:DescribeVpcPeeringConnections',
    subject: 'vpc',
    entries: each<Answer<VpcPeeringConnection>, unknown>({
      record: vpcPeeringConnectionOf,
      schema: vpcPeeringConnectionSchema,
      id: ({ VpcPeeringConnectionId }) => VpcPeeringConnectionId,
    }),
  },
} as const satisfies Record<string, Kind>;
