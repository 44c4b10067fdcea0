import { describe, expect, it } from '@jest/globals';
import { checkAccount } from '../../shared/app/check-account.ts';
import { settingsOf } from '../../shared/config/settings-of.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { codesOf, head, problemsOf } from '../../shared/reports/digest/problems.ts';
import { rules } from '../../shared/rules/index.ts';
import { aHybridSnapshot, local, nodesByTransit, podsByTransit } from '../support/hybrid-snapshot.ts';
import { anIsolatedSnapshot } from '../support/isolated-snapshot.ts';
import { route } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

/** People reach the private endpoint through Systems Manager. */
const settings = settingsOf({ declare: { '*': { adminAccess: 'ssm' } } }, rules);

/** What there is to mend, with the rules that fail because of it. */
function problemsIn(snapshot: Snapshot): Readonly<Record<string, string>> {
  const now = '2026-11-21T10:00:00Z';
  const report = checkAccount(snapshot, { rules, settings, now, version: '0' });
  return Object.fromEntries(
    problemsOf(report).map((problem) => {
      const { kind, resource } = head(problem).violation.cause;
      return [`${kind} ${resource}`, [...codesOf(problem)].sort().join(' ')];
    }),
  );
}

const viaNat = (nat: string) => route('0.0.0.0/0', 'nat-gateway', nat);
const lost = [local, route('0.0.0.0/0', 'nat-gateway', 'nat-gone', { state: 'blackhole' })];
const internal = { 'kubernetes.io/role/internal-elb': '1' };
const publicOnly = {
  endpointPublicAccess: true,
  endpointPrivateAccess: false,
  publicAccessCidrs: ['198.51.100.0/24'],
};

describe('all rules together', () => {
  it.each([
    ['behind NAT gateways', aSnapshot()],
    ['without a way to the internet', anIsolatedSnapshot()],
    [
      'with hybrid nodes',
      aHybridSnapshot({
        routeTables: {
          'rtb-a': { routes: [local, nodesByTransit, podsByTransit, viaNat('nat-a')] },
          'rtb-b': { routes: [local, nodesByTransit, podsByTransit, viaNat('nat-b')] },
        },
      }),
    ],
  ])('find nothing in a healthy cluster %s', (_, snapshot) => {
    expect(problemsIn(snapshot)).toEqual({});
  });

  it.each<readonly [string, Snapshot, Readonly<Record<string, string>>]>([
    [
      'a default route to a NAT gateway that is gone',
      aSnapshot({ routeTables: { 'rtb-a': { routes: lost } } }),
      { 'route rtb-a 0.0.0.0/0': 'D8 E2 I4' },
    ],
    [
      'the same, where nodes use the public endpoint',
      aSnapshot({ cluster: publicOnly, routeTables: { 'rtb-a': { routes: lost } } }),
      { 'route rtb-a 0.0.0.0/0': 'D2 D8 E1 E2 I4', 'private-endpoint-off demo': 'D5' },
    ],
    [
      'a NAT gateway that failed',
      aSnapshot({ natGateways: { 'nat-a': { state: 'failed' } } }),
      { 'nat-gateway nat-a': 'D8 E2 I10' },
    ],
    [
      'a default route to a private NAT gateway in a public subnet',
      aSnapshot({ natGateways: { 'nat-a': { connectivityType: 'private' } } }),
      { 'route rtb-a 0.0.0.0/0': 'D8 E2 I10' },
    ],
    [
      'an internet gateway that is detached',
      aSnapshot({ internetGateways: { 'igw-main': { attachments: [] } } }),
      { 'internet-gateway igw-main': 'D8 E2 I10' },
    ],
    [
      'VPC Block Public Access on the subnet of a NAT gateway',
      aSnapshot({ subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-bidirectional' } } }),
      { 'block-public-access subnet-public-a': 'C3 D11 D8 E2 I10' },
    ],
    [
      'an endpoint that is missing',
      anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': null } }),
      { 'vpc-endpoint com.amazonaws.us-east-1.sts': 'D8 E2' },
    ],
    [
      'a security group that endpoints share and that admits nobody',
      anIsolatedSnapshot({ securityGroups: { 'sg-endpoints': { ingress: [] } } }),
      { 'endpoint-security-group sg-endpoints': 'D8 E2 E4' },
    ],
    [
      'the same, where nodes have NAT gateways',
      aSnapshot({ securityGroups: { 'sg-endpoints': { ingress: [] } }, vpcEndpoints: { 'vpce-sts': {} } }),
      { 'endpoint-security-group sg-endpoints': 'E4' },
    ],
    [
      'a security group that the name of S3 leads to, past the gateway endpoint',
      anIsolatedSnapshot({
        securityGroups: { 'sg-none': { ingress: [] } },
        vpcEndpoints: {
          'vpce-s3': { routeTableIds: ['rtb-a'] },
          'vpce-s3-interface': { serviceName: 'com.amazonaws.us-east-1.s3', securityGroupIds: ['sg-none'] },
        },
      }),
      { 'endpoint-security-group sg-none': 'D8 E2 E4' },
    ],
    [
      'an endpoint without private DNS',
      anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ecr.dkr': { privateDnsEnabled: false } } }),
      { 'endpoint-private-dns vpce-ecr.dkr': 'D8 E2 E3' },
    ],
    [
      'a gateway endpoint that one route table lacks',
      anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': { routeTableIds: ['rtb-a'] } } }),
      { 'gateway-endpoint-route rtb-b vpce-s3': 'D8 E2 E6' },
    ],
    [
      'a subnet without free addresses',
      aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } }),
      { 'subnet-full subnet-a': 'B1 B16 B4 B5 B6 B7 B8 C2' },
    ],
    [
      'two subnets without free addresses, each',
      aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 }, 'subnet-b': { freeIpv4Addresses: 0 } } }),
      { 'subnet-full subnet-a': 'B1 B16 B4 B5 B6 B7 B8 C2', 'subnet-full subnet-b': 'B1 B16 B4 B5 B7 B8' },
    ],
    [
      'a node subnet that is shut to pods, without another for them',
      aSnapshot({ subnets: { 'subnet-a': { tags: { ...internal, 'kubernetes.io/role/cni': '0' } } } }),
      { 'pod-subnet-tag subnet-a': 'B12' },
    ],
    [
      'a cluster subnet in a Local Zone',
      aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a', 'subnet-c'] } } },
        subnets: {
          'subnet-b': { zone: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', tags: {} },
          'subnet-c': { cidr: '10.0.3.0/24', zone: 'us-east-1b', zoneId: 'use1-az2', tags: internal },
        },
        routeTables: { 'rtb-b': { subnetIds: ['subnet-b', 'subnet-c'] } },
      }),
      { 'subnet-zone subnet-b': 'A1 A3 B6' },
    ],
    [
      'a node group of Starburst over two zones',
      aSnapshot({
        cluster: {
          tags: { 'plumbline:profile': 'starburst-sep' },
          nodeGroups: {
            'demo/workers': { labels: { role: 'worker' } },
            'demo/support': { subnetIds: ['subnet-a'], labels: { role: 'support' } },
          },
        },
      }),
      { 'group-zones demo/workers': 'A4' },
    ],
    [
      'a public subnet that gives nodes no public addresses, which EKS reports too',
      aSnapshot({
        cluster: {
          nodeGroups: {
            'demo/workers': {
              healthIssues: [{ code: 'Ec2SubnetInvalidConfiguration', resourceIds: ['subnet-public-a'] }],
              subnetIds: ['subnet-public-a', 'subnet-b'],
            },
          },
        },
        subnets: { 'subnet-public-a': { mapPublicIpOnLaunch: false } },
      }),
      { 'subnet-public-addresses subnet-public-a': 'B17 D6 D8 J4', 'public demo/workers': 'D9' },
    ],
    [
      'a VPC whose resolver is off',
      aSnapshot({ vpcs: { 'vpc-main': { enableDnsSupport: false } } }),
      { 'vpc-dns vpc-main enableDnsSupport': 'E7' },
    ],
    [
      'a cluster security group without its rule for itself',
      aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [] } } }),
      { 'security-group-self-rule sg-cluster': 'G2 G4' },
    ],
    [
      'a subnet of the cluster and its nodes that is gone',
      aSnapshot({ subnets: { 'subnet-b': null } }),
      { 'subnet subnet-b': 'A1 A9 B6 I1', 'role-tags vpc-main kubernetes.io/role/internal-elb': 'C2' },
    ],
    [
      'a cluster security group that is gone',
      aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      { 'security-group sg-cluster': 'G1 G4' },
    ],
  ])('name one thing to mend after one fault: %s', (_, snapshot, problems) => {
    expect(problemsIn(snapshot)).toEqual(problems);
  });
});
