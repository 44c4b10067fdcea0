import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import {
  seedCluster,
  seedFargateProfile,
  seedLaunchTemplate,
  seedNodeGroup,
  seedSelfManagedGroup,
} from './local-account/clusters.ts';
import { type SeededNetwork, seedNetwork } from './local-account/network.ts';
import { type SeededSurroundings, seedSurroundings } from './local-account/surroundings.ts';
import { type LocalAws, localRegion } from './local-aws.ts';

export interface SeededAccount {
  readonly network: SeededNetwork;
  readonly launchTemplate: string;
}

export interface SurroundedAccount extends SeededAccount {
  readonly surroundings: SeededSurroundings;
}

const settingsOf = ({ url }: LocalAws) => ({
  endpoint: url,
  region: localRegion,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** As `seedAccount`, with what lies around the first cluster's network. Further roles by name, each with the service that it trusts. */
export async function seedAccountAndSurroundings(
  aws: LocalAws,
  clusters: readonly [string, ...string[]],
  furtherRoles: Readonly<Record<string, string>> = {},
): Promise<SurroundedAccount> {
  const account = await seedAccount(aws, clusters);
  const surroundings = await seedSurroundings(settingsOf(aws), { cluster: clusters[0], furtherRoles, ...account });
  return { ...account, surroundings };
}

/**
 * Fills a local AWS with one VPC and the clusters named, which share it: each has a node group, the add-on vpc-cni and a pod
 * identity; the first also has a group with a launch template, a Fargate profile and self-managed nodes.
 */
export async function seedAccount(aws: LocalAws, clusters: readonly string[]): Promise<SeededAccount> {
  const settings = settingsOf(aws);
  const ec2 = new EC2Client(settings);
  const network = await seedNetwork(ec2);
  const launchTemplate = await seedLaunchTemplate(ec2, network);
  for (const cluster of clusters) {
    await seedCluster(aws.url, ec2, cluster, network);
    await seedNodeGroup(aws.url, cluster, 'workers', network);
    aws.behaviour.podIdentityAssociations.set(cluster, 1);
    aws.behaviour.addOns.set(cluster, [
      { addonName: 'vpc-cni', addonVersion: 'v1.23.1-eksbuild.1', configurationValues: 'env:\n  WARM_IP_TARGET: 5\n' },
      { addonName: 'coredns', addonVersion: 'v1.12.4-eksbuild.1' },
    ]);
  }
  const [first] = clusters;
  if (first !== undefined) {
    await seedNodeGroup(aws.url, first, 'templated', network, { launchTemplate: { id: launchTemplate, version: '1' } });
    await seedFargateProfile(aws.url, first, 'serverless', network);
    await seedSelfManagedGroup(new AutoScalingClient(settings), first, launchTemplate, network);
  }
  ec2.destroy();
  return { network, launchTemplate };
}
