import { describe, expect, it } from '@jest/globals';
import type { Declarations } from '../../../shared/model/declarations.ts';
import { pathEnd } from '../../../shared/model/path/ends.ts';
import { tracePath } from '../../../shared/model/path/trace-path.ts';
import type { Protocol } from '../../../shared/model/ports.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { aclEntry, anyTraffic, route, rule } from '../../support/record-builders.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';
import { viewOf } from '../../support/view-of.ts';

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: Protocol;
  readonly declare?: Declarations;
  readonly trustTransitEgress?: boolean;
}

function traced(snapshot: Snapshot, { from, to, port = 443, protocol = 'tcp', declare = {}, ...options }: Asked) {
  const view = viewOf(snapshot, declare);
  const [start, end] = [pathEnd(view, from), pathEnd(view, to)];
  if (!start || !end) throw new Error(`${from} or ${to} is nothing here.`);
  return tracePath(view, { from: start, to: end, protocol, port }, options);
}

/** `reachable`, `undecidable fact`, or `blocked kind component: cause (part)`. */
function told(snapshot: Snapshot, asked: Asked): string {
  const { verdict, block, missing } = traced(snapshot, asked);
  if (verdict === 'undecidable') return `undecidable ${missing[0]?.fact} of ${missing[0]?.resource}`;
  if (!block) return verdict;
  const part = block.part.length > 0 ? ` (${block.part.join(', ')})` : '';
  return `blocked ${block.heading} by ${block.kind} ${block.component}: ${block.cause.kind} ${block.cause.resource}${part}`;
}

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const open = [aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'), aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0')];
const everywhere = ['subnet-a', 'subnet-b', 'subnet-public-a', 'subnet-public-b'];
/** A list of its own for one subnet. */
const listOf = (subnet: string, entries: readonly ReturnType<typeof aclEntry>[]) => ({
  networkAcls: {
    'acl-main': { subnetIds: everywhere.filter((id) => id !== subnet) },
    'acl-own': { subnetIds: [subnet], entries: [...entries] },
  },
});
const listOfB = (...entries: ReturnType<typeof aclEntry>[]) => listOf('subnet-b', [...entries, ...open]);
const publicOnly = { endpointPublicAccess: true, endpointPrivateAccess: false };
const nodesInPublic = { cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-public-a'] } } } };
const aToB = { from: 'subnet-a', to: 'api' };

describe('from nodes to the API server', () => {
  it.each<[string, Snapshot, Asked, string]>([
    ['a healthy cluster', aSnapshot(), aToB, 'reachable'],
    [
      'a network ACL that denies a part of the subnet',
      aSnapshot(listOfB(aclEntry(90, 'in', 'deny', 'tcp', '10.0.1.128/25', [443, 443]))),
      aToB,
      'blocked forward by network-acl acl-own: network-acl-entry acl-own in 90 (10.0.1.128/25)',
    ],
    [
      'a network ACL that forgets replies',
      aSnapshot(listOfB(aclEntry(90, 'out', 'deny', 'tcp', '10.0.0.0/16', [32_768, 65_535]))),
      aToB,
      'blocked return by network-acl acl-own: network-acl-entry acl-own out 90 (10.0.1.0/24)',
    ],
    [
      'a network ACL without an entry',
      aSnapshot(listOf('subnet-b', [])),
      aToB,
      'blocked forward by network-acl acl-own: network-acl acl-own in tcp 443',
    ],
    [
      'a cluster security group without its rule for itself',
      aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [] } } }),
      aToB,
      'blocked forward by security-group sg-cluster: security-group-self-rule sg-cluster (10.0.1.0/24)',
    ],
    [
      'a security group that admits by address half of the subnet',
      aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [rule('tcp', 443, '10.0.1.0/25')] } } }),
      aToB,
      'blocked forward by security-group sg-cluster: security-group-self-rule sg-cluster (10.0.1.128/25)',
    ],
    [
      'a security group without egress',
      aSnapshot({ securityGroups: { 'sg-cluster': { egress: [] } } }),
      aToB,
      'blocked forward by security-group sg-cluster: security-group-rule sg-cluster out sg-cluster api 443 (10.0.1.0/24)',
    ],
    [
      'names that are not resolved',
      aSnapshot({ cluster: { endpointPublicAccess: false }, vpcs: { 'vpc-main': { enableDnsSupport: false } } }),
      aToB,
      'blocked forward by name vpc-main: vpc-dns vpc-main enableDnsSupport',
    ],
    [
      'private names that are not resolved, with a public endpoint beside: over the internet',
      aSnapshot({
        cluster: { endpointPublicAccess: true, endpointPrivateAccess: true },
        vpcs: { 'vpc-main': { enableDnsHostnames: false } },
        natGateways: { 'nat-a': { state: 'failed' } },
      }),
      aToB,
      'blocked forward by gateway nat-a: nat-gateway nat-a',
    ],
    ['the public endpoint through a NAT gateway', aSnapshot({ cluster: publicOnly }), aToB, 'reachable'],
    [
      'a public endpoint that does not admit the NAT gateway',
      aSnapshot({ cluster: { ...publicOnly, publicAccessCidrs: ['203.0.113.0/24'] } }),
      aToB,
      'blocked forward by public-access demo: public-access-cidrs demo (198.51.100.10/32)',
    ],
    ['network ACLs that are not known', without(aSnapshot(), 'networkAcls'), aToB, 'undecidable networkAcls of '],
    [
      'a certain block beside what is not known',
      without(aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [] } } }), 'networkAcls', 'routeTables'),
      aToB,
      'blocked forward by security-group sg-cluster: security-group-self-rule sg-cluster (10.0.1.0/24)',
    ],
    [
      'route tables that are hidden',
      hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      aToB,
      'undecidable routeTables of vpc-main',
    ],
  ])('%s', (_, snapshot, asked, expected) => {
    expect(told(snapshot, asked)).toBe(expected);
  });

  it('tells what would mend it: an entry before the one that denies', () => {
    const snapshot = aSnapshot(listOfB(aclEntry(90, 'in', 'deny', 'tcp', '10.0.1.128/25', [443, 443])));
    const { block } = traced(snapshot, aToB);
    expect(block).toMatchObject({
      at: 'subnet-b',
      decidedBy: 'entry 90',
      why: 'does not let all tcp 443 in from 10.0.1.0/24 pass: entry 90 denies it',
      needed: 'An entry of acl-own has to allow tcp 443 in from 10.0.1.0/24, with a number below 90.',
    });
    expect(block?.remedy?.command?.join(' ')).toBe(
      'ec2 create-network-acl-entry --network-acl-id acl-own --rule-number 89 --protocol tcp --port-range From=443,To=443 --cidr-block 10.0.1.0/24 --rule-action allow --ingress',
    );
  });

  it('asks no list and no route inside one subnet', () => {
    const closed = aSnapshot({ networkAcls: { 'acl-main': { entries: [] } } });
    expect(told(closed, { from: 'subnet-a', to: 'eni-eks-a' })).toBe('reachable');
    const [trace] = traced(closed, { from: 'subnet-a', to: 'eni-eks-a' }).traces;
    expect(trace?.hops.map(({ kind }) => kind)).toEqual(['security-group', 'security-group']);
  });

  it('tells every hop of the way and of the way back in order', () => {
    const trace = traced(aSnapshot(), aToB).traces.find(({ to }) => to.startsWith('subnet-b'));
    expect(trace?.hops.map(({ heading, kind, at }) => `${heading} ${kind} ${at}`)).toEqual([
      'forward name subnet-a',
      'forward security-group subnet-a (nodes)',
      'forward network-acl subnet-a',
      'forward route subnet-a',
      'forward network-acl subnet-b',
      'forward security-group subnet-b (control plane)',
      'return network-acl subnet-b',
      'return route subnet-b',
      'return network-acl subnet-a',
    ]);
  });
});

const natInstance = {
  routeTables: { 'rtb-a': { routes: [local, route('0.0.0.0/0', 'network-interface', 'eni-nat')] } },
  networkInterfaces: {
    'eni-nat': {
      subnetId: 'subnet-public-a',
      sourceDestCheck: false,
      securityGroupIds: ['sg-nat'],
      attachment: { instanceId: 'i-nat' },
    },
  },
  instances: { 'i-nat': {} },
};
const toInternet = { from: 'subnet-a', to: 'internet' };

describe('from the VPC to the internet', () => {
  it.each<[string, Snapshot, Asked, string]>([
    ['a NAT gateway', aSnapshot(), toInternet, 'reachable'],
    [
      'a NAT gateway whose subnet does not admit the packets',
      aSnapshot(listOf('subnet-public-a', [aclEntry(90, 'in', 'deny', 'any', '10.0.1.0/24'), ...open])),
      toInternet,
      'blocked forward by network-acl acl-own: network-acl-entry acl-own in 90',
    ],
    [
      'a NAT gateway whose subnet does not admit replies',
      aSnapshot(
        listOf('subnet-public-a', [
          aclEntry(100, 'in', 'allow', 'any', '10.0.0.0/16'),
          aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0'),
        ]),
      ),
      { from: 'subnet-a', to: '192.0.2.0/24' },
      'blocked return by network-acl acl-own: network-acl acl-own in tcp 1024-65535',
    ],
    [
      'a blackhole',
      aSnapshot({
        routeTables: {
          'rtb-a': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-x', { state: 'blackhole' })] },
        },
      }),
      toInternet,
      'blocked forward by route rtb-a: route rtb-a 0.0.0.0/0',
    ],
    [
      'no route for a part of the block',
      aSnapshot({ routeTables: { 'rtb-a': { routes: [local, route('192.0.2.0/25', 'nat-gateway', 'nat-a')] } } }),
      { from: 'subnet-a', to: '192.0.2.0/24' },
      'blocked forward by route rtb-a: route rtb-a 192.0.2.128/25 (192.0.2.128/25)',
    ],
    [
      'a NAT gateway before another one',
      aSnapshot({ natGateways: { 'nat-a': { subnetId: 'subnet-b' } } }),
      toInternet,
      'blocked forward by gateway nat-a: route rtb-b 0.0.0.0/0',
    ],
    [
      'a NAT gateway in a subnet without a way out',
      aSnapshot({ natGateways: { 'nat-a': { subnetId: 'subnet-a' } } }),
      toInternet,
      'blocked forward by route rtb-a: route rtb-a 0.0.0.0/0',
    ],
    [
      'a part of the block that the NAT gateway’s own subnet sends to another NAT gateway',
      aSnapshot({
        natGateways: { 'nat-b': { subnetId: 'subnet-b' }, 'nat-a': { subnetId: 'subnet-public-a' } },
        routeTables: {
          'rtb-a': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-b')] },
          'rtb-b': {
            routes: [
              local,
              route('0.0.0.0/0', 'internet-gateway', 'igw-main'),
              route('192.0.2.0/25', 'nat-gateway', 'nat-a'),
            ],
          },
        },
      }),
      { from: 'subnet-a', to: '192.0.2.0/24' },
      'blocked forward by gateway nat-b: route rtb-b 192.0.2.0/25',
    ],
    [
      'nodes without public addresses before an internet gateway',
      aSnapshot(nodesInPublic),
      { from: 'subnet-public-a', to: 'internet' },
      'blocked forward by public-address subnet-public-a: subnet-public-addresses subnet-public-a',
    ],
    [
      'nodes with public addresses before an internet gateway',
      aSnapshot({ ...nodesInPublic, subnets: { 'subnet-public-a': { mapPublicIpOnLaunch: true } } }),
      { from: 'subnet-public-a', to: 'internet' },
      'reachable',
    ],
    [
      'the control plane before an internet gateway: it never has a public address',
      aSnapshot({ cluster: { subnetIds: ['subnet-public-a', 'subnet-b'] } }),
      { from: 'control-plane@subnet-public-a', to: 'internet' },
      'blocked forward by public-address subnet-public-a: route rtb-public 0.0.0.0/0',
    ],
    [
      'Block Public Access',
      aSnapshot({ subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-bidirectional' } } }),
      toInternet,
      'blocked forward by gateway subnet-public-a: block-public-access subnet-public-a',
    ],
    [
      'a NAT instance whose security group is closed',
      aSnapshot({ ...natInstance, securityGroups: { 'sg-nat': { ingress: [rule('tcp', 80, '10.0.0.0/16')] } } }),
      toInternet,
      'blocked forward by security-group sg-nat: security-group-rule sg-nat in sg-cluster 443 (10.0.1.0/24)',
    ],
    [
      'a NAT instance',
      aSnapshot({ ...natInstance, securityGroups: { 'sg-nat': { ingress: [anyTraffic('10.0.0.0/16')] } } }),
      toInternet,
      'reachable',
    ],
    [
      'a transit gateway, trusted',
      aSnapshot({ routeTables: { 'rtb-a': { routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-x')] } } }),
      toInternet,
      'reachable',
    ],
    [
      'a transit gateway, not trusted',
      aSnapshot({ routeTables: { 'rtb-a': { routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-x')] } } }),
      { ...toInternet, trustTransitEgress: false },
      'undecidable egress of rtb-a',
    ],
    [
      'egress that is opened for one network only',
      aSnapshot({ securityGroups: { 'sg-cluster': { egress: [rule('tcp', 443, '192.0.2.0/24')] } } }),
      { from: 'subnet-a', to: '192.0.2.0/23' },
      'blocked forward by security-group sg-cluster: security-group-port sg-cluster out tcp 443 (192.0.3.0/24)',
    ],
  ])('%s', (_, snapshot, asked, expected) => {
    expect(told(snapshot, asked)).toBe(expected);
  });
});

const toEcr = { from: 'subnet-a', to: 'ecr.api' };
const toS3 = { from: 'subnet-a', to: 's3' };

describe('from nodes to AWS services', () => {
  it.each<[string, Snapshot, Asked, string]>([
    ['over the internet', aSnapshot(), toEcr, 'reachable'],
    ['by an interface endpoint', anIsolatedSnapshot(), toEcr, 'reachable'],
    ['by a gateway endpoint', anIsolatedSnapshot(), toS3, 'reachable'],
    [
      'no endpoint and no way out',
      anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ecr.api': null } }),
      toEcr,
      'blocked forward by endpoint com.amazonaws.us-east-1.ecr.api: vpc-endpoint com.amazonaws.us-east-1.ecr.api',
    ],
    [
      'no endpoint and a lost way out',
      aSnapshot({ natGateways: { 'nat-a': { state: 'deleted' } } }),
      toEcr,
      'blocked forward by gateway nat-a: nat-gateway nat-a',
    ],
    [
      'an endpoint that refuses takes the traffic even where there is a way to the internet',
      aSnapshot({ vpcEndpoints: { 'vpce-ecr.api': {} }, securityGroups: { 'sg-endpoints': { ingress: [] } } }),
      toEcr,
      'blocked forward by security-group sg-endpoints: endpoint-security-group sg-endpoints (10.0.1.0/24)',
    ],
    [
      'an endpoint without private DNS is passed by on the way to the internet',
      aSnapshot({
        vpcEndpoints: { 'vpce-ecr.api': { privateDnsEnabled: false } },
        securityGroups: { 'sg-endpoints': { ingress: [] } },
      }),
      toEcr,
      'reachable',
    ],
    [
      'an endpoint without private DNS is of no use to an isolated subnet',
      anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ecr.api': { privateDnsEnabled: false } } }),
      toEcr,
      'blocked forward by endpoint vpce-ecr.api: endpoint-private-dns vpce-ecr.api',
    ],
    [
      'a gateway endpoint that serves another table',
      anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': { routeTableIds: ['rtb-b'] } } }),
      toS3,
      'blocked forward by endpoint vpce-s3: gateway-endpoint-route rtb-a vpce-s3',
    ],
    [
      'egress by the prefix list of the service',
      anIsolatedSnapshot({ securityGroups: { 'sg-cluster': { egress: [rule('tcp', 443, 'pl-s3')] } } }),
      toS3,
      'reachable',
    ],
    [
      'egress to a part of the internet, which may hold the service',
      aSnapshot({ securityGroups: { 'sg-cluster': { egress: [rule('tcp', 443, '52.0.0.0/8')] } } }),
      toS3,
      'undecidable securityGroups.egress of sg-cluster',
    ],
    [
      'egress inside the VPC only',
      aSnapshot({ securityGroups: { 'sg-cluster': { egress: [rule('tcp', 443, '10.0.0.0/16')] } } }),
      toS3,
      'blocked forward by security-group sg-cluster: security-group-port sg-cluster out tcp 443',
    ],
    [
      'a list that lets a part of the internet through',
      aSnapshot(
        listOf('subnet-a', [
          aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'),
          aclEntry(100, 'out', 'allow', 'any', '52.0.0.0/8'),
        ]),
      ),
      toS3,
      'undecidable networkAcls.entries of acl-own',
    ],
    [
      'declared to be shared',
      anIsolatedSnapshot(),
      { from: 'subnet-a', to: 'logs', declare: { centralEndpoints: ['logs'] } },
      'reachable',
    ],
    [
      'declared to have no way out',
      aSnapshot(),
      { ...toEcr, declare: { assumeNoEgress: true } },
      'blocked forward by endpoint com.amazonaws.us-east-1.ecr.api: vpc-endpoint com.amazonaws.us-east-1.ecr.api',
    ],
  ])('%s', (_, snapshot, asked, expected) => {
    expect(told(snapshot, asked)).toBe(expected);
  });
});

const privateHybrid = { cluster: { endpointPublicAccess: false, endpointPrivateAccess: true } };
const kubelets = { from: 'control-plane', to: 'hybrid-nodes', port: 10_250 };

describe('between the control plane and hybrid nodes', () => {
  it.each<[string, Snapshot, Asked, string]>([
    ['kubelets', aHybridSnapshot(), kubelets, 'reachable'],
    ['nodes to the API server', aHybridSnapshot(privateHybrid), { from: 'hybrid-nodes', to: 'api' }, 'reachable'],
    ['pods to the API server', aHybridSnapshot(privateHybrid), { from: 'hybrid-pods', to: 'api' }, 'reachable'],
    [
      'half of the network is not routed',
      aHybridSnapshot({
        routeTables: { 'rtb-b': { routes: [local, route('10.80.0.0/17', 'transit-gateway', 'tgw-main')] } },
      }),
      kubelets,
      'blocked forward by route rtb-b: route rtb-b 10.80.0.0/16 (10.80.128.0/17)',
    ],
    [
      'the replies are not routed',
      aHybridSnapshot({ ...privateHybrid, routeTables: { 'rtb-b': { routes: [local] } } }),
      { from: 'hybrid-nodes', to: 'api' },
      'blocked return by route rtb-b: route rtb-b 10.80.0.0/16 (10.80.0.0/16)',
    ],
    [
      'the transit gateway is not attached yet',
      aHybridSnapshot({ transitGatewayVpcAttachments: { 'tgw-attach-main': { state: 'pendingAcceptance' } } }),
      kubelets,
      'blocked forward by gateway tgw-main: hybrid-gateway-attachment tgw-main',
    ],
    [
      'the control plane does not admit the pods',
      aHybridSnapshot({
        ...privateHybrid,
        securityGroups: { 'sg-cluster': { ingress: [anyTraffic('sg-cluster'), rule('tcp', 443, '10.80.0.0/16')] } },
      }),
      { from: 'hybrid-pods', to: 'api' },
      'blocked forward by security-group sg-cluster: security-group-port sg-cluster in tcp 443 (10.85.0.0/16)',
    ],
    [
      'references to groups never match hosts on premises',
      aHybridSnapshot({ securityGroups: { 'sg-cluster': { egress: [anyTraffic('sg-cluster')] } } }),
      kubelets,
      'blocked forward by security-group sg-cluster: security-group-port sg-cluster out tcp 10250 (10.80.0.0/16)',
    ],
    [
      'a public endpoint that is restricted, from addresses that nobody declares',
      aHybridSnapshot({ cluster: { ...publicOnly, publicAccessCidrs: ['203.0.113.0/24'] } }),
      { from: 'hybrid-nodes', to: 'api' },
      'undecidable onPremPublicCidrs of demo',
    ],
    [
      'a public endpoint that does not admit the declared addresses',
      aHybridSnapshot({ cluster: { ...publicOnly, publicAccessCidrs: ['203.0.113.0/24'] } }),
      { from: 'hybrid-nodes', to: 'api', declare: { onPremPublicCidrs: ['198.51.100.0/24'] } },
      'blocked forward by public-access demo: public-access-cidrs demo (198.51.100.0/24)',
    ],
  ])('%s', (_, snapshot, asked, expected) => {
    expect(told(snapshot, asked)).toBe(expected);
  });
});

const peered = {
  routeTables: { 'rtb-a': { routes: [local, route('10.9.0.0/16', 'vpc-peering-connection', 'pcx-1')] } },
};

describe('other ends', () => {
  it.each<[string, Snapshot, Asked, string]>([
    ['DNS among nodes', aSnapshot(), { from: 'nodes', to: 'dns', protocol: 'udp', port: 53 }, 'reachable'],
    [
      'DNS by UDP that a list denies',
      aSnapshot(listOfB(aclEntry(90, 'in', 'deny', 'udp', '0.0.0.0/0', [53, 53]))),
      { from: 'nodes', to: 'dns', protocol: 'udp', port: 53 },
      'blocked forward by network-acl acl-own: network-acl-entry acl-own in 90',
    ],
    ['a block of the VPC', aSnapshot(), { from: 'subnet-a', to: '10.0.2.0/25', port: 10_250 }, 'reachable'],
    ['an address nobody has', aSnapshot(), { from: 'subnet-a', to: '10.0.77.1' }, 'undecidable path of subnet-a'],
    [
      'a subnet that the cluster does not use',
      aSnapshot(),
      { from: 'subnet-public-a', to: 'internet' },
      'undecidable securityGroups of subnet-public-a',
    ],
    [
      'two ends outside',
      aSnapshot(),
      { from: '192.0.2.0/24', to: 'internet' },
      'undecidable path of 192.0.2.0/24 the internet',
    ],
    [
      'a peered VPC',
      aSnapshot({ ...peered, vpcPeeringConnections: { 'pcx-1': {} } }),
      { from: 'subnet-a', to: '10.9.1.0/24' },
      'reachable',
    ],
    [
      'a peering connection that is gone',
      aSnapshot(peered),
      { from: 'subnet-a', to: '10.9.1.0/24' },
      'blocked forward by gateway pcx-1: vpc-peering-connection pcx-1 (10.9.1.0/24)',
    ],
    [
      'a load balancer to nodes that do not admit it',
      aSnapshot({
        networkInterfaces: {
          'eni-lb': { description: 'ELB net/x/1', securityGroupIds: ['sg-lb'], privateIpv4Addresses: ['10.0.1.200'] },
        },
        securityGroups: { 'sg-lb': {} },
      }),
      { from: 'load-balancers', to: 'nodes', port: 30_080 },
      'blocked forward by security-group sg-cluster: security-group-rule sg-cluster in sg-lb 30080 (10.0.1.200/32)',
    ],
    [
      'the internet to nodes without public addresses',
      aSnapshot(),
      { from: 'internet', to: 'subnet-a' },
      'blocked forward by public-address subnet-a: subnet-public-addresses subnet-a',
    ],
    [
      'the internet to nodes where Block Public Access blocks ingress',
      aSnapshot({
        ...nodesInPublic,
        subnets: { 'subnet-public-a': { mapPublicIpOnLaunch: true, internetGatewayBlockMode: 'block-ingress' } },
        securityGroups: { 'sg-cluster': { ingress: [rule('tcp', 443, '0.0.0.0/0')] } },
      }),
      { from: '192.0.2.0/24', to: 'subnet-public-a' },
      'blocked return by route subnet-public-a: block-public-access subnet-public-a',
    ],
    [
      'the internet to nodes in a public subnet',
      aSnapshot({
        ...nodesInPublic,
        subnets: { 'subnet-public-a': { mapPublicIpOnLaunch: true } },
        securityGroups: { 'sg-cluster': { ingress: [rule('tcp', 443, '0.0.0.0/0')] } },
      }),
      { from: '192.0.2.0/24', to: 'subnet-public-a' },
      'reachable',
    ],
  ])('%s', (_, snapshot, asked, expected) => {
    expect(told(snapshot, asked)).toBe(expected);
  });

  it('traces both families of a cluster that has both', () => {
    const ipv6 = aSnapshot({
      cluster: { ipFamily: 'ipv6' },
      subnets: { 'subnet-a': { ipv6Cidrs: ['2001:db8:0:1::/64'] }, 'subnet-b': { ipv6Cidrs: ['2001:db8:0:2::/64'] } },
      routeTables: {
        'rtb-a': { routes: [local, route('2001:db8::/56', 'local', 'local')] },
        'rtb-b': { routes: [local, route('2001:db8::/56', 'local', 'local')] },
      },
    });
    const { traces, block } = traced(ipv6, { from: 'subnet-a', to: 'nodes', port: 10_250 });
    expect(new Set(traces.map(({ family }) => family))).toEqual(new Set([4, 6]));
    expect(block).toMatchObject({ kind: 'security-group', heading: 'forward' });
  });
});
