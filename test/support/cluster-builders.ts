import type {
  AddOnRecord,
  ClusterRecord,
  FargateProfileRecord,
  NodeGroupRecord,
} from '../../shared/model/snapshot/cluster.ts';

export const aCluster = (id: string): ClusterRecord => ({
  id,
  arn: `arn:aws:eks:us-east-1:111122223333:cluster/${id}`,
  version: '1.35',
  platformVersion: 'eks.9',
  status: 'ACTIVE',
  createdAt: '2026-01-10T08:00:00Z',
  roleArn: `arn:aws:iam::111122223333:role/${id}-cluster`,
  vpcId: 'vpc-main',
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupIds: [],
  clusterSecurityGroupId: 'sg-cluster',
  endpointPublicAccess: false,
  endpointPrivateAccess: true,
  publicAccessCidrs: ['0.0.0.0/0'],
  ipFamily: 'ipv4',
  serviceIpv4Cidr: '172.20.0.0/16',
  remoteNodeCidrs: [],
  remotePodCidrs: [],
  authenticationMode: 'API_AND_CONFIG_MAP',
  autoMode: false,
  loggingTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
  zonalShift: false,
  onOutpost: false,
  connected: false,
  healthIssues: [],
  tags: {},
  nodeGroups: [aNodeGroup(`${id}/workers`)],
  fargateProfiles: [],
  addOns: [],
  podIdentityAssociations: 0,
});

export const aNodeGroup = (id: string): NodeGroupRecord => ({
  id,
  name: id.split('/')[1] ?? id,
  status: 'ACTIVE',
  createdAt: '2026-01-10T09:00:00Z',
  subnetIds: ['subnet-a', 'subnet-b'],
  instanceTypes: ['m5.large'],
  amiType: 'AL2023_x86_64_STANDARD',
  capacityType: 'ON_DEMAND',
  minSize: 2,
  maxSize: 4,
  desiredSize: 2,
  update: { maxUnavailable: 1, strategy: 'DEFAULT' },
  autoScalingGroupNames: [`eks-${id.replace('/', '-')}`],
  nodeRoleArn: 'arn:aws:iam::111122223333:role/nodes',
  labels: {},
  healthIssues: [],
  tags: {},
});

export const aFargateProfile = (id: string): FargateProfileRecord => ({
  id,
  name: id.split('/')[1] ?? id,
  status: 'ACTIVE',
  subnetIds: ['subnet-a', 'subnet-b'],
  podExecutionRoleArn: 'arn:aws:iam::111122223333:role/fargate-pods',
});

export const anAddOn = (id: string): AddOnRecord => ({ id, version: 'v1.23.1-eksbuild.1', environment: {} });
