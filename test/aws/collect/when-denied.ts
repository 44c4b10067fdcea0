import type { ClusterRecord } from '../../../shared/model/snapshot/cluster.ts';
import type { Unobserved } from '../../../shared/model/snapshot/known.ts';
import { type CollectionName, collectionNames, type Snapshot } from '../../../shared/model/snapshot/snapshot.ts';

/** What a denial makes of the snapshot of the seeded account. */
type Consequence = (healthy: Snapshot, denied: Unobserved) => Snapshot;

const hidden =
  (...names: readonly CollectionName[]): Consequence =>
  (healthy, denied) => ({ ...healthy, ...Object.fromEntries(names.map((name) => [name, denied])) });

/** The members of a collection that were observed. */
const members = <Name extends CollectionName>(snapshot: Snapshot, name: Name) => snapshot[name] as Member<Name>[];
type Member<Name extends CollectionName> = Exclude<
  Extract<Snapshot[Name], readonly unknown[]>[number],
  { observed: false }
>;

const each =
  <Name extends CollectionName>(
    name: Name,
    change: (member: Member<Name>, denied: Unobserved) => object,
  ): Consequence =>
  (healthy, denied) => ({ ...healthy, [name]: members(healthy, name).map((member) => change(member, denied)) });

const cluster = (change: (cluster: ClusterRecord, denied: Unobserved) => Partial<ClusterRecord>): Consequence =>
  each('clusters', (record, denied) => ({ ...record, ...change(record, denied) }));

const without =
  (name: CollectionName, ...ids: readonly RegExp[]): Consequence =>
  (healthy) => ({
    ...healthy,
    [name]: members(healthy, name).filter(({ id }) => !ids.some((pattern) => pattern.test(id))),
  });

const both =
  (...consequences: readonly Consequence[]): Consequence =>
  (healthy, denied) =>
    consequences.reduce((snapshot, consequence) => consequence(snapshot, denied), healthy);

const ids = (list: unknown): string[] => (list as { id: string }[]).map(({ id }) => id);
const standIns = (list: unknown, denied: Unobserved) => ids(list).map((of) => ({ ...denied, of }));

const withoutRuleIds = (rules: unknown) => (rules as { ruleId?: string }[]).map(({ ruleId: _ruleId, ...rule }) => rule);

const withoutRole = (name: string) => without('iamRoles', new RegExp(`:role/${name}$`));

/** Where there is something, it is denied. */
const deniedWhereKnown = (fact: unknown, denied: Unobserved) =>
  Array.isArray(fact) && fact.length > 0 ? denied : fact;

const tagsDenied: Consequence = each('loadBalancers', (balancer, denied) => {
  const further = { ...denied, reason: `${denied.reason}, so this was not read` };
  return balancer.type === 'classic'
    ? { ...balancer, tags: denied }
    : { ...balancer, tags: denied, listeners: further, targetGroups: further };
});

const nothingElseRead: Consequence = (healthy, denied) => {
  const reason = `${denied.reason}, so this was not read`;
  return { ...hidden(...collectionNames)(healthy, { ...denied, reason }), clusters: denied, clusterNames: denied };
};

export const whenDenied: Readonly<Record<string, Consequence>> = {
  'autoscaling:DescribeAutoScalingGroups': both(hidden('autoScalingGroups'), without('launchTemplateVersions', /:2$/)),
  'ec2:DescribeAvailabilityZones': hidden('availabilityZones'),
  'ec2:DescribeDhcpOptions': hidden('dhcpOptions'),
  'ec2:DescribeEgressOnlyInternetGateways': hidden('egressOnlyInternetGateways'),
  'ec2:DescribeInstanceTypes': hidden('instanceTypes'),
  'ec2:DescribeInstances': hidden('instances'),
  'ec2:DescribeInternetGateways': hidden('internetGateways'),
  'ec2:DescribeLaunchTemplateVersions': (healthy, denied) => {
    const [first = ''] = ids(healthy.launchTemplateVersions);
    const [template = ''] = first.split(':');
    const launchTemplate = { id: template, version: '$Latest' };
    return {
      ...healthy,
      launchTemplateVersions: [`${template}:1`, `${template}:$Latest`].map((of) => ({ ...denied, of })),
      autoScalingGroups: members(healthy, 'autoScalingGroups').map((group) => ({ ...group, launchTemplate })),
    };
  },
  'ec2:DescribeManagedPrefixLists': hidden('prefixLists'),
  'ec2:DescribeNatGateways': hidden('natGateways'),
  'ec2:DescribeNetworkAcls': hidden('networkAcls'),
  'ec2:DescribeNetworkInterfaces': hidden('networkInterfaces'),
  'ec2:DescribeRouteTables': both(hidden('routeTables'), (healthy) => ({
    ...healthy,
    prefixLists: members(healthy, 'prefixLists').filter(({ name }) => name === 'offices'),
  })),
  'ec2:DescribeSecurityGroupRules': each('securityGroups', (group) => ({
    ...group,
    ingress: withoutRuleIds(group.ingress),
    egress: withoutRuleIds(group.egress),
  })),
  'ec2:DescribeSecurityGroups': hidden('securityGroups'),
  'ec2:DescribeSubnets': hidden('subnets'),
  'ec2:DescribeTransitGatewayVpcAttachments': hidden('transitGatewayVpcAttachments'),
  'ec2:DescribeVpcAttribute': each('vpcs', (vpc, denied) => ({
    ...vpc,
    enableDnsSupport: denied,
    enableDnsHostnames: denied,
  })),
  'ec2:DescribeVpcEndpoints': hidden('vpcEndpoints'),
  'ec2:DescribeVpcPeeringConnections': hidden('vpcPeeringConnections'),
  'ec2:DescribeVpcs': (healthy, denied) => ({
    ...healthy,
    vpcs: denied,
    dhcpOptions: { ...denied, reason: `${denied.reason}, so this was not read` },
  }),
  'ec2:DescribeVpnGateways': hidden('vpnGateways'),
  'ec2:GetManagedPrefixListEntries': each('prefixLists', (list, denied) => ({ ...list, entries: denied })),
  'ec2:GetSubnetCidrReservations': each('subnets', (subnet, denied) =>
    Array.isArray(subnet.cidrReservations) ? { ...subnet, cidrReservations: denied } : subnet,
  ),
  'eks:DescribeAddon': cluster(({ addOns }, denied) => ({
    addOns: [...standIns(addOns, denied).slice(0, 1), ...(addOns as unknown[]).slice(1)] as ClusterRecord['addOns'],
  })),
  'eks:DescribeFargateProfile': cluster(({ fargateProfiles }, denied) => ({
    fargateProfiles: standIns(fargateProfiles, denied),
  })),
  'eks:DescribeNodegroup': both(
    cluster(({ nodeGroups }, denied) => ({ nodeGroups: standIns(nodeGroups, denied) })),
    without('launchTemplateVersions', /:1$/),
    without('instanceTypes', /^m5\.large$/),
    withoutRole('nodes'),
  ),
  'eks:ListAddons': cluster((_cluster, addOns) => ({ addOns })),
  'eks:ListClusters': nothingElseRead,
  'eks:ListFargateProfiles': cluster((_cluster, fargateProfiles) => ({ fargateProfiles })),
  'eks:ListNodegroups': both(
    cluster((_cluster, nodeGroups) => ({ nodeGroups })),
    without('launchTemplateVersions', /:1$/),
    without('instanceTypes', /^m5\.large$/),
    withoutRole('nodes'),
  ),
  'eks:ListPodIdentityAssociations': cluster((_cluster, podIdentityAssociations) => ({ podIdentityAssociations })),
  'elasticloadbalancing:DescribeListeners': each('loadBalancers', (balancer, denied) =>
    balancer.type === 'network' ? { ...balancer, listeners: denied } : balancer,
  ),
  'elasticloadbalancing:DescribeLoadBalancers': hidden('loadBalancers'),
  'elasticloadbalancing:DescribeTags': tagsDenied,
  'elasticloadbalancing:DescribeTargetGroups': each('loadBalancers', (balancer, denied) =>
    balancer.type === 'network' ? { ...balancer, targetGroups: denied } : balancer,
  ),
  'iam:GetRole': each('iamRoles', (role, trustedServices) => ({ ...role, trustedServices })),
  'iam:ListAttachedRolePolicies': each('iamRoles', (role, attachedPolicyArns) => ({ ...role, attachedPolicyArns })),
  'iam:ListRolePolicies': each('iamRoles', (role, inlinePolicyNames) => ({ ...role, inlinePolicyNames })),
  'route53:GetHostedZone': each('hostedZones', (zone, denied) => ({
    ...zone,
    vpcIds: deniedWhereKnown(zone.vpcIds, denied),
  })),
  'route53:ListHostedZones': hidden('hostedZones'),
  'route53:ListResourceRecordSets': each('hostedZones', (zone, denied) => ({
    ...zone,
    records: deniedWhereKnown(zone.records, denied),
  })),
  'servicequotas:GetServiceQuota': (healthy, denied) => ({
    ...healthy,
    serviceQuotas: [{ ...denied, of: 'vpc/L-0EA8095F' }],
  }),
};
