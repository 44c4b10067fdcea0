import * as autoScaling from '@aws-sdk/client-auto-scaling';
import * as ec2 from '@aws-sdk/client-ec2';
import { made, type SeededNetwork } from './network.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/**
 * The emulator's EKS keeps what the SDK does not send, such as the id of the VPC, only when it is posted as it is; and it makes no
 * cluster security group and no interfaces.
 */
export async function seedCluster(
  url: string,
  client: ec2.EC2Client,
  name: string,
  network: SeededNetwork,
  accessKeyId = 'test',
): Promise<void> {
  const cluster = {
    name,
    version: '1.35',
    roleArn: role('cluster'),
    resourcesVpcConfig: {
      vpcId: network.vpcId,
      subnetIds: network.privateSubnets,
      securityGroupIds: [],
      clusterSecurityGroupId: network.clusterGroup,
      endpointPublicAccess: true,
      endpointPrivateAccess: true,
      publicAccessCidrs: ['203.0.113.0/24'],
    },
    logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: true }] },
    tags: { team: 'platform' },
  };
  await post(url, '/clusters', cluster, accessKeyId);
  for (const SubnetId of network.privateSubnets) {
    await client.send(
      new ec2.CreateNetworkInterfaceCommand({
        SubnetId,
        Description: `Amazon EKS ${name}`,
        Groups: [network.clusterGroup],
      }),
    );
  }
}

export const seedNodeGroup = (
  url: string,
  cluster: string,
  name: string,
  { privateSubnets }: SeededNetwork,
  more: object = { instanceTypes: ['m5.large'] },
): Promise<void> =>
  post(url, `/clusters/${cluster}/node-groups`, {
    nodegroupName: name,
    scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 },
    subnets: privateSubnets,
    nodeRole: role('nodes'),
    amiType: 'AL2_x86_64',
    capacityType: 'ON_DEMAND',
    ...more,
  });

export const seedFargateProfile = (url: string, cluster: string, name: string, { privateSubnets }: SeededNetwork) =>
  post(url, `/clusters/${cluster}/fargate-profiles`, {
    fargateProfileName: name,
    podExecutionRoleArn: role('fargate'),
    subnets: privateSubnets,
    selectors: [{ namespace: 'default' }],
  });

async function post(url: string, path: string, body: object, accessKeyId = 'test'): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/eks/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the local AWS refused ${path}: ${await response.text()}`);
}

/** A launch template with two versions, and its id. */
export async function seedLaunchTemplate(client: ec2.EC2Client, { clusterGroup }: SeededNetwork): Promise<string> {
  const { LaunchTemplate } = await client.send(
    new ec2.CreateLaunchTemplateCommand({
      LaunchTemplateName: 'nodes',
      LaunchTemplateData: { InstanceType: 'm5.large', SecurityGroupIds: [clusterGroup] },
    }),
  );
  const id = made(LaunchTemplate?.LaunchTemplateId);
  await client.send(
    new ec2.CreateLaunchTemplateVersionCommand({
      LaunchTemplateId: id,
      LaunchTemplateData: { InstanceType: 'm5.xlarge', SecurityGroupIds: [clusterGroup] },
    }),
  );
  return id;
}

/** Self-managed nodes of a cluster: a group on the latest version of a launch template, with an instance already running. */
export async function seedSelfManagedGroup(
  client: autoScaling.AutoScalingClient,
  cluster: string,
  LaunchTemplateId: string,
  { privateSubnets }: SeededNetwork,
): Promise<void> {
  await client.send(
    new autoScaling.CreateAutoScalingGroupCommand({
      AutoScalingGroupName: `${cluster}-self-managed`,
      MinSize: 1,
      MaxSize: 2,
      DesiredCapacity: 1,
      VPCZoneIdentifier: privateSubnets.join(','),
      LaunchTemplate: { LaunchTemplateId, Version: '$Latest' },
      Tags: [{ Key: `kubernetes.io/cluster/${cluster}`, Value: 'owned', PropagateAtLaunch: true }],
    }),
  );
}
