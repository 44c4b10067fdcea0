import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import type { VpcEndpointRecord } from '../../model/snapshot/gateways.ts';
import { type Answer, defined, given, identified, listOf } from './answer.ts';

export const vpcEndpointOf = (answer: Answer<VpcEndpoint>): VpcEndpointRecord => ({
  id: identified(answer.VpcEndpointId, 'VpcEndpointId'),
  vpcId: given(answer.VpcId, 'VpcId'),
  type: given(answer.VpcEndpointType, 'VpcEndpointType'),
  serviceName: given(answer.ServiceName, 'ServiceName'),
  state: given(answer.State?.toLowerCase(), 'State'),
  routeTableIds: given(answer.RouteTableIds, 'RouteTableIds'),
  subnetIds: given(answer.SubnetIds, 'SubnetIds'),
  securityGroupIds: listOf(answer.Groups, 'Groups', ({ GroupId }) => given(GroupId, 'GroupId')),
  networkInterfaceIds: given(answer.NetworkInterfaceIds, 'NetworkInterfaceIds'),
  privateDnsEnabled: given(answer.PrivateDnsEnabled, 'PrivateDnsEnabled'),
  ...defined({
    ownerId: answer.OwnerId,
    serviceRegion: answer.ServiceRegion,
    privateDnsOnlyForInboundResolver: answer.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint,
    ipAddressType: answer.IpAddressType,
    policyDocument: answer.PolicyDocument,
  }),
});
