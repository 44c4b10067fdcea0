import {
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpnGatewaysCommand,
  type DescribeVpnGatewaysCommandOutput,
  type VpcPeeringConnection,
} from '@aws-sdk/client-ec2';
import { isUnobserved, type Listing } from '../../model/snapshot/known.ts';
import { observe } from './observe.ts';
import { allItems, observeInChunks } from './pages.ts';
import type { Session } from './session.ts';

export const readVpcEndpoints = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeVpcEndpoints', vpcIds, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeVpcEndpointsCommand({ Filters: [{ Name: 'vpc-id', Values }], MaxResults: 1000, NextToken }),
        session.options,
      ),
    items: ({ VpcEndpoints }) => VpcEndpoints,
  }));

export const readNatGateways = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeNatGateways', vpcIds, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeNatGatewaysCommand({ Filter: [{ Name: 'vpc-id', Values }], MaxResults: 1000, NextToken }),
        session.options,
      ),
    items: ({ NatGateways }) => NatGateways,
  }));

export const readInternetGateways = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeInternetGateways', vpcIds, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeInternetGatewaysCommand({
          Filters: [{ Name: 'attachment.vpc-id', Values }],
          MaxResults: 1000,
          NextToken,
        }),
        session.options,
      ),
    items: ({ InternetGateways }) => InternetGateways,
  }));

/** AWS has no filter by VPC for these. */
export const readEgressOnlyInternetGateways = (session: Session) =>
  observe(session, 'ec2:DescribeEgressOnlyInternetGateways', () =>
    allItems({
      ask: (NextToken) =>
        session.ec2.send(
          new DescribeEgressOnlyInternetGatewaysCommand({ MaxResults: 255, NextToken }),
          session.options,
        ),
      items: ({ EgressOnlyInternetGateways }) => EgressOnlyInternetGateways,
    }),
  );

export const readTransitGatewayVpcAttachments = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeTransitGatewayVpcAttachments', vpcIds, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeTransitGatewayVpcAttachmentsCommand({
          Filters: [{ Name: 'vpc-id', Values }],
          MaxResults: 1000,
          NextToken,
        }),
        session.options,
      ),
    items: ({ TransitGatewayVpcAttachments }) => TransitGatewayVpcAttachments,
  }));

/** Not paginated by AWS. */
export const readVpnGateways = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeVpnGateways', vpcIds, (Values) => ({
    ask: () =>
      session.ec2.send(
        new DescribeVpnGatewaysCommand({ Filters: [{ Name: 'attachment.vpc-id', Values }] }),
        session.options,
      ),
    items: ({ VpnGateways }: DescribeVpnGatewaysCommandOutput) => VpnGateways,
  }));

/** Those that a VPC asked for, and those that it was asked for: filters are joined by *and*. */
export async function readVpcPeeringConnections(
  session: Session,
  vpcIds: readonly string[],
): Promise<Listing<VpcPeeringConnection>> {
  const [requested, accepted] = await Promise.all([
    readPeerings(session, vpcIds, 'requester-vpc-info.vpc-id'),
    readPeerings(session, vpcIds, 'accepter-vpc-info.vpc-id'),
  ]);
  if (isUnobserved(requested)) return requested;
  return isUnobserved(accepted) ? accepted : [...requested, ...accepted];
}

const readPeerings = (session: Session, vpcIds: readonly string[], filter: string) =>
  observeInChunks(session, 'ec2:DescribeVpcPeeringConnections', vpcIds, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeVpcPeeringConnectionsCommand({
          Filters: [{ Name: filter, Values }],
          MaxResults: 1000,
          NextToken,
        }),
        session.options,
      ),
    items: ({ VpcPeeringConnections }) => VpcPeeringConnections,
  }));
