import { isolatedNodesHaveTheEndpointsTheyNeed } from '../../../shared/rules/private-clusters/isolated-nodes-have-the-endpoints-they-need.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { route, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const both = 'subnet-a, subnet-b';
const sts =
  'because pods exchange their service account’s token for credentials there (“WebIdentityErr: failed to retrieve credentials”).';
const ec2 =
  'because the VPC CNI asks EC2 for interfaces and addresses, and a node for its own name (“NodeCreationFailure: Instances failed to join the kubernetes cluster”).';
const s3 =
  'because ECR keeps the layers of images in S3 (“failed to pull and unpack image: starport-layer-bucket.s3…: i/o timeout”).';
const missing = (service: string, why: string, subnets = both) =>
  `vpc-main has no endpoint for com.amazonaws.us-east-1.${service}, needed in ${subnets} ${why}`;
const unusable = (service: string, fault: string, why: string, subnets = both) =>
  `com.amazonaws.us-east-1.${service} cannot be reached from ${subnets}: ${fault}. It is needed ${why}`;

const eksIsOptional =
  'Optional: vpc-main has no endpoint for com.amazonaws.us-east-1.eks, which is needed where nodes that are not told the API server’s address, and Karpenter, ask EKS for it.';
const selfManaged = {
  autoScalingGroups: {
    'self-managed': { tags: { 'kubernetes.io/cluster/demo': 'owned' }, instanceIds: ['i-node-a'] },
  },
};
const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });

export default {
  rule: isolatedNodesHaveTheEndpointsTheyNeed,
  cases: [
    { name: 'every endpoint that isolated nodes need', given: anIsolatedSnapshot(), expect: 'compliant' },
    {
      name: 'ec2, ecr.api, ecr.dkr and s3, but no sts for IAM roles for service accounts',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': null } }),
      expect: [missing('sts', sts)],
      severity: 'high',
    },
    {
      name: 'no sts, and neither IAM roles for service accounts nor Fargate',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': null } }),
      declare: { irsa: false },
      expect: 'compliant',
    },
    {
      name: 'Fargate needs sts whatever is declared, and no ec2',
      given: anIsolatedSnapshot({
        cluster: { nodeGroups: { 'demo/workers': null }, fargateProfiles: { 'demo/pods': {} } },
        vpcEndpoints: { 'vpce-sts': null, 'vpce-ec2': null },
      }),
      declare: { irsa: false },
      expect: [missing('sts', sts)],
    },
    {
      name: 'Cluster Autoscaler needs autoscaling and sts',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': null } }),
      declare: { irsa: false, clusterAutoscaler: true },
      expect: [
        missing('sts', sts),
        missing(
          'autoscaling',
          'because Cluster Autoscaler reads and scales the Auto Scaling groups there (“Failed to regenerate ASG cache: RequestError”).',
        ),
      ],
    },
    {
      name: 'Pod Identity needs eks-auth',
      given: anIsolatedSnapshot({ cluster: { podIdentityAssociations: 1 } }),
      expect: [
        missing(
          'eks-auth',
          'because the Pod Identity agent of each node gets the pods’ credentials there (“Unable to fetch credentials from EKS Auth”).',
        ),
      ],
    },
    {
      name: 'the add-on of Pod Identity needs it before there is an association; an endpoint for eks is another service',
      given: anIsolatedSnapshot({ cluster: { addOns: { 'eks-pod-identity-agent': {} } } }),
      expect: [
        missing(
          'eks-auth',
          'because the Pod Identity agent of each node gets the pods’ credentials there (“Unable to fetch credentials from EKS Auth”).',
        ),
      ],
    },
    {
      name: 'Pod Identity with its endpoint',
      given: anIsolatedSnapshot({ cluster: { podIdentityAssociations: 1 }, vpcEndpoints: { 'vpce-eks-auth': {} } }),
      expect: 'compliant',
    },
    {
      name: 'no endpoint for the load balancer controller',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-elasticloadbalancing': null } }),
      expect: [
        missing(
          'elasticloadbalancing',
          'because the load balancer controller creates load balancers and registers targets there (“RequestError: send request failed: elasticloadbalancing…: i/o timeout”).',
        ),
      ],
    },
    {
      name: 'no load balancer controller, as declared',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-elasticloadbalancing': null } }),
      declare: { loadBalancerController: 'none' },
      expect: 'compliant',
    },
    {
      name: 'container logs, ExternalDNS and EFS need their endpoints',
      given: anIsolatedSnapshot({
        cluster: { addOns: { 'amazon-cloudwatch-observability': {}, 'aws-efs-csi-driver': {} } },
        vpcEndpoints: { 'vpce-route53': { serviceName: 'com.amazonaws.us-east-1.route53' } },
      }),
      declare: { externalDns: true },
      expect: [
        missing(
          'logs',
          'because the agents of the nodes send the containers’ logs there (“logs…: i/o timeout, and no log streams”).',
        ),
        `vpc-main has no endpoint for com.amazonaws.route53, needed in ${both} because ExternalDNS writes its records there (“failed to list hosted zones: i/o timeout”).`,
        missing(
          'elasticfilesystem',
          'because the EFS CSI driver looks up file systems and mount targets there (“DescribeMountTargets: i/o timeout”).',
        ),
      ],
    },
    {
      name: 'Route 53 has no Region in its name, logs are declared',
      given: anIsolatedSnapshot({
        vpcEndpoints: { 'vpce-route53': { serviceName: 'com.amazonaws.route53' }, 'vpce-logs': {} },
      }),
      declare: { externalDns: true, cloudwatchLogs: true },
      expect: 'compliant',
    },
    {
      name: 'traces, Systems Manager and the EKS API are optional',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-eks': null } }),
      declare: { xray: true, ssm: true },
      expect: 'compliant',
      notes: [
        eksIsOptional,
        'Optional: vpc-main has no endpoint for com.amazonaws.us-east-1.xray, which is needed where pods send their traces there.',
        'Optional: vpc-main has no endpoint for com.amazonaws.us-east-1.ssmmessages, which is needed where sessions of Systems Manager run through it.',
      ],
    },
    {
      name: 'Karpenter asks EKS for the API server’s address',
      given: anIsolatedSnapshot({
        vpcEndpoints: { 'vpce-eks': null },
        instances: {
          'i-karpenter': { tags: { 'kubernetes.io/cluster/demo': 'owned', 'karpenter.sh/nodepool': 'default' } },
        },
      }),
      expect: [
        missing(
          'eks',
          'because nodes that are not told the API server’s address, and Karpenter, ask EKS for it (“DescribeCluster: i/o timeout”).',
        ),
      ],
    },
    {
      name: 'self-managed nodes, and nobody says whether they are told the API server’s address',
      given: anIsolatedSnapshot({ ...selfManaged, vpcEndpoints: { 'vpce-eks': null } }),
      expect: 'indeterminate',
    },
    {
      name: 'self-managed nodes that ask EKS for the API server’s address',
      given: anIsolatedSnapshot({ ...selfManaged, vpcEndpoints: { 'vpce-eks': null } }),
      declare: { nodesNameApiEndpoint: false },
      expect: [
        missing(
          'eks',
          'because nodes that are not told the API server’s address, and Karpenter, ask EKS for it (“DescribeCluster: i/o timeout”).',
        ),
      ],
    },
    {
      name: 'self-managed nodes that are told the API server’s address',
      given: anIsolatedSnapshot({ ...selfManaged, vpcEndpoints: { 'vpce-eks': null } }),
      declare: { nodesNameApiEndpoint: true },
      expect: 'compliant',
      notes: [eksIsOptional],
    },
    {
      name: 'ec2messages is not ec2, and an endpoint of another Region is none',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          'vpce-ec2': { serviceName: 'com.amazonaws.us-east-2.ec2' },
          'vpce-ec2messages': {},
        },
      }),
      expect: [missing('ec2', ec2)],
    },
    {
      name: 'the FIPS variant of an endpoint counts',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ec2': { serviceName: 'com.amazonaws.us-east-1.ec2-fips' } } }),
      expect: 'compliant',
    },
    {
      name: 'nodes with names of their own and another CNI than the VPC CNI do without ec2',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ec2': null } }),
      declare: { manualNodeName: true },
      expect: 'compliant',
    },
    {
      name: 'names of their own do not waive ec2 while the VPC CNI is installed',
      given: anIsolatedSnapshot({ cluster: { addOns: { 'vpc-cni': {} } }, vpcEndpoints: { 'vpce-ec2': null } }),
      declare: { manualNodeName: true },
      expect: [missing('ec2', ec2)],
    },
    {
      name: 'China: either beginning of a service name counts',
      given: {
        ...anIsolatedSnapshot({
          vpcEndpoints: {
            'vpce-ec2': { serviceName: 'cn.com.amazonaws.cn-north-1.ec2' },
            'vpce-ecr.api': { serviceName: 'cn.com.amazonaws.cn-north-1.ecr.api' },
            'vpce-ecr.dkr': { serviceName: 'cn.com.amazonaws.cn-north-1.ecr.dkr' },
            'vpce-sts': { serviceName: 'com.amazonaws.cn-north-1.sts' },
            'vpce-elasticloadbalancing': { serviceName: 'cn.com.amazonaws.cn-north-1.elasticloadbalancing' },
            'vpce-s3': { serviceName: 'com.amazonaws.cn-north-1.s3' },
          },
        }),
        partition: 'aws-cn',
        region: 'cn-north-1',
      },
      expect: 'compliant',
    },
    {
      name: 'an endpoint that nobody accepted yet',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ec2': { state: 'pendingAcceptance' } } }),
      expect: [unusable('ec2', 'vpce-ec2 is pendingAcceptance', ec2)],
    },
    {
      name: 'an endpoint that failed, beside one that works',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          'vpce-ec2': { state: 'failed' },
          'vpce-ec2-again': { serviceName: 'com.amazonaws.us-east-1.ec2' },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'an endpoint whose state failed',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ec2': { state: 'failed' } } }),
      expect: [unusable('ec2', 'vpce-ec2 is failed', ec2)],
    },
    {
      name: 'the state of an endpoint as AWS’s own model writes it',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ec2': { state: 'Available' } } }),
      expect: 'compliant',
    },
    {
      name: 'an endpoint in one zone of two still resolves in the other',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ec2': { subnetIds: ['subnet-a'] } } }),
      expect: 'compliant',
    },
    {
      name: 'private DNS of an endpoint is off',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ec2': { privateDnsEnabled: false } } }),
      expect: [unusable('ec2', 'private DNS of vpce-ec2 is off', ec2)],
    },
    {
      name: 'the security group of an endpoint admits one zone only',
      given: anIsolatedSnapshot({
        securityGroups: { 'sg-one': { ingress: [rule('tcp', 443, '10.0.1.0/24')] } },
        vpcEndpoints: { 'vpce-ec2': { securityGroupIds: ['sg-one'] } },
      }),
      expect: [unusable('ec2', 'sg-one of vpce-ec2 does not admit tcp 443 from 10.0.2.0/24', ec2, 'subnet-b')],
    },
    {
      name: 'the S3 gateway endpoint is not routed from one subnet',
      given: anIsolatedSnapshot({
        routeTables: { 'rtb-b': { routes: [local] } },
        vpcEndpoints: { 'vpce-s3': { routeTableIds: ['rtb-a'] } },
      }),
      expect: [unusable('s3', 'vpce-s3 is not routed from rtb-b', s3, 'subnet-b')],
    },
    {
      name: 'an interface endpoint for S3 in place of the gateway',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          'vpce-s3': null,
          'vpce-s3-interface': { serviceName: 'com.amazonaws.us-east-1.s3' },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'an interface endpoint for S3 that only answers inbound resolvers',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          'vpce-s3': null,
          'vpce-s3-interface': {
            serviceName: 'com.amazonaws.us-east-1.s3',
            privateDnsOnlyForInboundResolver: true,
          },
        },
      }),
      expect: [unusable('s3', 'private DNS of vpce-s3-interface serves inbound resolvers only', s3)],
    },
    {
      name: 'the name of S3 leads past the gateway to an interface endpoint that refuses the nodes',
      given: anIsolatedSnapshot({
        securityGroups: { 'sg-none': { ingress: [] } },
        vpcEndpoints: {
          'vpce-s3-interface': { serviceName: 'com.amazonaws.us-east-1.s3', securityGroupIds: ['sg-none'] },
        },
      }),
      expect: [unusable('s3', 'sg-none of vpce-s3-interface does not admit tcp 443 from 10.0.1.0/24, 10.0.2.0/24', s3)],
      causes: ['endpoint-security-group sg-none'],
    },
    {
      name: 'neither S3 Express nor a global access point is S3',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          'vpce-s3': { serviceName: 'com.amazonaws.us-east-1.s3express' },
          'vpce-accesspoint': { serviceName: 'com.amazonaws.s3-global.accesspoint' },
        },
      }),
      expect: [missing('s3', s3)],
    },
    {
      name: 'endpoints shared from another VPC, as declared',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': null, 'vpce-ec2': null } }),
      declare: { centralEndpoints: ['sts', 'com.amazonaws.us-east-1.ec2'] },
      expect: 'compliant',
    },
    {
      name: 'endpoints of another VPC do not count',
      given: anIsolatedSnapshot({
        vpcs: { 'vpc-other': {} },
        vpcEndpoints: { 'vpce-ec2': { vpcId: 'vpc-other' } },
      }),
      expect: [missing('ec2', ec2)],
    },
    {
      name: 'a subnet beside the isolated one leaves through a transit gateway, beyond which endpoints may be',
      given: anIsolatedSnapshot({
        routeTables: { 'rtb-b': { routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-main')] } },
        vpcEndpoints: { 'vpce-s3': { routeTableIds: ['rtb-a'] } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'every node leaves through a transit gateway, and the profile is added',
      given: aSnapshot({
        routeTables: {
          'rtb-a': { routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-main')] },
          'rtb-b': { routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-main')] },
        },
      }),
      profiles: ['private'],
      expect: 'indeterminate',
    },
    {
      name: 'every node has a way to the internet, and the profile is added',
      given: aSnapshot(),
      profiles: ['private'],
      expect: 'not-applicable',
    },
    { name: 'every node has a way to the internet', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'a VPC with an internet gateway and neither a default route nor two of the endpoints: the route is what there is to mend',
      given: anIsolatedSnapshot({
        vpcEndpoints: { 'vpce-sts': null, 'vpce-ec2': null, 'vpce-s3': { routeTableIds: ['rtb-a'] } },
        routeTables: { 'rtb-b': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-b')] } },
      }),
      expect: [missing('ec2', ec2, 'subnet-a'), missing('sts', sts, 'subnet-a')],
      causes: ['route rtb-a 0.0.0.0/0'],
    },
    {
      name: 'nodes that lost their way to the internet: the route is what there is to mend',
      given: anIsolatedSnapshot({
        routeTables: {
          'rtb-a': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-a', { state: 'blackhole' })] },
          'rtb-b': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-b')] },
        },
        vpcEndpoints: { 'vpce-sts': null, 'vpce-s3': { routeTableIds: ['rtb-a'] } },
      }),
      expect: [missing('sts', sts, 'subnet-a')],
      causes: ['route rtb-a 0.0.0.0/0'],
    },
    {
      name: 'the endpoints of a shared VPC are hidden',
      given: hiddenIn(anIsolatedSnapshot(), 'vpcEndpoints', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'endpoints could not be read',
      given: without(anIsolatedSnapshot(), 'vpcEndpoints'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
