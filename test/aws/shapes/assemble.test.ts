import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../../shared/aws/shapes/answer.ts';
import { assembleSnapshot } from '../../../shared/aws/shapes/assemble.ts';
import { type AccountParts, commandOf } from '../../../shared/aws/shapes/parts.ts';
import { uniformParts } from '../../../shared/aws/shapes/uniform-parts.ts';
import { partitionOf } from '../../../shared/model/partition.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { snapshotSchema } from '../../../shared/model/snapshot/snapshot.ts';

const own = '111122223333';
const other = '444455556666';

const head = { source: 'live', account: own, region: 'us-east-1', observedAt: '2026-01-10T08:00:00.000Z' } as const;

const cluster = (name: string, resourcesVpcConfig: object = { vpcId: 'vpc-1', subnetIds: ['subnet-1'] }) => ({
  cluster: { name, resourcesVpcConfig },
  nodeGroups: [],
  fargateProfiles: [],
  addOns: [],
  podIdentityAssociations: 0,
});

/** An account with one VPC, one subnet and one cluster. */
const parts = (overrides: Partial<AccountParts> = {}): AccountParts => ({
  ...uniformParts(head, []),
  clusters: [cluster('demo')],
  vpcs: [{ VpcId: 'vpc-1', OwnerId: own, DhcpOptionsId: 'default', CidrBlockAssociationSet: [] }],
  vpcAttributes: new Map([['vpc-1', { enableDnsSupport: true, enableDnsHostnames: true }]]),
  subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', OwnerId: own }],
  routeTables: [{ RouteTableId: 'rtb-1', VpcId: 'vpc-1', OwnerId: own, Associations: [], Routes: [] }],
  networkAcls: [{ NetworkAclId: 'acl-1', VpcId: 'vpc-1', Associations: [], Entries: [] }],
  securityGroups: [{ GroupId: 'sg-1', VpcId: 'vpc-1', IpPermissions: [], IpPermissionsEgress: [] }],
  ...overrides,
});

/** The members that the SDK has in every group. */
const unsized = {
  MinSize: 0,
  MaxSize: 0,
  DesiredCapacity: 0,
  DefaultCooldown: 0,
  AvailabilityZones: [],
  HealthCheckType: 'EC2',
  CreatedTime: 0,
};

const hiddenFrom = [
  'natGateways',
  'egressOnlyInternetGateways',
  'networkInterfaces',
  'vpcEndpoints',
  'transitGatewayVpcAttachments',
  'vpnGateways',
  'vpcPeeringConnections',
] as const;

it('makes a snapshot', () => {
  const snapshot = assembleSnapshot(parts());
  expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
  expect(snapshot).toMatchObject({ format: 2, ...head, partition: 'aws', natGateways: [] });
});

describe('a VPC of another account', () => {
  const shared = { VpcId: 'vpc-1', OwnerId: other, DhcpOptionsId: 'default' };
  const why = {
    ...unread(`vpc-1 is shared by account ${other}, and AWS shows its participants only a part`),
    of: 'vpc-1',
  };

  it.each(hiddenFrom)('hides its %s although the answer was an empty list', (name) => {
    expect(assembleSnapshot(parts({ vpcs: [shared] }))[name]).toEqual([why]);
  });

  it('hides further ones beside those that came back', () => {
    const natGateways = [{ NatGatewayId: 'nat-1', VpcId: 'vpc-1' }];
    const snapshot = assembleSnapshot(parts({ vpcs: [shared], natGateways }));
    expect(snapshot.natGateways).toEqual([expect.objectContaining({ id: 'nat-1' }), why]);
  });

  it('shows its subnets, route tables, network ACLs and internet gateways, and the account its own instances', () => {
    const snapshot = assembleSnapshot(parts({ vpcs: [shared] }));
    for (const name of ['subnets', 'routeTables', 'networkAcls', 'internetGateways', 'instances'] as const) {
      expect(snapshot[name]).not.toContainEqual(expect.objectContaining({ observed: false }));
    }
  });

  it('is told by the owner of its subnets where VPCs were not read', () => {
    const denied = unread('ec2:DescribeVpcs was denied', 'ec2:DescribeVpcs');
    const subnets = [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', OwnerId: other }];
    expect(assembleSnapshot(parts({ vpcs: denied, subnets, routeTables: denied })).natGateways).toEqual([why]);
    expect(assembleSnapshot(parts({ vpcs: denied, routeTables: denied })).natGateways).toEqual([]);
  });

  it('is suspected where nobody tells the owner', () => {
    const denied = unread('denied');
    const snapshot = assembleSnapshot(parts({ vpcs: denied, subnets: denied, routeTables: denied }));
    expect(snapshot.natGateways).toEqual([
      { ...unread('who owns vpc-1 is not known, and a shared VPC shows its participants only a part'), of: 'vpc-1' },
    ]);
  });
});

describe('what nothing was read about', () => {
  it('is every collection of a VPC that is absent from all', () => {
    const snapshot = assembleSnapshot(parts({ clusters: [cluster('demo', { vpcId: 'vpc-2', subnetIds: [] })] }));
    const missing = { ...unread('nothing of this kind was read of vpc-2'), of: 'vpc-2' };
    expect(snapshot.subnets).toContainEqual(missing);
    expect(snapshot.natGateways).toContainEqual(missing);
  });

  it('is one collection of a VPC that must have a member', () => {
    const snapshot = assembleSnapshot(parts({ networkAcls: [] }));
    expect(snapshot.networkAcls).toEqual([{ ...unread('nothing of this kind was read of vpc-1'), of: 'vpc-1' }]);
    expect(snapshot.natGateways).toEqual([]);
  });

  it('is every VPC when a cluster does not tell its own', () => {
    const snapshot = assembleSnapshot(parts({ clusters: [cluster('demo', {})] }));
    expect(snapshot.subnets).toContainEqual({ ...unread('the VPC of cluster demo is not known'), of: 'demo' });
  });

  it('is not the VPC of a registered cluster, which has none', () => {
    const registered = { ...cluster('far', {}), cluster: { name: 'far', connectorConfig: {} } };
    expect(assembleSnapshot(parts({ clusters: [registered] })).natGateways).toEqual([]);
  });

  it('is what a source was not asked, in the words of that source', () => {
    const action = 'ec2:GetSubnetCidrReservations';
    expect(assembleSnapshot(parts()).subnets).toMatchObject([
      { cidrReservations: unread(`${action} was not asked about it`, action) },
    ]);
    expect(assembleSnapshot(parts({ source: 'aws-cli-output' })).subnets).toMatchObject([
      { cidrReservations: unread('there is no output of "aws ec2 get-subnet-cidr-reservations" about it', action) },
    ]);
  });
});

describe('what is referred to', () => {
  const notDescribed = (of: string) => ({ ...unread(`${of} is in use, but nothing describes it to this account`), of });

  it('but not described exists all the same', () => {
    const snapshot = assembleSnapshot(
      parts({
        vpcs: [{ VpcId: 'vpc-1', OwnerId: own, DhcpOptionsId: 'dopt-1' }],
        routeTables: [
          {
            RouteTableId: 'rtb-1',
            VpcId: 'vpc-1',
            OwnerId: own,
            Associations: [],
            Routes: [{ DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', Origin: 'CreateRoute', State: 'active' }],
          },
        ],
        securityGroups: [
          {
            GroupId: 'sg-1',
            VpcId: 'vpc-1',
            IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-2' }] }],
            IpPermissionsEgress: [],
          },
        ],
        instances: [{ InstanceId: 'i-1', InstanceType: 'm5.large', State: { Name: 'running' } }],
      }),
    );
    expect(snapshot.dhcpOptions).toEqual([notDescribed('dopt-1')]);
    expect(snapshot.prefixLists).toEqual([notDescribed('pl-1'), notDescribed('pl-2')]);
    expect(snapshot.instanceTypes).toEqual([notDescribed('m5.large')]);
  });
});

describe('launch templates', () => {
  const version = (VersionNumber: number, DefaultVersion = false): LaunchTemplateVersion => ({
    LaunchTemplateId: 'lt-1',
    VersionNumber,
    DefaultVersion,
    LaunchTemplateData: { ImageId: `ami-${VersionNumber}` },
  });
  const group = (name: string, launchTemplate: { id: string; version: string }) => ({
    nodegroupName: name,
    launchTemplate,
  });
  const withGroups = (groups: object[], overrides: Partial<AccountParts> = {}) =>
    assembleSnapshot(parts({ clusters: [{ ...cluster('demo'), nodeGroups: groups }], ...overrides }));

  it('are those in use, with words made numbers', () => {
    const groups = ['$Latest', '$Default', '3'].map((word) => group(`of ${word}`, { id: 'lt-1', version: word }));
    const snapshot = withGroups(groups, {
      launchTemplateVersions: new Map([['lt-1', [version(1, true), version(2), version(3), version(11)]]]),
    });
    expect(snapshot.launchTemplateVersions).toMatchObject([{ id: 'lt-1:11' }, { id: 'lt-1:1' }, { id: 'lt-1:3' }]);
    expect(snapshot.clusters).toMatchObject([
      {
        nodeGroups: [
          { launchTemplate: { id: 'lt-1', version: '11' } },
          { launchTemplate: { id: 'lt-1', version: '1' } },
          { launchTemplate: { id: 'lt-1', version: '3' } },
        ],
      },
    ]);
  });

  it('that were deleted are gone, and those that were not asked for are not known', () => {
    const groups = [group('a', { id: 'lt-gone', version: '1' }), group('b', { id: 'lt-unasked', version: '2' })];
    const snapshot = withGroups(groups, { launchTemplateVersions: new Map([['lt-gone', []]]) });
    const action = 'ec2:DescribeLaunchTemplateVersions';
    expect(snapshot.launchTemplateVersions).toEqual([
      { ...unread(`${action} was not asked about it`, action), of: 'lt-unasked:2' },
    ]);
  });

  it('that EKS made for a managed node group are not asked for', () => {
    const managed: Answer<AutoScalingGroup> = {
      ...unsized,
      AutoScalingGroupName: 'eks-workers',
      LaunchTemplate: { LaunchTemplateId: 'lt-eks', Version: '1' },
      Tags: [{ Key: 'eks:nodegroup-name', Value: 'workers' }],
    };
    const snapshot = assembleSnapshot(parts({ autoScalingGroups: [managed] }));
    expect(snapshot.autoScalingGroups).toMatchObject([
      { launchTemplate: unread('the launch template that EKS makes for a managed node group is not read') },
    ]);
    expect(snapshot.launchTemplateVersions).toEqual([]);
  });
});

it('a resource that two pages give is there once, as the later one has it', () => {
  const subnets = [5, 4].map((count) => ({
    SubnetId: 'subnet-1',
    VpcId: 'vpc-1',
    OwnerId: own,
    AvailableIpAddressCount: count,
  }));
  expect(assembleSnapshot(parts({ subnets })).subnets).toMatchObject([{ id: 'subnet-1', freeIpv4Addresses: 4 }]);
});

it.each([
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eusc-de-east-1', 'aws-eusc'],
])('the Region %s lies in the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

it('an action is asked for by a command of the AWS CLI', () => {
  expect(commandOf('autoscaling:DescribeAutoScalingGroups')).toBe('aws autoscaling describe-auto-scaling-groups');
  expect(commandOf('eks:DescribeNodegroup')).toBe('aws eks describe-nodegroup');
});
