import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { autoScalingGroupOf } from '../../../shared/aws/shapes/auto-scaling-groups.ts';
import { instanceTypeOf } from '../../../shared/aws/shapes/instances.ts';
import { launchTemplateVersionOf } from '../../../shared/aws/shapes/launch-templates.ts';
import { networkInterfaceOf } from '../../../shared/aws/shapes/network-interfaces.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

describe('a network interface', () => {
  it('has its primary address first, and of its tags only those that tell clusters', () => {
    const record = networkInterfaceOf({
      NetworkInterfaceId: 'eni-1',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      OwnerId: '111122223333',
      Description: 'aws-K8S-i-1',
      InterfaceType: 'interface',
      Status: 'in-use',
      SourceDestCheck: false,
      Groups: [{ GroupId: 'sg-1', GroupName: 'nodes' }],
      PrivateIpAddresses: [
        { PrivateIpAddress: '10.0.1.9', Primary: false },
        { PrivateIpAddress: '10.0.1.5', Primary: true, PrivateDnsName: 'ip-10-0-1-5.ec2.internal' },
      ],
      Ipv4Prefixes: [{ Ipv4Prefix: '10.0.1.16/28' }],
      Ipv6Addresses: [{ Ipv6Address: '2001:db8::5' }],
      Ipv6Prefixes: [{ Ipv6Prefix: '2001:db8:0:0:1::/80' }],
      Association: { PublicIp: '198.51.100.7', AllocationId: 'eipalloc-1' },
      Attachment: { InstanceId: 'i-1', InstanceOwnerId: '111122223333', DeviceIndex: 1, Status: 'attached' },
      TagSet: [
        { Key: 'node.k8s.amazonaws.com/instance_id', Value: 'i-1' },
        { Key: 'Name', Value: 'secret project' },
      ],
    });
    expect(record).toEqual({
      id: 'eni-1',
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      ownerId: '111122223333',
      description: 'aws-K8S-i-1',
      interfaceType: 'interface',
      status: 'in-use',
      sourceDestCheck: false,
      securityGroupIds: ['sg-1'],
      privateIpv4Addresses: ['10.0.1.5', '10.0.1.9'],
      ipv4Prefixes: ['10.0.1.16/28'],
      ipv6Addresses: ['2001:db8::5'],
      ipv6Prefixes: ['2001:db8:0:0:1::/80'],
      publicIp: '198.51.100.7',
      allocationId: 'eipalloc-1',
      attachment: { instanceId: 'i-1', instanceOwnerId: '111122223333', deviceIndex: 1, status: 'attached' },
      tags: { 'node.k8s.amazonaws.com/instance_id': 'i-1' },
    });
  });

  it('may be associated, which is neither in use nor available', () => {
    const answer = { NetworkInterfaceId: 'eni-1', VpcId: 'vpc-1', SubnetId: 'subnet-1', Status: 'associated' } as const;
    expect(networkInterfaceOf(answer).status).toBe('associated');
  });
});

describe('an instance type', () => {
  const p4d: InstanceTypeInfo = {
    InstanceType: 'p4d.24xlarge',
    Hypervisor: 'nitro',
    BareMetal: false,
    VCpuInfo: { DefaultVCpus: 96 },
    MemoryInfo: { SizeInMiB: 1_179_648 },
    NetworkInfo: {
      MaximumNetworkInterfaces: 60,
      MaximumNetworkCards: 4,
      DefaultNetworkCardIndex: 1,
      Ipv4AddressesPerInterface: 50,
      NetworkCards: [0, 1, 2, 3].map((index) => ({
        NetworkCardIndex: index,
        MaximumNetworkInterfaces: index === 1 ? 14 : 15,
      })),
    },
  };

  it('has the interfaces of its default network card, not of all cards', () => {
    expect(instanceTypeOf(p4d)).toEqual({
      id: 'p4d.24xlarge',
      hypervisor: 'nitro',
      bareMetal: false,
      vcpus: 96,
      memoryMib: 1_179_648,
      maximumInterfaces: 14,
      ipv4AddressesPerInterface: 50,
    });
  });

  it('with several cards that are not told is not reckoned with', () => {
    const { NetworkCards: _cards, ...NetworkInfo } = p4d.NetworkInfo ?? {};
    expect(instanceTypeOf({ ...p4d, NetworkInfo })).toEqual({
      ...unread('AWS answered without the network limits of p4d.24xlarge'),
      of: 'p4d.24xlarge',
    });
  });
});

describe('a launch template version', () => {
  it('joins template and number, and says whether attributes choose the type', () => {
    expect(
      launchTemplateVersionOf({
        LaunchTemplateId: 'lt-1',
        LaunchTemplateName: 'nodes',
        VersionNumber: 3,
        DefaultVersion: false,
        LaunchTemplateData: {
          InstanceRequirements: { VCpuCount: { Min: 2 } },
          NetworkInterfaces: [{ DeviceIndex: 0, Groups: ['sg-1'], AssociatePublicIpAddress: false }],
        },
      }),
    ).toEqual({
      id: 'lt-1:3',
      launchTemplateId: 'lt-1',
      launchTemplateName: 'nodes',
      version: '3',
      isDefault: false,
      choosesByAttributes: true,
      securityGroupIds: [],
      networkInterfaces: [{ deviceIndex: 0, securityGroupIds: ['sg-1'], associatePublicIpAddress: false }],
    });
  });

  it('that names groups by name does not tell their ids', () => {
    const answer = { LaunchTemplateId: 'lt-1', VersionNumber: 1, LaunchTemplateData: { SecurityGroups: ['default'] } };
    expect(launchTemplateVersionOf(answer)).toMatchObject({
      securityGroupIds: unread('the launch template names security groups by name'),
    });
  });
});

describe('an Auto Scaling group', () => {
  const group = {
    AutoScalingGroupName: 'workers',
    MinSize: 0,
    MaxSize: 4,
    DesiredCapacity: 0,
    VPCZoneIdentifier: 'subnet-a,subnet-b',
    Instances: [],
    DefaultCooldown: undefined,
    AvailabilityZones: undefined,
    HealthCheckType: undefined,
    CreatedTime: undefined,
  };

  it('of mixed instances has the types and the template of its policy', () => {
    const record = autoScalingGroupOf({
      ...group,
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1' },
          Overrides: [{ InstanceType: 'm5.large' }, { InstanceType: 'm6i.large' }],
        },
      },
      SuspendedProcesses: [{ ProcessName: 'AZRebalance' }],
      Tags: [{ Key: 'kubernetes.io/cluster/demo', Value: 'owned' }],
    });
    expect(record).toEqual({
      id: 'workers',
      minSize: 0,
      maxSize: 4,
      desiredCapacity: 0,
      subnetIds: ['subnet-a', 'subnet-b'],
      launchTemplate: { id: 'lt-1', version: '$Default' },
      instanceTypes: ['m5.large', 'm6i.large'],
      choosesByAttributes: false,
      instanceIds: [],
      suspendedProcesses: ['AZRebalance'],
      tags: { 'kubernetes.io/cluster/demo': 'owned' },
    });
  });

  it('of attributes says so', () => {
    const Overrides = [{ InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 1024 } } }];
    const record = autoScalingGroupOf({ ...group, MixedInstancesPolicy: { LaunchTemplate: { Overrides } } });
    expect(record).toMatchObject({ choosesByAttributes: true, instanceTypes: [] });
  });

  it('on a launch configuration does not tell its types', () => {
    expect(autoScalingGroupOf({ ...group, LaunchConfigurationName: 'old' }).instanceTypes).toEqual(
      unread('the group uses a launch configuration, and those are not read'),
    );
  });

  it.each([
    [{ MaxGroupPreparedCapacity: 7 }, 7],
    [{ MaxGroupPreparedCapacity: -1 }, 4],
    [{}, 4],
  ])('with the warm pool %j prepares up to %d', (WarmPoolConfiguration, most) => {
    expect(autoScalingGroupOf({ ...group, WarmPoolConfiguration }).warmPoolMaximum).toBe(most);
  });
});
