// Reads what `plumbline check` reads, with the same SDK, and judges nothing: what a live check cannot cost less than.
import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import * as ec2 from '@aws-sdk/client-ec2';
import * as eks from '@aws-sdk/client-eks';
import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const inFlight = 16;
const settings = { maxAttempts: 6, retryMode: 'adaptive' };
const [network, clusters, scaling] = [
  new ec2.EC2Client(settings),
  new eks.EKSClient(settings),
  new AutoScalingClient(settings),
];
const identity = new iam.IAMClient(settings);
const ignoreGone = (error: unknown): void => {
  if (!(error instanceof iam.NoSuchEntityException)) throw error;
};
await new STSClient(settings).send(new GetCallerIdentityCommand());

async function each<T>(items: readonly T[], body: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await body(item);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

const names = (await clusters.send(new eks.ListClustersCommand({ maxResults: 100 }))).clusters ?? [];
const vpcIds = new Set<string>();
const templates = new Map<string, Set<string>>();
const types = new Set<string>();
const nodeSubnets = new Set<string>();
const roles = new Set<string>();

await each(names, async (clusterName) => {
  const { cluster } = await clusters.send(new eks.DescribeClusterCommand({ name: clusterName }));
  vpcIds.add(cluster?.resourcesVpcConfig?.vpcId ?? '');
  roles.add(cluster?.roleArn?.split('/').at(-1) ?? '');
  const { nodegroups = [] } = await clusters.send(new eks.ListNodegroupsCommand({ clusterName, maxResults: 100 }));
  for (const nodegroupName of nodegroups) {
    const { nodegroup } = await clusters.send(new eks.DescribeNodegroupCommand({ clusterName, nodegroupName }));
    roles.add(nodegroup?.nodeRole?.split('/').at(-1) ?? '');
    for (const type of nodegroup?.instanceTypes ?? []) types.add(type);
    for (const subnet of nodegroup?.subnets ?? []) nodeSubnets.add(subnet);
    const { id, version } = nodegroup?.launchTemplate ?? {};
    if (id && version) templates.set(id, (templates.get(id) ?? new Set()).add(version));
  }
  const { fargateProfileNames = [] } = await clusters.send(
    new eks.ListFargateProfilesCommand({ clusterName, maxResults: 100 }),
  );
  for (const fargateProfileName of fargateProfileNames) {
    await clusters.send(new eks.DescribeFargateProfileCommand({ clusterName, fargateProfileName }));
  }
  const { addons = [] } = await clusters.send(new eks.ListAddonsCommand({ clusterName, maxResults: 100 }));
  for (const addonName of addons.filter((name) => name === 'vpc-cni')) {
    await clusters.send(new eks.DescribeAddonCommand({ clusterName, addonName }));
  }
  await clusters.send(new eks.ListPodIdentityAssociationsCommand({ clusterName, maxResults: 100 }));
});

const Filters = [{ Name: 'vpc-id', Values: [...vpcIds] }];
const attached = [{ Name: 'attachment.vpc-id', Values: [...vpcIds] }];
const [groups] = await Promise.all([
  network.send(new ec2.DescribeSecurityGroupsCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeVpcsCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeSubnetsCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeRouteTablesCommand({ Filters, MaxResults: 100 })),
  network.send(new ec2.DescribeNetworkAclsCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeNetworkInterfacesCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeInstancesCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeVpcEndpointsCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeNatGatewaysCommand({ Filter: Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeInternetGatewaysCommand({ Filters: attached, MaxResults: 1000 })),
  network.send(new ec2.DescribeEgressOnlyInternetGatewaysCommand({ MaxResults: 255 })),
  network.send(new ec2.DescribeTransitGatewayVpcAttachmentsCommand({ Filters, MaxResults: 1000 })),
  network.send(new ec2.DescribeVpnGatewaysCommand({ Filters: attached })),
  network.send(new ec2.DescribeVpcPeeringConnectionsCommand({ MaxResults: 1000 })),
  network.send(new ec2.DescribeAvailabilityZonesCommand()),
  network.send(new ec2.DescribeDhcpOptionsCommand({ MaxResults: 1000 })),
  network.send(new ec2.DescribeManagedPrefixListsCommand({ MaxResults: 100 })),
  network.send(
    new ec2.DescribeInstanceTypesCommand({ Filters: [{ Name: 'instance-type', Values: [...types] }], MaxResults: 100 }),
  ),
  scaling.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 100 })),
  new elb.ElasticLoadBalancingV2Client(settings).send(new elb.DescribeLoadBalancersCommand({ PageSize: 400 })),
  new classic.ElasticLoadBalancingClient(settings).send(new classic.DescribeLoadBalancersCommand({ PageSize: 400 })),
  new ServiceQuotasClient(settings).send(new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: 'L-0EA8095F' })),
  each([...roles], async (RoleName) => {
    await identity.send(new iam.GetRoleCommand({ RoleName })).catch(ignoreGone);
    await identity.send(new iam.ListAttachedRolePoliciesCommand({ RoleName })).catch(ignoreGone);
    await identity.send(new iam.ListRolePoliciesCommand({ RoleName })).catch(ignoreGone);
  }),
  each([...vpcIds], async (VpcId) => {
    for (const Attribute of ['enableDnsSupport', 'enableDnsHostnames'] as const) {
      await network.send(new ec2.DescribeVpcAttributeCommand({ VpcId, Attribute }));
    }
  }),
  each([...nodeSubnets], (SubnetId) =>
    network.send(new ec2.GetSubnetCidrReservationsCommand({ SubnetId, MaxResults: 1000 })),
  ),
  each([...templates], ([LaunchTemplateId, versions]) =>
    network.send(new ec2.DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions: [...versions] })),
  ),
]);
const ids = (groups.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
await network.send(
  new ec2.DescribeSecurityGroupRulesCommand({
    Filters: [{ Name: 'group-id', Values: ids.slice(0, 200) }],
    MaxResults: 1000,
  }),
);
