import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collectSnapshot, evenRates } from '../../../shared/aws/collect/index.ts';
import { lazyReaders } from '../../../shared/aws/collect/lazy-readers.ts';
import { optionalCollections } from '../../../shared/model/snapshot/snapshot.ts';
import { seedAccount, seedAccountAndSurroundings } from '../../support/local-account.ts';
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

  it('to what lies around the network are a list for all, and then one for each thing', async () => {
    await aws.clear();
    await seedAccountAndSurroundings(aws, ['demo', 'two']);
    aws.behaviour.reset();
    const hostNames = ['app.example.com'];
    const everything = { collections: new Set(optionalCollections), hostNames, readers: lazyReaders };
    await collectSnapshot({ rates: evenRates(1000), ...everything });
    const calls = Object.fromEntries(aws.behaviour.calls);
    const further = ['elasticloadbalancing', 'iam', 'route53', 'servicequotas'];
    expect(Object.assign({}, ...further.map((service) => ofService(calls, service)))).toEqual({
      // One of the two load balancers of the VPC is a cluster's.
      'elasticloadbalancing:DescribeListeners': 1,
      // Of either API.
      'elasticloadbalancing:DescribeLoadBalancers': 2,
      'elasticloadbalancing:DescribeTags': 2,
      'elasticloadbalancing:DescribeTargetGroups': 1,
      // Of the clusters, their nodes and Fargate, each role once.
      'iam:GetRole': 3,
      'iam:ListAttachedRolePolicies': 3,
      'iam:ListRolePolicies': 3,
      // Two of three zones may hold the name, one of them is private.
      'route53:GetHostedZone': 1,
      'route53:ListHostedZones': 1,
      'route53:ListResourceRecordSets': 2,
      'servicequotas:GetServiceQuota': 1,
    });
  }, 60_000);

  it('about an account without clusters end there', async () => {
    expect(await callsFor([])).toEqual({ 'sts:GetCallerIdentity': 1, 'eks:ListClusters': 1 });
  }, 60_000);
});
