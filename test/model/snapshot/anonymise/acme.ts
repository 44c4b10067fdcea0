import { unread } from '../../../../shared/model/snapshot/known.ts';
import type { Snapshot } from '../../../../shared/model/snapshot/snapshot.ts';
import { rule } from '../../../support/record-builders.ts';
import { aSnapshot } from '../../../support/snapshot-builders.ts';

const role = (name: string) => `arn:aws:iam::111122223333:role/acme/${name}-of-acme`;
const healthIssues = [{ code: 'AccessDenied', message: 'acme is denied', resourceIds: ['acme-thing', 'subnet-a'] }];
const tags = {
  Name: 'acme',
  'acme:owner': 'acme',
  'aws:cloudformation:stack-name': 'acme-stack',
  'kubernetes.io/acme': '',
};

const policyDocument = JSON.stringify({
  Statement: [
    {
      Sid: 'AllowAcme',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::111122223333:root', role('reader')] },
      Action: 's3:GetObject',
      Resource: ['arn:aws:s3:::acme-files/*', 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*'],
      Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-main', 'aws:PrincipalTag/team': 'acme-team' } },
    },
  ],
});

const whole = aSnapshot({
  clusters: {
    'acme-prod': {
      arn: 'arn:aws:eks:us-east-1:111122223333:cluster/acme-prod',
      roleArn: role('cluster'),
      healthIssues,
      tags: { ...tags, 'plumbline:profile': 'acme starburst-sep' },
      nodeGroups: {
        'acme-prod/acme-workers': {
          arn: 'arn:aws:eks:us-east-1:111122223333:nodegroup/acme-prod/acme-workers/0ac1b2c3',
          autoScalingGroupNames: ['eks-acme-workers'],
          nodeRoleArn: role('nodes'),
          labels: { role: 'acme', 'starburst.io/role': 'support-of-acme', team: 'acme' },
          remoteAccess: { ec2SshKey: 'acme-key', sourceSecurityGroupIds: [] },
          healthIssues,
          tags,
        },
      },
      fargateProfiles: { 'acme-prod/acme-jobs': { podExecutionRoleArn: role('jobs') } },
      addOns: {
        'vpc-cni': {
          environment: { CLUSTER_NAME: 'acme-prod', HTTPS_PROXY: 'http://proxy.acme.example', WARM_IP_TARGET: '5' },
          serviceAccountRoleArn: role('cni'),
        },
      },
    },
  },
  vpcs: { 'vpc-main': { tags } },
  dhcpOptions: {
    'dopt-amazon': { domainName: 'corp.acme.example', domainNameServers: ['dns.acme.example', '10.0.0.2'] },
  },
  subnets: {
    'subnet-a': {
      tags: { ...tags, 'kubernetes.io/cluster/acme-old': 'shared', 'karpenter.sh/discovery': 'acme-prod' },
    },
  },
  routeTables: { 'rtb-a': { tags } },
  securityGroups: {
    'sg-acme': {
      name: 'acme nodes',
      ingress: [
        rule('tcp', 443, '203.0.113.0/24', { description: 'from acme' }),
        rule('tcp', 30_080, '0.0.0.0/0', { description: 'kubernetes.io/rule/nlb/client=acme-lb' }),
      ],
      tags,
    },
  },
  prefixLists: { 'pl-acme': { name: 'acme offices', entries: ['198.51.100.0/24'] } },
  networkInterfaces: {
    'eni-old': { description: 'Amazon EKS acme-old' },
    'eni-lb': { description: 'ELB app/acme-lb/0ac1b2c3', requesterId: 'acme-requester' },
    'eni-mine': { description: 'made by acme', tags },
    'eni-cni': {
      description: 'aws-K8S-i-node-a',
      tags: { 'cluster.k8s.amazonaws.com/name': 'acme-prod', 'node.k8s.amazonaws.com/instance_id': 'i-node-a' },
    },
  },
  vpcEndpoints: { 'vpce-s3': { policyDocument } },
  instances: {
    'i-acme': {
      tags: {
        ...tags,
        'eks:cluster-name': 'acme-prod',
        'eks:nodegroup-name': 'acme-workers',
        'karpenter.sh/nodepool': 'acme-pool',
        'aws:autoscaling:groupName': 'eks-acme-workers',
      },
    },
  },
  launchTemplateVersions: { 'lt-acme:1': { launchTemplateName: 'acme-template' } },
  autoScalingGroups: {
    'eks-acme-workers': { tags: { ...tags, 'k8s.io/cluster-autoscaler/acme-prod': 'owned' } },
  },
});

/** An account in which every text that people choose has `acme` in it. */
export const acme: Snapshot = {
  ...whole,
  clusters: [...(whole.clusters as never[]), { ...unread('acme-dark was not described'), of: 'acme-dark' }],
  subnets: [...(whole.subnets as never[]), { ...unread('acme denied it', 'ec2:DescribeSubnets'), of: 'vpc-other' }],
};
