import {
  DescribeAvailabilityZonesCommand,
  DescribeDhcpOptionsCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  GetSubnetCidrReservationsCommand,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2';
import type { Known } from '../../model/snapshot/known.ts';
import { networkInterfaceOf } from '../shapes/network-interfaces.ts';
import type { PerResource } from '../shapes/parts.ts';
import type { VpcAttributes } from '../shapes/vpcs.ts';
import { observe } from './observe.ts';
import { allItems, observeInChunks } from './pages.ts';
import type { Session } from './session.ts';

const inVpcs = (values: string[]) => [{ Name: 'vpc-id', Values: values }];

export const readVpcs = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeVpcs', vpcIds, (ids) => ({
    ask: (NextToken) =>
      session.ec2.send(new DescribeVpcsCommand({ Filters: inVpcs(ids), MaxResults: 1000, NextToken }), session.options),
    items: ({ Vpcs }) => Vpcs,
  }));

export const readSubnets = (session: Session, ids: readonly string[], filter: 'vpc-id' | 'subnet-id' = 'vpc-id') =>
  observeInChunks(session, 'ec2:DescribeSubnets', ids, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeSubnetsCommand({ Filters: [{ Name: filter, Values }], MaxResults: 1000, NextToken }),
        session.options,
      ),
    items: ({ Subnets }) => Subnets,
  }));

export const readRouteTables = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeRouteTables', vpcIds, (ids) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeRouteTablesCommand({ Filters: inVpcs(ids), MaxResults: 100, NextToken }),
        session.options,
      ),
    items: ({ RouteTables }) => RouteTables,
  }));

export const readNetworkAcls = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeNetworkAcls', vpcIds, (ids) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeNetworkAclsCommand({ Filters: inVpcs(ids), MaxResults: 1000, NextToken }),
        session.options,
      ),
    items: ({ NetworkAcls }) => NetworkAcls,
  }));

export const readSecurityGroups = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeSecurityGroups', vpcIds, (ids) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeSecurityGroupsCommand({ Filters: inVpcs(ids), MaxResults: 1000, NextToken }),
        session.options,
      ),
    items: ({ SecurityGroups }) => SecurityGroups,
  }));

/** Reduced page by page. */
export const readNetworkInterfaces = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeNetworkInterfaces', vpcIds, (ids) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeNetworkInterfacesCommand({ Filters: inVpcs(ids), MaxResults: 1000, NextToken }),
        session.options,
      ),
    items: ({ NetworkInterfaces }) => NetworkInterfaces?.map(networkInterfaceOf),
  }));

export const readDhcpOptions = (session: Session, ids: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeDhcpOptions', ids, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeDhcpOptionsCommand({
          Filters: [{ Name: 'dhcp-options-id', Values }],
          MaxResults: 1000,
          NextToken,
        }),
        session.options,
      ),
    items: ({ DhcpOptions }) => DhcpOptions,
  }));

export const readAvailabilityZones = (session: Session) =>
  observe(session, 'ec2:DescribeAvailabilityZones', () =>
    allItems({
      ask: () => session.ec2.send(new DescribeAvailabilityZonesCommand({}), session.options),
      items: ({ AvailabilityZones }) => AvailabilityZones,
    }),
  );

/** AWS takes one VPC and one attribute a call. */
export async function readVpcAttributes(
  session: Session,
  vpcIds: readonly string[],
): Promise<PerResource<VpcAttributes>> {
  const read = async (vpcId: string): Promise<[string, VpcAttributes]> => {
    const [enableDnsSupport, enableDnsHostnames] = await Promise.all([
      readVpcAttribute(session, vpcId, 'enableDnsSupport'),
      readVpcAttribute(session, vpcId, 'enableDnsHostnames'),
    ]);
    return [vpcId, { enableDnsSupport, enableDnsHostnames }];
  };
  return new Map(await Promise.all(vpcIds.map(read)));
}

const readVpcAttribute = (session: Session, VpcId: string, Attribute: VpcAttributeName): Promise<Known<boolean>> =>
  observe(session, 'ec2:DescribeVpcAttribute', async () => {
    const answer = await session.ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }), session.options);
    const value = Attribute === 'enableDnsSupport' ? answer.EnableDnsSupport : answer.EnableDnsHostnames;
    if (value?.Value === undefined) throw new Error(`AWS answered without ${Attribute}`);
    return value.Value;
  });

/** AWS takes one subnet a call. */
export async function readCidrReservations(session: Session, subnetIds: readonly string[]) {
  const read = (SubnetId: string) =>
    observe(session, 'ec2:GetSubnetCidrReservations', () =>
      allItems({
        ask: (NextToken) =>
          session.ec2.send(
            new GetSubnetCidrReservationsCommand({ SubnetId, MaxResults: 1000, NextToken }),
            session.options,
          ),
        items: ({ SubnetIpv4CidrReservations }) => SubnetIpv4CidrReservations ?? [],
      }),
    );
  return new Map(await Promise.all(subnetIds.map(async (id) => [id, await read(id)] as const)));
}
