import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  egress4,
  egress6,
  internetAccess,
  isIsolated,
  isIsolatedSubnet,
  isPublicByDoc,
  natZoneIds,
} from '../../shared/model/egress.ts';
import { hasIsolatedSubnet } from '../../shared/model/isolation.ts';
import { unread } from '../../shared/model/snapshot/known.ts';
import type { RouteRecord } from '../../shared/model/snapshot/vpc.ts';
import { attempt } from '../../shared/model/view/observing.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { route } from '../support/record-builders.ts';
import { aSnapshot, hiddenIn, without } from '../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const toNat = (destination: string, id = 'nat-a') => route(destination, 'nat-gateway', id);
const defaultTo = (kind: Parameters<typeof route>[1], id: string) => route('0.0.0.0/0', kind, id);

function subnetIn(snapshot: ReturnType<typeof aSnapshot>, id: string) {
  const account = new AccountView(snapshot);
  const subnet = account.subnets.find(id);
  if (!subnet) throw new Error(`no ${id}`);
  return { account, subnet };
}

function egressOf(snapshot: ReturnType<typeof aSnapshot>, id = 'subnet-a') {
  const { account, subnet } = subnetIn(snapshot, id);
  return egress4(account, subnet);
}

/** The egress of subnet-a, whose table has these routes beside the local one. */
const through = (routes: readonly RouteRecord[], patches: Patches = {}) =>
  egressOf(aSnapshot({ ...patches, routeTables: { ...patches.routeTables, 'rtb-a': { routes: [local, ...routes] } } }));

const inPublic = { subnetId: 'subnet-public-a' };
const natInstance = { ...inPublic, sourceDestCheck: false, attachment: { instanceId: 'i-nat' } };
const runningNat: Patches = { networkInterfaces: { 'eni-nat': natInstance }, instances: { 'i-nat': {} } };
const inspected: Patches = {
  vpcEndpoints: { 'vpce-fw': { type: 'GatewayLoadBalancer', subnetIds: ['subnet-b'] } },
};
const privateNat = { connectivityType: 'private', subnetId: 'subnet-b' } as const;
const bTo = (...routes: RouteRecord[]): Patches => ({ routeTables: { 'rtb-b': { routes: [local, ...routes] } } });

describe('the way to the IPv4 internet', () => {
  it.each([
    ['a NAT gateway in a public subnet', [], 'NAT', 'rtb-a sends 0.0.0.0/0 to nat-a'],
    [
      'a NAT gateway in a subnet without an internet gateway: a circle',
      { natGateways: { 'nat-a': { subnetId: 'subnet-a' } } },
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-a leads back to itself',
    ],
    [
      'a NAT gateway whose subnet leads to another NAT gateway',
      { natGateways: { 'nat-a': { subnetId: 'subnet-b' } } },
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-b sends 0.0.0.0/0 to nat-b',
    ],
    [
      'a NAT gateway that failed',
      { natGateways: { 'nat-a': { state: 'failed' } } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to nat-a, which is failed',
    ],
    [
      'a NAT gateway that is gone',
      { natGateways: { 'nat-a': null } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to nat-a, which no longer exists',
    ],
    [
      'a NAT gateway whose subnet blocks public access',
      { subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-bidirectional' } } },
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-public sends 0.0.0.0/0 to igw-main, and VPC Block Public Access blocks both directions for subnet-public-a',
    ],
    [
      'a NAT gateway whose subnet blocks ingress alone',
      { subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-ingress' } } },
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a',
    ],
    [
      'a NAT gateway, from a subnet that blocks public access itself',
      { subnets: { 'subnet-a': { internetGatewayBlockMode: 'block-bidirectional' } } },
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a',
    ],
    [
      'an internet gateway that is attached elsewhere, behind the NAT gateway',
      { internetGateways: { 'igw-main': { attachments: [{ vpcId: 'vpc-other', state: 'available' }] } } },
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-public sends 0.0.0.0/0 to igw-main, which is not attached to vpc-main',
    ],
  ] satisfies [string, Patches | never[], string, string][])('%s', (_, patches, kind, reason) => {
    const egress = egressOf(aSnapshot(Array.isArray(patches) ? {} : patches));
    expect([egress.kind, egress.reason, egress.natGatewayIds]).toEqual([kind, reason, ['nat-a']]);
  });

  it.each([
    ['no default route', [], {}, 'ISOLATED', 'rtb-a has no route for 0.0.0.0/0'],
    [
      'a blackhole',
      [{ ...toNat('0.0.0.0/0'), state: 'blackhole' }],
      {},
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to nat-a, which no longer leads anywhere (blackhole)',
    ],
    [
      'a filtered route',
      [{ ...toNat('0.0.0.0/0'), state: 'filtered' }],
      {},
      'ISOLATED',
      'rtb-a has no route for 0.0.0.0/0',
    ],
    [
      'an internet gateway that is kept for NAT gateways',
      [defaultTo('internet-gateway', 'igw-main')],
      { subnets: { 'subnet-a': { internetGatewayBlockMode: 'block-ingress' } } },
      'IGW',
      'rtb-a sends 0.0.0.0/0 to igw-main, and VPC Block Public Access lets only NAT gateways of subnet-a through',
    ],
    [
      'an internet gateway',
      [defaultTo('internet-gateway', 'igw-main')],
      {},
      'IGW',
      'rtb-a sends 0.0.0.0/0 to igw-main',
    ],
    [
      'an internet gateway that is gone',
      [defaultTo('internet-gateway', 'igw-gone')],
      {},
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to igw-gone, which no longer exists',
    ],
    [
      'a peering connection',
      [defaultTo('vpc-peering-connection', 'pcx-1')],
      {},
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to pcx-1, and a peering connection does not lead on to the gateways of the other VPC',
    ],
    ['a transit gateway', [defaultTo('transit-gateway', 'tgw-1')], {}, 'TRANSIT', 'rtb-a sends 0.0.0.0/0 to tgw-1'],
    [
      'an egress-only gateway',
      [defaultTo('egress-only-internet-gateway', 'eigw-1')],
      {},
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to eigw-1, which carries IPv6 only',
    ],
    [
      'a database network',
      [defaultTo('odb-network', 'odb-1')],
      {},
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to odb-1, a database network that does not lead to the internet',
    ],
    ['the VPC itself', [defaultTo('local', 'local')], {}, 'ISOLATED', 'rtb-a has no route for 0.0.0.0/0'],
    ['half of a default route', [toNat('0.0.0.0/1')], {}, 'ISOLATED', 'rtb-a has no route for 128.0.0.0/1'],
    ['both halves', [toNat('0.0.0.0/1'), toNat('128.0.0.0/1')], {}, 'NAT', 'rtb-a sends 0.0.0.0/1 to nat-a'],
    [
      'halves that differ: the worse one',
      [toNat('0.0.0.0/1'), route('128.0.0.0/1', 'transit-gateway', 'tgw-1')],
      {},
      'TRANSIT',
      'rtb-a sends 128.0.0.0/1 to tgw-1',
    ],
    [
      'halves over an unused default route',
      [toNat('0.0.0.0/1'), toNat('128.0.0.0/1'), { ...defaultTo('vpn-gateway', 'vgw-1'), state: 'blackhole' }],
      {},
      'NAT',
      'rtb-a sends 0.0.0.0/1 to nat-a',
    ],
    [
      'private ranges elsewhere',
      [toNat('0.0.0.0/0'), { ...route('10.0.0.0/8', 'transit-gateway', 'tgw-1'), state: 'blackhole' }],
      {},
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a',
    ],
    [
      'a narrow exception',
      [toNat('0.0.0.0/0'), { ...route('203.0.113.0/24', 'vpn-gateway', 'vgw-1'), state: 'blackhole' }],
      {},
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a',
    ],
    ['a narrow route alone', [toNat('203.0.113.0/24')], {}, 'ISOLATED', 'rtb-a has no route for 0.0.0.0/0'],
    [
      'an S3 gateway endpoint beside it',
      [toNat('0.0.0.0/0'), route('pl-s3', 'vpc-endpoint', 'vpce-s3')],
      {},
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a',
    ],
    [
      'an S3 gateway endpoint whose prefix list was not read',
      [toNat('0.0.0.0/0'), route('pl-unread', 'vpc-endpoint', 'vpce-s3')],
      {
        vpcEndpoints: { 'vpce-s3': { type: 'Gateway' } },
        prefixLists: { 'pl-unread': { entries: unread('reading it was denied') } },
      },
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a',
    ],
    [
      'a NAT instance',
      [defaultTo('network-interface', 'eni-nat')],
      runningNat,
      'NAT_INSTANCE',
      'rtb-a sends 0.0.0.0/0 to eni-nat',
    ],
    [
      'an instance that checks source and destination',
      [defaultTo('network-interface', 'eni-nat')],
      { ...runningNat, networkInterfaces: { 'eni-nat': { ...natInstance, sourceDestCheck: true } } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to eni-nat, whose source/destination check is on, so it drops what it should forward',
    ],
    [
      'an instance that is stopped',
      [defaultTo('network-interface', 'eni-nat')],
      { ...runningNat, instances: { 'i-nat': { state: 'stopped' } } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to eni-nat, whose instance i-nat is stopped',
    ],
    [
      'an interface without an instance',
      [defaultTo('network-interface', 'eni-nat')],
      { networkInterfaces: { 'eni-nat': { sourceDestCheck: false } } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to eni-nat, which is attached to no instance',
    ],
    [
      'an interface that is gone',
      [defaultTo('network-interface', 'eni-gone')],
      {},
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to eni-gone, which no longer exists',
    ],
    [
      'a NAT instance in its own subnet',
      [defaultTo('network-interface', 'eni-nat')],
      { ...runningNat, networkInterfaces: { 'eni-nat': { ...natInstance, subnetId: 'subnet-a' } } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to eni-nat, an instance that itself has no internet gateway: rtb-a leads back to itself',
    ],
    [
      'a NAT instance behind an internet gateway that is kept for NAT gateways',
      [defaultTo('network-interface', 'eni-nat')],
      { ...runningNat, subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-ingress' } } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to eni-nat, an instance that itself has no internet gateway: rtb-public sends 0.0.0.0/0 to igw-main, and VPC Block Public Access lets only NAT gateways of subnet-public-a through',
    ],
    [
      'a firewall endpoint before an internet gateway that is kept for NAT gateways',
      [defaultTo('vpc-endpoint', 'vpce-fw')],
      {
        ...inspected,
        ...bTo(defaultTo('internet-gateway', 'igw-main')),
        subnets: { 'subnet-b': { internetGatewayBlockMode: 'block-ingress' } },
      },
      'APPLIANCE',
      'rtb-a sends 0.0.0.0/0 to vpce-fw, and rtb-b sends 0.0.0.0/0 to igw-main, and VPC Block Public Access lets only NAT gateways of subnet-b through',
    ],
    [
      'a firewall endpoint',
      [defaultTo('vpc-endpoint', 'vpce-fw')],
      inspected,
      'APPLIANCE',
      'rtb-a sends 0.0.0.0/0 to vpce-fw',
    ],
    [
      'a firewall endpoint without a way on',
      [defaultTo('vpc-endpoint', 'vpce-fw')],
      { ...inspected, ...bTo() },
      'ISOLATED',
      "rtb-a sends 0.0.0.0/0 to vpce-fw, an appliance's endpoint with no way on: rtb-b has no route for 0.0.0.0/0",
    ],
    [
      'a firewall endpoint that was rejected',
      [defaultTo('vpc-endpoint', 'vpce-fw')],
      { vpcEndpoints: { 'vpce-fw': { type: 'GatewayLoadBalancer', state: 'rejected' } } },
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to vpce-fw, which is rejected',
    ],
    [
      'an endpoint that is gone',
      [defaultTo('vpc-endpoint', 'vpce-gone')],
      {},
      'BROKEN',
      'rtb-a sends 0.0.0.0/0 to vpce-gone, which no longer exists',
    ],
    [
      'an endpoint of another type',
      [defaultTo('vpc-endpoint', 'vpce-sts')],
      { vpcEndpoints: { 'vpce-sts': {} } },
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to vpce-sts, an endpoint of type Interface',
    ],
    [
      'a private NAT gateway over a transit gateway',
      [toNat('0.0.0.0/0')],
      { natGateways: { 'nat-a': privateNat }, ...bTo(defaultTo('transit-gateway', 'tgw-1')) },
      'PRIVATE_NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a',
    ],
    [
      'a private NAT gateway over an internet gateway',
      [toNat('0.0.0.0/0')],
      { natGateways: { 'nat-a': { ...privateNat, ...inPublic } } },
      'PRIVATE_NAT',
      'rtb-a sends 0.0.0.0/0 to nat-a, a private NAT gateway, which has no public address for the internet gateway behind it: rtb-public sends 0.0.0.0/0 to igw-main',
    ],
    [
      'a regional NAT gateway',
      [toNat('0.0.0.0/0', 'nat-r')],
      { natGateways: { 'nat-r': { availabilityMode: 'regional' } } },
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-r',
    ],
    [
      'a regional NAT gateway with its route table',
      [toNat('0.0.0.0/0', 'nat-r')],
      { natGateways: { 'nat-r': { availabilityMode: 'regional', routeTableId: 'rtb-public' } } },
      'NAT',
      'rtb-a sends 0.0.0.0/0 to nat-r',
    ],
    [
      'a regional NAT gateway whose route table has no way out',
      [toNat('0.0.0.0/0', 'nat-r')],
      { natGateways: { 'nat-r': { availabilityMode: 'regional', routeTableId: 'rtb-main' } } },
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to nat-r, a public NAT gateway that itself has no internet gateway: rtb-main has no route for 0.0.0.0/0',
    ],
    [
      'a NAT gateway whose subnet is gone',
      [toNat('0.0.0.0/0')],
      { subnets: { 'subnet-public-a': null } },
      'ISOLATED',
      'rtb-a sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: subnet-public-a no longer exists',
    ],
  ] satisfies [string, RouteRecord[], Patches, string, string][])('%s', (_, routes, patches, kind, reason) => {
    const egress = through(routes, patches);
    expect([egress.kind, egress.reason]).toEqual([kind, reason]);
    expect(isIsolated(egress)).toBe(egress.fault !== undefined);
  });

  it('names all NAT gateways of a split route, and their zones', () => {
    const snapshot = aSnapshot({
      routeTables: { 'rtb-a': { routes: [local, toNat('0.0.0.0/1'), toNat('128.0.0.0/1', 'nat-b')] } },
    });
    const { account, subnet } = subnetIn(snapshot, 'subnet-a');
    expect(egress4(account, subnet).natGatewayIds).toEqual(['nat-a', 'nat-b']);
    expect(natZoneIds(account, egress4(account, subnet))).toEqual(['use1-az1', 'use1-az2']);
  });

  it('is the main table’s where the subnet has no association', () => {
    const egress = egressOf(aSnapshot({ subnets: { 'subnet-new': {} } }), 'subnet-new');
    expect([egress.main, egress.reason]).toEqual([true, 'rtb-main (main) has no route for 0.0.0.0/0']);
  });

  it('names the route to repair where it really is', () => {
    const faultOf = (patches: Patches) => egressOf(aSnapshot(patches)).fault;
    expect(faultOf({ natGateways: { 'nat-a': { subnetId: 'subnet-x' } }, subnets: { 'subnet-x': {} } })).toEqual({
      kind: 'route',
      resource: 'rtb-main 0.0.0.0/0',
    });
    expect(faultOf({ natGateways: { 'nat-a': { state: 'deleting' } } })).toEqual({
      kind: 'nat-gateway',
      resource: 'nat-a',
    });
    expect(faultOf({ internetGateways: { 'igw-main': null } })).toEqual({
      kind: 'internet-gateway',
      resource: 'igw-main',
    });
  });

  it.each([
    ['NAT gateways are hidden', hiddenIn(aSnapshot(), 'natGateways', 'vpc-main'), 'natGateways of vpc-main'],
    ['internet gateways were not read', without(aSnapshot(), 'internetGateways'), 'internetGateways of this account'],
    [
      'its target is not known',
      aSnapshot({ routeTables: { 'rtb-a': { routes: [local, { ...toNat('0.0.0.0/0'), target: unread('later') }] } } }),
      'routeTables.routes.target',
    ],
    [
      'its target is of a kind that is not shown',
      aSnapshot({ routeTables: { 'rtb-a': { routes: [local, defaultTo('ip-address', '10.0.0.9')] } } }),
      'what lies behind its route',
    ],
    [
      'the subnet of the NAT gateway is not known',
      aSnapshot({ natGateways: { 'nat-a': { subnetId: unread('denied') } } }),
      'natGateways.subnetId',
    ],
    [
      'a regional private NAT gateway',
      aSnapshot({ natGateways: { 'nat-a': { connectivityType: 'private', availabilityMode: 'regional' } } }),
      'natGateways.routeTableId',
    ],
  ])('is not told when %s', (_, snapshot, message) => {
    expect(() => egressOf(snapshot)).toThrow(message);
  });

  it('is certain when one part leads nowhere, whatever is not known of the other', () => {
    const hidden = hiddenIn(
      aSnapshot({ routeTables: { 'rtb-a': { routes: [local, toNat('0.0.0.0/1')] } } }),
      'natGateways',
      'vpc-main',
    );
    expect(egressOf(hidden).kind).toBe('ISOLATED');
  });

  it('comes to an end in every tangle of tables', () => {
    const targets = fc.constantFrom(
      defaultTo('internet-gateway', 'igw-main'),
      defaultTo('nat-gateway', 'nat-a'),
      defaultTo('nat-gateway', 'nat-b'),
      defaultTo('nat-gateway', 'nat-private'),
      defaultTo('network-interface', 'eni-nat'),
      defaultTo('vpc-endpoint', 'vpce-fw'),
      route('0.0.0.0/1', 'nat-gateway', 'nat-private'),
      route('128.0.0.0/1', 'vpc-endpoint', 'vpce-fw'),
    );
    const routesOf = fc.uniqueArray(targets, {
      maxLength: 3,
      selector: ({ destination }) => JSON.stringify(destination),
    });
    fc.assert(
      fc.property(fc.array(routesOf, { minLength: 4, maxLength: 4 }), ([a = [], b = [], open = [], main = []]) => {
        const tables = { 'rtb-a': a, 'rtb-b': b, 'rtb-public': open, 'rtb-main': main };
        const snapshot = aSnapshot({
          routeTables: Object.fromEntries(
            Object.entries(tables).map(([id, routes]) => [id, { routes: [local, ...routes] }]),
          ),
          natGateways: { 'nat-private': privateNat },
          networkInterfaces: { 'eni-nat': natInstance },
          instances: { 'i-nat': {} },
          vpcEndpoints: { 'vpce-fw': { type: 'GatewayLoadBalancer', subnetIds: ['subnet-a'] } },
        });
        for (const id of ['subnet-a', 'subnet-b', 'subnet-public-a']) {
          const { account, subnet } = subnetIn(snapshot, id);
          const egress = attempt(() => egress4(account, subnet));
          expect(egress).not.toBeInstanceOf(NotObserved);
          if (!(egress instanceof NotObserved)) expect(isIsolated(egress)).toBe(internetAccess(egress) === 'none');
        }
      }),
    );
  });
});

describe('the way to the IPv6 internet', () => {
  const through6 = (kind: Parameters<typeof route>[1], id: string, patches: Patches = {}) => {
    const routes = [local, route('::/0', kind, id)];
    const { account, subnet } = subnetIn(aSnapshot({ ...patches, routeTables: { 'rtb-a': { routes } } }), 'subnet-a');
    return egress6(account, subnet).kind;
  };
  const blocked: Patches = { subnets: { 'subnet-a': { internetGatewayBlockMode: 'block-bidirectional' } } };

  it('leads through egress-only and internet gateways, and is another one than that of IPv4', () => {
    const egressOnly: Patches = { egressOnlyInternetGateways: { 'eigw-1': {} } };
    expect(through6('egress-only-internet-gateway', 'eigw-1', egressOnly)).toBe('EIGW');
    expect(through6('egress-only-internet-gateway', 'eigw-1', { ...egressOnly, ...blocked })).toBe('ISOLATED');
    expect(through6('egress-only-internet-gateway', 'eigw-gone')).toBe('ISOLATED');
    expect(through6('internet-gateway', 'igw-main')).toBe('IGW');
    expect(through6('internet-gateway', 'igw-main', blocked)).toBe('ISOLATED');
    expect(through6('nat-gateway', 'nat-a')).toBe('ISOLATED');
    expect(through([route('::/0', 'internet-gateway', 'igw-main')]).kind).toBe('ISOLATED');
  });
});

describe('a public subnet by AWS’s documentation', () => {
  const isPublic = (routes: readonly RouteRecord[]) => {
    const { account, subnet } = subnetIn(aSnapshot({ routeTables: { 'rtb-a': { routes: [...routes] } } }), 'subnet-a');
    return isPublicByDoc(account, subnet);
  };
  const igw = (overrides: Partial<RouteRecord> = {}) =>
    route('203.0.113.0/24', 'internet-gateway', 'igw-gone', overrides);
  const unknown = toNat('192.0.2.0/24');

  it('has a route to an internet gateway, whatever its destination or state', () => {
    expect(isPublic([local, igw()])).toBe(true);
    expect(isPublic([local, igw({ state: 'blackhole' })])).toBe(true);
    expect(isPublic([local, toNat('0.0.0.0/0')])).toBe(false);
  });
  it('is certain by one such route, and uncertain while a target is unknown without one', () => {
    expect(isPublic([{ ...unknown, target: unread('later') }, igw()])).toBe(true);
    expect(() => isPublic([{ ...unknown, target: unread('later') }])).toThrow('routeTables.routes.target');
  });
});

describe('isolation of a cluster', () => {
  const cluster = (snapshot: ReturnType<typeof aSnapshot>, assumeNoEgress?: boolean) => {
    const declared = assumeNoEgress === undefined ? {} : { assumeNoEgress };
    const [view] = new AccountView(snapshot, { declarationsOf: () => declared }).clusters;
    if (!view) throw new Error('no cluster');
    return view;
  };
  const isolatedA: Patches = { routeTables: { 'rtb-a': { routes: [local] } } };

  it('takes one isolated node or Fargate subnet', () => {
    expect(hasIsolatedSubnet(cluster(aSnapshot()))).toBe(false);
    expect(hasIsolatedSubnet(cluster(aSnapshot(isolatedA)))).toBe(true);
    const onFargate = { 'demo/pods': { subnetIds: ['subnet-b'] } };
    const fargateOnly = { nodeGroups: { 'demo/workers': null }, fargateProfiles: onFargate };
    expect(hasIsolatedSubnet(cluster(aSnapshot({ ...isolatedA, cluster: fargateOnly })))).toBe(false);
    expect(hasIsolatedSubnet(cluster(aSnapshot({ ...bTo(), cluster: fargateOnly })))).toBe(true);
  });
  it('is certain by one such subnet, and otherwise uncertain while another is unknown', () => {
    expect(hasIsolatedSubnet(cluster(hiddenIn(aSnapshot(isolatedA), 'natGateways', 'vpc-main')))).toBe(true);
    expect(() => hasIsolatedSubnet(cluster(hiddenIn(aSnapshot(), 'natGateways', 'vpc-main')))).toThrow('natGateways');
    const groups = { 'demo/workers': { subnetIds: unread('later') } };
    expect(() => hasIsolatedSubnet(cluster(aSnapshot({ cluster: { nodeGroups: groups } })))).toThrow('nodeGroups');
  });
  it('may be declared', () => {
    const view = cluster(aSnapshot(), true);
    const subnet = view.account.subnets.find('subnet-a');
    expect(hasIsolatedSubnet(view)).toBe(true);
    expect(subnet && isIsolatedSubnet(view, subnet)).toBe(true);
  });
});
