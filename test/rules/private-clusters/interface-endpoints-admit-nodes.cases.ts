import { unread } from '../../../shared/model/snapshot/known.ts';
import { interfaceEndpointsAdmitNodes } from '../../../shared/rules/private-clusters/interface-endpoints-admit-nodes.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { anyTraffic, route, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

/** One endpoint is enough for a case. */
const oneEndpoint = {
  'vpce-ec2': null,
  'vpce-ecr.api': null,
  'vpce-ecr.dkr': null,
  'vpce-elasticloadbalancing': null,
  'vpce-eks': null,
};
const admitting = (...ingress: ReturnType<typeof rule>[]) => ({ 'sg-endpoints': { ingress } });
const refused = (blocks: string) =>
  `sg-endpoints of vpce-sts does not admit tcp 443 from ${blocks}, where isolated nodes or pods call com.amazonaws.us-east-1.sts (i/o timeout).`;

const refusedByName = (blocks: string) =>
  `sg-endpoints of vpce-sts does not admit tcp 443 from ${blocks}, and its private DNS answers for all of vpc-main: nodes and pods there call com.amazonaws.us-east-1.sts through it, whatever way to the internet they have (i/o timeout).`;
/** `subnet-b` has a NAT gateway. */
const oneWayOut = (patches: Parameters<typeof anIsolatedSnapshot>[0] = {}) =>
  anIsolatedSnapshot({
    ...patches,
    routeTables: {
      'rtb-b': {
        routes: [
          route('10.0.0.0/16', 'local', 'local', { origin: 'table' }),
          route('0.0.0.0/0', 'nat-gateway', 'nat-b'),
        ],
      },
    },
    securityGroups: admitting(rule('tcp', 443, '10.0.1.0/24')),
    vpcEndpoints: oneEndpoint,
  });
const ownResolver = { dhcpOptions: { 'dopt-amazon': { domainNameServers: ['10.0.0.53'] } } };
const selfManaged = {
  autoScalingGroups: {
    'self-managed': { tags: { 'kubernetes.io/cluster/demo': 'owned' }, instanceIds: ['i-node-a'] },
  },
};

const podSubnet = { cidr: '100.64.0.0/20' };
const podInterface = {
  'eni-pods-a': {
    subnetId: 'subnet-pods-a',
    description: 'aws-K8S-i-node-a',
    securityGroupIds: ['sg-pods'],
    privateIpv4Addresses: ['100.64.0.10'],
    attachment: { instanceId: 'i-node-a', deviceIndex: 1 },
    tags: { 'node.k8s.amazonaws.com/instance_id': 'i-node-a', 'cluster.k8s.amazonaws.com/name': 'demo' },
  },
};
const automatic = { 'eks:eks-cluster-name': 'demo', 'karpenter.sh/nodepool': 'general-purpose' };
const secondaryCidr = { 'vpc-main': { cidrs: ['10.0.0.0/16', '100.64.0.0/16'] } };
const ownGroup = {
  cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-1', version: '1' } } } },
  launchTemplateVersions: { 'lt-1:1': { securityGroupIds: ['sg-nodes', 'sg-monitoring'] } },
};

export default {
  rule: interfaceEndpointsAdmitNodes,
  cases: [
    {
      name: 'the whole VPC is admitted, and a gateway endpoint has no groups',
      given: anIsolatedSnapshot(),
      expect: { 'vpce-sts': 'compliant', 'vpce-ecr.dkr': 'compliant', 'vpce-s3': 'not-applicable' },
    },
    {
      name: '443 from one of two node subnets',
      given: anIsolatedSnapshot({
        securityGroups: admitting(rule('tcp', 443, '10.0.1.0/24')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: [refused('10.0.2.0/24')],
      severity: 'high',
    },
    {
      name: 'nodes of Auto Mode count by the groups on their interfaces',
      given: anIsolatedSnapshot({
        cluster: { autoMode: true, nodeGroups: { 'demo/workers': null } },
        securityGroups: admitting(rule('tcp', 443, 'sg-auto')),
        vpcEndpoints: oneEndpoint,
        instances: { 'i-node-a': { tags: automatic }, 'i-node-b': { tags: automatic } },
        networkInterfaces: { 'eni-node-a': { securityGroupIds: ['sg-auto'] } },
      }),
      expect: [refused('10.0.2.0/24')],
    },
    {
      name: 'two rules that cover the subnets together',
      given: anIsolatedSnapshot({
        securityGroups: admitting(
          rule('tcp', [0, 65_535], '10.0.1.0/24'),
          rule('tcp', 443, '10.0.2.0/25'),
          rule('any', undefined, '10.0.2.128/25'),
        ),
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'compliant',
    },
    {
      name: 'half a subnet is left out',
      given: anIsolatedSnapshot({
        securityGroups: admitting(rule('tcp', 443, '10.0.1.0/24'), rule('tcp', 443, '10.0.2.0/25')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: [refused('10.0.2.128/25')],
    },
    {
      name: 'adjacent blocks that are left out are told as one',
      given: anIsolatedSnapshot({
        subnets: { 'subnet-a': { cidr: '10.0.2.0/25' }, 'subnet-b': { cidr: '10.0.2.128/25' } },
        securityGroups: admitting(),
        vpcEndpoints: oneEndpoint,
      }),
      expect: [refused('10.0.2.0/24')],
    },
    {
      name: 'the cluster security group is admitted, which the nodes carry',
      given: anIsolatedSnapshot({
        securityGroups: admitting(rule('tcp', 443, 'sg-cluster')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'compliant',
    },
    {
      name: 'the cluster security group is admitted, but the launch template names others',
      given: anIsolatedSnapshot({
        ...ownGroup,
        securityGroups: admitting(rule('tcp', 443, 'sg-cluster')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: [refused('10.0.1.0/24, 10.0.2.0/24')],
    },
    {
      name: 'one of the launch template’s groups is admitted',
      given: anIsolatedSnapshot({
        ...ownGroup,
        securityGroups: admitting(rule('tcp', 443, 'sg-nodes')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'compliant',
    },
    {
      name: 'Fargate pods carry the cluster security group',
      given: anIsolatedSnapshot({
        cluster: { nodeGroups: { 'demo/workers': null }, fargateProfiles: { 'demo/pods': {} } },
        securityGroups: admitting(rule('tcp', 443, 'sg-cluster')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'compliant',
    },
    {
      name: 'the default security group only admits itself',
      given: anIsolatedSnapshot({
        securityGroups: { 'sg-default': { name: 'default', ingress: [anyTraffic('sg-default')] } },
        vpcEndpoints: { ...oneEndpoint, 'vpce-sts': { securityGroupIds: ['sg-default'] } },
      }),
      expect: [
        'sg-default of vpce-sts does not admit tcp 443 from 10.0.1.0/24, 10.0.2.0/24, where isolated nodes or pods call com.amazonaws.us-east-1.sts (i/o timeout).',
      ],
    },
    {
      name: 'an endpoint that is to be made without a group gets the default one',
      given: anIsolatedSnapshot({ vpcEndpoints: { ...oneEndpoint, 'vpce-sts': { securityGroupIds: [] } } }),
      expect: [
        'the default security group of vpc-main of vpce-sts does not admit tcp 443 from 10.0.1.0/24, 10.0.2.0/24, where isolated nodes or pods call com.amazonaws.us-east-1.sts (i/o timeout).',
      ],
    },
    {
      name: 'udp 443, or another port, does not help',
      given: anIsolatedSnapshot({
        securityGroups: admitting(rule('udp', 443, '10.0.0.0/16'), rule('tcp', 80, '10.0.0.0/16')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: [refused('10.0.1.0/24, 10.0.2.0/24')],
    },
    {
      name: 'pods in a secondary block of the VPC (custom networking) are left out',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': podSubnet },
        networkInterfaces: podInterface,
        vpcEndpoints: oneEndpoint,
      }),
      expect: [refused('100.64.0.0/20')],
    },
    {
      name: 'the group of the pods’ interfaces is admitted',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': podSubnet },
        networkInterfaces: podInterface,
        securityGroups: admitting(rule('tcp', 443, '10.0.0.0/16'), rule('tcp', 443, 'sg-pods')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'compliant',
    },
    {
      name: 'a subnet that is tagged for the VPC CNI is left out',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': { ...podSubnet, tags: { 'kubernetes.io/role/cni': '1' } } },
        vpcEndpoints: oneEndpoint,
      }),
      expect: [refused('100.64.0.0/20')],
    },
    {
      name: 'interfaces there carry the groups of the nodes',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': { ...podSubnet, tags: { 'kubernetes.io/role/cni': '1' } } },
        securityGroups: admitting(rule('tcp', 443, 'sg-cluster')),
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'compliant',
    },
    {
      name: 'subnets that are tagged away, for another cluster, or of another zone do not count',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: {
          'subnet-pods-a': { ...podSubnet, tags: { 'kubernetes.io/role/cni': '0' } },
          'subnet-other-a': {
            ...podSubnet,
            tags: { 'kubernetes.io/role/cni': '1', 'cni.networking.k8s.aws/cluster/other': 'shared' },
          },
          'subnet-pods-c': { ...podSubnet, tags: { 'kubernetes.io/role/cni': '1' } },
        },
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'compliant',
    },
    {
      name: 'a declared pod subnet is admitted by its block',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': podSubnet },
        securityGroups: admitting(rule('tcp', 443, '10.0.0.0/16'), rule('tcp', 443, '100.64.0.0/16')),
        vpcEndpoints: oneEndpoint,
      }),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods-a'] } },
      expect: 'compliant',
    },
    {
      name: 'a declared pod subnet is not: whatever groups its pods will carry, none is admitted',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': podSubnet },
        vpcEndpoints: oneEndpoint,
      }),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods-a'] } },
      expect: [refused('100.64.0.0/20')],
    },
    {
      name: 'a declared pod subnet is not, a group is, and nobody knows the groups that its pods will carry',
      given: anIsolatedSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': podSubnet },
        securityGroups: admitting(rule('tcp', 443, '10.0.0.0/16'), rule('tcp', 443, 'sg-pods')),
        vpcEndpoints: oneEndpoint,
      }),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods-a'] } },
      expect: 'indeterminate',
    },
    {
      name: 'a subnet with a way to the internet is cut off as well: private DNS answers the whole VPC',
      given: oneWayOut(),
      expect: [refusedByName('10.0.2.0/24')],
      severity: 'high',
      causes: ['endpoint-security-group sg-endpoints'],
    },
    {
      name: 'every node has a NAT gateway, and the endpoint refuses them all',
      given: aSnapshot({ securityGroups: admitting(), vpcEndpoints: { 'vpce-sts': {} } }),
      expect: [refusedByName('10.0.1.0/24, 10.0.2.0/24')],
    },
    {
      name: 'every node has a NAT gateway, and the endpoint admits them',
      given: aSnapshot({
        securityGroups: admitting(rule('tcp', 443, 'sg-cluster')),
        vpcEndpoints: { 'vpce-sts': {} },
      }),
      expect: 'compliant',
    },
    {
      name: 'pods behind the NAT gateway in a secondary block of the VPC are left out',
      given: aSnapshot({
        vpcs: secondaryCidr,
        subnets: { 'subnet-pods-a': podSubnet },
        routeTables: { 'rtb-a': { subnetIds: ['subnet-a', 'subnet-pods-a'] } },
        networkInterfaces: podInterface,
        securityGroups: admitting(rule('tcp', 443, '10.0.0.0/16')),
        vpcEndpoints: { 'vpce-sts': {} },
      }),
      expect: [refusedByName('100.64.0.0/20')],
    },
    {
      name: 'without private DNS, or under a FIPS name, nodes with a NAT gateway do not meet the endpoint',
      given: aSnapshot({
        securityGroups: admitting(),
        vpcEndpoints: {
          'vpce-sts': { privateDnsEnabled: false },
          'vpce-ec2': { serviceName: 'com.amazonaws.us-east-1.ec2-fips' },
        },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'nodes with a NAT gateway ask a resolver that does not know private names',
      given: oneWayOut(ownResolver),
      declare: { customDnsForwards: false },
      expect: { 'vpce-sts': 'compliant' },
    },
    {
      name: 'nodes with a NAT gateway ask a resolver that forwards to Amazon’s',
      given: oneWayOut(ownResolver),
      declare: { customDnsForwards: true },
      expect: [refusedByName('10.0.2.0/24')],
    },
    {
      name: 'nobody says what the resolver knows that nodes with a NAT gateway ask',
      given: oneWayOut(ownResolver),
      expect: 'indeterminate',
    },
    {
      name: 'nobody says what the resolver knows, and the endpoint admits everybody',
      given: anIsolatedSnapshot({ ...ownResolver, vpcEndpoints: oneEndpoint }),
      expect: 'compliant',
    },
    {
      name: 'an optional service: nodes with a NAT gateway do not call it for sure',
      given: aSnapshot({ securityGroups: admitting(), vpcEndpoints: { 'vpce-eks': {} } }),
      expect: 'compliant',
    },
    {
      name: 'self-managed nodes may ask EKS, and the endpoint admits them',
      given: anIsolatedSnapshot({ ...selfManaged, vpcEndpoints: { ...oneEndpoint, 'vpce-eks': {} } }),
      expect: 'compliant',
    },
    {
      name: 'self-managed nodes may ask EKS, and the endpoint refuses them',
      given: anIsolatedSnapshot({
        ...selfManaged,
        securityGroups: { 'sg-none': { ingress: [] } },
        vpcEndpoints: { ...oneEndpoint, 'vpce-eks': { securityGroupIds: ['sg-none'] } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'a service that nodes do not need, one that is shared from another VPC, one that is not available',
      given: anIsolatedSnapshot({
        securityGroups: admitting(),
        vpcEndpoints: { ...oneEndpoint, 'vpce-sqs': {}, 'vpce-ec2': { state: 'pending' } },
      }),
      declare: { centralEndpoints: ['sts'] },
      expect: 'not-applicable',
    },
    {
      name: 'a rule of the group could not be read, which may be the one that matters',
      given: anIsolatedSnapshot({
        securityGroups: { 'sg-endpoints': { ingress: [rule('tcp', 443, '10.0.1.0/24'), unread('denied')] } },
        vpcEndpoints: oneEndpoint,
      }),
      expect: 'indeterminate',
    },
    {
      name: 'security groups could not be read',
      given: without(anIsolatedSnapshot(), 'securityGroups'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
