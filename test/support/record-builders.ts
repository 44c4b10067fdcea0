import type { ClusterNameRecord } from '../../shared/model/snapshot/cluster.ts';
import type {
  AutoScalingGroupRecord,
  AvailabilityZoneRecord,
  InstanceRecord,
  InstanceTypeRecord,
  LaunchTemplateVersionRecord,
  NetworkInterfaceRecord,
} from '../../shared/model/snapshot/compute.ts';
import type {
  InternetGatewayRecord,
  NatGatewayRecord,
  TransitGatewayVpcAttachmentRecord,
  VpcEndpointRecord,
  VpcPeeringConnectionRecord,
  VpnGatewayRecord,
} from '../../shared/model/snapshot/gateways.ts';
import type { IamRoleRecord, ServiceQuotaRecord } from '../../shared/model/snapshot/identity.ts';
import type { HostedZoneRecord, LoadBalancerRecord } from '../../shared/model/snapshot/ingress.ts';
import type {
  NetworkAclEntryRecord,
  NetworkAclRecord,
  PrefixListRecord,
  SecurityGroupRecord,
  SecurityGroupRuleRecord,
} from '../../shared/model/snapshot/security.ts';
import type {
  DhcpOptionsRecord,
  RouteRecord,
  RouteTableRecord,
  SubnetRecord,
  VpcRecord,
} from '../../shared/model/snapshot/vpc.ts';

export interface Records {
  readonly vpcs: VpcRecord;
  readonly dhcpOptions: DhcpOptionsRecord;
  readonly subnets: SubnetRecord;
  readonly routeTables: RouteTableRecord;
  readonly networkAcls: NetworkAclRecord;
  readonly securityGroups: SecurityGroupRecord;
  readonly prefixLists: PrefixListRecord;
  readonly networkInterfaces: NetworkInterfaceRecord;
  readonly vpcEndpoints: VpcEndpointRecord;
  readonly natGateways: NatGatewayRecord;
  readonly internetGateways: InternetGatewayRecord;
  readonly egressOnlyInternetGateways: InternetGatewayRecord;
  readonly transitGatewayVpcAttachments: TransitGatewayVpcAttachmentRecord;
  readonly vpnGateways: VpnGatewayRecord;
  readonly vpcPeeringConnections: VpcPeeringConnectionRecord;
  readonly instances: InstanceRecord;
  readonly instanceTypes: InstanceTypeRecord;
  readonly launchTemplateVersions: LaunchTemplateVersionRecord;
  readonly autoScalingGroups: AutoScalingGroupRecord;
  readonly availabilityZones: AvailabilityZoneRecord;
  readonly clusterNames: ClusterNameRecord;
  readonly loadBalancers: LoadBalancerRecord;
  readonly iamRoles: IamRoleRecord;
  readonly hostedZones: HostedZoneRecord;
  readonly serviceQuotas: ServiceQuotaRecord;
}

const owner = '111122223333';

/** `route('0.0.0.0/0', 'nat-gateway', 'nat-a')`; a destination that starts with `pl-` is a prefix list. */
export const route = (
  destination: string,
  kind: Exclude<RouteRecord['target'], { observed: false }>['kind'],
  id: string,
  overrides: Partial<RouteRecord> = {},
): RouteRecord => ({
  destination: destination.startsWith('pl-') ? { prefixListId: destination } : { cidr: destination },
  target: { kind, id },
  state: 'active',
  origin: 'static',
  ...overrides,
});

const local: RouteRecord = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });

/** `rule('tcp', 443, '10.0.0.0/8')`; the peer may be a CIDR block, a prefix list or a security group. */
export const rule = (
  protocol: string,
  ports: number | readonly [number, number] | undefined,
  peer: string,
  overrides: Partial<SecurityGroupRuleRecord> = {},
): SecurityGroupRuleRecord => ({
  protocol,
  ...(ports === undefined
    ? {}
    : { ports: typeof ports === 'number' ? { from: ports, to: ports } : { from: ports[0], to: ports[1] } }),
  peer: peer.startsWith('pl-')
    ? { prefixListId: peer }
    : peer.startsWith('sg-')
      ? { securityGroupId: peer }
      : { cidr: peer },
  ...overrides,
});

export const anyTraffic = (peer: string): SecurityGroupRuleRecord => rule('any', undefined, peer);

/** `aclEntry(100, 'in', 'allow', 'tcp', '0.0.0.0/0', [1024, 65535])`. */
export const aclEntry = (
  number: number,
  direction: 'in' | 'out',
  action: 'allow' | 'deny',
  protocol: string,
  cidr: string,
  ports?: readonly [number, number],
): NetworkAclEntryRecord => ({
  number,
  egress: direction === 'out',
  action,
  protocol,
  cidr,
  ...(ports ? { ports: { from: ports[0], to: ports[1] } } : {}),
});

const aVpc = (id: string): VpcRecord => ({
  id,
  ownerId: owner,
  cidrs: ['10.0.0.0/16'],
  ipv6Cidrs: [],
  enableDnsSupport: true,
  enableDnsHostnames: true,
  dhcpOptionsId: 'dopt-amazon',
  tags: {},
});

/** In the first zone unless the id ends in `-b` or `-c`. */
const aSubnet = (id: string): SubnetRecord => {
  const zone = id.endsWith('-b') ? 2 : id.endsWith('-c') ? 3 : 1;
  return {
    id,
    vpcId: 'vpc-main',
    ownerId: owner,
    state: 'available',
    cidr: '10.0.200.0/24',
    ipv6Cidrs: [],
    zone: `us-east-1${'abc'[zone - 1]}`,
    zoneId: `use1-az${zone}`,
    freeIpv4Addresses: 200,
    mapPublicIpOnLaunch: false,
    assignIpv6AddressOnCreation: false,
    ipv6Native: false,
    enableDns64: false,
    internetGatewayBlockMode: 'off',
    cidrReservations: [],
    tags: {},
  };
};

const internalTag = { 'kubernetes.io/role/internal-elb': '1' };
const publicTag = { 'kubernetes.io/role/elb': '1' };

const aRouteTable = (id: string): RouteTableRecord => ({
  id,
  vpcId: 'vpc-main',
  ownerId: owner,
  main: false,
  subnetIds: [],
  routes: [local],
  propagatingGatewayIds: [],
  tags: {},
});

const aNetworkAcl = (id: string): NetworkAclRecord => ({
  id,
  vpcId: 'vpc-main',
  isDefault: false,
  subnetIds: [],
  entries: [aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'), aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0')],
});

const aSecurityGroup = (id: string): SecurityGroupRecord => ({
  id,
  vpcId: 'vpc-main',
  ownerId: owner,
  name: id,
  ingress: [],
  egress: [anyTraffic('0.0.0.0/0')],
  tags: {},
});

export const aNetworkInterface = (id: string): NetworkInterfaceRecord => ({
  id,
  vpcId: 'vpc-main',
  subnetId: id.endsWith('-b') ? 'subnet-b' : 'subnet-a',
  ownerId: owner,
  description: '',
  interfaceType: 'interface',
  status: 'in-use',
  sourceDestCheck: true,
  securityGroupIds: ['sg-cluster'],
  privateIpv4Addresses: ['10.0.1.20'],
  ipv4Prefixes: [],
  ipv6Addresses: [],
  ipv6Prefixes: [],
  tags: {},
});

const controlPlane = (id: string, address: string): NetworkInterfaceRecord => ({
  ...aNetworkInterface(id),
  description: 'Amazon EKS demo',
  requesterId: '444455556666',
  privateIpv4Addresses: [address],
  attachment: { instanceOwnerId: '444455556666', deviceIndex: 1, status: 'attached' },
});

const nodeTags = { 'eks:cluster-name': 'demo', 'eks:nodegroup-name': 'workers', 'kubernetes.io/cluster/demo': 'owned' };

/** The primary interface of a node with all of an m5.large interface's ten addresses. */
const nodeInterface = (id: string, instanceId: string, network: string): NetworkInterfaceRecord => ({
  ...aNetworkInterface(id),
  privateIpv4Addresses: Array.from({ length: 10 }, (_, index) => `${network}.${50 + index}`),
  attachment: { instanceId, instanceOwnerId: owner, deviceIndex: 0, status: 'attached' },
  tags: { 'cluster.k8s.amazonaws.com/name': 'demo', 'node.k8s.amazonaws.com/instance_id': instanceId },
});

const anInstance = (id: string): InstanceRecord => ({
  id,
  instanceType: 'm5.large',
  state: 'running',
  vpcId: 'vpc-main',
  subnetId: id.endsWith('-b') ? 'subnet-b' : 'subnet-a',
  zone: id.endsWith('-b') ? 'us-east-1b' : 'us-east-1a',
  securityGroupIds: ['sg-cluster'],
  tags: nodeTags,
});

const anInstanceType = (id: string, interfaces = 3, addresses = 10): InstanceTypeRecord => ({
  id,
  hypervisor: 'nitro',
  bareMetal: false,
  vcpus: 2,
  memoryMib: 8192,
  maximumInterfaces: interfaces,
  ipv4AddressesPerInterface: addresses,
});

const aNatGateway = (id: string): NatGatewayRecord => ({
  id,
  vpcId: 'vpc-main',
  state: 'available',
  connectivityType: 'public',
  availabilityMode: 'zonal',
  subnetId: id.endsWith('-b') ? 'subnet-public-b' : 'subnet-public-a',
  addresses: [
    {
      publicIp: id.endsWith('-b') ? '198.51.100.11' : '198.51.100.10',
      allocationId: `eipalloc-${id}`,
      status: 'succeeded',
    },
  ],
});

const attachedTo = (id: string, state: string) => ({ id, attachments: [{ vpcId: 'vpc-main', state }] });

const anEndpoint = (id: string): VpcEndpointRecord => ({
  id,
  vpcId: 'vpc-main',
  type: 'Interface',
  serviceName: `com.amazonaws.us-east-1.${id.replace('vpce-', '')}`,
  state: 'available',
  routeTableIds: [],
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupIds: ['sg-endpoints'],
  networkInterfaceIds: [],
  privateDnsEnabled: true,
});

const aTransitGatewayAttachment = (id: string): TransitGatewayVpcAttachmentRecord => ({
  id,
  transitGatewayId: 'tgw-main',
  vpcId: 'vpc-main',
  vpcOwnerId: owner,
  state: 'available',
  subnetIds: ['subnet-a', 'subnet-b'],
});

const aLaunchTemplateVersion = (id: string): LaunchTemplateVersionRecord => ({
  id,
  launchTemplateId: id.split(':')[0] ?? id,
  version: id.split(':')[1] ?? '1',
  instanceType: 'm5.large',
  choosesByAttributes: false,
  securityGroupIds: [],
  networkInterfaces: [],
});

const anAutoScalingGroup = (id: string): AutoScalingGroupRecord => ({
  id,
  minSize: 2,
  maxSize: 4,
  desiredCapacity: 2,
  subnetIds: ['subnet-a', 'subnet-b'],
  instanceTypes: ['m5.large'],
  choosesByAttributes: false,
  instanceIds: [],
  suspendedProcesses: [],
  tags: {},
});

const aPeering = (id: string): VpcPeeringConnectionRecord => ({
  id,
  status: 'active',
  requester: { vpcId: 'vpc-main', ownerId: owner, region: 'us-east-1', cidrs: ['10.0.0.0/16'] },
  accepter: { vpcId: 'vpc-peer', ownerId: owner, region: 'us-east-1', cidrs: ['10.9.0.0/16'] },
});

/** An internal Network Load Balancer of the cluster, made by the AWS Load Balancer Controller. */
const aLoadBalancer = (id: string): LoadBalancerRecord => ({
  id,
  name: id,
  type: 'network',
  scheme: 'internal',
  vpcId: 'vpc-main',
  dnsName: `${id}.elb.us-east-1.amazonaws.com`,
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupIds: [],
  listeners: [{ port: 443, protocol: 'TCP', certificateArns: [] }],
  targetGroups: [],
  tags: { 'elbv2.k8s.aws/cluster': 'demo' },
});

const policies = (...names: string[]): string[] => names.map((name) => `arn:aws:iam::aws:policy/${name}`);

const aRole = (id: string): IamRoleRecord => ({
  id,
  attachedPolicyArns: policies(
    'AmazonEKSWorkerNodePolicy',
    'AmazonEC2ContainerRegistryPullOnly',
    'AmazonEKS_CNI_Policy',
  ),
  inlinePolicyNames: [],
  trustedServices: ['ec2.amazonaws.com'],
});

/** Per collection: the members of the healthy snapshot, and what a further member looks like before a case changes it. */
export const recordBuilders: {
  readonly [C in keyof Records]: { healthy: Records[C][]; build: (id: string) => Records[C] };
} = {
  vpcs: { healthy: [aVpc('vpc-main')], build: aVpc },
  dhcpOptions: {
    healthy: [{ id: 'dopt-amazon', domainNameServers: ['AmazonProvidedDNS'], domainName: 'ec2.internal' }],
    build: (id) => ({ id, domainNameServers: ['AmazonProvidedDNS'], domainName: 'ec2.internal' }),
  },
  subnets: {
    healthy: [
      { ...aSubnet('subnet-a'), cidr: '10.0.1.0/24', tags: internalTag },
      { ...aSubnet('subnet-b'), cidr: '10.0.2.0/24', tags: internalTag },
      { ...aSubnet('subnet-public-a'), cidr: '10.0.101.0/24', tags: publicTag },
      { ...aSubnet('subnet-public-b'), cidr: '10.0.102.0/24', tags: publicTag },
    ],
    build: aSubnet,
  },
  routeTables: {
    healthy: [
      { ...aRouteTable('rtb-main'), main: true },
      { ...aRouteTable('rtb-a'), subnetIds: ['subnet-a'], routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-a')] },
      { ...aRouteTable('rtb-b'), subnetIds: ['subnet-b'], routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-b')] },
      {
        ...aRouteTable('rtb-public'),
        subnetIds: ['subnet-public-a', 'subnet-public-b'],
        routes: [local, route('0.0.0.0/0', 'internet-gateway', 'igw-main')],
      },
    ],
    build: aRouteTable,
  },
  networkAcls: {
    healthy: [
      {
        ...aNetworkAcl('acl-main'),
        isDefault: true,
        subnetIds: ['subnet-a', 'subnet-b', 'subnet-public-a', 'subnet-public-b'],
      },
    ],
    build: aNetworkAcl,
  },
  securityGroups: {
    healthy: [
      {
        ...aSecurityGroup('sg-cluster'),
        name: 'eks-cluster-sg-demo',
        ingress: [anyTraffic('sg-cluster')],
        tags: { 'kubernetes.io/cluster/demo': 'owned', 'aws:eks:cluster-name': 'demo' },
      },
    ],
    build: aSecurityGroup,
  },
  prefixLists: {
    healthy: [
      {
        id: 'pl-s3',
        name: 'com.amazonaws.us-east-1.s3',
        ownerId: 'AWS',
        addressFamily: 'IPv4',
        entries: ['52.216.0.0/15'],
      },
    ],
    build: (id) => ({ id, name: id, ownerId: owner, addressFamily: 'IPv4', maxEntries: 10, entries: [] }),
  },
  networkInterfaces: {
    healthy: [
      controlPlane('eni-eks-a', '10.0.1.10'),
      controlPlane('eni-eks-b', '10.0.2.10'),
      nodeInterface('eni-node-a', 'i-node-a', '10.0.1'),
      nodeInterface('eni-node-b', 'i-node-b', '10.0.2'),
    ],
    build: aNetworkInterface,
  },
  vpcEndpoints: { healthy: [], build: anEndpoint },
  natGateways: { healthy: [aNatGateway('nat-a'), aNatGateway('nat-b')], build: aNatGateway },
  internetGateways: { healthy: [attachedTo('igw-main', 'available')], build: (id) => attachedTo(id, 'available') },
  egressOnlyInternetGateways: { healthy: [], build: (id) => attachedTo(id, 'attached') },
  transitGatewayVpcAttachments: { healthy: [], build: aTransitGatewayAttachment },
  vpnGateways: { healthy: [], build: (id) => ({ ...attachedTo(id, 'attached'), state: 'available' }) },
  vpcPeeringConnections: { healthy: [], build: aPeering },
  instances: { healthy: [anInstance('i-node-a'), anInstance('i-node-b')], build: anInstance },
  instanceTypes: {
    healthy: [anInstanceType('m5.large'), anInstanceType('m5.xlarge', 4, 15)],
    build: (id) => anInstanceType(id),
  },
  launchTemplateVersions: { healthy: [], build: aLaunchTemplateVersion },
  autoScalingGroups: { healthy: [], build: anAutoScalingGroup },
  availabilityZones: {
    healthy: [1, 2, 3].map((zone) => ({
      id: `use1-az${zone}`,
      name: `us-east-1${'abc'[zone - 1]}`,
      type: 'availability-zone',
    })),
    build: (id) => ({ id, name: id, type: 'availability-zone' }),
  },
  clusterNames: { healthy: [{ id: 'demo' }], build: (id) => ({ id }) },
  loadBalancers: { healthy: [], build: aLoadBalancer },
  iamRoles: {
    healthy: [
      aRole('arn:aws:iam::111122223333:role/nodes'),
      {
        id: 'arn:aws:iam::111122223333:role/demo-cluster',
        attachedPolicyArns: policies('AmazonEKSClusterPolicy'),
        inlinePolicyNames: [],
        trustedServices: ['eks.amazonaws.com'],
      },
    ],
    build: aRole,
  },
  hostedZones: { healthy: [], build: (id) => ({ id, name: 'example.com.', private: false, vpcIds: [], records: [] }) },
  serviceQuotas: { healthy: [{ id: 'vpc/L-0EA8095F', value: 60 }], build: (id) => ({ id, value: 60 }) },
};
