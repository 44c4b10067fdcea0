import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import {
  egressOnlyInternetGatewayOf,
  natGatewayOf,
  transitGatewayVpcAttachmentOf,
  vpcPeeringConnectionOf,
  vpnGatewayOf,
} from '../../../shared/aws/shapes/gateways.ts';
import { vpcEndpointOf } from '../../../shared/aws/shapes/vpc-endpoints.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

describe('a NAT gateway', () => {
  it('is zonal when it has a subnet, also where AWS does not say so', () => {
    const answer = { NatGatewayId: 'nat-1', VpcId: 'vpc-1', State: 'available', SubnetId: 'subnet-1' } as const;
    const addresses = [{ PublicIp: '198.51.100.10', AllocationId: 'eipalloc-1', Status: 'succeeded' as const }];
    expect(natGatewayOf({ ...answer, ConnectivityType: 'public', NatGatewayAddresses: addresses })).toEqual({
      id: 'nat-1',
      vpcId: 'vpc-1',
      state: 'available',
      connectivityType: 'public',
      availabilityMode: 'zonal',
      subnetId: 'subnet-1',
      addresses: [{ publicIp: '198.51.100.10', allocationId: 'eipalloc-1', status: 'succeeded' }],
    });
  });

  it('that is regional has no subnet, but zones', () => {
    const record = natGatewayOf({
      NatGatewayId: 'nat-1',
      AvailabilityMode: 'regional',
      ConnectivityType: 'public',
      RouteTableId: 'rtb-1',
      AutoScalingIps: 'enabled',
      NatGatewayAddresses: [{ PublicIp: '198.51.100.10', AvailabilityZoneId: 'use1-az1' }],
    });
    expect(record).toMatchObject({
      availabilityMode: 'regional',
      routeTableId: 'rtb-1',
      autoScalingIps: true,
      addresses: [{ publicIp: '198.51.100.10', zoneId: 'use1-az1' }],
    });
    expect(record).not.toHaveProperty('subnetId');
  });

  it('does not tell by itself what it connects', () => {
    expect(natGatewayOf({ NatGatewayId: 'nat-1' })).toMatchObject({
      connectivityType: unread('AWS answered without ConnectivityType'),
      availabilityMode: unread('AWS answered without AvailabilityMode'),
      addresses: unread('AWS answered without NatGatewayAddresses'),
    });
  });
});

it('an endpoint is available in lower case, however AWS writes it', () => {
  const answer: VpcEndpoint = {
    VpcEndpointId: 'vpce-1',
    VpcId: 'vpc-1',
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.us-east-1.ec2',
    RouteTableIds: [],
    SubnetIds: ['subnet-1'],
    Groups: [{ GroupId: 'sg-1', GroupName: 'endpoints' }],
    NetworkInterfaceIds: ['eni-1'],
    PrivateDnsEnabled: false,
    DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: true },
  };
  const record = vpcEndpointOf({ ...answer, State: 'Available' });
  expect(record).toEqual({
    id: 'vpce-1',
    vpcId: 'vpc-1',
    type: 'Interface',
    serviceName: 'com.amazonaws.us-east-1.ec2',
    state: 'available',
    routeTableIds: [],
    subnetIds: ['subnet-1'],
    securityGroupIds: ['sg-1'],
    networkInterfaceIds: ['eni-1'],
    privateDnsEnabled: false,
    privateDnsOnlyForInboundResolver: true,
  });
});

it('attachments keep their state', () => {
  expect(
    egressOnlyInternetGatewayOf({
      EgressOnlyInternetGatewayId: 'eigw-1',
      Attachments: [{ VpcId: 'vpc-1', State: 'attached' }],
    }),
  ).toEqual({ id: 'eigw-1', attachments: [{ vpcId: 'vpc-1', state: 'attached' }] });
  expect(
    vpnGatewayOf({
      VpnGatewayId: 'vgw-1',
      State: 'available',
      VpcAttachments: [{ VpcId: 'vpc-1', State: 'detaching' }],
    }),
  ).toEqual({ id: 'vgw-1', state: 'available', attachments: [{ vpcId: 'vpc-1', state: 'detaching' }] });
  expect(
    transitGatewayVpcAttachmentOf({
      TransitGatewayAttachmentId: 'tgw-attach-1',
      TransitGatewayId: 'tgw-1',
      VpcId: 'vpc-1',
      VpcOwnerId: '111122223333',
      State: 'modifying',
      SubnetIds: ['subnet-1'],
    }),
  ).toEqual({
    id: 'tgw-attach-1',
    transitGatewayId: 'tgw-1',
    vpcId: 'vpc-1',
    vpcOwnerId: '111122223333',
    state: 'modifying',
    subnetIds: ['subnet-1'],
  });
});

it('a peering that nobody accepted does not tell the blocks of the other side', () => {
  const record = vpcPeeringConnectionOf({
    VpcPeeringConnectionId: 'pcx-1',
    Status: { Code: 'pending-acceptance' },
    RequesterVpcInfo: {
      VpcId: 'vpc-1',
      OwnerId: '111122223333',
      Region: 'us-east-1',
      CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }],
      Ipv6CidrBlockSet: [{ Ipv6CidrBlock: '2001:db8::/56' }],
    },
    AccepterVpcInfo: { VpcId: 'vpc-2', OwnerId: '444455556666', Region: 'eu-west-1' },
  });
  expect(record).toEqual({
    id: 'pcx-1',
    status: 'pending-acceptance',
    requester: {
      vpcId: 'vpc-1',
      ownerId: '111122223333',
      region: 'us-east-1',
      cidrs: ['10.0.0.0/16', '2001:db8::/56'],
    },
    accepter: {
      vpcId: 'vpc-2',
      ownerId: '444455556666',
      region: 'eu-west-1',
      cidrs: unread('AWS answered without CidrBlockSet'),
    },
  });
});
