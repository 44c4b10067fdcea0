import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collectSnapshot, evenRates } from '../../../shared/aws/collect/index.ts';
import { seedAccount } from '../../support/local-account.ts';
import { type LocalAws, startLocalAws } from '../../support/local-aws.ts';

let aws: LocalAws;
const environment = { ...process.env };

beforeAll(async () => {
  aws = await startLocalAws();
  Object.assign(process.env, aws.env);
}, 60_000);

afterAll(async () => {
  await aws.stop();
  for (const name of Object.keys(aws.env)) delete process.env[name];
  Object.assign(process.env, environment);
});

/** The calls of reading an account with these clusters in one VPC, by action. */
async function callsFor(clusters: readonly string[]): Promise<Record<string, number>> {
  await aws.clear();
  await seedAccount(aws, clusters);
  aws.behaviour.reset();
  await collectSnapshot({ rates: evenRates(1000) });
  return Object.fromEntries(aws.behaviour.calls);
}

const ofService = (calls: Record<string, number>, service: string) =>
  Object.fromEntries(Object.entries(calls).filter(([action]) => action.startsWith(`${service}:`)));

describe('calls', () => {
  it('to EC2 and Auto Scaling do not depend on the number of clusters in a VPC', async () => {
    const one = await callsFor(['demo']);
    const six = await callsFor(['demo', 'two', 'three', 'four', 'five', 'six']);
    expect(ofService(six, 'ec2')).toEqual(ofService(one, 'ec2'));
    expect(ofService(six, 'autoscaling')).toEqual(ofService(one, 'autoscaling'));
    expect(ofService(one, 'ec2')).toEqual({
      'ec2:DescribeAvailabilityZones': 1,
      'ec2:DescribeDhcpOptions': 1,
      'ec2:DescribeEgressOnlyInternetGateways': 1,
      'ec2:DescribeInstanceTypes': 1,
      'ec2:DescribeInstances': 1,
      'ec2:DescribeInternetGateways': 1,
      'ec2:DescribeLaunchTemplateVersions': 1,
      'ec2:DescribeManagedPrefixLists': 1,
      'ec2:DescribeNatGateways': 1,
      'ec2:DescribeNetworkAcls': 1,
      'ec2:DescribeNetworkInterfaces': 1,
      'ec2:DescribeRouteTables': 1,
      'ec2:DescribeSecurityGroupRules': 1,
      'ec2:DescribeSecurityGroups': 1,
      'ec2:DescribeSubnets': 1,
      'ec2:DescribeTransitGatewayVpcAttachments': 1,
      // One attribute a call.
      'ec2:DescribeVpcAttribute': 2,
      'ec2:DescribeVpcEndpoints': 1,
      // As requester and as accepter.
      'ec2:DescribeVpcPeeringConnections': 2,
      'ec2:DescribeVpcs': 1,
      'ec2:DescribeVpnGateways': 1,
      // One list a call.
      'ec2:GetManagedPrefixListEntries': 2,
      // One node subnet a call.
      'ec2:GetSubnetCidrReservations': 2,
    });
  }, 60_000);

  it('to EKS are one for each thing', async () => {
    expect(ofService(await callsFor(['demo', 'two']), 'eks')).toEqual({
      'eks:DescribeAddon': 2,
      'eks:DescribeCluster': 2,
      'eks:DescribeFargateProfile': 1,
      'eks:DescribeNodegroup': 3,
      'eks:ListAddons': 2,
      'eks:ListClusters': 1,
      'eks:ListFargateProfiles': 2,
      'eks:ListNodegroups': 2,
      'eks:ListPodIdentityAssociations': 2,
    });
  }, 60_000);

  it('about an account without clusters end there', async () => {
    expect(await callsFor([])).toEqual({ 'sts:GetCallerIdentity': 1, 'eks:ListClusters': 1 });
  }, 60_000);
});
