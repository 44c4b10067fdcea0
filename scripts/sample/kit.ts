import type { ClusterRecord, NodeGroupRecord } from '../../shared/model/snapshot/cluster.ts';
import type {
  AutoScalingGroupRecord,
  InstanceRecord,
  NetworkInterfaceRecord,
} from '../../shared/model/snapshot/compute.ts';
import type { NatGatewayRecord, VpcEndpointRecord } from '../../shared/model/snapshot/gateways.ts';
import type {
  NetworkAclRecord,
  SecurityGroupRecord,
  SecurityGroupRuleRecord,
} from '../../shared/model/snapshot/security.ts';
import type { RouteRecord, RouteTableRecord, SubnetRecord, VpcRecord } from '../../shared/model/snapshot/vpc.ts';
import type { Part } from './part.ts';

export const account = '111122223333';
export const region = 'eu-central-1';
const eksAccount = '444455556666';

/** An id as AWS writes it, the same on every run: `id('subnet', 'shop-a')`. */
export function id(prefix: string, seed: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(`${prefix}/${seed}`))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return `${prefix}-0${hash.toString(16).padStart(16, '0')}`;
}

export const route = (
  destination: string,
  kind: Exclude<RouteRecord['target'], { observed: false }>['kind'],
  target: string,
  state: 'active' | 'blackhole' = 'active',
): RouteRecord => ({
  destination: destination.startsWith('pl-') ? { prefixListId: destination } : { cidr: destination },
  target: { kind, id: target },
  state,
  origin: kind === 'local' ? 'table' : 'static',
});

export const allow = (
  protocol: string,
  port: number | undefined,
  peer: string,
  description?: string,
): SecurityGroupRuleRecord => ({
  protocol,
  ...(port === undefined ? {} : { ports: { from: port, to: port } }),
  peer: peer.startsWith('sg-') ? { securityGroupId: peer } : { cidr: peer },
  ...(description === undefined ? {} : { description }),
});

export const vpc = (name: string, cidrs: readonly string[]): VpcRecord => ({
  id: id('vpc', name),
  ownerId: account,
  cidrs: [...cidrs],
  ipv6Cidrs: [],
  enableDnsSupport: true,
  enableDnsHostnames: true,
  dhcpOptionsId: id('dopt', 'amazon'),
  tags: { Name: name },
});

export type Zone = 'a' | 'b' | 'c';
const zoneNumber = { a: 2, b: 3, c: 1 };

export const subnet = (
  vpcName: string,
  name: string,
  zone: Zone,
  cidr: string,
  freeIpv4Addresses: number,
  tags: Readonly<Record<string, string>> = {},
): SubnetRecord => ({
  id: id('subnet', `${vpcName}-${name}`),
  vpcId: id('vpc', vpcName),
  ownerId: account,
  state: 'available',
  cidr,
  ipv6Cidrs: [],
  zone: `${region}${zone}`,
  zoneId: `euc1-az${zoneNumber[zone]}`,
  freeIpv4Addresses,
  mapPublicIpOnLaunch: false,
  assignIpv6AddressOnCreation: false,
  ipv6Native: false,
  enableDns64: false,
  internetGatewayBlockMode: 'off',
  cidrReservations: [],
  tags: { Name: `${vpcName}-${name}`, ...tags },
});

export const routeTable = (
  vpcName: string,
  name: string,
  cidrs: readonly string[],
  subnets: readonly SubnetRecord[],
  routes: readonly RouteRecord[],
): RouteTableRecord => ({
  id: id('rtb', `${vpcName}-${name}`),
  vpcId: id('vpc', vpcName),
  ownerId: account,
  main: name === 'main',
  subnetIds: subnets.map((one) => one.id),
  routes: [...cidrs.map((cidr) => route(cidr, 'local', 'local')), ...routes],
  propagatingGatewayIds: [],
  tags: { Name: `${vpcName}-${name}` },
});

export const defaultAcl = (vpcName: string, subnets: readonly SubnetRecord[]): NetworkAclRecord => ({
  id: id('acl', vpcName),
  vpcId: id('vpc', vpcName),
  isDefault: true,
  subnetIds: subnets.map((one) => one.id),
  entries: [false, true].map((egress) => ({
    number: 100,
    egress,
    action: 'allow' as const,
    protocol: 'any',
    cidr: '0.0.0.0/0',
  })),
});

export const securityGroup = (
  vpcName: string,
  name: string,
  ingress: readonly SecurityGroupRuleRecord[],
  tags: Readonly<Record<string, string>> = {},
): SecurityGroupRecord => ({
  id: id('sg', name),
  vpcId: id('vpc', vpcName),
  ownerId: account,
  name,
  ingress: [...ingress],
  egress: [allow('any', undefined, '0.0.0.0/0')],
  tags: { ...tags },
});

/** The group that EKS makes for a cluster: everything among its members. */
export function clusterSecurityGroup(
  vpcName: string,
  cluster: string,
  further: readonly SecurityGroupRuleRecord[] = [],
): SecurityGroupRecord {
  const name = `eks-cluster-sg-${cluster}`;
  return securityGroup(vpcName, name, [allow('any', undefined, id('sg', name)), ...further], {
    'aws:eks:cluster-name': cluster,
    [`kubernetes.io/cluster/${cluster}`]: 'owned',
  });
}

export const natGateway = (vpcName: string, name: string, subnetId: string, publicIp: string): NatGatewayRecord => ({
  id: id('nat', `${vpcName}-${name}`),
  vpcId: id('vpc', vpcName),
  state: 'available',
  connectivityType: 'public',
  availabilityMode: 'zonal',
  subnetId,
  addresses: [{ publicIp, allocationId: id('eipalloc', publicIp), status: 'succeeded' }],
});

export const endpoint = (
  vpcName: string,
  service: string,
  subnets: readonly SubnetRecord[],
  securityGroupIds: readonly string[],
  overrides: Partial<VpcEndpointRecord> = {},
): VpcEndpointRecord => ({
  id: id('vpce', `${vpcName}-${service}`),
  vpcId: id('vpc', vpcName),
  type: 'Interface',
  serviceName: `com.amazonaws.${region}.${service}`,
  state: 'available',
  routeTableIds: [],
  subnetIds: subnets.map((one) => one.id),
  securityGroupIds: [...securityGroupIds],
  networkInterfaceIds: [],
  privateDnsEnabled: true,
  ...overrides,
});

const address = (cidr: string, host: number): string => {
  const octets = (cidr.split('/')[0] ?? '').split('.').map(Number);
  const last = (octets[3] ?? 0) + host;
  return `${octets[0]}.${octets[1]}.${(octets[2] ?? 0) + Math.floor(last / 256)}.${last % 256}`;
};

const networkInterface = (
  seed: string,
  place: SubnetRecord,
  securityGroupIds: readonly string[],
): NetworkInterfaceRecord => ({
  id: id('eni', seed),
  vpcId: String(place.vpcId),
  subnetId: place.id,
  ownerId: account,
  description: '',
  interfaceType: 'interface',
  status: 'in-use',
  sourceDestCheck: true,
  securityGroupIds: [...securityGroupIds],
  privateIpv4Addresses: [],
  ipv4Prefixes: [],
  ipv6Addresses: [],
  ipv6Prefixes: [],
  tags: {},
});

export const controlPlaneInterface = (
  cluster: string,
  place: SubnetRecord,
  securityGroupIds: readonly string[],
): NetworkInterfaceRecord => ({
  ...networkInterface(`${cluster}-eks-${place.id}`, place, securityGroupIds),
  description: `Amazon EKS ${cluster}`,
  requesterId: eksAccount,
  privateIpv4Addresses: [address(String(place.cidr), 5)],
  attachment: { instanceOwnerId: eksAccount, deviceIndex: 1, status: 'attached' },
});

export const nodeGroup = (
  cluster: string,
  name: string,
  subnets: readonly SubnetRecord[],
  overrides: Partial<NodeGroupRecord>,
): NodeGroupRecord => ({
  id: `${cluster}/${name}`,
  name,
  arn: `arn:aws:eks:${region}:${account}:nodegroup/${cluster}/${name}/00000000-0000-0000-0000-000000000000`,
  status: 'ACTIVE',
  createdAt: '2026-03-02T08:30:00Z',
  subnetIds: subnets.map((one) => one.id),
  instanceTypes: ['m6i.large'],
  amiType: 'AL2023_x86_64_STANDARD',
  capacityType: 'ON_DEMAND',
  minSize: 2,
  maxSize: 6,
  desiredSize: 3,
  update: { maxUnavailable: 1, strategy: 'DEFAULT' },
  autoScalingGroupNames: [`eks-${name}-${cluster}`],
  nodeRoleArn: `arn:aws:iam::${account}:role/${cluster}-nodes`,
  labels: {},
  healthIssues: [],
  tags: {},
  ...overrides,
});

interface Node {
  readonly instance: InstanceRecord;
  readonly interfaces: readonly NetworkInterfaceRecord[];
}

/** A running node with full interfaces, the first of which is its primary one. */
export function node(
  group: NodeGroupRecord,
  number: number,
  place: SubnetRecord,
  type: string,
  interfaces: number,
  addresses: number,
  groups: readonly string[],
): Node {
  const cluster = group.id.split('/')[0] ?? '';
  const instanceId = id('i', `${group.id}-${number}`);
  const start = 20 + number * interfaces * addresses;
  return {
    instance: {
      id: instanceId,
      instanceType: type,
      state: 'running',
      vpcId: String(place.vpcId),
      subnetId: place.id,
      zone: String(place.zone),
      securityGroupIds: [...groups],
      launchTime: '2026-11-02T07:00:00Z',
      tags: {
        'eks:cluster-name': cluster,
        'eks:nodegroup-name': group.name,
        [`kubernetes.io/cluster/${cluster}`]: 'owned',
      },
    },
    interfaces: Array.from({ length: interfaces }, (_, index) => ({
      ...networkInterface(`${instanceId}-${index}`, place, groups),
      description: index === 0 ? '' : `aws-K8S-${instanceId}`,
      privateIpv4Addresses: Array.from({ length: addresses }, (_, host) =>
        address(String(place.cidr), start + index * addresses + host),
      ),
      attachment: { instanceId, instanceOwnerId: account, deviceIndex: index, status: 'attached' },
      tags: { 'cluster.k8s.amazonaws.com/name': cluster, 'node.k8s.amazonaws.com/instance_id': instanceId },
    })),
  };
}

export const cluster = (
  name: string,
  vpcName: string,
  subnets: readonly SubnetRecord[],
  overrides: Partial<ClusterRecord>,
): ClusterRecord => ({
  id: name,
  arn: `arn:aws:eks:${region}:${account}:cluster/${name}`,
  version: '1.35',
  platformVersion: 'eks.9',
  status: 'ACTIVE',
  createdAt: '2026-03-02T08:00:00Z',
  roleArn: `arn:aws:iam::${account}:role/${name}-cluster`,
  vpcId: id('vpc', vpcName),
  subnetIds: subnets.map((one) => one.id),
  securityGroupIds: [],
  clusterSecurityGroupId: id('sg', `eks-cluster-sg-${name}`),
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
  nodeGroups: [],
  fargateProfiles: [],
  addOns: [],
  podIdentityAssociations: 0,
  ...overrides,
});

/** The Auto Scaling group of a node group, as EKS made it. */
const autoScalingGroup = (
  name: string,
  group: NodeGroupRecord,
  nodes: readonly InstanceRecord[],
): AutoScalingGroupRecord => ({
  id: `eks-${group.name}-${name}`,
  minSize: group.minSize,
  maxSize: group.maxSize,
  desiredCapacity: group.desiredSize,
  subnetIds: group.subnetIds,
  instanceTypes: group.instanceTypes,
  choosesByAttributes: false,
  instanceIds: nodes.map((instance) => instance.id),
  suspendedProcesses: [],
  tags: { 'eks:cluster-name': name, 'eks:nodegroup-name': group.name, [`kubernetes.io/cluster/${name}`]: 'owned' },
});

const policies = (...names: readonly string[]): string[] => names.map((policy) => `arn:aws:iam::aws:policy/${policy}`);

/** What lies behind a cluster and its node groups: Auto Scaling groups and roles. */
export const behind = (
  name: string,
  groups: readonly { readonly group: NodeGroupRecord; readonly nodes: readonly InstanceRecord[] }[],
): Part => ({
  clusterNames: [{ id: name }],
  autoScalingGroups: groups.map(({ group, nodes }) => autoScalingGroup(name, group, nodes)),
  iamRoles: [
    {
      id: `arn:aws:iam::${account}:role/${name}-cluster`,
      attachedPolicyArns: policies('AmazonEKSClusterPolicy'),
      inlinePolicyNames: [],
      trustedServices: ['eks.amazonaws.com'],
    },
    {
      id: `arn:aws:iam::${account}:role/${name}-nodes`,
      attachedPolicyArns: policies(
        'AmazonEKSWorkerNodePolicy',
        'AmazonEC2ContainerRegistryPullOnly',
        'AmazonEKS_CNI_Policy',
      ),
      inlinePolicyNames: [],
      trustedServices: ['ec2.amazonaws.com'],
    },
  ],
});
