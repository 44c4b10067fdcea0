import { readInstances } from './compute-reads.ts';
import {
  readEgressOnlyInternetGateways,
  readInternetGateways,
  readNatGateways,
  readTransitGatewayVpcAttachments,
  readVpcEndpoints,
  readVpcPeeringConnections,
  readVpnGateways,
} from './gateway-reads.ts';
import type { Session } from './session.ts';
import { together } from './together.ts';
import {
  readAvailabilityZones,
  readNetworkAcls,
  readNetworkInterfaces,
  readRouteTables,
  readSecurityGroups,
  readSubnets,
  readVpcAttributes,
  readVpcs,
} from './vpc-reads.ts';

/** Everything of the VPCs that can be asked for at once; the number of calls does not depend on how many clusters there are. */
export const readNetwork = (session: Session, vpcIds: readonly string[]) =>
  together({
    vpcs: readVpcs(session, vpcIds),
    vpcAttributes: readVpcAttributes(session, vpcIds),
    subnets: readSubnets(session, vpcIds),
    routeTables: readRouteTables(session, vpcIds),
    networkAcls: readNetworkAcls(session, vpcIds),
    securityGroups: readSecurityGroups(session, vpcIds),
    networkInterfaces: readNetworkInterfaces(session, vpcIds),
    instances: readInstances(session, vpcIds),
    vpcEndpoints: readVpcEndpoints(session, vpcIds),
    natGateways: readNatGateways(session, vpcIds),
    internetGateways: readInternetGateways(session, vpcIds),
    egressOnlyInternetGateways: readEgressOnlyInternetGateways(session),
    transitGatewayVpcAttachments: readTransitGatewayVpcAttachments(session, vpcIds),
    vpnGateways: readVpnGateways(session, vpcIds),
    vpcPeeringConnections: readVpcPeeringConnections(session, vpcIds),
    availabilityZones: readAvailabilityZones(session),
  });
