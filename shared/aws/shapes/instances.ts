import type { Instance, InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { InstanceRecord, InstanceTypeRecord } from '../../model/snapshot/compute.ts';
import { isUnobserved, type UnobservedMember, unread } from '../../model/snapshot/known.ts';
import { type Answer, clusterTagsOf, defined, identified, timeOf } from './answer.ts';

export function instanceOf(answer: Answer<Instance>): InstanceRecord {
  const launchTime = timeOf(answer.LaunchTime, 'LaunchTime');
  return {
    id: identified(answer.InstanceId, 'InstanceId'),
    instanceType: identified(answer.InstanceType, 'InstanceType'),
    state: identified(answer.State?.Name, 'State.Name'),
    securityGroupIds: (answer.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    ...defined({
      vpcId: answer.VpcId,
      subnetId: answer.SubnetId,
      zone: answer.Placement?.AvailabilityZone,
      publicIp: answer.PublicIpAddress,
      launchTime: isUnobserved(launchTime) ? undefined : launchTime,
    }),
    tags: clusterTagsOf(answer.Tags),
  };
}

/**
 * The limits of the default network card, the only one that the VPC CNI uses: the type's own maximum counts all cards.
 * Without them nothing can be reckoned with, and the type stands as not observed.
 */
export function instanceTypeOf(answer: Answer<InstanceTypeInfo>): InstanceTypeRecord | UnobservedMember {
  const id = identified(answer.InstanceType, 'InstanceType');
  const maximumInterfaces = maximumInterfacesOf(answer);
  const ipv4AddressesPerInterface = answer.NetworkInfo?.Ipv4AddressesPerInterface;
  if (!maximumInterfaces || !ipv4AddressesPerInterface || answer.BareMetal === undefined) {
    return { ...unread(`AWS answered without the network limits of ${id}`), of: id };
  }
  return {
    id,
    bareMetal: answer.BareMetal,
    maximumInterfaces,
    ipv4AddressesPerInterface,
    ...defined({
      hypervisor: answer.Hypervisor,
      vcpus: answer.VCpuInfo?.DefaultVCpus,
      memoryMib: answer.MemoryInfo?.SizeInMiB,
    }),
  };
}

function maximumInterfacesOf({ NetworkInfo: network }: Answer<InstanceTypeInfo>): number | undefined {
  if (!network) return undefined;
  const cards = network.NetworkCards;
  if (!cards) return network.MaximumNetworkCards === 1 ? network.MaximumNetworkInterfaces : undefined;
  const index = network.DefaultNetworkCardIndex ?? 0;
  return cards.find(({ NetworkCardIndex }) => NetworkCardIndex === index)?.MaximumNetworkInterfaces;
}
