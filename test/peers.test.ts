import { describe, expect, it } from '@jest/globals';
import { securityHubId } from '../shared/app/announce/identity.ts';
import { inMemory } from '../shared/app/findings/in-memory.ts';
import { remember } from '../shared/app/findings/remember.ts';
import type { Declarations } from '../shared/model/declarations.ts';
import type { Snapshot } from '../shared/model/snapshot/snapshot.ts';
import { rules } from '../shared/rules/index.ts';
import { anIsolatedSnapshot } from './support/isolated-snapshot.ts';
import { judgeCase, summary } from './support/judge-case.ts';
import { anObservation, demoCluster, minute, verdictOn } from './support/observation-builders.ts';
import { aclEntry, anyTraffic, route, rule } from './support/record-builders.ts';
import { aSnapshot, without } from './support/snapshot-builders.ts';

interface Defect {
  /** The tool and the file that decides wrongly. */
  readonly tool: string;
  /** What it says, and of what. */
  readonly says: string;
  readonly code: string;
  readonly given: Snapshot;
  readonly declare?: Declarations;
  /** A part of what has to be said, or a status. */
  readonly expect: RegExp | 'compliant' | 'indeterminate';
}

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const internet = route('0.0.0.0/0', 'internet-gateway', 'igw-main');
const openEndpoint = (...publicAccessCidrs: string[]) =>
  aSnapshot({ cluster: { endpointPublicAccess: true, publicAccessCidrs } });

const defects: readonly Defect[] = [
  {
    tool: 'Prowler eks_cluster_not_publicly_accessible.py, AWS Config eks-endpoint-no-public-access, checkov CKV_AWS_38',
    says: 'restricted, because no entry reads 0.0.0.0/0',
    code: 'D1',
    given: openEndpoint('0.0.0.0/1', '128.0.0.0/1'),
    expect: /every address of the internet/i,
  },
  {
    tool: 'HardenEKS check_endpoint_public_access, Security Hub EKS.1',
    says: 'public, because the list still reads 0.0.0.0/0 although the public endpoint is off',
    code: 'D1',
    given: aSnapshot({ cluster: { endpointPublicAccess: false, publicAccessCidrs: ['0.0.0.0/0'] } }),
    expect: 'compliant',
  },
  {
    tool: 'Prowler eks_cluster_network_policy_enabled.py',
    says: 'protected, because a cluster security group is named',
    code: 'G6',
    given: aSnapshot({
      securityGroups: { 'sg-cluster': { ingress: [anyTraffic('sg-cluster'), rule('tcp', 443, '0.0.0.0/0')] } },
    }),
    expect: /0\.0\.0\.0\/0/,
  },
  {
    tool: 'Cloud Custodian c7n/resources/eks.py (security-group filter)',
    says: 'nothing, because it looks at additional groups and not at the cluster security group',
    code: 'G2',
    given: aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [] } } }),
    expect: /sg-cluster/,
  },
  {
    tool: 'Prowler vpc_endpoint_for_ec2_enabled.py',
    says: 'there is an endpoint for EC2, because ec2messages contains ec2',
    code: 'E2',
    given: anIsolatedSnapshot({
      vpcEndpoints: { 'vpce-ec2': null, 'vpce-ec2messages': {} },
    }),
    expect: /no endpoint for com\.amazonaws\.us-east-1\.ec2,/,
  },
  {
    tool: 'steampipe vpc_configured_to_use_interface_endpoint_for_ecr_api, AWS Config service-vpc-endpoint-enabled',
    says: 'there is an endpoint, whatever its state',
    code: 'E2',
    given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ecr.api': { state: 'pendingacceptance' } } }),
    expect: /com\.amazonaws\.us-east-1\.ecr\.api/,
  },
  {
    tool: 'Prowler vpc_endpoint_multi_az_enabled.py',
    says: 'in several zones, because it counts subnets',
    code: 'E5',
    given: anIsolatedSnapshot({
      subnets: { 'subnet-x': { cidr: '10.0.9.0/24' } },
      vpcEndpoints: { 'vpce-sts': { subnetIds: ['subnet-a', 'subnet-x'] } },
    }),
    expect: /use1-az2|us-east-1b/,
  },
  {
    tool: 'Prowler vpc_subnet_different_az.py, steampipe vpc_subnet_multi_az_enabled',
    says: 'in several zones, because there are several subnets',
    code: 'A1',
    given: aSnapshot({ subnets: { 'subnet-b': { zone: 'us-east-1a', zoneId: 'use1-az1' } } }),
    expect: /span 1 Availability Zone/,
  },
  {
    tool: 'Prowler vpc_service.py',
    says: 'public, because the main route table of another VPC leads to the internet',
    code: 'D9',
    given: aSnapshot({
      vpcs: { 'vpc-other': { cidrs: ['10.9.0.0/16'] } },
      routeTables: {
        'rtb-0-other': { vpcId: 'vpc-other', main: true, routes: [internet] },
        'rtb-a': null,
        'rtb-b': null,
      },
    }),
    expect: 'compliant',
  },
  {
    tool: 'awslabs EKS MCP server get_eks_vpc_config',
    says: 'private, because MapPublicIpOnLaunch is off',
    code: 'D9',
    given: aSnapshot({ routeTables: { 'rtb-a': { routes: [local, internet] } } }),
    expect: /subnet-a/,
  },
  {
    tool: 'Prowler eks_cluster_private_nodes_enabled.py',
    says: 'nodes are private, because the private endpoint is on',
    code: 'D9',
    given: aSnapshot({
      cluster: { endpointPrivateAccess: true },
      routeTables: { 'rtb-b': { routes: [local, internet] } },
    }),
    expect: /subnet-b/,
  },
  {
    tool: 'HardenEKS infrastructure_security.py (deploy_workers_onto_private_subnets)',
    says: 'private, because the first instance of the first reservation has no public name',
    code: 'D9',
    given: aSnapshot({ routeTables: { 'rtb-b': { routes: [local, internet] } } }),
    expect: /subnet-b/,
  },
  {
    tool: 'Cloud Custodian c7n/filters/vpc.py',
    says: 'connected to the internet, because a route names an internet gateway, which is attached nowhere',
    code: 'D8',
    given: aSnapshot({
      internetGateways: { 'igw-main': { attachments: [] } },
    }),
    expect: /igw-main/,
  },
  {
    tool: 'Cloud Custodian c7n/resources/vpc.py (peering-connection missing-route)',
    says: 'nothing, because it dies of a peering connection that tells no Region',
    code: 'I5',
    given: aSnapshot({
      vpcPeeringConnections: {
        'pcx-main': { accepter: { vpcId: 'vpc-peer', cidrs: ['10.0.64.0/18'] } },
      },
    }),
    expect: /pcx-main/,
  },
  {
    tool: 'ElectricEye Amazon_VPC_Auditor.py (VPC.4)',
    says: 'enough addresses, because two are left',
    code: 'B4',
    given: aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 2 } } }),
    expect: /2 free addresses/,
  },
  {
    tool: 'eksup eksup/src/eks/findings.rs (AWS001)',
    says: 'enough addresses, because all subnets together have them, and one zone has none',
    code: 'B1',
    given: aSnapshot({
      cluster: {
        nodeGroups: {
          'demo/workers': { subnetIds: ['subnet-a'], maxSize: 10 },
          'demo/others': { subnetIds: ['subnet-b'] },
        },
        addOns: { 'vpc-cni': {} },
      },
      subnets: { 'subnet-a': { freeIpv4Addresses: 20 }, 'subnet-b': { freeIpv4Addresses: 4000, cidr: '10.0.16.0/20' } },
    }),
    expect: /subnet-a/,
  },
  {
    tool: 'CloudSploit subnetIpAvailability.js',
    says: 'below 80 per cent, because the five addresses that AWS reserves count as free',
    code: 'B16',
    given: aSnapshot({ subnets: { 'subnet-a': { cidr: '10.0.1.0/27', freeIpv4Addresses: 5 } } }),
    expect: /subnet-a/,
  },
  {
    tool: 'aws-samples (AvailableIpAddressCount as the number of /28 blocks)',
    says: 'room for three prefixes, because 59 addresses are free',
    code: 'B9',
    given: aSnapshot({
      cluster: {
        nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'], maxSize: 6 } },
        addOns: { 'vpc-cni': { environment: { ENABLE_PREFIX_DELEGATION: 'true' } } },
      },
      subnets: { 'subnet-a': { cidr: '10.0.1.0/26', freeIpv4Addresses: 47 } },
    }),
    expect: /\/28/,
  },
  {
    tool: 'CloudSploit eksSecurityGroups.js',
    says: 'wrong, because the cluster security group admits more than 443',
    code: 'G2',
    given: aSnapshot(),
    expect: 'compliant',
  },
  {
    tool: 'AWS Config autoscaling-multiple-az',
    says: 'fragile, because each group has one zone, as EBS volumes ask for',
    code: 'A9',
    given: aSnapshot({
      cluster: {
        nodeGroups: {
          'demo/workers': { subnetIds: ['subnet-a'] },
          'demo/workers-b': { subnetIds: ['subnet-b'] },
        },
      },
    }),
    expect: 'compliant',
  },
  {
    tool: 'eks-hybrid cmd/nodeadm/debug/debug.go',
    says: 'well, because it never looks at the pods’ networks',
    code: 'F2',
    given: aSnapshot({
      cluster: { remoteNodeCidrs: ['10.80.0.0/16'], remotePodCidrs: ['10.1.128.0/17'] },
      vpcs: { 'vpc-main': { cidrs: ['10.0.0.0/16', '10.1.0.0/16'] } },
    }),
    expect: /10\.1\.128\.0\/17/,
  },
  {
    tool: 'Prowler ec2_networkacl_*, AWS Config nacl-no-unrestricted-ssh-rdp',
    says: 'well, because no entry opens 22 to the world; and the replies of nodes are dropped',
    code: 'I2',
    given: aSnapshot({
      networkAcls: {
        'acl-main': {
          entries: [
            aclEntry(100, 'in', 'allow', 'any', '10.0.0.0/8'),
            aclEntry(100, 'out', 'allow', 'tcp', '0.0.0.0/0', [443, 443]),
          ],
        },
      },
    }),
    expect: /acl-main/,
  },
  {
    tool: 'Prowler CHANGELOG #10639 (throttling took for an empty answer)',
    says: 'well, because reading failed',
    code: 'B4',
    given: without(aSnapshot(), 'subnets'),
    expect: 'indeterminate',
  },
];

describe.each(defects)('$tool says: $says', ({ tool, code, given, declare, expect: expected }) => {
  it(`${code} does not`, () => {
    const judging = rules.find((one) => one.code === code);
    if (!judging) throw new Error(`There is no rule ${code}.`);
    const said = summary(
      judgeCase(judging, { name: tool, given, expect: 'compliant', ...(declare ? { declare } : {}) }),
    );
    if (expected instanceof RegExp) expect(String(Array.isArray(said) ? said.join('\n') : '')).toMatch(expected);
    else if (expected === 'compliant') expect(['compliant', 'not-applicable']).toContain(said);
    else expect(said).toBe(expected);
  });
});

describe('what others do to findings', () => {
  const memory = inMemory(() => new Date(minute(0)));
  const open = async () => {
    const [finding] = await memory.findings(demoCluster);
    if (!finding) throw new Error('There is no finding.');
    return finding;
  };

  it('Prowler lib/security_hub/security_hub.py archives what a scan that failed did not find: it stays open', async () => {
    await remember(memory, anObservation({ observedAt: minute(0), verdicts: [verdictOn('subnet-a', 'f')] }));
    await remember(memory, anObservation({ observedAt: minute(1), verdicts: [verdictOn('subnet-a', 'i')] }));
    expect(await open()).toMatchObject({ state: 'open', unconfirmedSince: minute(1) });
  });

  it('Prowler and ElectricEye put all times to now with every scan: the first one stays', async () => {
    await remember(memory, anObservation({ observedAt: minute(2), verdicts: [verdictOn('subnet-a', 'f')] }));
    expect(await open()).toMatchObject({ firstSeen: minute(0), changedAt: minute(0) });
  });

  it('Cloud Custodian c7n/resources/securityhub.py makes the id of the policy’s text: a renamed rule keeps its findings', async () => {
    const finding = await open();
    expect(securityHubId({ ...finding, rule: 'another-name', title: 'Another title' })).toBe(securityHubId(finding));
  });

  it('HardenEKS hardeneks/__init__.py has one id for all rules of a section and all clusters: each has its own', async () => {
    const finding = await open();
    const ids = [
      finding,
      { ...finding, code: 'B5' },
      { ...finding, cluster: { ...finding.cluster, cluster: 'other' } },
      { ...finding, cluster: { ...finding.cluster, region: 'eu-west-1' } },
    ].map(securityHubId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
