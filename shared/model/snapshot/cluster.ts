import * as z from 'zod';
import { known, listing } from './known.ts';
import { cidrText, idText, knownIds, tagsSchema, timeText } from './text.ts';

const healthIssues = known(
  z.array(z.object({ code: z.string(), message: z.string().optional(), resourceIds: z.array(z.string()) })),
);

export const nodeGroupSchema = z.object({
  /** `cluster/name`. */
  id: idText,
  name: z.string(),
  arn: z.string().optional(),
  status: known(z.string()),
  createdAt: known(timeText).optional(),
  subnetIds: knownIds,
  /** Empty when the launch template names the type. */
  instanceTypes: known(z.array(known(z.string()))),
  amiType: known(z.string()).optional(),
  capacityType: known(z.string()).optional(),
  minSize: known(z.int().min(0)),
  maxSize: known(z.int().min(0)),
  desiredSize: known(z.int().min(0)),
  update: z.object({
    maxUnavailable: known(z.int()).optional(),
    maxUnavailablePercentage: known(z.int()).optional(),
    strategy: z.string().optional(),
  }),
  warmPool: z
    .object({ enabled: z.boolean(), minSize: z.int().optional(), maxGroupPreparedCapacity: z.int().optional() })
    .optional(),
  launchTemplate: known(z.object({ id: idText, version: z.string() })).optional(),
  autoScalingGroupNames: known(z.array(z.string())),
  nodeRoleArn: known(z.string()).optional(),
  labels: known(z.record(z.string(), z.string())),
  remoteAccess: known(
    z.object({
      ec2SshKey: z.string().optional(),
      sourceSecurityGroupIds: z.array(idText),
      securityGroupId: z.string().optional(),
    }),
  ).optional(),
  healthIssues,
  tags: tagsSchema,
});
export type NodeGroupRecord = z.output<typeof nodeGroupSchema>;

export const fargateProfileSchema = z.object({
  /** `cluster/name`. */
  id: idText,
  name: z.string(),
  status: known(z.string()),
  subnetIds: knownIds,
  podExecutionRoleArn: known(z.string()).optional(),
});
export type FargateProfileRecord = z.output<typeof fargateProfileSchema>;

export const addOnSchema = z.object({
  /** The add-on's name, for example `vpc-cni`. */
  id: idText,
  version: z.string().optional(),
  /** Environment of the add-on's main container as its configuration values set it; what is not set is absent. */
  environment: known(z.record(z.string(), z.string())),
  serviceAccountRoleArn: z.string().optional(),
  podIdentityAssociations: z.int().optional(),
});
export type AddOnRecord = z.output<typeof addOnSchema>;

/** A cluster that exists in the account and Region, described or not. */
export const clusterNameSchema = z.object({
  /** The cluster's name. */
  id: idText,
});
export type ClusterNameRecord = z.output<typeof clusterNameSchema>;

export const clusterSchema = z.object({
  /** The cluster's name, or its logical address in a template. */
  id: idText,
  arn: z.string().optional(),
  version: known(z.string()).optional(),
  platformVersion: z.string().optional(),
  status: known(z.string()),
  createdAt: known(timeText).optional(),
  roleArn: known(z.string()).optional(),
  vpcId: known(idText),
  subnetIds: knownIds,
  /** Additional security groups: attached to control-plane interfaces only. */
  securityGroupIds: knownIds,
  clusterSecurityGroupId: known(idText),
  endpointPublicAccess: known(z.boolean()),
  endpointPrivateAccess: known(z.boolean()),
  publicAccessCidrs: known(z.array(known(cidrText))),
  controlPlaneEgressMode: z.string().optional(),
  ipFamily: known(z.enum(['ipv4', 'ipv6'])),
  serviceIpv4Cidr: known(cidrText).optional(),
  serviceIpv6Cidr: known(cidrText).optional(),
  /** Both empty when the cluster has no remote network configuration. */
  remoteNodeCidrs: known(z.array(known(cidrText))),
  remotePodCidrs: known(z.array(known(cidrText))),
  authenticationMode: known(z.string()),
  /** EKS Auto Mode (computeConfig.enabled). */
  autoMode: known(z.boolean()),
  loggingTypes: known(z.array(z.string())),
  zonalShift: known(z.boolean()),
  /** A local cluster on an Outpost. */
  onOutpost: z.boolean(),
  /** A registered external cluster: it has no VPC. */
  connected: z.boolean(),
  healthIssues,
  tags: tagsSchema,
  nodeGroups: listing(nodeGroupSchema),
  fargateProfiles: listing(fargateProfileSchema),
  addOns: listing(addOnSchema),
  podIdentityAssociations: known(z.int().min(0)),
});
export type ClusterRecord = z.output<typeof clusterSchema>;
