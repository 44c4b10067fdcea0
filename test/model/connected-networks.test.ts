import { describe, expect, it } from '@jest/globals';
import { connections, leadsTo, routeLikeWords } from '../../shared/model/connected-networks.ts';
import { effectiveRouteTable } from '../../shared/model/routes.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { route } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const office = '10.200.0.0/16';
type Routes = ReturnType<typeof route>[];

function tablesOf(a: Routes, b: Routes = []) {
  const account = new AccountView(
    aSnapshot({
      transitGatewayVpcAttachments: { 'tgw-attach-main': {} },
      routeTables: { 'rtb-a': { routes: a }, 'rtb-b': { routes: b } },
    }),
  );
  const tableOf = (id: string) => {
    const subnet = account.subnets.find(id);
    if (!subnet) throw new Error(`The snapshot has no ${id}.`);
    return effectiveRouteTable(account, subnet);
  };
  return { account, a: tableOf('subnet-a'), b: tableOf('subnet-b') };
}

describe('leadsTo', () => {
  it.each([
    ['the network itself', [route(office, 'transit-gateway', 'tgw-main')], true],
    ['a wider one', [route('10.0.0.0/8', 'vpn-gateway', 'vgw-1')], true],
    ['the default route', [route('0.0.0.0/0', 'transit-gateway', 'tgw-main')], true],
    [
      'both halves',
      [route('10.200.0.0/17', 'core-network', 'cn'), route('10.200.128.0/17', 'transit-gateway', 't')],
      true,
    ],
    ['the VPC itself', [route('10.0.0.0/8', 'local', 'local', { origin: 'table' })], true],
    ['half of it', [route('10.200.0.0/17', 'transit-gateway', 'tgw-main')], false],
    ['the internet', [route('0.0.0.0/0', 'nat-gateway', 'nat-a')], false],
    ['a blackhole', [route(office, 'transit-gateway', 'tgw-main', { state: 'blackhole' })], false],
    ['nowhere', [], false],
  ] as const)('%s: %#', (_, routes, leads) => {
    const { account, a } = tablesOf([...routes]);
    expect(leadsTo(account, a, office)).toBe(leads);
  });
});

describe('routeLikeWords', () => {
  const words = (a: Routes, b: Routes = []) => {
    const tables = tablesOf(a, b);
    return routeLikeWords(tables.account, tables.b, tables.a, office)?.join(' ');
  };

  it('makes or replaces the route that the other table has', () => {
    const like = [route('10.0.0.0/8', 'transit-gateway', 'tgw-main')];
    const target = `--route-table-id rtb-b --destination-cidr-block ${office} --transit-gateway-id tgw-main`;
    expect(words(like)).toBe(`ec2 create-route ${target}`);
    expect(words(like, [route(office, 'vpn-gateway', 'vgw-1')])).toBe(`ec2 replace-route ${target}`);
    expect(words([route(office, 'vpc-peering-connection', 'pcx-1')])).toContain('--vpc-peering-connection-id pcx-1');
  });

  it('leaves a choice between several targets to people', () => {
    const two = [route('10.200.0.0/17', 'transit-gateway', 'tgw-1'), route('10.200.128.0/17', 'vpn-gateway', 'vgw-1')];
    expect(words(two)).toBeUndefined();
  });
});

describe('connections', () => {
  it('are routes to other networks whose gateways are ready', () => {
    const { account } = tablesOf(
      [
        route(office, 'transit-gateway', 'tgw-main'),
        route('0.0.0.0/0', 'nat-gateway', 'nat-a'),
        route('pl-s3', 'vpc-endpoint', 'vpce-s3'),
      ],
      [route(office, 'transit-gateway', 'tgw-main', { state: 'blackhole' })],
    );
    const [view] = account.clusters;
    expect(view && connections(view)).toEqual([{ routeTable: 'rtb-a', destination: office, gateway: 'tgw-main' }]);
  });
});
