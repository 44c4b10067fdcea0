import type { Cluster, KubernetesNetworkConfigResponse, VpcConfigResponse } from '@aws-sdk/client-eks';
import type { ClusterRecord } from '../../model/snapshot/cluster.ts';
import { type Answer, defined, given, identified, listOf, oneOf, timeOf } from './answer.ts';
import { healthIssuesOf } from './node-groups.ts';

/** What other calls tell about a cluster. */
export type ClusterBelongings = Pick<
  ClusterRecord,
  'nodeGroups' | 'fargateProfiles' | 'addOns' | 'podIdentityAssociations'
>;

export const clusterOf = (answer: Answer<Cluster>, belongings: ClusterBelongings): ClusterRecord => ({
  id: identified(answer.name, 'name'),
  version: given(answer.version, 'version'),
  status: given(answer.status, 'status'),
  createdAt: timeOf(answer.createdAt, 'createdAt'),
  roleArn: given(answer.roleArn, 'roleArn'),
  ...defined({ arn: answer.arn, platformVersion: answer.platformVersion }),
  ...vpcConfigOf(answer.resourcesVpcConfig),
  ...addressingOf(answer.kubernetesNetworkConfig),
  ...remoteNetworksOf(answer),
  authenticationMode: given(answer.accessConfig?.authenticationMode, 'accessConfig.authenticationMode'),
  // Clusters without Auto Mode, and without zonal shift, are answered without these members.
  autoMode: answer.computeConfig?.enabled ?? false,
  zonalShift: answer.zonalShiftConfig?.enabled ?? false,
  loggingTypes: loggingTypesOf(answer),
  onOutpost: Boolean(answer.outpostConfig),
  connected: Boolean(answer.connectorConfig),
  healthIssues: healthIssuesOf(answer.health),
  tags: answer.tags ?? {},
  ...belongings,
});

const vpcConfigOf = (config: Answer<VpcConfigResponse> | undefined) => ({
  vpcId: given(config?.vpcId || undefined, 'resourcesVpcConfig.vpcId'),
  subnetIds: given(config?.subnetIds, 'resourcesVpcConfig.subnetIds'),
  securityGroupIds: given(config?.securityGroupIds, 'resourcesVpcConfig.securityGroupIds'),
  clusterSecurityGroupId: given(
    config?.clusterSecurityGroupId || undefined,
    'resourcesVpcConfig.clusterSecurityGroupId',
  ),
  endpointPublicAccess: given(config?.endpointPublicAccess, 'resourcesVpcConfig.endpointPublicAccess'),
  endpointPrivateAccess: given(config?.endpointPrivateAccess, 'resourcesVpcConfig.endpointPrivateAccess'),
  publicAccessCidrs: given(config?.publicAccessCidrs, 'resourcesVpcConfig.publicAccessCidrs'),
  ...defined({ controlPlaneEgressMode: config?.controlPlaneEgressMode }),
});

const addressingOf = (config: Answer<KubernetesNetworkConfigResponse> | undefined) => ({
  ipFamily: oneOf(['ipv4', 'ipv6'], config?.ipFamily, 'kubernetesNetworkConfig.ipFamily'),
  ...defined({
    serviceIpv4Cidr: config?.serviceIpv4Cidr || undefined,
    serviceIpv6Cidr: config?.serviceIpv6Cidr || undefined,
  }),
});

/** Absent when the cluster has no hybrid nodes. */
const remoteNetworksOf = ({ remoteNetworkConfig: config }: Answer<Cluster>) => ({
  remoteNodeCidrs: (config?.remoteNodeNetworks ?? []).flatMap(({ cidrs }) => cidrs ?? []),
  remotePodCidrs: (config?.remotePodNetworks ?? []).flatMap(({ cidrs }) => cidrs ?? []),
});

function loggingTypesOf({ logging }: Answer<Cluster>): ClusterRecord['loggingTypes'] {
  const setups = listOf(logging?.clusterLogging, 'logging.clusterLogging', ({ enabled, types }) =>
    enabled ? (types ?? []) : [],
  );
  return 'observed' in setups ? setups : setups.flat();
}
