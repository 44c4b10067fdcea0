import type { Vpc } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../../shared/aws/shapes/answer.ts';
import { dhcpOptionsOf, subnetOf, vpcOf } from '../../../shared/aws/shapes/vpcs.ts';
import { undecidable, unread } from '../../../shared/model/snapshot/known.ts';

const attributes = { enableDnsSupport: true, enableDnsHostnames: true };

const vpc: Answer<Vpc> = {
  VpcId: 'vpc-1',
  OwnerId: '111122223333',
  CidrBlock: '10.0.0.0/16',
  DhcpOptionsId: 'dopt-1',
  State: 'available',
  CidrBlockAssociationSet: [
    { CidrBlock: '100.64.0.0/16', CidrBlockState: { State: 'associating' } },
    { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'disassociated' } },
    { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
  ],
};

describe('a VPC', () => {
  it('has the blocks that are associated or associating, the primary one first', () => {
    expect(vpcOf(vpc, attributes)).toEqual({
      id: 'vpc-1',
      ownerId: '111122223333',
      cidrs: ['10.0.0.0/16', '100.64.0.0/16'],
      ipv6Cidrs: [],
      enableDnsSupport: true,
      enableDnsHostnames: true,
      dhcpOptionsId: 'dopt-1',
      tags: {},
    });
  });

  it('does not tell its blocks when the list lacks, for the primary one is not all of them', () => {
    const { cidrs } = vpcOf({ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }, attributes);
    expect(cidrs).toEqual(unread('AWS answered without CidrBlockAssociationSet'));
  });

  it('must say which one it is', () => {
    expect(() => vpcOf({}, attributes)).toThrow('the answer has no VpcId');
  });
});

const subnet = {
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  OwnerId: '111122223333',
  State: 'available' as const,
  CidrBlock: '10.0.1.0/24',
  AvailabilityZone: 'us-east-1a',
  AvailabilityZoneId: 'use1-az1',
  AvailableIpAddressCount: 0,
  MapPublicIpOnLaunch: false,
  AssignIpv6AddressOnCreation: false,
  Ipv6Native: false,
  EnableDns64: false,
};

describe('a subnet', () => {
  it('keeps zero free addresses and false as what they are', () => {
    expect(subnetOf({ ...subnet, Tags: [{ Key: 'kubernetes.io/role/elb', Value: '' }] }, [])).toEqual({
      id: 'subnet-1',
      vpcId: 'vpc-1',
      ownerId: '111122223333',
      state: 'available',
      cidr: '10.0.1.0/24',
      ipv6Cidrs: [],
      zone: 'us-east-1a',
      zoneId: 'use1-az1',
      freeIpv4Addresses: 0,
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: false,
      ipv6Native: false,
      enableDns64: false,
      internetGatewayBlockMode: 'off',
      cidrReservations: [],
      tags: { 'kubernetes.io/role/elb': '' },
    });
  });

  it('does not know how many addresses are free when AWS did not say', () => {
    const { AvailableIpAddressCount: _count, ...rest } = subnet;
    expect(subnetOf(rest, []).freeIpv4Addresses).toEqual(unread('AWS answered without AvailableIpAddressCount'));
  });

  it('has no IPv4 block when it is for IPv6 only', () => {
    const { CidrBlock: _block, ...rest } = subnet;
    expect(subnetOf({ ...rest, Ipv6Native: true }, []).cidr).toEqual(
      undecidable('an IPv6-only subnet has no IPv4 block'),
    );
  });

  it('has only the IPv6 blocks that are associated', () => {
    const Ipv6CidrBlockAssociationSet = [
      { Ipv6CidrBlock: '2001:db8::/64', Ipv6CidrBlockState: { State: 'associated' as const } },
      { Ipv6CidrBlock: '2001:db8:1::/64', Ipv6CidrBlockState: { State: 'disassociating' as const } },
    ];
    expect(subnetOf({ ...subnet, Ipv6CidrBlockAssociationSet }, []).ipv6Cidrs).toEqual(['2001:db8::/64']);
  });

  it('may be blocked from internet gateways', () => {
    const blocked = { BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-bidirectional' as const } };
    expect(subnetOf({ ...subnet, ...blocked }, []).internetGatewayBlockMode).toBe('block-bidirectional');
  });

  it('passes on why its reservations are not known', () => {
    const denied = unread('ec2:GetSubnetCidrReservations was denied', 'ec2:GetSubnetCidrReservations');
    expect(subnetOf(subnet, denied).cidrReservations).toEqual(denied);
  });
});

it('DHCP options keep every name server in its order', () => {
  const answer = {
    DhcpOptionsId: 'dopt-1',
    DhcpConfigurations: [
      { Key: 'domain-name', Values: [{ Value: 'example.internal' }] },
      { Key: 'domain-name-servers', Values: [{ Value: '10.0.0.2' }, { Value: 'AmazonProvidedDNS' }] },
    ],
  };
  expect(dhcpOptionsOf(answer)).toEqual({
    id: 'dopt-1',
    domainName: 'example.internal',
    domainNameServers: ['10.0.0.2', 'AmazonProvidedDNS'],
  });
});
