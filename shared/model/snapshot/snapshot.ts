import * as z from 'zod';
import { clusterNameSchema, clusterSchema } from './cluster.ts';
import {
  autoScalingGroupSchema,
  availabilityZoneSchema,
  instanceSchema,
  instanceTypeSchema,
  launchTemplateVersionSchema,
  networkInterfaceSchema,
} from './compute.ts';
import {
  internetGatewaySchema,
  natGatewaySchema,
  transitGatewayVpcAttachmentSchema,
  vpcEndpointSchema,
  vpcPeeringConnectionSchema,
  vpnGatewaySchema,
} from './gateways.ts';
import { iamRoleSchema, serviceQuotaSchema } from './identity.ts';
import { hostedZoneSchema, loadBalancerSchema } from './ingress.ts';
import { listing } from './known.ts';
import { networkAclSchema, prefixListSchema, securityGroupSchema } from './security.ts';
import { timeText } from './text.ts';
import { dhcpOptionsSchema, routeTableSchema, subnetSchema, vpcSchema } from './vpc.ts';

/** The format of saved snapshots. A release reads the two before it, see migrations.ts. */
export const snapshotFormat = 2;

/** What was read about one account and Region, and what was not. */
export const snapshotSchema = z.object({
  format: z.literal(snapshotFormat),
  source: z.enum(['live', 'aws-cli-output', 'cloudformation', 'terraform', 'sample']),
  account: z.string(),
  region: z.string(),
  partition: z.string(),
  /** The reader's clock just before its first read. */
  observedAt: timeText,
  clusters: listing(clusterSchema),
  /** Every cluster of the account and Region, also those that were not to be read. */
  clusterNames: listing(clusterNameSchema),
  vpcs: listing(vpcSchema),
  dhcpOptions: listing(dhcpOptionsSchema),
  subnets: listing(subnetSchema),
  routeTables: listing(routeTableSchema),
  networkAcls: listing(networkAclSchema),
  securityGroups: listing(securityGroupSchema),
  prefixLists: listing(prefixListSchema),
  networkInterfaces: listing(networkInterfaceSchema),
  vpcEndpoints: listing(vpcEndpointSchema),
  natGateways: listing(natGatewaySchema),
  internetGateways: listing(internetGatewaySchema),
  egressOnlyInternetGateways: listing(internetGatewaySchema),
  transitGatewayVpcAttachments: listing(transitGatewayVpcAttachmentSchema),
  vpnGateways: listing(vpnGatewaySchema),
  vpcPeeringConnections: listing(vpcPeeringConnectionSchema),
  instances: listing(instanceSchema),
  instanceTypes: listing(instanceTypeSchema),
  launchTemplateVersions: listing(launchTemplateVersionSchema),
  autoScalingGroups: listing(autoScalingGroupSchema),
  availabilityZones: listing(availabilityZoneSchema),
  loadBalancers: listing(loadBalancerSchema),
  iamRoles: listing(iamRoleSchema),
  hostedZones: listing(hostedZoneSchema),
  serviceQuotas: listing(serviceQuotaSchema),
});
export type Snapshot = z.output<typeof snapshotSchema>;

/** The collections of a snapshot, by name. */
export type CollectionName = {
  [K in keyof Snapshot]: Snapshot[K] extends string | number ? never : K;
}[keyof Snapshot];

export const collectionNames = Object.keys(snapshotSchema.shape).filter(
  (name) => !['format', 'source', 'account', 'region', 'partition', 'observedAt'].includes(name),
) as CollectionName[];

/** What only some rules ask about, so that it is read only when one of them is on. */
export const optionalCollections = ['loadBalancers', 'iamRoles', 'hostedZones', 'serviceQuotas'] as const;
export type OptionalCollection = (typeof optionalCollections)[number];

/** Of a fact as `NotObserved` names it, the collection and then its field. Permission to read such facts is optional. */
export const isOptionalFact = (fact: string): boolean =>
  optionalCollections.some((name) => name === fact.split('.')[0]);
