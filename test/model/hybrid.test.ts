import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAddress } from '../../shared/model/address.ts';
import { AddressSet } from '../../shared/model/address-set.ts';
import { contains, parseCidr, rangeOf } from '../../shared/model/cidr.ts';
import { remoteRouting } from '../../shared/model/hybrid.ts';
import { attachmentOf, gatewaysToAttach } from '../../shared/model/hybrid-attachments.ts';
import { hybridGatewayKinds } from '../../shared/model/hybrid-gateways.ts';
import { remoteAccess } from '../../shared/model/remote-access.ts';
import type { RouteRecord } from '../../shared/model/snapshot/vpc.ts';
import { aHybridSnapshot, local, nodesByTransit, podsByTransit } from '../support/hybrid-snapshot.ts';
import { route, rule } from '../support/record-builders.ts';
import { subnetOf, viewOf } from '../support/view-of.ts';

type Given = NonNullable<Parameters<typeof aHybridSnapshot>[0]>;

const problemsIn = (routes: readonly RouteRecord[], given: Given = {}, networks = ['10.80.0.0/28']) => {
  const tables = { ...given.routeTables, 'rtb-a': { routes: [local, ...routes] } };
  const view = viewOf(aHybridSnapshot({ ...given, routeTables: tables }));
  return remoteRouting(view, subnetOf(view, 'subnet-a'), networks, hybridGatewayKinds).problems;
};

/** Blocks within 10.80.0.0/28, with room around it. */
const smallBlock = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 26, max: 32 }))
  .map(([host, length]) => parseCidr(`10.80.0.${host}/${length}`).text);
const anyRoute = fc
  .tuple(
    smallBlock,
    fc.constantFrom('transit-gateway', 'nat-gateway', 'local-gateway'),
    fc.constantFrom('active', 'blackhole'),
  )
  .map(([destination, kind, state]) => route(destination, kind, `${kind}-1`, { state }));
const oneRouteABlock = fc.uniqueArray(anyRoute, {
  maxLength: 6,
  selector: ({ destination }) => JSON.stringify(destination),
});

const lengthOf = ({ destination }: RouteRecord): number =>
  'cidr' in destination ? parseCidr(destination.cidr).prefixLength : 0;

/** The longest prefix that holds the address decides, tried one by one. */
function leadsOnPremises(routes: readonly RouteRecord[], address: string): boolean {
  const [chosen] = routes
    .filter(({ destination }) => 'cidr' in destination && contains(rangeOf(destination.cidr), rangeOf(`${address}/32`)))
    .sort((a, b) => lengthOf(b) - lengthOf(a));
  const kind = chosen && 'kind' in chosen.target ? chosen.target.kind : undefined;
  return chosen?.state === 'active' && kind !== 'nat-gateway';
}

describe('remoteRouting', () => {
  it('finds fault with exactly the addresses that are not led on premises', () => {
    const addresses = Array.from({ length: 16 }, (_, host) => formatAddress(4, rangeOf(`10.80.0.${host}/32`).start));
    fc.assert(
      fc.property(oneRouteABlock, (routes) => {
        const faulty = AddressSet.of(...problemsIn(routes).flatMap(({ blocks }) => blocks));
        for (const address of addresses) {
          expect([address, faulty.covers(`${address}/32`)]).toEqual([address, !leadsOnPremises(routes, address)]);
        }
        expect(AddressSet.of('10.80.0.0/28').covers(faulty)).toBe(true);
      }),
    );
  });

  it('tells one problem for each thing to repair', () => {
    fc.assert(
      fc.property(oneRouteABlock, (routes) => {
        const causes = problemsIn(routes).map(({ kind, cause }) => `${kind} ${cause.resource}`);
        expect(causes).toEqual([...new Set(causes)]);
      }),
    );
  });

  it('names one blackholed default route once for every network', () => {
    const lost = route('0.0.0.0/0', 'transit-gateway', 'tgw-main', { state: 'blackhole' });
    const [problem, ...others] = problemsIn([lost], {}, ['10.80.0.0/16', '10.90.0.0/16']);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      networks: ['10.80.0.0/16', '10.90.0.0/16'],
      blocks: ['10.80.0.0/16', '10.90.0.0/16'],
      cause: { kind: 'route', resource: 'rtb-a 0.0.0.0/0' },
    });
  });

  const commandFor = (routes: readonly RouteRecord[], given?: Given) =>
    problemsIn(routes, given, ['10.80.0.0/16']).map(({ remedy }) => remedy.command?.join(' '));

  it('routes the whole network to the gateway that the other tables use', () => {
    expect(commandFor([])).toEqual([
      'ec2 create-route --route-table-id rtb-a --destination-cidr-block 10.80.0.0/16 --transit-gateway-id tgw-main',
    ]);
  });

  it('replaces a route that leads a part of it elsewhere', () => {
    expect(commandFor([nodesByTransit, route('10.80.1.0/24', 'nat-gateway', 'nat-a')])).toEqual([
      'ec2 replace-route --route-table-id rtb-a --destination-cidr-block 10.80.1.0/24 --transit-gateway-id tgw-main',
    ]);
  });

  it('replaces a lost route, or has what it leads to restored: to delete it would mend nothing', () => {
    const toNodes = (target: string) => route('10.80.0.0/16', 'network-interface', target, { state: 'blackhole' });
    expect(commandFor([toNodes('eni-gone')])).toEqual([
      'ec2 replace-route --route-table-id rtb-a --destination-cidr-block 10.80.0.0/16 --transit-gateway-id tgw-main',
    ]);
    const [problem] = problemsIn([route('10.0.0.0/8', 'transit-gateway', 'tgw-gone', { state: 'blackhole' })]);
    expect(problem?.remedy).toEqual({
      text: 'Attach the VPC to the transit gateway again: rtb-a needs it for 10.0.0.0/8.',
    });
  });

  it('routes to the one gateway that is attached where no table uses any', () => {
    const nothing = { 'rtb-b': { routes: [local] } };
    const vpn = { routeTables: nothing, transitGatewayVpcAttachments: { 'tgw-attach-main': null } };
    expect(commandFor([], { routeTables: nothing })[0]).toMatch(/--transit-gateway-id tgw-main$/);
    expect(commandFor([], { ...vpn, vpnGateways: { 'vgw-main': {} } })[0]).toMatch(/--gateway-id vgw-main$/);
    expect(commandFor([], { routeTables: nothing, vpnGateways: { 'vgw-main': {} } })).toEqual([undefined]);
    expect(commandFor([], vpn)).toEqual([undefined]);
  });
});

describe('attachmentOf', () => {
  const commandsFor = (given: Given) => {
    const view = viewOf(aHybridSnapshot(given));
    return gatewaysToAttach(view).map((gateway) => attachmentOf(view, gateway).fault?.remedy.command?.join(' '));
  };
  const lost = [nodesByTransit, podsByTransit].map((one) => ({ ...one, state: 'blackhole' as const }));
  const byVpn = { routes: [local, route('10.80.0.0/15', 'vpn-gateway', 'vgw-main')] };

  it('has nothing to repair where the gateway is ready', () => {
    expect(commandsFor({})).toEqual([undefined]);
  });

  it('is accepted by the owner of the transit gateway', () => {
    const pending = { 'tgw-attach-main': { state: 'pendingAcceptance' } };
    expect(commandsFor({ transitGatewayVpcAttachments: pending })).toEqual([
      'ec2 accept-transit-gateway-vpc-attachment --transit-gateway-attachment-id tgw-attach-main',
    ]);
  });

  it('is made again, with one subnet a zone', () => {
    const routeTables = { 'rtb-a': { routes: [local, ...lost] }, 'rtb-b': { routes: [local, ...lost] } };
    const cluster = { subnetIds: ['subnet-a', 'subnet-a2', 'subnet-b'] };
    const subnets = { 'subnet-a2': { zoneId: 'use1-az1' } };
    const given = { cluster, subnets, routeTables, transitGatewayVpcAttachments: { 'tgw-attach-main': null } };
    expect(commandsFor(given)).toEqual([
      'ec2 create-transit-gateway-vpc-attachment --transit-gateway-id tgw-main --vpc-id vpc-main --subnet-ids subnet-a subnet-b',
    ]);
  });

  it('is made for a virtual private gateway', () => {
    const given = { routeTables: { 'rtb-a': byVpn, 'rtb-b': byVpn }, vpnGateways: { 'vgw-main': { attachments: [] } } };
    expect(commandsFor(given)).toEqual(['ec2 attach-vpn-gateway --vpn-gateway-id vgw-main --vpc-id vpc-main']);
  });
});

describe('remoteAccess', () => {
  const closedWith = (blocks: readonly string[]) => {
    const ingress = blocks.map((block) => rule('tcp', 443, block));
    const view = viewOf(aHybridSnapshot({ securityGroups: { 'sg-cluster': { ingress } } }));
    return remoteAccess(view, 'in', 443, ['10.80.0.0/28']).closed;
  };

  it('is closed for exactly what no rule admits, and an added rule never closes anything', () => {
    fc.assert(
      fc.property(fc.array(smallBlock, { maxLength: 5 }), smallBlock, (blocks, added) => {
        const closed = AddressSet.of(...closedWith(blocks));
        expect(closed.toCidrs()).toEqual(
          AddressSet.of('10.80.0.0/28')
            .subtract(AddressSet.of(...blocks))
            .toCidrs(),
        );
        expect(closed.covers(AddressSet.of(...closedWith([...blocks, added])))).toBe(true);
      }),
    );
  });
});
