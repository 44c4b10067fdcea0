import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Action, actions } from '../../../shared/aws/collect/actions.ts';
import type { CollectOptions } from '../../../shared/aws/collect/collect-snapshot.ts';
import { factsOfActions } from '../../../shared/aws/collect/facts.ts';
import { CollectionError, collectSnapshot, evenRates } from '../../../shared/aws/collect/index.ts';
import { lazyReaders } from '../../../shared/aws/collect/lazy-readers.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import {
  collectionNames,
  optionalCollections,
  type Snapshot,
  snapshotSchema,
} from '../../../shared/model/snapshot/snapshot.ts';
import { ec2Error, json, notFoundReply, queryError } from '../../support/aws-proxy/reply.ts';
import { type SurroundedAccount, seedAccountAndSurroundings } from '../../support/local-account.ts';
import { type LocalAws, localAccount, startLocalAws } from '../../support/local-aws.ts';
import { whenDenied } from './when-denied.ts';

let aws: LocalAws;
let account: SurroundedAccount;
let healthy: Snapshot;
const environment = { ...process.env };

const everything = { collections: new Set(optionalCollections), hostNames: ['app.example.com'], readers: lazyReaders };

const collect = (options: CollectOptions = {}): Promise<Snapshot> =>
  collectSnapshot({ rates: evenRates(1000), ...everything, ...options });

/** Everything but the time. */
const facts = ({ observedAt: _observedAt, ...rest }: Snapshot) => rest;

beforeAll(async () => {
  aws = await startLocalAws();
  Object.assign(process.env, aws.env);
  account = await seedAccountAndSurroundings(aws, ['demo', 'other']);
  aws.behaviour.reset();
  healthy = await collect();
}, 60_000);

afterAll(async () => {
  await aws.stop();
  for (const name of Object.keys(aws.env)) delete process.env[name];
  Object.assign(process.env, environment);
});

beforeEach(() => aws.behaviour.reset());
afterEach(() => aws.behaviour.reset());

describe('what is read', () => {
  it('is a snapshot', () => {
    expect(snapshotSchema.parse(healthy)).toEqual(healthy);
    expect(healthy).toMatchObject({
      source: 'live',
      account: localAccount,
      region: 'us-east-1',
      partition: 'aws',
    });
  });

  it('holds the clusters with what belongs to them', () => {
    const { network, launchTemplate } = account;
    expect(healthy.clusters).toMatchObject([
      {
        id: 'demo',
        vpcId: network.vpcId,
        subnetIds: network.privateSubnets,
        clusterSecurityGroupId: network.clusterGroup,
        publicAccessCidrs: ['203.0.113.0/24'],
        nodeGroups: [
          { id: 'demo/templated', instanceTypes: [], launchTemplate: { id: launchTemplate, version: '1' } },
          { id: 'demo/workers', minSize: 1, maxSize: 3, desiredSize: 2, instanceTypes: ['m5.large'] },
        ],
        fargateProfiles: [{ id: 'demo/serverless', subnetIds: network.privateSubnets }],
        addOns: [
          { id: 'vpc-cni', environment: { WARM_IP_TARGET: '5' } },
          { id: 'coredns', environment: unread('eks:DescribeAddon was not asked about it', 'eks:DescribeAddon') },
        ],
        podIdentityAssociations: 1,
      },
      { id: 'other', nodeGroups: [{ id: 'other/workers' }], fargateProfiles: [] },
    ]);
  });

  it('holds the network of their VPC and of no other', () => {
    const { network } = account;
    const [privateA, privateB] = network.privateSubnets;
    expect(healthy.dhcpOptions).toMatchObject([{ domainNameServers: ['AmazonProvidedDNS'] }]);
    expect(healthy.vpcs).toMatchObject([
      { id: network.vpcId, cidrs: ['10.0.0.0/16', '100.64.0.0/16'], enableDnsSupport: true, enableDnsHostnames: true },
    ]);
    expect(healthy.subnets).toHaveLength(4);
    expect(healthy.subnets).toContainEqual(
      expect.objectContaining({ id: privateA, cidrReservations: [{ cidr: '10.0.1.128/28', type: 'prefix' }] }),
    );
    expect(healthy.routeTables).toContainEqual(
      expect.objectContaining({
        id: network.privateRoutes,
        main: false,
        subnetIds: [privateA, privateB],
        routes: expect.arrayContaining([
          {
            destination: { cidr: '0.0.0.0/0' },
            target: { kind: 'nat-gateway', id: network.natGateway },
            state: 'active',
            origin: 'static',
          },
          expect.objectContaining({ destination: { prefixListId: network.prefixList } }),
        ]),
      }),
    );
    expect(healthy.natGateways).toMatchObject([{ id: network.natGateway, availabilityMode: 'zonal' }]);
    expect(healthy.internetGateways).toMatchObject([{ id: network.internetGateway }]);
    expect(healthy.egressOnlyInternetGateways).toMatchObject([{ id: network.egressOnlyGateway }]);
    expect(healthy.vpnGateways).toMatchObject([{ id: network.vpnGateway }]);
    expect(healthy.transitGatewayVpcAttachments).toMatchObject([{ transitGatewayId: network.transitGateway }]);
    expect(healthy.vpcPeeringConnections).toMatchObject([{ id: network.peering }]);
    expect(healthy.vpcEndpoints).toMatchObject([
      { id: network.s3Endpoint, state: 'available', routeTableIds: [network.privateRoutes] },
      { id: network.ec2Endpoint, state: 'available', securityGroupIds: [network.endpointGroup] },
    ]);
    expect(healthy.prefixLists).toContainEqual(
      expect.objectContaining({ id: network.prefixList, entries: ['192.0.2.0/24', '198.51.100.0/24'] }),
    );
  });

  it('names the rules of security groups', () => {
    expect(healthy.securityGroups).toContainEqual(
      expect.objectContaining({
        id: account.network.endpointGroup,
        ingress: [
          expect.objectContaining({ ruleId: expect.stringMatching(/^sgr-/), peer: { cidr: '10.0.0.0/16' } }),
          expect.objectContaining({
            ruleId: expect.stringMatching(/^sgr-/),
            peer: { prefixListId: account.network.prefixList },
          }),
        ],
      }),
    );
  });

  it('holds the interfaces of the control planes', () => {
    for (const cluster of ['demo', 'other']) {
      for (const subnetId of account.network.privateSubnets) {
        expect(healthy.networkInterfaces).toContainEqual(
          expect.objectContaining({
            description: `Amazon EKS ${cluster}`,
            subnetId,
            securityGroupIds: [account.network.clusterGroup],
          }),
        );
      }
    }
  });

  it('resolves the latest version of a launch template, and describes the types that it and the groups name', () => {
    const { launchTemplate } = account;
    expect(healthy.autoScalingGroups).toMatchObject([
      { id: 'demo-self-managed', launchTemplate: { id: launchTemplate, version: '2' } },
    ]);
    expect(healthy.launchTemplateVersions).toMatchObject([
      { id: `${launchTemplate}:1`, instanceType: 'm5.large' },
      { id: `${launchTemplate}:2`, instanceType: 'm5.xlarge' },
    ]);
    expect(healthy.instanceTypes).toMatchObject([
      { id: 'm5.large', maximumInterfaces: 3, ipv4AddressesPerInterface: 10 },
      { id: 'm5.xlarge', maximumInterfaces: 4, ipv4AddressesPerInterface: 15 },
    ]);
    expect(healthy.instances).toMatchObject([{ instanceType: 'm5.xlarge', state: 'running' }]);
  });

  it('holds the load balancers of the VPC, and more of those that clusters made', () => {
    const { network, surroundings } = account;
    expect(healthy.loadBalancers).toMatchObject([
      {
        id: surroundings.ofCluster,
        name: 'gateway',
        type: 'network',
        scheme: 'internal',
        vpcId: network.vpcId,
        subnetIds: network.privateSubnets,
        listeners: [
          { port: 443, protocol: 'TCP' },
          { port: 8443, protocol: 'TCP' },
        ],
        targetGroups: [{ name: 'pods', protocol: 'TCP', port: 8443, targetType: 'ip', healthyCodes: '200,303' }],
        tags: { 'elbv2.k8s.aws/cluster': 'demo' },
      },
      {
        id: surroundings.ofNobody,
        type: 'application',
        listeners: unread(
          'elasticloadbalancing:DescribeListeners was not asked about it',
          'elasticloadbalancing:DescribeListeners',
        ),
        tags: {},
      },
      {
        id: 'legacy',
        type: 'classic',
        listeners: [{ port: 80, protocol: 'TCP', certificateArns: [] }],
        targetGroups: [],
        tags: { 'kubernetes.io/cluster/demo': 'owned' },
      },
    ]);
  });

  it('holds the roles that exist', () => {
    const role = (name: string) => `arn:aws:iam::${localAccount}:role/${name}`;
    const policies = (name: string) =>
      ['one', 'two'].map((suffix) => `arn:aws:iam::${localAccount}:policy/${name}-${suffix}`);
    expect(healthy.iamRoles).toEqual([
      {
        id: role('cluster'),
        trustedServices: ['eks.amazonaws.com'],
        attachedPolicyArns: policies('cluster'),
        inlinePolicyNames: [],
      },
      {
        id: role('nodes'),
        trustedServices: ['ec2.amazonaws.com'],
        attachedPolicyArns: policies('nodes'),
        inlinePolicyNames: ['logs'],
      },
    ]);
  });

  it('holds the hosted zones, with the records of those that a host name lies in', () => {
    const { publicZone, privateZone, otherZone } = account.surroundings;
    const records = unread('route53:ListResourceRecordSets was not asked about it', 'route53:ListResourceRecordSets');
    const zones = new Map((healthy.hostedZones as { id: string }[]).map((zone) => [zone.id, zone]));
    expect(zones.get(publicZone)).toMatchObject({
      name: 'example.com.',
      private: false,
      vpcIds: [],
      records: expect.arrayContaining([
        { name: 'app.example.com.', type: 'A', aliasTarget: expect.stringContaining('gateway'), values: [] },
        { name: 'app.example.com.', type: 'TXT', values: ['"heritage=external-dns"'] },
      ]),
    });
    expect(zones.get(privateZone)).toMatchObject({ private: true, vpcIds: [account.network.vpcId] });
    expect(zones.get(otherZone)).toMatchObject({ name: 'example.org.', records });
  });

  it('holds the quotas, and every cluster’s name', async () => {
    expect(healthy.serviceQuotas).toEqual([{ id: 'vpc/L-0EA8095F', value: 60 }]);
    expect(healthy.clusterNames).toEqual([{ id: 'demo' }, { id: 'other' }]);
  });

  it('is nothing of the surroundings that is not asked for, and no call', async () => {
    const { loadBalancers, iamRoles, hostedZones, serviceQuotas } = await collect({ collections: new Set() });
    expect({ loadBalancers, iamRoles, hostedZones, serviceQuotas }).toMatchObject({
      loadBalancers: { observed: false, action: 'elasticloadbalancing:DescribeLoadBalancers' },
      iamRoles: { observed: false, action: 'iam:GetRole' },
      hostedZones: { observed: false, action: 'route53:ListHostedZones' },
      serviceQuotas: { observed: false, action: 'servicequotas:GetServiceQuota' },
    });
    const services = new Set([...aws.behaviour.calls.keys()].map((action) => action.split(':')[0]));
    expect([...services].sort()).toEqual(['autoscaling', 'ec2', 'eks', 'sts']);
  });

  it('has blackholes where a target is gone', async () => {
    aws.behaviour.blackholes.add(account.network.natGateway);
    const { routeTables } = await collect();
    expect(routeTables).toContainEqual(
      expect.objectContaining({
        id: account.network.privateRoutes,
        routes: expect.arrayContaining([
          expect.objectContaining({
            target: { kind: 'nat-gateway', id: account.network.natGateway },
            state: 'blackhole',
          }),
        ]),
      }),
    );
  });
});

/** Of each service one list or more that has more members than a page. */
const paged = [
  'ec2:DescribeSubnets',
  'ec2:DescribeRouteTables',
  'ec2:DescribeNetworkInterfaces',
  'elasticloadbalancing:DescribeLoadBalancers',
  'route53:ListHostedZones',
  'route53:ListResourceRecordSets',
];

describe('pages', () => {
  it.each([1, 2])('of %d members give the same snapshot as one', async (size) => {
    const before = await callsOf(() => collect());
    aws.behaviour.reset();
    aws.behaviour.pageSize = size;
    expect(facts(await collect())).toEqual(facts(healthy));
    const after = aws.behaviour.calls;
    for (const action of paged) expect([action, after.get(action)]).toEqual([action, expect.any(Number)]);
    expect(paged.filter((action) => (after.get(action) ?? 0) <= (before.get(action) ?? 0))).toEqual([]);
  });
});

describe('a denied action', () => {
  it.each(Object.keys(whenDenied))(
    '%s is named where its facts are missing, and nothing else changes',
    async (action) => {
      aws.behaviour.denied.add(action);
      const denied = await collect();
      expect(facts(denied)).toEqual(
        facts(whenDenied[action]?.(healthy, unread(`${action} was denied`, action)) ?? healthy),
      );
      expect(facts(denied)).not.toEqual(facts(healthy));
    },
  );

  it.each(Object.keys(whenDenied))('%s hides nothing but facts that are said to be told by it', (action) => {
    const denied = whenDenied[action]?.(healthy, unread(`${action} was denied`, action)) ?? healthy;
    const told = factsOfActions[action as Action].map((fact) => fact.split('.')[0] ?? fact);
    const ofClusters = told.some((name) => ['nodeGroups', 'fargateProfiles', 'addOns'].includes(name));
    const hidden = collectionNames.filter((name) => JSON.stringify(denied[name]).includes(`"${action} was denied"`));
    expect(hidden.filter((name) => !told.includes(name) && !(ofClusters && name === 'clusters'))).toEqual([]);
  });

  it('is each of those that are used', () => {
    const others = ['eks:DescribeCluster', 'sts:GetCallerIdentity'];
    expect([...Object.keys(whenDenied), ...others].sort()).toEqual([...actions].sort());
  });

  it('eks:DescribeCluster hides the clusters, and the VPC that only their groups still show', async () => {
    const action = 'eks:DescribeCluster';
    aws.behaviour.denied.add(action);
    const { clusters, natGateways, vpcs } = await collect();
    expect(clusters).toEqual(['demo', 'other'].map((of) => ({ ...unread(`${action} was denied`, action), of })));
    const hidden = expect.objectContaining({ observed: false, of: account.network.vpcId });
    expect(vpcs).toEqual([hidden]);
    expect(natGateways).toEqual([hidden]);
  });

  it('sts:GetCallerIdentity leaves nothing to say', async () => {
    aws.behaviour.denied.add('sts:GetCallerIdentity');
    await expect(collect()).rejects.toThrow(CollectionError);
  });
});

describe('a throttled action', () => {
  it('that recovers changes nothing, and is counted', async () => {
    const actions = ['autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeSubnets', 'eks:DescribeCluster'];
    for (const action of actions) aws.behaviour.throttled.set(action, 1);
    const counted: string[] = [];
    const onThrottle = (action: string) => void counted.push(action);
    expect(facts(await collect({ onThrottle }))).toEqual(facts(healthy));
    expect(counted.sort()).toEqual(actions);
    expect(aws.behaviour.calls.get('ec2:DescribeSubnets')).toBe(2);
  }, 30_000);

  it.each([
    'ec2:DescribeSubnets',
    'eks:ListAddons',
    'autoscaling:DescribeAutoScalingGroups',
    'elasticloadbalancing:DescribeTags',
    'iam:GetRole',
    'route53:ListHostedZones',
    'servicequotas:GetServiceQuota',
  ])('%s that stays so is not observed', async (action) => {
    aws.behaviour.throttled.set(action, 1000);
    const snapshot = await collect({ maxAttempts: 1 });
    const throttled = JSON.stringify(unread(`${action} was throttled to the end`, action)).slice(0, -1);
    expect(JSON.stringify(snapshot).includes(throttled)).toBe(true);
  });
});

describe('an answer that is none', () => {
  it('is an error that names the call, not a denial', async () => {
    aws.behaviour.html.add('ec2:DescribeVpcs');
    const failure = await collect({ maxAttempts: 1 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CollectionError);
    expect(failure).toMatchObject({ action: 'ec2:DescribeVpcs' });
  });

  it('is an error where a list lacks', async () => {
    aws.behaviour.rewrite.set('eks:ListClusters', () => '{}');
    await expect(collect()).rejects.toMatchObject({ action: 'eks:ListClusters' });
  });
});

describe('time', () => {
  it('that AWS tells otherwise is an error', async () => {
    aws.behaviour.dateAheadMs = 60_000;
    await expect(collect()).rejects.toThrow(/clock differs from AWS's by (59|60|61) s/);
  });

  it('that is over leaves the rest unobserved', async () => {
    aws.behaviour.delayMs.set('ec2:DescribeSubnets', 60_000);
    const { subnets, clusters } = await collect({ deadlineMs: 3_000 });
    expect(subnets).toEqual(unread('ec2:DescribeSubnets was not read before the deadline', 'ec2:DescribeSubnets'));
    expect(clusters).toEqual(healthy.clusters);
  }, 20_000);

  it('ends when the caller says so', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const collecting = collect({
      signal: controller.signal,
      onProgress: ({ action }) => action === 'eks:ListClusters' && controller.abort(reason),
    });
    await expect(collecting).rejects.toBe(reason);
  });
});

describe('what is gone when it is asked for', () => {
  it('is absent', async () => {
    aws.behaviour.reply.set('eks:DescribeNodegroup', () => notFoundReply('node group'));
    expect((await collect()).clusters).toMatchObject([
      { id: 'demo', nodeGroups: [] },
      { id: 'other', nodeGroups: [] },
    ]);
  });

  it('with a cluster takes what belonged to it along', async () => {
    aws.behaviour.reply.set('eks:ListFargateProfiles', () => notFoundReply('cluster'));
    expect((await collect()).clusters).toEqual([]);
  });

  it('as a version of a launch template does not take the others along', async () => {
    const { launchTemplate } = account;
    const gone = ec2Error(400, 'InvalidLaunchTemplateId.VersionNotFound', 'Could not find launch template version');
    aws.behaviour.reply.set('ec2:DescribeLaunchTemplateVersions', (form) =>
      [...form.values()].includes('1') ? gone : undefined,
    );
    expect((await collect()).launchTemplateVersions).toMatchObject([{ id: `${launchTemplate}:2` }]);
  });

  it('as a load balancer does not take the others along', async () => {
    const gone = queryError(400, 'LoadBalancerNotFound', 'Load balancers not found');
    aws.behaviour.reply.set('elasticloadbalancing:DescribeTags', (form) =>
      [...form.values()].some((value) => value === account.surroundings.ofNobody) ? gone : undefined,
    );
    expect((await collect()).loadBalancers).toMatchObject([{ name: 'gateway' }, { name: 'legacy' }]);
    aws.behaviour.reset();
    aws.behaviour.reply.set('elasticloadbalancing:DescribeListeners', () => gone);
    expect((await collect()).loadBalancers).toMatchObject([{ name: 'website' }, { name: 'legacy' }]);
  });

  it('as a hosted zone is absent, and a quota without a value is not known', async () => {
    aws.behaviour.reply.set('route53:ListResourceRecordSets', () =>
      queryError(404, 'NoSuchHostedZone', 'No hosted zone found'),
    );
    aws.behaviour.reply.set('servicequotas:GetServiceQuota', () =>
      json(400, { __type: 'NoSuchResourceException', message: 'The request failed' }),
    );
    const { hostedZones, serviceQuotas } = await collect();
    expect(hostedZones).toMatchObject([{ id: account.surroundings.otherZone }]);
    expect(serviceQuotas).toMatchObject([{ observed: false, of: 'vpc/L-0EA8095F' }]);
  });

  it('as a role of the same name on another path is another role', async () => {
    aws.behaviour.rewrite.set('iam:GetRole', (body) => body.replaceAll(':role/nodes<', ':role/other/nodes<'));
    expect((await collect()).iamRoles).toMatchObject([{ id: expect.stringContaining('role/cluster') }]);
  });

  it('as a subnet is asked for once more, by its id, for it may lie in another VPC', async () => {
    const [gone] = account.network.privateSubnets;
    aws.behaviour.rewrite.set('ec2:DescribeSubnets', (body) =>
      body.replaceAll(`<subnetId>${gone}<`, '<subnetId>subnet-other<'),
    );
    const { subnets } = await collect();
    expect(subnets).toContainEqual(expect.objectContaining({ id: 'subnet-other' }));
    expect(subnets).not.toContainEqual(expect.objectContaining({ id: gone }));
    expect(aws.behaviour.calls.get('ec2:DescribeSubnets')).toBe(2);
  });
});

describe('progress', () => {
  it('counts the calls that AWS answered', async () => {
    const seen: number[] = [];
    // One role is gone: AWS answers such calls with an error.
    await collect({ collections: new Set(), onProgress: ({ calls }) => seen.push(calls) });
    expect(seen).toEqual(Array.from(seen, (_, index) => index + 1));
    expect(seen).toHaveLength([...aws.behaviour.calls.values()].reduce((sum, count) => sum + count, 0));
  });
});

describe('named clusters', () => {
  it('come with those of their VPC', async () => {
    const { clusters } = await collect({ clusters: ['demo'] });
    expect(clusters).toEqual(healthy.clusters);
  });

  it('are read without a question about those that are known to be elsewhere', async () => {
    aws.behaviour.calls.clear();
    const asked: (readonly string[])[] = [];
    const elsewhere = async (vpcIds: readonly string[]) => {
      asked.push(vpcIds);
      return ['other'];
    };
    const { clusters } = await collect({ clusters: ['demo'], elsewhere });
    expect(asked).toEqual([[account.network.vpcId]]);
    expect(clusters).toEqual([(healthy.clusters as unknown[])[0]]);
    expect(aws.behaviour.calls.get('eks:DescribeCluster')).toBe(1);
  });

  it('that do not exist are absent', async () => {
    const { clusters, subnets } = await collect({ clusters: ['demon'] });
    expect(clusters).toEqual([]);
    expect(subnets).toEqual([]);
  });

  it('are read though nobody may list clusters, and then may have neighbours', async () => {
    aws.behaviour.denied.add('eks:ListClusters');
    const { clusters, subnets } = await collect({ clusters: ['demo'] });
    const denied = unread('eks:ListClusters was denied', 'eks:ListClusters');
    expect(clusters).toEqual([(healthy.clusters as unknown[])[0], { ...denied, of: '' }]);
    expect(subnets).toEqual(healthy.subnets);
  });
});

describe('a shared VPC', () => {
  it('hides what AWS hides from its participants', async () => {
    const owner = '444455556666';
    aws.behaviour.rewrite.set('ec2:DescribeVpcs', (body) => body.replaceAll(localAccount, owner));
    const snapshot = await collect();
    const hidden = {
      observed: false,
      kind: 'unread',
      of: account.network.vpcId,
      reason: expect.stringContaining(owner),
    };
    expect(snapshot.natGateways).toContainEqual(hidden);
    expect(snapshot.networkInterfaces).toContainEqual(hidden);
    expect(snapshot.routeTables).toEqual(healthy.routeTables);
  });
});

/** The calls that a read makes, by action. */
async function callsOf(read: () => Promise<unknown>): Promise<ReadonlyMap<string, number>> {
  aws.behaviour.calls.clear();
  await read();
  return new Map(aws.behaviour.calls);
}
