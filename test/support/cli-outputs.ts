/** Outputs of AWS CLI commands, by file name. */
export type CliOutputs = Readonly<Record<string, unknown>>;

const owner = '111122223333';
const vpc = 'vpc-0a1b2c3d4e5f60718';
const arn = (resource: string) => `arn:aws:eks:us-east-1:${owner}:${resource}`;

const subnet = (zone: 'a' | 'b', free: number) => ({
  SubnetId: `subnet-0${zone}000000000000001`,
  VpcId: vpc,
  OwnerId: owner,
  State: 'available',
  CidrBlock: zone === 'a' ? '10.0.1.0/24' : '10.0.2.0/24',
  AvailabilityZone: `us-east-1${zone}`,
  AvailabilityZoneId: zone === 'a' ? 'use1-az1' : 'use1-az2',
  AvailableIpAddressCount: free,
  MapPublicIpOnLaunch: false,
  AssignIpv6AddressOnCreation: false,
  Ipv6CidrBlockAssociationSet: [],
  Ipv6Native: false,
  EnableDns64: false,
  Tags: [{ Key: 'kubernetes.io/role/internal-elb', Value: '1' }],
});

const cluster = {
  name: 'demo',
  arn: arn('cluster/demo'),
  createdAt: '2026-01-10T09:00:00.123000+01:00',
  version: '1.35',
  status: 'ACTIVE',
  roleArn: `arn:aws:iam::${owner}:role/cluster`,
  resourcesVpcConfig: {
    subnetIds: [subnet('a', 0).SubnetId, subnet('b', 0).SubnetId],
    securityGroupIds: [],
    clusterSecurityGroupId: 'sg-0c00000000000001',
    vpcId: vpc,
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: [],
  },
  kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: 'ipv4' },
  logging: { clusterLogging: [{ types: ['api'], enabled: true }] },
  accessConfig: { authenticationMode: 'API' },
  health: { issues: [] },
  tags: {},
};

const nodegroup = {
  nodegroupName: 'workers',
  nodegroupArn: arn('nodegroup/demo/workers/0ac1'),
  clusterName: 'demo',
  status: 'ACTIVE',
  createdAt: '2026-01-10T10:00:00+00:00',
  capacityType: 'ON_DEMAND',
  scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 1 },
  instanceTypes: ['m5.large'],
  subnets: cluster.resourcesVpcConfig.subnetIds,
  amiType: 'AL2023_x86_64_STANDARD',
  nodeRole: `arn:aws:iam::${owner}:role/nodes.v2`,
  labels: {},
  resources: { autoScalingGroups: [{ name: 'eks-workers-0ac1' }] },
  health: { issues: [] },
  updateConfig: { maxUnavailable: 1 },
  tags: {},
};

const networkInterface = {
  NetworkInterfaceId: 'eni-0e00000000000001',
  VpcId: vpc,
  SubnetId: subnet('a', 0).SubnetId,
  OwnerId: owner,
  Description: 'Amazon EKS demo',
  InterfaceType: 'interface',
  Status: 'in-use',
  SourceDestCheck: true,
  Groups: [{ GroupId: 'sg-0c00000000000001', GroupName: 'eks-cluster-sg-demo' }],
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.1.10' }],
  Ipv6Addresses: [],
  TagSet: [],
};

const instanceType = {
  InstanceType: 'm5.large',
  Hypervisor: 'nitro',
  BareMetal: false,
  VCpuInfo: { DefaultVCpus: 2 },
  MemoryInfo: { SizeInMiB: 8192 },
  NetworkInfo: {
    MaximumNetworkInterfaces: 3,
    Ipv4AddressesPerInterface: 10,
    DefaultNetworkCardIndex: 0,
    NetworkCards: [{ NetworkCardIndex: 0, MaximumNetworkInterfaces: 3 }],
  },
};

const balancer = `arn:aws:elasticloadbalancing:us-east-1:${owner}:loadbalancer/net/gateway/0a1b`;
const zone = { Id: '/hostedzone/Z0A1', Name: 'example.com.', Config: { PrivateZone: true } };

const trusting = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});

/** What IAM's commands print about a role. */
const roleOutputs = (name: string, service: string, policy: string): CliOutputs => ({
  [`iam.get-role.${name}.json`]: {
    Role: {
      RoleName: name,
      Arn: `arn:aws:iam::${owner}:role/${name}`,
      AssumeRolePolicyDocument: trusting(service),
    },
  },
  [`iam.list-attached-role-policies.${name}.json`]: {
    AttachedPolicies: [{ PolicyName: policy, PolicyArn: `arn:aws:iam::aws:policy/${policy}` }],
  },
  [`iam.list-role-policies.${name}.json`]: { PolicyNames: [] },
});

const surroundings: CliOutputs = {
  'elbv2.describe-load-balancers.json': {
    LoadBalancers: [
      {
        LoadBalancerArn: balancer,
        LoadBalancerName: 'gateway',
        Type: 'network',
        Scheme: 'internal',
        VpcId: vpc,
        AvailabilityZones: [{ SubnetId: 'subnet-0a000000000000001' }],
      },
    ],
  },
  'elbv2.describe-tags.gateway.json': {
    TagDescriptions: [{ ResourceArn: balancer, Tags: [{ Key: 'elbv2.k8s.aws/cluster', Value: 'demo' }] }],
  },
  'elbv2.describe-listeners.gateway.json': {
    Listeners: [
      { ListenerArn: `${balancer}/1`, LoadBalancerArn: balancer, Port: 443, Protocol: 'TCP', DefaultActions: [] },
    ],
  },
  'elbv2.describe-target-groups.json': {
    TargetGroups: [
      {
        TargetGroupArn: 'arn:pods',
        TargetGroupName: 'pods',
        LoadBalancerArns: [balancer],
        Port: 8443,
        Protocol: 'TCP',
      },
      { TargetGroupArn: 'arn:idle', TargetGroupName: 'idle', LoadBalancerArns: [], Port: 80, Protocol: 'TCP' },
    ],
  },
  'elb.describe-load-balancers.json': {
    LoadBalancerDescriptions: [
      {
        LoadBalancerName: 'legacy',
        Scheme: 'internet-facing',
        VPCId: vpc,
        Subnets: ['subnet-0a000000000000001'],
        SecurityGroups: [],
        ListenerDescriptions: [{ Listener: { Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 30_080 } }],
      },
    ],
  },
  'elb.describe-tags.legacy.json': { TagDescriptions: [{ LoadBalancerName: 'legacy', Tags: [] }] },
  ...roleOutputs('cluster', 'eks.amazonaws.com', 'AmazonEKSClusterPolicy'),
  ...roleOutputs('nodes.v2', 'ec2.amazonaws.com', 'AmazonEKSWorkerNodePolicy'),
  'route53.list-hosted-zones.json': { HostedZones: [zone] },
  'route53.get-hosted-zone.Z0A1.json': { HostedZone: zone, VPCs: [{ VPCRegion: 'us-east-1', VPCId: vpc }] },
  'route53.list-resource-record-sets.Z0A1.json': {
    ResourceRecordSets: [{ Name: 'app.example.com.', Type: 'CNAME', ResourceRecords: [{ Value: 'gateway.example' }] }],
  },
  'service-quotas.get-service-quota.json': {
    Quota: { ServiceCode: 'vpc', QuotaCode: 'L-0EA8095F', Value: 100 },
  },
};

/** The outputs about one small cluster `demo` that has everything, under the names that the grammar asks for. */
export const cliOutputs: CliOutputs = {
  ...surroundings,
  'sts.get-caller-identity.json': { UserId: 'AIDA', Account: owner, Arn: `arn:aws:iam::${owner}:user/reader` },
  'eks.list-clusters.json': { clusters: ['demo'] },
  'eks.describe-cluster.demo.json': { cluster },
  'eks.list-nodegroups.demo.json': { nodegroups: ['workers'] },
  'eks.describe-nodegroup.demo.workers.json': { nodegroup },
  'eks.list-fargate-profiles.demo.json': { fargateProfileNames: [] },
  'eks.list-addons.demo.json': { addons: ['vpc-cni'] },
  'eks.describe-addon.demo.vpc-cni.json': {
    addon: { addonName: 'vpc-cni', clusterName: 'demo', addonVersion: 'v1.23.1-eksbuild.1' },
  },
  'eks.list-pod-identity-associations.demo.json': { associations: [] },
  'autoscaling.describe-auto-scaling-groups.json': { AutoScalingGroups: [] },
  'ec2.describe-vpcs.json': {
    Vpcs: [
      {
        VpcId: vpc,
        OwnerId: owner,
        CidrBlock: '10.0.0.0/16',
        CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } }],
        DhcpOptionsId: 'dopt-0d00000000000001',
      },
    ],
  },
  [`ec2.describe-vpc-attribute.${vpc}.support.json`]: { VpcId: vpc, EnableDnsSupport: { Value: true } },
  [`ec2.describe-vpc-attribute.${vpc}.hostnames.json`]: { VpcId: vpc, EnableDnsHostnames: { Value: true } },
  'ec2.describe-dhcp-options.json': {
    DhcpOptions: [
      {
        DhcpOptionsId: 'dopt-0d00000000000001',
        DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
      },
    ],
  },
  'ec2.describe-subnets.json': { Subnets: [subnet('a', 200), subnet('b', 200)] },
  'ec2.get-subnet-cidr-reservations.subnet-0a000000000000001.json': {
    SubnetIpv4CidrReservations: [],
    SubnetIpv6CidrReservations: [],
  },
  'ec2.get-subnet-cidr-reservations.subnet-0b000000000000001.json': {
    SubnetIpv4CidrReservations: [
      {
        SubnetCidrReservationId: 'scr-01',
        SubnetId: 'subnet-0b000000000000001',
        Cidr: '10.0.2.128/28',
        ReservationType: 'prefix',
      },
    ],
  },
  'ec2.describe-route-tables.json': {
    RouteTables: [
      {
        RouteTableId: 'rtb-0f00000000000001',
        VpcId: vpc,
        OwnerId: owner,
        Associations: [{ Main: true, AssociationState: { State: 'associated' } }],
        Routes: [
          { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
          { DestinationPrefixListId: 'pl-02cd2c6b', GatewayId: 'vpce-0b01', Origin: 'CreateRoute', State: 'active' },
        ],
        PropagatingVgws: [],
        Tags: [],
      },
    ],
  },
  'ec2.describe-network-acls.json': {
    NetworkAcls: [
      {
        NetworkAclId: 'acl-0900000000000001',
        VpcId: vpc,
        IsDefault: true,
        Associations: [subnet('a', 0), subnet('b', 0)].map(({ SubnetId }) => ({ SubnetId })),
        Entries: [
          { RuleNumber: 100, Egress: false, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
          { RuleNumber: 100, Egress: true, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
        ],
      },
    ],
  },
  'ec2.describe-security-groups.json': {
    SecurityGroups: [
      {
        GroupId: 'sg-0c00000000000001',
        GroupName: 'eks-cluster-sg-demo-1',
        VpcId: vpc,
        OwnerId: owner,
        IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-0c00000000000001', UserId: owner }] }],
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ],
  },
  'ec2.describe-security-group-rules.json': {
    SecurityGroupRules: [
      {
        SecurityGroupRuleId: 'sgr-0100000000000001',
        GroupId: 'sg-0c00000000000001',
        IsEgress: true,
        IpProtocol: '-1',
        FromPort: -1,
        ToPort: -1,
        CidrIpv4: '0.0.0.0/0',
      },
    ],
  },
  'ec2.describe-managed-prefix-lists.json': {
    PrefixLists: [
      {
        PrefixListId: 'pl-02cd2c6b',
        PrefixListName: 'com.amazonaws.us-east-1.s3',
        OwnerId: 'AWS',
        AddressFamily: 'IPv4',
      },
    ],
  },
  'ec2.get-managed-prefix-list-entries.pl-02cd2c6b.json': { Entries: [{ Cidr: '52.216.0.0/15' }] },
  'ec2.describe-network-interfaces.json': { NetworkInterfaces: [networkInterface] },
  'ec2.describe-vpc-endpoints.json': { VpcEndpoints: [] },
  'ec2.describe-nat-gateways.json': { NatGateways: [] },
  'ec2.describe-internet-gateways.json': { InternetGateways: [] },
  'ec2.describe-egress-only-internet-gateways.json': { EgressOnlyInternetGateways: [] },
  'ec2.describe-transit-gateway-vpc-attachments.json': { TransitGatewayVpcAttachments: [] },
  'ec2.describe-vpn-gateways.json': { VpnGateways: [] },
  'ec2.describe-vpc-peering-connections.json': { VpcPeeringConnections: [] },
  'ec2.describe-instances.json': {
    Reservations: [
      {
        ReservationId: 'r-0100000000000001',
        Instances: [
          {
            InstanceId: 'i-0100000000000001',
            InstanceType: 'm5.large',
            State: { Name: 'running' },
            VpcId: vpc,
            SubnetId: 'subnet-0a000000000000001',
            Placement: { AvailabilityZone: 'us-east-1a' },
            SecurityGroups: [{ GroupId: 'sg-0c00000000000001' }],
            LaunchTime: '2026-06-01T08:00:00+00:00',
          },
        ],
      },
    ],
  },
  'ec2.describe-instance-types.m5.large.json': { InstanceTypes: [instanceType] },
  'ec2.describe-availability-zones.json': {
    AvailabilityZones: ['a', 'b'].map((letter, index) => ({
      ZoneId: `use1-az${index + 1}`,
      ZoneName: `us-east-1${letter}`,
      ZoneType: 'availability-zone',
    })),
  },
};
