import * as ec2 from '@aws-sdk/client-ec2';
import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import * as route53 from '@aws-sdk/client-route-53';
import { made, type SeededNetwork } from './network.ts';

/** How a client reaches the local AWS. */
interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface SeededSurroundings {
  /** A Network Load Balancer of the cluster, an Application Load Balancer of nobody; ARNs. */
  readonly ofCluster: string;
  readonly ofNobody: string;
  /** A public zone with records, a private one of the VPC, one that no host name lies in; ids without path. */
  readonly publicZone: string;
  readonly privateZone: string;
  readonly otherZone: string;
}

interface Surrounded {
  readonly cluster: string;
  readonly network: SeededNetwork;
  readonly furtherRoles: Readonly<Record<string, string>>;
}

/** What lies around the network of a cluster: load balancers, roles (`fargate` was deleted) and hosted zones. */
export async function seedSurroundings(
  settings: Settings,
  { cluster, network, furtherRoles }: Surrounded,
): Promise<SeededSurroundings> {
  await seedRoles(new iam.IAMClient(settings), furtherRoles);
  await seedClassicLoadBalancer(new classic.ElasticLoadBalancingClient(settings), cluster, network);
  const balancers = await seedLoadBalancers(settings, cluster, network);
  const zones = await seedZones(new route53.Route53Client(settings), network.vpcId, balancers.dnsName);
  return { ...balancers, ...zones };
}

const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

const anyPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }],
});

async function seedRoles(client: iam.IAMClient, further: Surrounded['furtherRoles']): Promise<void> {
  const roles = { cluster: 'eks.amazonaws.com', nodes: 'ec2.amazonaws.com', ...further };
  for (const [RoleName, service] of Object.entries(roles)) {
    await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(service) }));
    for (const suffix of ['one', 'two']) {
      const { Policy } = await client.send(
        new iam.CreatePolicyCommand({ PolicyName: `${RoleName}-${suffix}`, PolicyDocument: anyPolicy }),
      );
      await client.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn: made(Policy?.Arn) }));
    }
  }
  await client.send(new iam.PutRolePolicyCommand({ RoleName: 'nodes', PolicyName: 'logs', PolicyDocument: anyPolicy }));
}

async function seedClassicLoadBalancer(
  client: classic.ElasticLoadBalancingClient,
  cluster: string,
  { publicSubnets, clusterGroup }: SeededNetwork,
): Promise<void> {
  await client.send(
    new classic.CreateLoadBalancerCommand({
      LoadBalancerName: 'legacy',
      Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 80, InstanceProtocol: 'TCP', InstancePort: 30_080 }],
      Subnets: [...publicSubnets],
      SecurityGroups: [clusterGroup],
      Tags: [
        { Key: `kubernetes.io/cluster/${cluster}`, Value: 'owned' },
        { Key: 'cost-center', Value: '4711' },
      ],
    }),
  );
}

async function seedLoadBalancers(settings: Settings, cluster: string, { privateSubnets, vpcId }: SeededNetwork) {
  const client = new elb.ElasticLoadBalancingV2Client(settings);
  const create = async (input: elb.CreateLoadBalancerCommandInput) => {
    const { LoadBalancers } = await client.send(new elb.CreateLoadBalancerCommand({ Scheme: 'internal', ...input }));
    return { arn: made(LoadBalancers?.[0]?.LoadBalancerArn), dnsName: made(LoadBalancers?.[0]?.DNSName) };
  };
  const Subnets = [...privateSubnets];
  const Tags = [{ Key: 'elbv2.k8s.aws/cluster', Value: cluster }];
  const own = await create({ Name: 'gateway', Type: 'network', Subnets, Tags });
  const website = await create({ Name: 'website', Type: 'application', Subnets });
  await create({ Name: 'elsewhere', Type: 'network', Subnets: [await subnetElsewhere(settings)], Tags });
  const { TargetGroups } = await client.send(
    new elb.CreateTargetGroupCommand({
      Name: 'pods',
      Protocol: 'TCP',
      Port: 8443,
      VpcId: vpcId,
      TargetType: 'ip',
      HealthCheckProtocol: 'HTTP',
      Matcher: { HttpCode: '200,303' },
    }),
  );
  const TargetGroupArn = made(TargetGroups?.[0]?.TargetGroupArn);
  for (const Port of [443, 8443]) {
    await client.send(
      new elb.CreateListenerCommand({
        LoadBalancerArn: own.arn,
        Protocol: 'TCP',
        Port,
        DefaultActions: [{ Type: 'forward', TargetGroupArn }],
      }),
    );
  }
  return { ofCluster: own.arn, dnsName: own.dnsName, ofNobody: website.arn };
}

/** A subnet of the account's default VPC. */
async function subnetElsewhere(settings: Settings): Promise<string> {
  const { Subnets } = await new ec2.EC2Client(settings).send(
    new ec2.DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] }),
  );
  return made(Subnets?.[0]?.SubnetId);
}

async function seedZones(client: route53.Route53Client, VPCId: string, dnsName: string) {
  const create = async (Name: string, more: Partial<route53.CreateHostedZoneCommandInput> = {}) => {
    const { HostedZone } = await client.send(
      new route53.CreateHostedZoneCommand({ Name, CallerReference: Name, ...more }),
    );
    return made(HostedZone?.Id).replace('/hostedzone/', '');
  };
  const publicZone = await create('example.com');
  const alias = { HostedZoneId: 'Z26RNL4JYFTOTI', DNSName: dnsName, EvaluateTargetHealth: false };
  const text = { Name: 'app.example.com', Type: 'TXT', TTL: 300 } as const;
  await client.send(
    new route53.ChangeResourceRecordSetsCommand({
      HostedZoneId: publicZone,
      ChangeBatch: {
        Changes: [
          { Action: 'CREATE', ResourceRecordSet: { Name: 'app.example.com', Type: 'A', AliasTarget: alias } },
          {
            Action: 'CREATE',
            ResourceRecordSet: { ...text, ResourceRecords: [{ Value: '"heritage=external-dns"' }] },
          },
        ],
      },
    }),
  );
  const privateZone = await create('app.example.com', {
    VPC: { VPCRegion: 'us-east-1', VPCId },
    HostedZoneConfig: { PrivateZone: true },
  });
  return { publicZone, privateZone, otherZone: await create('example.org') };
}
