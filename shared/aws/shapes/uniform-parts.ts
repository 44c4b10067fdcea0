import type { Known } from '../../model/snapshot/known.ts';
import type { AccountParts } from './parts.ts';

type Head = Pick<AccountParts, 'source' | 'account' | 'region' | 'observedAt'>;

/** The parts of an account in which every collection is the same: empty, or not observed for one reason. */
export const uniformParts = (head: Head, listing: Known<never[]>): AccountParts => ({
  ...head,
  clusters: listing,
  vpcs: listing,
  vpcAttributes: new Map(),
  dhcpOptions: listing,
  subnets: listing,
  cidrReservations: new Map(),
  routeTables: listing,
  networkAcls: listing,
  securityGroups: listing,
  securityGroupRules: listing,
  prefixLists: listing,
  prefixListEntries: new Map(),
  networkInterfaces: listing,
  vpcEndpoints: listing,
  natGateways: listing,
  internetGateways: listing,
  egressOnlyInternetGateways: listing,
  transitGatewayVpcAttachments: listing,
  vpnGateways: listing,
  vpcPeeringConnections: listing,
  instances: listing,
  instanceTypes: listing,
  launchTemplateVersions: new Map(),
  autoScalingGroups: listing,
  availabilityZones: listing,
  clusterNames: listing,
  loadBalancers: listing,
  iamRoles: listing,
  hostedZones: listing,
  serviceQuotas: listing,
});
