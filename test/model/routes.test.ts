import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cidrAt, parseCidr, rangeOf, sizeOf } from '../../shared/model/cidr.ts';
import { effectiveRouteTable, routePieces, selections } from '../../shared/model/routes.ts';
import { unread } from '../../shared/model/snapshot/known.ts';
import type { RouteRecord } from '../../shared/model/snapshot/vpc.ts';
import type { RouteTable } from '../../shared/model/view/records.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { route } from '../support/record-builders.ts';
import { aSnapshot, hiddenIn } from '../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const prefixLists: NonNullable<Patches['prefixLists']> = {
  'pl-one': { entries: ['10.0.0.16/28', '10.0.0.128/25'] },
  'pl-two': { entries: ['10.0.0.0/27'] },
};

function tableOf(routes: readonly RouteRecord[], patches: Patches = {}): [AccountView, RouteTable] {
  const account = new AccountView(
    aSnapshot({ prefixLists, ...patches, routeTables: { 'rtb-a': { routes: [...routes] } } }),
  );
  const table = account.routeTables.find('rtb-a');
  if (!table) throw new Error('no rtb-a');
  return [account, table];
}

const decidedBy = (routes: readonly RouteRecord[], address: string, patches?: Patches): string | undefined => {
  const [account, table] = tableOf(routes, patches);
  return routePieces(account, table, rangeOf(`${address}/32`))[0]?.route?.target.id;
};

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const toVpn = (destination: string, origin: RouteRecord['origin'] = 'static') =>
  route(destination, 'vpn-gateway', 'vgw-1', { origin });
const toTransit = (destination: string) => route(destination, 'transit-gateway', 'tgw-1');

describe('the effective route table', () => {
  const tableFor = (snapshot: ReturnType<typeof aSnapshot>, subnetId: string) => {
    const account = new AccountView(snapshot);
    const subnet = account.subnets.find(subnetId);
    if (!subnet) throw new Error(`no ${subnetId}`);
    const { table, main } = effectiveRouteTable(account, subnet);
    return [table.id, main];
  };

  it('is the one that the subnet is associated with', () => {
    expect(tableFor(aSnapshot(), 'subnet-a')).toEqual(['rtb-a', false]);
  });
  it('is the main table of its own VPC otherwise', () => {
    const other = { vpcId: 'vpc-other', main: true, subnetIds: [] };
    const snapshot = aSnapshot({ subnets: { 'subnet-new': {} }, routeTables: { 'rtb-0': other } });
    expect(tableFor(snapshot, 'subnet-new')).toEqual(['rtb-main', true]);
  });
  it('is explicit also where the main table is named', () => {
    const snapshot = aSnapshot({
      subnets: { 'subnet-new': {} },
      routeTables: { 'rtb-main': { subnetIds: ['subnet-new'] } },
    });
    expect(tableFor(snapshot, 'subnet-new')).toEqual(['rtb-main', false]);
  });
  it('is known although the associations of another table are not', () => {
    const snapshot = aSnapshot({ routeTables: { 'rtb-b': { subnetIds: unread('denied') } } });
    expect(tableFor(snapshot, 'subnet-a')).toEqual(['rtb-a', false]);
    expect(() => tableFor(snapshot, 'subnet-b')).toThrow('routeTables.subnetIds of rtb-b was not observed');
  });
  it('is not known when the main table is not visible, or the tables are hidden', () => {
    const snapshot = aSnapshot({ subnets: { 'subnet-new': {} }, routeTables: { 'rtb-main': null } });
    expect(() => tableFor(snapshot, 'subnet-new')).toThrow('the main route table of the VPC is not visible');
    expect(() => tableFor(hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'), 'subnet-a')).toThrow('shared VPC');
  });
});

describe('route selection', () => {
  it.each([
    ['the longest prefix', [toVpn('0.0.0.0/0'), toTransit('192.168.0.0/16')], '192.168.1.1', 'tgw-1'],
    [
      'a static route before a prefix list',
      [route('pl-one', 'transit-gateway', 'tgw-1'), toVpn('10.0.0.16/28')],
      '10.0.0.17',
      'vgw-1',
    ],
    [
      'a prefix list before a propagated route',
      [toVpn('10.0.0.16/28', 'propagated'), route('pl-one', 'transit-gateway', 'tgw-1')],
      '10.0.0.17',
      'tgw-1',
    ],
    [
      'a longer prefix list entry before a static route',
      [toVpn('10.0.0.0/24'), route('pl-one', 'transit-gateway', 'tgw-1')],
      '10.0.0.17',
      'tgw-1',
    ],
    ['local before a more specific propagated route', [local, toVpn('10.0.0.0/24', 'propagated')], '10.0.0.1', 'local'],
    ['local before a more specific advertised route', [local, toVpn('10.0.0.0/24', 'advertised')], '10.0.0.1', 'local'],
    ['a more specific static route before local', [local, toTransit('10.0.0.0/24')], '10.0.0.1', 'tgw-1'],
    ['a propagated route where local does not reach', [local, toVpn('10.0.0.0/8', 'propagated')], '10.9.0.1', 'vgw-1'],
    [
      'a blackhole before a wider route',
      [toVpn('0.0.0.0/0'), { ...toTransit('10.0.0.0/24'), state: 'blackhole' }],
      '10.0.0.1',
      'tgw-1',
    ],
    [
      'not a filtered route',
      [toVpn('0.0.0.0/0'), { ...toTransit('10.0.0.0/24'), state: 'filtered' }],
      '10.0.0.1',
      'vgw-1',
    ],
    ['no route', [local], '192.0.2.1', undefined],
    ['no route of the other family', [route('::/0', 'internet-gateway', 'igw-1')], '192.0.2.1', undefined],
    [
      'one of two prefix lists that agree',
      [toVpn('0.0.0.0/0'), route('pl-one', 'transit-gateway', 'tgw-1'), route('pl-two', 'transit-gateway', 'tgw-1')],
      '10.0.0.17',
      'tgw-1',
    ],
  ] satisfies [string, RouteRecord[], string, string | undefined][])('takes %s', (_, routes, address, expected) => {
    expect(decidedBy(routes, address)).toBe(expected);
  });

  const disagreeing = [route('pl-one', 'transit-gateway', 'tgw-1'), route('pl-two', 'vpn-gateway', 'vgw-1')];
  it('refuses to choose between overlapping prefix lists that disagree, and only where they overlap', () => {
    expect(() => decidedBy(disagreeing, '10.0.0.17')).toThrow(
      'pl-one and pl-two overlap and lead to different targets',
    );
    expect(decidedBy(disagreeing, '10.0.0.1')).toBe('vgw-1');
    expect(decidedBy([...disagreeing, toTransit('10.0.0.17/32')], '10.0.0.17')).toBe('tgw-1');
  });
  it('takes overlapping prefix lists for agreeing only where they lead to one and the same target', () => {
    const leading = (one: string, two: string) => [
      route('pl-one', 'transit-gateway', one),
      route('pl-two', 'transit-gateway', two),
    ];
    expect(decidedBy(leading('tgw-1', 'tgw-1'), '10.0.0.17')).toBe('tgw-1');
    expect(() => decidedBy(leading('tgw-1', 'tgw-2'), '10.0.0.17')).toThrow('lead to different targets');
  });
  it('passes over the route of a gateway endpoint, whose prefix list is not asked for', () => {
    const toS3 = route('pl-of-a-service', 'vpc-endpoint', 'vpce-x');
    const ofType = (type: 'Gateway' | 'GatewayLoadBalancer') => ({ vpcEndpoints: { 'vpce-x': { type } } });
    expect(decidedBy([toVpn('0.0.0.0/0'), toS3], '192.0.2.1', ofType('Gateway'))).toBe('vgw-1');
    expect(() => decidedBy([toVpn('0.0.0.0/0'), toS3], '192.0.2.1', ofType('GatewayLoadBalancer'))).toThrow(
      'the prefix list that rtb-a routes was not listed',
    );
    expect(() => decidedBy([toVpn('0.0.0.0/0'), toS3], '192.0.2.1')).toThrow('was not listed');
  });
  it('tells the block by which a route matches, and whose facts lack', () => {
    const [account, table] = tableOf([toVpn('0.0.0.0/0'), toTransit('10.8.0.0/16')]);
    const pieces = selections(account, table, rangeOf('10.8.0.1/32'));
    expect(pieces.map(({ destination }) => destination?.text)).toEqual(['10.8.0.0/16']);
  });
  it('refuses to choose between two propagated routes of one block', () => {
    const rival = route('10.8.0.0/16', 'network-interface', 'eni-1', { origin: 'advertised' });
    expect(() => decidedBy([toVpn('10.8.0.0/16', 'propagated'), rival], '10.8.0.1')).toThrow('10.8.0.0/16 overlap');
  });
  it('does not decide while a destination is not known', () => {
    const unknown = [local, { ...toVpn('10.0.0.0/8'), destination: unread('known after apply') }];
    expect(() => decidedBy(unknown, '10.0.0.1')).toThrow('routeTables.routes.destination of rtb-a was not observed');
    const entries = { 'pl-one': { entries: unread('denied') } };
    const listed = [toVpn('0.0.0.0/0'), route('pl-one', 'transit-gateway', 'tgw-1')];
    expect(() => decidedBy(listed, '192.0.2.1', { prefixLists: entries })).toThrow('prefixLists.entries of pl-one');
    expect(() => decidedBy([route('pl-gone', 'transit-gateway', 'tgw-1')], '192.0.2.1')).toThrow('was not listed');
  });
  it('does not ask for the state of a route that another one beats', () => {
    const beaten = { ...toTransit('0.0.0.0/0'), state: unread('denied') };
    expect(decidedBy([toVpn('10.0.0.0/8'), beaten], '10.0.0.1')).toBe('vgw-1');
    expect(() => decidedBy([toVpn('10.0.0.0/8'), beaten], '192.0.2.1')).toThrow('routeTables.routes.state');
  });
});

describe('the laws of route selection', () => {
  const block = '10.0.0.0/24';
  const blocks = fc
    .tuple(fc.integer({ min: 24, max: 32 }), fc.bigInt({ min: 0n, max: 255n }))
    .map(([prefix, host]) => cidrAt(4, (10n << 24n) | host, prefix).text);
  const destinations = fc.oneof({ weight: 6, arbitrary: blocks }, fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', 'pl-one'));
  const randomRoutes = fc
    .uniqueArray(
      fc.record({
        destination: destinations,
        origin: fc.constantFrom<RouteRecord['origin']>('static', 'propagated'),
        state: fc.constantFrom<'active' | 'blackhole' | 'filtered'>('active', 'active', 'blackhole', 'filtered'),
      }),
      { maxLength: 8, selector: ({ destination, origin }) => `${destination} ${origin}` },
    )
    .map((specs) =>
      specs.map(({ destination, origin, state }, index) =>
        route(destination, 'transit-gateway', `tgw-${index}`, {
          origin: destination.startsWith('pl-') ? 'static' : origin,
          state,
        }),
      ),
    );
  const withLocal = fc
    .tuple(randomRoutes, fc.option(blocks, { nil: undefined }))
    .map(([routes, own]) => (own ? [route(own, 'local', 'local', { origin: 'table' }), ...routes] : routes));

  /** Every rule of the procedure, word by word, for one address. */
  function expected(routes: readonly RouteRecord[], address: bigint): string | undefined {
    const matches = routes.flatMap((candidate) => {
      const { destination, target, state, origin } = candidate as RouteRecord & {
        destination: { cidr: string } | { prefixListId: string };
        target: { kind: string; id: string };
      };
      const listed = !('cidr' in destination);
      const cidrs = listed ? ['10.0.0.16/28', '10.0.0.128/25'] : [destination.cidr];
      return cidrs
        .map(parseCidr)
        .filter(({ start, end }) => state !== 'filtered' && start <= address && address <= end)
        .map(({ prefixLength }) => ({
          prefixLength,
          id: target.id,
          class: listed ? 1 : origin === 'propagated' ? 2 : 0,
        }));
    });
    const own = matches.some(({ id }) => id === 'local');
    let best: (typeof matches)[number] | undefined;
    for (const match of matches) {
      if (own && match.class === 2) continue;
      const longer = !best || match.prefixLength > best.prefixLength;
      if (longer || (match.prefixLength === best?.prefixLength && match.class < best.class)) best = match;
    }
    return best?.id;
  }

  it('agrees with an exhaustive search at every address', () => {
    fc.assert(
      fc.property(withLocal, (routes) => {
        const [account, table] = tableOf(routes);
        for (const piece of routePieces(account, table, rangeOf(block))) {
          for (let address = piece.range.start; address <= piece.range.end; address += 1n) {
            expect([address, piece.route?.target.id]).toEqual([address, expected(routes, address)]);
          }
        }
      }),
    );
  });

  it('cuts a range into disjoint pieces that together are the range', () => {
    fc.assert(
      fc.property(withLocal, blocks, (routes, asked) => {
        const [account, table] = tableOf(routes);
        const pieces = routePieces(account, table, rangeOf(asked)).map(({ range }) => range);
        expect(pieces[0]?.start).toBe(rangeOf(asked).start);
        expect(pieces.at(-1)?.end).toBe(rangeOf(asked).end);
        for (const [index, piece] of pieces.entries()) {
          expect(sizeOf(piece)).toBeGreaterThan(0n);
          const next = pieces[index + 1];
          if (next) expect(next.start).toBe(piece.end + 1n);
        }
      }),
    );
  });

  it('changes nothing outside a route that is added', () => {
    fc.assert(
      fc.property(withLocal, blocks, (routes, added) => {
        const answers = (list: readonly RouteRecord[]) => {
          const [account, table] = tableOf(list);
          const outside = new Map<bigint, string | undefined>();
          for (const { range, route: chosen } of routePieces(account, table, rangeOf(block))) {
            for (let address = range.start; address <= range.end; address += 1n) {
              const { start, end } = rangeOf(added);
              if (address < start || address > end) outside.set(address, chosen?.target.id);
            }
          }
          return outside;
        };
        expect(answers([...routes, route(added, 'vpn-gateway', 'vgw-new')])).toEqual(answers(routes));
      }),
    );
  });
});
