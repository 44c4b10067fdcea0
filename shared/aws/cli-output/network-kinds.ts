import type {
  AvailabilityZone,
  DhcpOptions,
  NetworkAcl,
  NetworkInterface,
  PrefixList,
  PrefixListEntry,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  SubnetCidrReservation,
  Vpc,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { availabilityZoneSchema, networkInterfaceSchema } from '../../model/snapshot/compute.ts';
import { networkAclSchema, prefixListSchema, securityGroupSchema } from '../../model/snapshot/security.ts';
import { cidrText } from '../../model/snapshot/text.ts';
import { dhcpOptionsSchema, routeTableSchema, subnetSchema, vpcSchema } from '../../model/snapshot/vpc.ts';
import { type Answer, identified } from '../shapes/answer.ts';
import { networkAclOf } from '../shapes/network-acls.ts';
import { networkInterfaceOf } from '../shapes/network-interfaces.ts';
import { prefixListOf } from '../shapes/prefix-lists.ts';
import { routeTableOf } from '../shapes/route-tables.ts';
import { securityGroupOf } from '../shapes/security-groups.ts';
import { availabilityZoneOf, dhcpOptionsOf, subnetOf, vpcOf } from '../shapes/vpcs.ts';
import { each, eachReduced } from './entries.ts';
import type { Kind } from './kind.ts';
import { vpcAttribute } from './vpc-attribute.ts';

const notDns = { enableDnsSupport: true, enableDnsHostnames: true };

/** The outputs about VPCs and what they consist of, by the member that holds the answer. */
export const networkKinds = {
  Vpcs: {
    action: 'ec2:DescribeVpcs',
    subject: 'vpc',
    entries: each<Answer<Vpc>, unknown>({
      record: (answer) => vpcOf(answer, notDns),
      schema: vpcSchema,
      id: ({ VpcId }) => VpcId,
    }),
  },
  EnableDnsSupport: { action: 'ec2:DescribeVpcAttribute', entries: vpcAttribute('enableDnsSupport') },
  EnableDnsHostnames: { action: 'ec2:DescribeVpcAttribute', entries: vpcAttribute('enableDnsHostnames') },
  DhcpOptions: {
    action: 'ec2:DescribeDhcpOptions',
    entries: each<Answer<DhcpOptions>, unknown>({
      record: dhcpOptionsOf,
      schema: dhcpOptionsSchema,
      id: ({ DhcpOptionsId }) => DhcpOptionsId,
    }),
  },
  Subnets: {
    action: 'ec2:DescribeSubnets',
    subject: 'vpc',
    entries: each<Answer<Subnet>, unknown>({
      record: (answer) => subnetOf(answer, []),
      schema: subnetSchema,
      id: ({ SubnetId }) => SubnetId,
    }),
  },
  SubnetIpv4CidrReservations: {
    action: 'ec2:GetSubnetCidrReservations',
    subject: 'about',
    about: ({ answer }) => (answer as Answer<SubnetCidrReservation>).SubnetId,
    entries: each<Answer<SubnetCidrReservation>, unknown>({
      record: ({ Cidr, ReservationType }) => [identified(Cidr, 'Cidr'), identified(ReservationType, 'ReservationType')],
      schema: z.tuple([cidrText, z.string()]),
      id: ({ SubnetCidrReservationId, Cidr }) => SubnetCidrReservationId ?? Cidr,
    }),
  },
  RouteTables: {
    action: 'ec2:DescribeRouteTables',
    subject: 'vpc',
    entries: each<Answer<RouteTable>, unknown>({
      record: routeTableOf,
      schema: routeTableSchema,
      id: ({ RouteTableId }) => RouteTableId,
    }),
  },
  NetworkAcls: {
    action: 'ec2:DescribeNetworkAcls',
    subject: 'vpc',
    entries: each<Answer<NetworkAcl>, unknown>({
      record: networkAclOf,
      schema: networkAclSchema,
      id: ({ NetworkAclId }) => NetworkAclId,
    }),
  },
  SecurityGroups: {
    action: 'ec2:DescribeSecurityGroups',
    subject: 'vpc',
    entries: each<Answer<SecurityGroup>, unknown>({
      record: (answer) => securityGroupOf(answer),
      schema: securityGroupSchema,
      id: ({ GroupId }) => GroupId,
    }),
  },
  SecurityGroupRules: {
    action: 'ec2:DescribeSecurityGroupRules',
    entries: each<Answer<SecurityGroupRule>, unknown>({
      record: ({ SecurityGroupRuleId, GroupId }) => [
        identified(SecurityGroupRuleId, 'SecurityGroupRuleId'),
        identified(GroupId, 'GroupId'),
      ],
      schema: z.array(z.string()),
      id: ({ SecurityGroupRuleId }) => SecurityGroupRuleId,
    }),
  },
  /** Of describe-managed-prefix-lists, or of describe-prefix-lists, which also tells the blocks of AWS's own lists. */
  PrefixLists: {
    action: 'ec2:DescribeManagedPrefixLists',
    entries: each<Answer<PrefixList>, unknown>({
      record: (answer) =>
        prefixListOf(
          answer,
          (answer.Cidrs ?? []).map((Cidr) => ({ Cidr })),
        ),
      schema: prefixListSchema,
      id: ({ PrefixListId, Cidrs }) => `${PrefixListId}${Cidrs ? ' with its blocks' : ''}`,
    }),
  },
  Entries: {
    action: 'ec2:GetManagedPrefixListEntries',
    subject: 'about',
    entries: each<Answer<PrefixListEntry>, unknown>({
      record: ({ Cidr }) => identified(Cidr, 'Cidr'),
      schema: cidrText,
      id: ({ Cidr }) => Cidr,
    }),
  },
  NetworkInterfaces: {
    action: 'ec2:DescribeNetworkInterfaces',
    subject: 'vpc',
    entries: eachReduced<Answer<NetworkInterface>, unknown>({
      record: networkInterfaceOf,
      schema: networkInterfaceSchema,
      id: ({ NetworkInterfaceId }) => NetworkInterfaceId,
      always: ['Description', 'InterfaceType', 'Status', 'Groups', 'PrivateIpAddresses'],
    }),
  },
  AvailabilityZones: {
    action: 'ec2:DescribeAvailabilityZones',
    entries: each<Answer<AvailabilityZone>, unknown>({
      record: availabilityZoneOf,
      schema: availabilityZoneSchema,
      id: ({ ZoneId }) => ZoneId,
    }),
  },
} as const satisfies Record<string, Kind>;
