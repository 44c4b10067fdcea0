import type {
  EgressOnlyInternetGateway,
  InternetGateway,
  NatGateway,
  TransitGatewayVpcAttachment,
  VpcPeeringConnection,
  VpcPeeringConnectionVpcInfo,
  VpnGateway,
} from '@aws-sdk/client-ec2';
import type {
  InternetGatewayRecord,
  NatGatewayRecord,
  TransitGatewayVpcAttachmentRecord,
  VpcPeeringConnectionRecord,
  VpnGatewayRecord,
} from '../../model/snapshot/gateways.ts';
import { type Answer, defined, given, identified, listOf, oneOf } from './answer.ts';

export const natGatewayOf = (answer: Answer<NatGateway>): NatGatewayRecord => ({
  id: identified(answer.NatGatewayId, 'NatGatewayId'),
  vpcId: given(answer.VpcId, 'VpcId'),
  state: given(answer.State, 'State'),
  connectivityType: oneOf(['public', 'private'], answer.ConnectivityType, 'ConnectivityType'),
  // Only a regional NAT gateway lacks a subnet, and only AWS versions that know regional ones give the mode.
  availabilityMode: oneOf(
    ['zonal', 'regional'],
    answer.AvailabilityMode ?? (answer.SubnetId ? 'zonal' : undefined),
    'AvailabilityMode',
  ),
  ...defined({
    subnetId: answer.SubnetId,
    routeTableId: answer.RouteTableId,
    autoScalingIps: answer.AutoScalingIps && answer.AutoScalingIps === 'enabled',
  }),
  addresses: listOf(answer.NatGatewayAddresses, 'NatGatewayAddresses', (address) =>
    defined({
      publicIp: address.PublicIp,
      allocationId: address.AllocationId,
      zoneId: address.AvailabilityZoneId,
      status: address.Status,
    }),
  ),
});

interface Attachment {
  readonly VpcId?: string | undefined;
  readonly State?: string | undefined;
}

const attachmentsOf = (list: readonly Attachment[] | undefined, member: string) =>
  listOf(list, member, ({ VpcId, State }) => ({ vpcId: given(VpcId, 'VpcId'), state: State ?? 'unknown' }));

export const internetGatewayOf = (answer: Answer<InternetGateway>): InternetGatewayRecord => ({
  id: identified(answer.InternetGatewayId, 'InternetGatewayId'),
  attachments: attachmentsOf(answer.Attachments, 'Attachments'),
});

export const egressOnlyInternetGatewayOf = (answer: Answer<EgressOnlyInternetGateway>): InternetGatewayRecord => ({
  id: identified(answer.EgressOnlyInternetGatewayId, 'EgressOnlyInternetGatewayId'),
  attachments: attachmentsOf(answer.Attachments, 'Attachments'),
});

export const vpnGatewayOf = (answer: Answer<VpnGateway>): VpnGatewayRecord => ({
  id: identified(answer.VpnGatewayId, 'VpnGatewayId'),
  state: given(answer.State, 'State'),
  attachments: attachmentsOf(answer.VpcAttachments, 'VpcAttachments'),
});

export const transitGatewayVpcAttachmentOf = (
  answer: Answer<TransitGatewayVpcAttachment>,
): TransitGatewayVpcAttachmentRecord => ({
  id: identified(answer.TransitGatewayAttachmentId, 'TransitGatewayAttachmentId'),
  transitGatewayId: given(answer.TransitGatewayId, 'TransitGatewayId'),
  vpcId: given(answer.VpcId, 'VpcId'),
  ...defined({ vpcOwnerId: answer.VpcOwnerId }),
  state: given(answer.State, 'State'),
  subnetIds: given(answer.SubnetIds, 'SubnetIds'),
});

export const vpcPeeringConnectionOf = (answer: Answer<VpcPeeringConnection>): VpcPeeringConnectionRecord => ({
  id: identified(answer.VpcPeeringConnectionId, 'VpcPeeringConnectionId'),
  status: given(answer.Status?.Code, 'Status.Code'),
  requester: peerOf(answer.RequesterVpcInfo),
  accepter: peerOf(answer.AccepterVpcInfo),
});

/** AWS tells the blocks of the other side only once the connection is active. */
function peerOf(info: Answer<VpcPeeringConnectionVpcInfo> | undefined): VpcPeeringConnectionRecord['accepter'] {
  const ipv4 = info?.CidrBlockSet?.flatMap(({ CidrBlock }) => CidrBlock ?? []);
  const ipv6 = info?.Ipv6CidrBlockSet?.flatMap(({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? []);
  return {
    ...defined({ vpcId: info?.VpcId, ownerId: info?.OwnerId, region: info?.Region }),
    cidrs: ipv4 || ipv6 ? [...(ipv4 ?? []), ...(ipv6 ?? [])] : given(undefined, 'CidrBlockSet'),
  };
}
