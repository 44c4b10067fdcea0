import fc from 'fast-check';
import type { NetworkAclEntryRecord, SecurityGroupRuleRecord } from '../../shared/model/snapshot/security.ts';
import type { RouteRecord } from '../../shared/model/snapshot/vpc.ts';
import { aclEntry, route, rule } from './record-builders.ts';
import { aSnapshot } from './snapshot-builders.ts';

/** Few addresses and few ports, so that every packet can be sent, and blocks that cut each of the networks. */
export const places = {
  'subnet-a': '10.0.1.0/30',
  'subnet-b': '10.0.2.0/30',
  'subnet-public-a': '10.0.101.0/30',
  premises: '10.80.0.0/30',
  internet: '192.0.2.0/30',
} as const;

const blocks = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  ...Object.values(places),
  ...['10.0.1.2/31', '10.0.2.0/31', '10.0.2.1/32', '10.80.0.2/31', '192.0.2.0/31', '192.0.2.3/32'],
];
/** None so narrow that it does not matter to replies. */
const portRanges: readonly (readonly [number, number])[] = [
  [443, 443],
  [10_250, 10_400],
  [0, 65_535],
  [1024, 65_535],
  [32_768, 65_535],
  [1024, 40_000],
  [0, 1023],
];
/** Ports of clients on both sides of every boundary above. */
export const clientPorts = [1024, 10_250, 32_767, 32_768, 40_001];

const block = fc.oneof(
  { weight: 3, arbitrary: fc.constant('0.0.0.0/0') },
  { weight: 4, arbitrary: fc.constantFrom(...blocks) },
);
const protocol = fc.constantFrom('any', 'tcp', 'tcp', 'udp', '6');
const ports = fc.constantFrom(...portRanges);

const aclEntries = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 99 }),
      direction: fc.constantFrom('in' as const, 'out' as const),
      action: fc.constantFrom('allow' as const, 'deny' as const),
      protocol,
      block,
      ports,
    }),
    { selector: ({ number, direction }) => `${number} ${direction}`, maxLength: 4 },
  )
  .chain((entries) => fc.tuple(fc.constant(entries), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })))
  .map(([entries, closedIn, closedOut]) => [
    ...entries.map((one) =>
      one.protocol === 'any'
        ? aclEntry(one.number, one.direction, one.action, 'any', one.block)
        : aclEntry(one.number, one.direction, one.action, one.protocol, one.block, one.ports),
    ),
    ...(closedIn === 0 ? [] : [aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0')]),
    ...(closedOut === 0 ? [] : [aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0')]),
  ]);
const openEntries: NetworkAclEntryRecord[] = [
  aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'),
  aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0'),
];
/** Most lists are open, or nothing would ever get through. */
const someEntries = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constant(openEntries),
  },
  { weight: 1, arbitrary: aclEntries },
);

const openRules: SecurityGroupRuleRecord[] = [rule('any', undefined, '0.0.0.0/0')];
const peer = fc.oneof(block, fc.constantFrom('sg-cluster', 'sg-nodes', 'sg-extra', 'sg-endpoints', 'pl-own'));
const groupRules = fc.oneof(
  { weight: 2, arbitrary: fc.constant(openRules) },
  {
    weight: 3,
    arbitrary: fc.array(
      fc
        .record({ protocol, ports, peer })
        .map((one) =>
          one.protocol === 'any' ? rule('any', undefined, one.peer) : rule(one.protocol, one.ports, one.peer),
        ),
      { minLength: 1, maxLength: 4 },
    ),
  },
);
const group = fc.record({ ingress: groupRules, egress: groupRules });

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const target = fc.constantFrom<((destination: string) => RouteRecord) | undefined>(
  undefined,
  (to) => route(to, 'nat-gateway', 'nat-a'),
  (to) => route(to, 'nat-gateway', 'nat-a'),
  (to) => route(to, 'nat-gateway', 'nat-b'),
  (to) => route(to, 'internet-gateway', 'igw-main'),
  (to) => route(to, 'transit-gateway', 'tgw-main'),
  (to) => route(to, 'transit-gateway', 'tgw-main'),
  (to) => route(to, 'vpn-gateway', 'vgw-1', { origin: 'propagated' }),
  (to) => route(to, 'vpn-gateway', 'vgw-1'),
  (to) => route(to, 'nat-gateway', 'nat-a', { state: 'blackhole' }),
  (to) => route(to, 'transit-gateway', 'tgw-main', { state: 'filtered' }),
);
const routes = fc
  .tuple(
    ...['0.0.0.0/0', '10.80.0.0/30', '10.80.0.2/31', '192.0.2.0/31', '192.0.0.0/16', '10.0.2.2/31'].map((to) =>
      fc.tuple(fc.constant(to), target),
    ),
  )
  .map((chosen) => [
    local,
    ...chosen.flatMap(([to, build]) => {
      const made = build?.(to);
      const isInside = to.startsWith('10.0.');
      return made && (!isInside || made.origin === 'propagated') ? [made] : [];
    }),
  ]);
const usualPublicRoutes: RouteRecord[] = [local, route('0.0.0.0/0', 'internet-gateway', 'igw-main')];
/** The way that a public subnet usually has, or any. */
const publicRoutes = fc.oneof({ weight: 3, arbitrary: fc.constant(usualPublicRoutes) }, routes);

const mode = fc.oneof(
  { weight: 6, arbitrary: fc.constant('off' as const) },
  fc.constantFrom('block-ingress' as const, 'block-bidirectional' as const),
);
const usually = <T>(value: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, fc.constantFrom(...others));

/**
 * Networks of the cluster `demo`, everything observed: nodes with `sg-nodes` and `sg-extra` and the control plane with `sg-cluster` in
 * two subnets, an endpoint for STS with `sg-endpoints` in one of them, NAT gateways, a transit gateway and a VPN gateway.
 */
export const randomNetwork = fc
  .record({
    tables: fc.record({ a: routes, b: routes, open: publicRoutes }),
    lists: fc.record({ a: someEntries, b: someEntries, open: someEntries }),
    groups: fc.record({ 'sg-cluster': group, 'sg-nodes': group, 'sg-extra': group, 'sg-endpoints': group }),
    publicNodes: fc.boolean(),
    modes: fc.record({ a: mode, open: mode }),
    nat: fc.record({
      state: usually('available', 'failed', 'deleted'),
      connectivityType: usually<'public' | 'private'>('public', 'private'),
    }),
    gateway: usually('available', 'detaching'),
    attachment: usually('available', 'modifying', 'pendingAcceptance'),
    vpn: usually('attached', 'detaching'),
  })
  .map(({ tables, lists, groups, publicNodes, modes, nat, gateway, attachment, vpn }) =>
    aSnapshot({
      cluster: {
        endpointPublicAccess: false,
        endpointPrivateAccess: true,
        nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-1', version: '1' } } },
      },
      launchTemplateVersions: { 'lt-1:1': { securityGroupIds: ['sg-nodes', 'sg-extra'] } },
      subnets: {
        'subnet-a': { cidr: places['subnet-a'], mapPublicIpOnLaunch: publicNodes, internetGatewayBlockMode: modes.a },
        'subnet-b': { cidr: places['subnet-b'] },
        'subnet-public-a': { cidr: places['subnet-public-a'], internetGatewayBlockMode: modes.open },
      },
      routeTables: {
        'rtb-a': { routes: tables.a },
        'rtb-b': { routes: tables.b },
        'rtb-public': { routes: tables.open },
      },
      networkAcls: {
        'acl-main': { subnetIds: ['subnet-public-b'] },
        'acl-a': { subnetIds: ['subnet-a'], entries: lists.a },
        'acl-b': { subnetIds: ['subnet-b'], entries: lists.b },
        'acl-open': { subnetIds: ['subnet-public-a'], entries: lists.open },
      },
      securityGroups: groups,
      prefixLists: { 'pl-own': { entries: ['10.0.2.2/31', '192.0.2.0/31'] } },
      natGateways: { 'nat-a': nat, 'nat-b': { subnetId: 'subnet-b' } },
      internetGateways: { 'igw-main': { attachments: [{ vpcId: 'vpc-main', state: gateway }] } },
      transitGatewayVpcAttachments: { 'tgw-attach-main': { state: attachment } },
      vpnGateways: { 'vgw-1': { attachments: [{ vpcId: 'vpc-main', state: vpn }] } },
      vpcEndpoints: { 'vpce-sts': { subnetIds: ['subnet-b'] } },
      networkInterfaces: {
        'eni-node-a': { privateIpv4Addresses: ['10.0.1.1'], securityGroupIds: ['sg-nodes', 'sg-extra'] },
        'eni-node-b': { privateIpv4Addresses: ['10.0.2.2'], securityGroupIds: ['sg-nodes', 'sg-extra'] },
        'eni-eks-a': { privateIpv4Addresses: ['10.0.1.2'] },
        'eni-eks-b': { privateIpv4Addresses: ['10.0.2.1'] },
      },
    }),
  );
