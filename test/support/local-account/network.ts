import * as ec2 from '@aws-sdk/client-ec2';

export interface SeededNetwork {
  readonly vpcId: string;
  readonly publicSubnets: readonly [string, string];
  readonly privateSubnets: readonly [string, string];
  readonly internetGateway: string;
  readonly natGateway: string;
  readonly publicRoutes: string;
  readonly privateRoutes: string;
  readonly prefixList: string;
  readonly clusterGroup: string;
  readonly endpointGroup: string;
  readonly s3Endpoint: string;
  readonly ec2Endpoint: string;
  readonly transitGateway: string;
  readonly peering: string;
  readonly vpnGateway: string;
  readonly egressOnlyGateway: string;
}

/** The id that an answer must have. */
export function made(id: string | undefined): string {
  if (!id) throw new Error('the local AWS made something without an id');
  return id;
}

const tagged = (ResourceType: ec2.ResourceType, tags: Readonly<Record<string, string>>): ec2.TagSpecification[] => [
  { ResourceType, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
];

/** Two zones with a public and a private subnet each, one NAT gateway, and at least one of everything that a VPC may have. */
export async function seedNetwork(client: ec2.EC2Client): Promise<SeededNetwork> {
  const vpcId = await seedVpc(client, '10.0.0.0/16');
  const subnets = await seedSubnets(client, vpcId);
  const gateways = await seedGateways(client, vpcId, subnets);
  const prefixList = await seedPrefixList(client);
  const groups = await seedSecurityGroups(client, vpcId, prefixList);
  const routes = await seedRoutes(client, vpcId, subnets, { ...gateways, prefixList });
  const endpoints = await seedEndpoints(client, vpcId, subnets, { ...routes, ...groups });
  return { vpcId, ...subnets, ...gateways, prefixList, ...groups, ...routes, ...endpoints };
}

async function seedVpc(client: ec2.EC2Client, CidrBlock: string): Promise<string> {
  const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock }));
  const VpcId = made(Vpc?.VpcId);
  await client.send(new ec2.ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  await client.send(new ec2.AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: '100.64.0.0/16' }));
  const { DhcpOptions } = await client.send(
    new ec2.CreateDhcpOptionsCommand({
      DhcpConfigurations: [{ Key: 'domain-name-servers', Values: ['AmazonProvidedDNS'] }],
    }),
  );
  const DhcpOptionsId = made(DhcpOptions?.DhcpOptionsId);
  await client.send(new ec2.AssociateDhcpOptionsCommand({ VpcId, DhcpOptionsId }));
  return VpcId;
}

type Subnets = Pick<SeededNetwork, 'publicSubnets' | 'privateSubnets'>;

async function seedSubnets(client: ec2.EC2Client, VpcId: string): Promise<Subnets> {
  const create = async (CidrBlock: string, zone: 'a' | 'b', tag: string) => {
    const { Subnet } = await client.send(
      new ec2.CreateSubnetCommand({
        VpcId,
        CidrBlock,
        AvailabilityZone: `us-east-1${zone}`,
        TagSpecifications: tagged('subnet', { [tag]: '1' }),
      }),
    );
    return made(Subnet?.SubnetId);
  };
  const [publicTag, privateTag] = ['kubernetes.io/role/elb', 'kubernetes.io/role/internal-elb'] as const;
  const privateA = await create('10.0.1.0/24', 'a', privateTag);
  await client.send(
    new ec2.CreateSubnetCidrReservationCommand({
      SubnetId: privateA,
      Cidr: '10.0.1.128/28',
      ReservationType: 'prefix',
    }),
  );
  return {
    publicSubnets: [await create('10.0.101.0/24', 'a', publicTag), await create('10.0.102.0/24', 'b', publicTag)],
    privateSubnets: [privateA, await create('10.0.2.0/24', 'b', privateTag)],
  };
}

type Gateways = Pick<
  SeededNetwork,
  'internetGateway' | 'natGateway' | 'transitGateway' | 'peering' | 'vpnGateway' | 'egressOnlyGateway'
>;

async function seedGateways(
  client: ec2.EC2Client,
  VpcId: string,
  { publicSubnets, privateSubnets }: Subnets,
): Promise<Gateways> {
  const { InternetGateway } = await client.send(new ec2.CreateInternetGatewayCommand({}));
  const internetGateway = made(InternetGateway?.InternetGatewayId);
  await client.send(new ec2.AttachInternetGatewayCommand({ VpcId, InternetGatewayId: internetGateway }));
  const { AllocationId } = await client.send(new ec2.AllocateAddressCommand({ Domain: 'vpc' }));
  const { NatGateway } = await client.send(
    new ec2.CreateNatGatewayCommand({ SubnetId: publicSubnets[0], AllocationId: made(AllocationId) }),
  );
  const { VpnGateway } = await client.send(new ec2.CreateVpnGatewayCommand({ Type: 'ipsec.1' }));
  const vpnGateway = made(VpnGateway?.VpnGatewayId);
  await client.send(new ec2.AttachVpnGatewayCommand({ VpcId, VpnGatewayId: vpnGateway }));
  const { EgressOnlyInternetGateway } = await client.send(new ec2.CreateEgressOnlyInternetGatewayCommand({ VpcId }));
  const { TransitGateway } = await client.send(new ec2.CreateTransitGatewayCommand({}));
  const transitGateway = made(TransitGateway?.TransitGatewayId);
  await client.send(
    new ec2.CreateTransitGatewayVpcAttachmentCommand({
      VpcId,
      TransitGatewayId: transitGateway,
      SubnetIds: [...privateSubnets],
    }),
  );
  const PeerVpcId = await seedVpc(client, '10.9.0.0/16');
  const { VpcPeeringConnection } = await client.send(new ec2.CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }));
  return {
    internetGateway,
    natGateway: made(NatGateway?.NatGatewayId),
    vpnGateway,
    egressOnlyGateway: made(EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId),
    transitGateway,
    peering: made(VpcPeeringConnection?.VpcPeeringConnectionId),
  };
}

async function seedPrefixList(client: ec2.EC2Client): Promise<string> {
  const { PrefixList } = await client.send(
    new ec2.CreateManagedPrefixListCommand({
      PrefixListName: 'offices',
      AddressFamily: 'IPv4',
      MaxEntries: 10,
      Entries: [{ Cidr: '192.0.2.0/24' }, { Cidr: '198.51.100.0/24' }],
    }),
  );
  return made(PrefixList?.PrefixListId);
}

type Groups = Pick<SeededNetwork, 'clusterGroup' | 'endpointGroup'>;

async function seedSecurityGroups(client: ec2.EC2Client, VpcId: string, prefixList: string): Promise<Groups> {
  const create = async (GroupName: string, permissions: (id: string) => ec2.IpPermission[]) => {
    const { GroupId } = await client.send(
      new ec2.CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId }),
    );
    const id = made(GroupId);
    await client.send(new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: permissions(id) }));
    return id;
  };
  return {
    clusterGroup: await create('eks-cluster-sg', (id) => [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: id }] }]),
    endpointGroup: await create('endpoints', () => [
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/16', Description: 'the VPC' }] },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: prefixList }] },
    ]),
  };
}

type Routes = Pick<SeededNetwork, 'publicRoutes' | 'privateRoutes'>;
type Targets = Gateways & Pick<SeededNetwork, 'prefixList'>;

async function seedRoutes(
  client: ec2.EC2Client,
  VpcId: string,
  { publicSubnets, privateSubnets }: Subnets,
  targets: Targets,
): Promise<Routes> {
  const create = async (subnets: readonly string[], routes: readonly Partial<ec2.CreateRouteCommandInput>[]) => {
    const { RouteTable } = await client.send(new ec2.CreateRouteTableCommand({ VpcId }));
    const RouteTableId = made(RouteTable?.RouteTableId);
    for (const route of routes) await client.send(new ec2.CreateRouteCommand({ RouteTableId, ...route }));
    for (const SubnetId of subnets) {
      await client.send(new ec2.AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    }
    return RouteTableId;
  };
  const everywhere = '0.0.0.0/0';
  return {
    publicRoutes: await create(publicSubnets, [
      { DestinationCidrBlock: everywhere, GatewayId: targets.internetGateway },
    ]),
    privateRoutes: await create(privateSubnets, [
      { DestinationCidrBlock: everywhere, NatGatewayId: targets.natGateway },
      { DestinationPrefixListId: targets.prefixList, TransitGatewayId: targets.transitGateway },
      { DestinationCidrBlock: '10.9.0.0/16', VpcPeeringConnectionId: targets.peering },
    ]),
  };
}

type Endpoints = Pick<SeededNetwork, 's3Endpoint' | 'ec2Endpoint'>;

async function seedEndpoints(
  client: ec2.EC2Client,
  VpcId: string,
  { privateSubnets }: Subnets,
  { privateRoutes, endpointGroup }: Routes & Groups,
): Promise<Endpoints> {
  const gateway = await client.send(
    new ec2.CreateVpcEndpointCommand({
      VpcId,
      VpcEndpointType: 'Gateway',
      ServiceName: 'com.amazonaws.us-east-1.s3',
      RouteTableIds: [privateRoutes],
    }),
  );
  const interfaces = await client.send(
    new ec2.CreateVpcEndpointCommand({
      VpcId,
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.us-east-1.ec2',
      SubnetIds: [...privateSubnets],
      SecurityGroupIds: [endpointGroup],
      PrivateDnsEnabled: true,
    }),
  );
  return {
    s3Endpoint: made(gateway.VpcEndpoint?.VpcEndpointId),
    ec2Endpoint: made(interfaces.VpcEndpoint?.VpcEndpointId),
  };
}
