import { EC2Client } from '@aws-sdk/client-ec2';
import { seedCluster, seedNodeGroup } from '../test/support/local-account/clusters.ts';
import { type SeededNetwork, seedNetwork } from '../test/support/local-account/network.ts';
import { type LocalAws, localRegion } from '../test/support/local-aws.ts';

const vpcs = 10;
const clustersPerVpc = 10;

/** Makes 100 clusters, each with a node group, ten to a VPC. Answers the networks. */
export async function seedHundred(aws: LocalAws): Promise<readonly SeededNetwork[]> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ec2 = new EC2Client({ endpoint: aws.url, region: localRegion, credentials });
  const networks: SeededNetwork[] = [];
  for (let vpc = 0; vpc < vpcs; vpc++) {
    const network = await seedNetwork(ec2);
    networks.push(network);
    for (let number = 0; number < clustersPerVpc; number++) {
      const name = `cluster-${vpc}-${number}`;
      await seedCluster(aws.url, ec2, name, network);
      await seedNodeGroup(aws.url, name, 'workers', network);
    }
  }
  ec2.destroy();
  return networks;
}
