import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { NetworkInterfaceRecord } from '../../model/snapshot/compute.ts';
import { type Answer, clusterTagsOf, defined, given, identified } from './answer.ts';

/** Reduced to what verdicts need: an account has tens of thousands of interfaces, and an answer is mostly names. */
export const networkInterfaceOf = (answer: Answer<NetworkInterface>): NetworkInterfaceRecord => ({
  id: identified(answer.NetworkInterfaceId, 'NetworkInterfaceId'),
  vpcId: identified(answer.VpcId, 'VpcId'),
  subnetId: identified(answer.SubnetId, 'SubnetId'),
  description: answer.Description ?? '',
  interfaceType: answer.InterfaceType ?? 'unknown',
  status: answer.Status ?? 'unknown',
  sourceDestCheck: given(answer.SourceDestCheck, 'SourceDestCheck'),
  securityGroupIds: (answer.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
  ...addressesOf(answer),
  ...defined({
    ownerId: answer.OwnerId,
    requesterId: answer.RequesterId,
    requesterManaged: answer.RequesterManaged,
    publicIp: answer.Association?.PublicIp,
    allocationId: answer.Association?.AllocationId,
    attachment: attachmentOf(answer),
  }),
  tags: clusterTagsOf(answer.TagSet),
});

function addressesOf({ PrivateIpAddresses, Ipv4Prefixes, Ipv6Addresses, Ipv6Prefixes }: Answer<NetworkInterface>) {
  const primaryFirst = (PrivateIpAddresses ?? []).toSorted(
    (a, b) => Number(b.Primary ?? false) - Number(a.Primary ?? false),
  );
  return {
    privateIpv4Addresses: primaryFirst.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
    ipv4Prefixes: (Ipv4Prefixes ?? []).flatMap(({ Ipv4Prefix }) => Ipv4Prefix ?? []),
    ipv6Addresses: (Ipv6Addresses ?? []).flatMap(({ Ipv6Address }) => Ipv6Address ?? []),
    ipv6Prefixes: (Ipv6Prefixes ?? []).flatMap(({ Ipv6Prefix }) => Ipv6Prefix ?? []),
  };
}

const attachmentOf = ({ Attachment }: Answer<NetworkInterface>) =>
  Attachment &&
  defined({
    instanceId: Attachment.InstanceId,
    instanceOwnerId: Attachment.InstanceOwnerId,
    deviceIndex: Attachment.DeviceIndex,
    status: Attachment.Status,
  });
