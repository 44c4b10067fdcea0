import { describe, expect, it } from '@jest/globals';
import type { IdentityOptions } from '../../../shared/aws/cli-output/identity.ts';
import { readOutput } from '../../../shared/aws/cli-output/read-output.ts';
import { snapshotOfOutputs } from '../../../shared/aws/cli-output/snapshot-of-outputs.ts';
import { collectionNames, type Snapshot, snapshotSchema } from '../../../shared/model/snapshot/snapshot.ts';
import { type CliOutputs, cliOutputs } from '../../support/cli-outputs.ts';

const observedAt = '2026-11-21T09:00:00.000Z';
const vpc = 'vpc-0a1b2c3d4e5f60718';

function snapshotOf(files: CliOutputs, identity: IdentityOptions = {}): Snapshot {
  const outputs = Object.entries(files).map(([file, json]) => readOutput(file, json));
  return snapshotOfOutputs(outputs, { observedAt, ...identity });
}

/** The outputs with some left out, replaced (`undefined` leaves out) or added. */
const withFiles = (changes: CliOutputs): CliOutputs =>
  Object.fromEntries(Object.entries({ ...cliOutputs, ...changes }).filter(([, json]) => json !== undefined));
const without = (...files: readonly string[]): CliOutputs =>
  withFiles(Object.fromEntries(files.map((file) => [file, undefined])));

const clusterOf = (files: CliOutputs) => {
  const { clusters } = snapshotOf(files);
  return Array.isArray(clusters) ? clusters[0] : clusters;
};

/** An output in two files: the first member of its list, and the others. */
function inTwo(file: string, member: string): CliOutputs {
  const [first, ...others] = (cliOutputs[file] as Record<string, unknown[]>)[member] ?? [];
  return withFiles({ [file]: undefined, 'page-1.json': { [member]: [first] }, 'page-2.json': { [member]: others } });
}

describe('the snapshot of a folder that has every output', () => {
  it('is valid, and lacks nothing', () => {
    const snapshot = snapshotOf(cliOutputs);
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot).toMatchObject({
      source: 'aws-cli-output',
      account: '111122223333',
      region: 'us-east-1',
      partition: 'aws',
      observedAt,
    });
    expect(JSON.stringify(snapshot)).not.toContain('"observed":false');
  });

  it('holds what the commands printed', () => {
    expect(snapshotOf(cliOutputs)).toMatchObject({
      clusters: [
        {
          id: 'demo',
          createdAt: '2026-01-10T08:00:00.123Z',
          nodeGroups: [{ id: 'demo/workers', maxSize: 3 }],
          addOns: [{ id: 'vpc-cni' }],
          podIdentityAssociations: 0,
        },
      ],
      vpcs: [{ id: vpc, cidrs: ['10.0.0.0/16'], enableDnsSupport: true, enableDnsHostnames: true }],
      subnets: [{ cidrReservations: [] }, { cidrReservations: [{ cidr: '10.0.2.128/28', type: 'prefix' }] }],
      securityGroups: [{ egress: [{ ruleId: 'sgr-0100000000000001' }] }],
      prefixLists: [{ id: 'pl-02cd2c6b', entries: ['52.216.0.0/15'] }],
      networkInterfaces: [{ id: 'eni-0e00000000000001', privateIpv4Addresses: ['10.0.1.10'] }],
      instances: [{ id: 'i-0100000000000001' }],
      clusterNames: [{ id: 'demo' }],
      loadBalancers: [
        {
          name: 'gateway',
          tags: { 'elbv2.k8s.aws/cluster': 'demo' },
          listeners: [{ port: 443 }],
          targetGroups: [{ name: 'pods' }],
        },
        { id: 'legacy', type: 'classic', listeners: [{ port: 80 }] },
      ],
      iamRoles: [
        { trustedServices: ['eks.amazonaws.com'], inlinePolicyNames: [] },
        { attachedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
      ],
      hostedZones: [{ id: 'Z0A1', vpcIds: [vpc], records: [{ name: 'app.example.com.' }] }],
      serviceQuotas: [{ id: 'vpc/L-0EA8095F', value: 100 }],
    });
  });
});

describe('what no output tells', () => {
  it.each(
    Object.entries({
      vpcs: 'aws ec2 describe-vpcs',
      subnets: 'aws ec2 describe-subnets',
      natGateways: 'aws ec2 describe-nat-gateways',
      networkInterfaces: 'aws ec2 describe-network-interfaces',
      instances: 'aws ec2 describe-instances',
      prefixLists: 'aws ec2 describe-managed-prefix-lists',
      autoScalingGroups: 'aws autoscaling describe-auto-scaling-groups',
      clusterNames: 'aws eks list-clusters',
      hostedZones: 'aws route53 list-hosted-zones',
      serviceQuotas: 'aws service-quotas get-service-quota',
    }),
  )('is not observed: %s', (collection, command) => {
    const file = `${command.replace('aws ', '').replace(' ', '.')}.json`;
    const listing = snapshotOf(without(file))[collection as 'vpcs'];
    expect(listing).toMatchObject({
      observed: false,
      kind: 'unread',
      reason: expect.stringContaining(`no output of "${command}" in this folder`),
    });
  });

  it('is never an empty list', () => {
    const { 'eks.describe-cluster.demo.json': described } = cliOutputs;
    const snapshot = snapshotOf({ 'a.json': described });
    for (const name of collectionNames) {
      if (name !== 'clusters' && name !== 'launchTemplateVersions')
        expect([name, snapshot[name]]).toEqual([name, expect.objectContaining({ observed: false })]);
    }
  });

  it.each([
    ['eks.list-nodegroups.demo.json', 'nodeGroups', [{ id: 'demo/workers' }]],
    ['eks.list-addons.demo.json', 'addOns', [{ id: 'vpc-cni' }]],
    ['eks.list-fargate-profiles.demo.json', 'fargateProfiles', { observed: false, action: 'eks:ListFargateProfiles' }],
    ['eks.list-pod-identity-associations.demo.json', 'podIdentityAssociations', { observed: false }],
    [
      'eks.describe-nodegroup.demo.workers.json',
      'nodeGroups',
      [{ of: 'demo/workers', action: 'eks:DescribeNodegroup' }],
    ],
    ['eks.describe-addon.demo.vpc-cni.json', 'addOns', [{ of: 'vpc-cni', action: 'eks:DescribeAddon' }]],
  ])('without %s the cluster has %s', (file, member, expected) => {
    expect(clusterOf(without(file))).toMatchObject({ [member]: expected });
  });

  it('is every cluster when neither lists nor descriptions are there', () => {
    const { clusters } = snapshotOf(without('eks.list-clusters.json', 'eks.describe-cluster.demo.json'), {
      region: 'us-east-1',
    });
    expect(clusters).toMatchObject({ observed: false, action: 'eks:ListClusters' });
  });

  it.each<[string, object]>([
    ['elbv2.describe-load-balancers.json', { loadBalancers: [{ of: vpc }, { id: 'legacy' }] }],
    [
      'elb.describe-load-balancers.json',
      { loadBalancers: [{}, { of: vpc, reason: expect.stringContaining('"aws elb describe-load-balancers"') }] },
    ],
    ['elbv2.describe-tags.gateway.json', { loadBalancers: [{ tags: { observed: false } }, { tags: {} }] }],
    ['elb.describe-tags.legacy.json', { loadBalancers: [{}, { tags: { observed: false } }] }],
    ['elbv2.describe-listeners.gateway.json', { loadBalancers: [{ listeners: { observed: false } }, {}] }],
    ['elbv2.describe-target-groups.json', { loadBalancers: [{ targetGroups: { observed: false } }, {}] }],
    ['iam.get-role.nodes.v2.json', { iamRoles: [{}, { trustedServices: { observed: false }, inlinePolicyNames: [] }] }],
    ['iam.list-attached-role-policies.cluster.json', { iamRoles: [{ attachedPolicyArns: { observed: false } }, {}] }],
    ['iam.list-role-policies.nodes.v2.json', { iamRoles: [{}, { inlinePolicyNames: { observed: false } }] }],
    ['route53.get-hosted-zone.Z0A1.json', { hostedZones: [{ vpcIds: { observed: false }, records: [{}] }] }],
    ['route53.list-resource-record-sets.Z0A1.json', { hostedZones: [{ records: { observed: false } }] }],
  ])('is where it would stand, without %s', (file, expected) => {
    expect(snapshotOf(without(file))).toMatchObject(expected);
  });

  it('is what lies in another account, and every load balancer or role without any output', () => {
    const foreign = structuredClone(cliOutputs['eks.describe-cluster.demo.json']) as { cluster: { roleArn: string } };
    foreign.cluster.roleArn = 'arn:aws:iam::444455556666:role/cluster';
    expect(snapshotOf(withFiles({ 'eks.describe-cluster.demo.json': foreign })).iamRoles).toMatchObject([
      {},
      { of: foreign.cluster.roleArn, reason: expect.stringContaining('account 444455556666') },
    ]);
    const none = Object.keys(cliOutputs).filter((file) => /^(elb|elbv2|iam)\./.test(file));
    expect(snapshotOf(without(...none))).toMatchObject({
      loadBalancers: { observed: false, reason: expect.stringContaining('"aws elbv2 describe-load-balancers"') },
      iamRoles: { observed: false, reason: expect.stringContaining('"aws iam get-role"') },
    });
  });

  it('is the listeners of a load balancer, unless its output names it by its file', () => {
    const files = withFiles({ 'elbv2.describe-listeners.gateway.json': { Listeners: [] } });
    expect(snapshotOf(files).loadBalancers).toMatchObject([{ listeners: [] }, {}]);
    const restricted = withFiles({
      'elbv2.describe-target-groups.json': undefined,
      'elbv2.describe-target-groups.other.json': { TargetGroups: [] },
    });
    expect(snapshotOf(restricted).loadBalancers).toMatchObject([{ targetGroups: { observed: false } }, {}]);
  });

  it('is a cluster that is listed only, and none without a list', () => {
    const listed = snapshotOf(withFiles({ 'eks.list-clusters.json': { clusters: ['demo', 'other'] } }));
    expect(listed.clusters).toMatchObject([{ id: 'demo' }, { of: 'other', action: 'eks:DescribeCluster' }]);
    expect(snapshotOf(without('eks.list-clusters.json')).clusters).toMatchObject([{ id: 'demo' }]);
  });

  it('is a subnet’s reservations, a prefix list’s entries, an attribute of a VPC', () => {
    const snapshot = snapshotOf(
      without(
        'ec2.get-subnet-cidr-reservations.subnet-0a000000000000001.json',
        'ec2.get-managed-prefix-list-entries.pl-02cd2c6b.json',
        `ec2.describe-vpc-attribute.${vpc}.support.json`,
      ),
    );
    expect(snapshot).toMatchObject({
      subnets: [{ cidrReservations: { observed: false } }, { cidrReservations: [{}] }],
      prefixLists: [{ entries: { observed: false } }],
      vpcs: [{ enableDnsSupport: { observed: false }, enableDnsHostnames: true }],
    });
  });

  it.each(['Subnets', 'RouteTables', 'NetworkAcls', 'SecurityGroups'])(
    'is the VPC, where %s are read and none is of it',
    (member) => {
      const [file] = Object.entries(cliOutputs).find(([, json]) => member in (json as object)) ?? [''];
      const name = `${member.charAt(0).toLowerCase()}${member.slice(1)}` as 'subnets';
      expect(snapshotOf(withFiles({ [file]: { [member]: [] } }))[name]).toMatchObject([{ observed: false, of: vpc }]);
    },
  );

  it('is a VPC that no output is restricted to', () => {
    const files = withFiles({
      'ec2.describe-nat-gateways.json': undefined,
      'ec2.describe-nat-gateways.vpc-other.json': { NatGateways: [] },
    });
    expect(snapshotOf(files).natGateways).toMatchObject([{ observed: false, of: vpc }]);
    const both = { ...files, [`ec2.describe-nat-gateways.${vpc}.json`]: { NatGateways: [] } };
    expect(snapshotOf(both).natGateways).toEqual([]);
  });

  it('is a subnet of self-managed nodes that may lie in a VPC that was not read', () => {
    const groupOf = (name: string, tags: Record<string, string>) => ({
      AutoScalingGroupName: name,
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 1,
      VPCZoneIdentifier: `subnet-0a000000000000001,subnet-of-${name}`,
      Instances: [],
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
    const cluster = { 'kubernetes.io/cluster/demo': 'owned' };
    const groups = [
      groupOf('own', cluster),
      groupOf('managed', { ...cluster, 'eks:nodegroup-name': 'x' }),
      groupOf('foreign', {}),
    ];
    const files = withFiles({
      'autoscaling.describe-auto-scaling-groups.json': { AutoScalingGroups: groups },
      'ec2.describe-subnets.json': undefined,
      [`ec2.describe-subnets.${vpc}.json`]: cliOutputs['ec2.describe-subnets.json'],
    });
    expect(snapshotOf(files).subnets).toMatchObject([{}, {}, { of: 'subnet-of-own', observed: false }]);
    const everywhere = withFiles({ 'autoscaling.describe-auto-scaling-groups.json': { AutoScalingGroups: groups } });
    expect(snapshotOf(everywhere).subnets).toHaveLength(2);
  });
});

describe('an output that stops before the end', () => {
  it.each(['NextToken', 'nextToken'])('leaves the rest of the VPC unread: %s', (token) => {
    const files = withFiles({ 'ec2.describe-nat-gateways.json': { NatGateways: [], [token]: 'more' } });
    expect(snapshotOf(files).natGateways).toMatchObject([{ of: vpc, reason: expect.stringContaining('--max-items') }]);
  });

  it('is not made whole by another page', () => {
    const [first, second] = (cliOutputs['ec2.describe-subnets.json'] as { Subnets: { SubnetId: string }[] }).Subnets;
    const files = withFiles({
      'ec2.describe-subnets.json': { Subnets: [first], NextToken: 'more' },
      'ec2.describe-subnets.2.json': { Subnets: [second] },
    });
    expect(snapshotOf(files).subnets).toMatchObject([{ id: first?.SubnetId }, { id: second?.SubnetId }, { of: vpc }]);
  });

  it.each([
    ['eks.list-clusters.json', { clusters: ['demo'], nextToken: 'x' }, { clusters: [{ id: 'demo' }, { of: '' }] }],
    [
      'eks.list-nodegroups.demo.json',
      { nodegroups: ['workers'], nextToken: 'x' },
      { clusters: [{ nodeGroups: [{}, { of: 'demo' }] }] },
    ],
    [
      'eks.list-pod-identity-associations.demo.json',
      { associations: [], nextToken: 'x' },
      { clusters: [{ podIdentityAssociations: { observed: false } }] },
    ],
    [
      'ec2.get-managed-prefix-list-entries.pl-02cd2c6b.json',
      { Entries: [], NextToken: 'x' },
      { prefixLists: [{ entries: { observed: false } }] },
    ],
    [
      'elbv2.describe-load-balancers.json',
      { LoadBalancers: [], NextMarker: 'x' },
      { loadBalancers: [{ of: vpc }, {}] },
    ],
    [
      'elbv2.describe-target-groups.json',
      { TargetGroups: [], NextToken: 'x' },
      { loadBalancers: [{ targetGroups: { observed: false } }, {}] },
    ],
    [
      'iam.list-role-policies.cluster.json',
      { PolicyNames: [], IsTruncated: true, Marker: 'x' },
      { iamRoles: [{ inlinePolicyNames: { observed: false } }, {}] },
    ],
    [
      'route53.list-resource-record-sets.Z0A1.json',
      { ResourceRecordSets: [], IsTruncated: true },
      { hostedZones: [{ records: { observed: false } }] },
    ],
    [
      'ec2.describe-availability-zones.json',
      { AvailabilityZones: [], NextToken: 'x' },
      { availabilityZones: [{ of: '' }] },
    ],
  ])('leaves the rest of its collection unread: %s', (file, json, expected) => {
    expect(snapshotOf(withFiles({ [file]: json }))).toMatchObject(expected);
  });
});

describe('several outputs of one kind', () => {
  it.each([
    ['ec2.describe-subnets.json', 'Subnets'],
    ['ec2.describe-route-tables.json', 'RouteTables'],
    ['ec2.describe-availability-zones.json', 'AvailabilityZones'],
    ['eks.list-clusters.json', 'clusters'],
  ])('are taken together: %s', (file, member) => {
    expect(snapshotOf(inTwo(file, member))).toEqual(snapshotOf(cliOutputs));
  });

  it('may repeat each other', () => {
    const again = { ...cliOutputs, 'again.json': cliOutputs['ec2.describe-subnets.json'] };
    expect(snapshotOf(again)).toEqual(snapshotOf(cliOutputs));
  });

  it('may not contradict each other', () => {
    const {
      Subnets: [subnet],
    } = structuredClone(cliOutputs['ec2.describe-subnets.json']) as { Subnets: [{ AvailableIpAddressCount: number }] };
    subnet.AvailableIpAddressCount -= 1;
    expect(() => snapshotOf({ ...cliOutputs, 'later.json': { Subnets: [subnet] } })).toThrow(
      'subnet-0a000000000000001 stands in ec2.describe-subnets.json and in later.json with different content; keep the newer output',
    );
  });

  it('know AWS’s own prefix lists by either command', () => {
    const short = {
      PrefixLists: [
        { PrefixListId: 'pl-02cd2c6b', PrefixListName: 'com.amazonaws.us-east-1.s3', Cidrs: ['52.216.0.0/15'] },
      ],
    };
    const files = without(
      'ec2.describe-managed-prefix-lists.json',
      'ec2.get-managed-prefix-list-entries.pl-02cd2c6b.json',
    );
    const list = { id: 'pl-02cd2c6b', ownerId: 'AWS', entries: ['52.216.0.0/15'] };
    expect(snapshotOf({ ...files, 'short.json': short }).prefixLists).toMatchObject([list]);
    expect(snapshotOf({ ...cliOutputs, 'short.json': short }).prefixLists).toMatchObject([
      { ...list, addressFamily: 'IPv4' },
    ]);
  });

  it('tell nothing by the templates themselves', () => {
    const files = { ...cliOutputs, 'templates.json': { LaunchTemplates: [{ LaunchTemplateId: 'lt-1' }] } };
    expect(snapshotOf(files)).toEqual(snapshotOf(cliOutputs));
  });
});

describe('whose outputs they are', () => {
  const { 'ec2.describe-vpcs.json': vpcs, 'sts.get-caller-identity.json': caller } = cliOutputs;
  const { 'eks.describe-cluster.demo.json': described } = cliOutputs;

  it('is told by the clusters, the caller or the person who asks', () => {
    expect(snapshotOf({ 'a.json': described })).toMatchObject({ account: '111122223333', region: 'us-east-1' });
    expect(snapshotOf({ 'a.json': caller }, { region: 'cn-north-1' })).toMatchObject({
      account: '111122223333',
      partition: 'aws-cn',
    });
    expect(snapshotOf({ 'a.json': vpcs }, { account: '123456789012', region: 'eu-west-1' })).toMatchObject({
      account: '123456789012',
    });
  });

  it.each<[string, CliOutputs, IdentityOptions, string]>([
    ['no account', { 'a.json': vpcs }, { region: 'eu-west-1' }, 'nothing here tells the account; add --account'],
    ['no Region', { 'a.json': caller }, {}, 'nothing here tells the region; add --region'],
    [
      'another account',
      { 'a.json': described },
      { account: '123456789012' },
      '--account says account 123456789012, a.json says 111122223333; give one account and Region at a time',
    ],
    [
      'two accounts',
      { 'a.json': described, 'b.json': { Account: '123456789012' } },
      {},
      'b.json says account 123456789012, a.json says 111122223333; give one account and Region at a time',
    ],
    [
      'another Region',
      { 'a.json': described },
      { region: 'eu-west-1' },
      '--region says region eu-west-1, a.json says us-east-1; give one account and Region at a time',
    ],
    ['nothing at all', {}, {}, 'there is no output of an AWS CLI command in it'],
  ])('is asked for: %s', (_, files, identity, message) => {
    expect(() => snapshotOf(files, identity)).toThrow(new Error(message));
  });
});
