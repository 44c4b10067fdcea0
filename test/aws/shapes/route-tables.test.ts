import type { Route } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { routeTableOf } from '../../../shared/aws/shapes/route-tables.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

const associated = { AssociationState: { State: 'associated' as const } };

const routeOf = (route: Route) => {
  const { routes } = routeTableOf({ RouteTableId: 'rtb-1', Associations: [], Routes: [route] });
  return Array.isArray(routes) ? routes[0] : routes;
};

const route: Route = { DestinationCidrBlock: '0.0.0.0/0', State: 'active', Origin: 'CreateRoute' };

describe('a route table', () => {
  it('has the subnets that are associated with it, and not the gateways', () => {
    const table = routeTableOf({
      RouteTableId: 'rtb-1',
      VpcId: 'vpc-1',
      OwnerId: '111122223333',
      Associations: [
        { Main: true, ...associated },
        { Main: false, SubnetId: 'subnet-a', ...associated },
        { Main: false, SubnetId: 'subnet-b' },
        { Main: false, SubnetId: 'subnet-c', AssociationState: { State: 'disassociating' } },
        { Main: false, GatewayId: 'igw-1', ...associated },
      ],
      Routes: [],
      PropagatingVgws: [{ GatewayId: 'vgw-1' }],
    });
    expect(table).toEqual({
      id: 'rtb-1',
      vpcId: 'vpc-1',
      ownerId: '111122223333',
      main: true,
      subnetIds: ['subnet-a', 'subnet-b'],
      routes: [],
      propagatingGatewayIds: ['vgw-1'],
      tags: {},
    });
  });

  it('without associations or routes is not a table with none', () => {
    expect(routeTableOf({ RouteTableId: 'rtb-1' })).toMatchObject({
      main: unread('AWS answered without Associations'),
      subnetIds: unread('AWS answered without Associations'),
      routes: unread('AWS answered without Routes'),
    });
  });
});

describe('the target of a route', () => {
  it.each([
    ['local', { GatewayId: 'local' }, 'local'],
    ['internet-gateway', { GatewayId: 'igw-1' }, 'igw-1'],
    ['vpn-gateway', { GatewayId: 'vgw-1' }, 'vgw-1'],
    ['vpc-endpoint', { GatewayId: 'vpce-1' }, 'vpce-1'],
    ['unknown', { GatewayId: 'xgw-1' }, 'xgw-1'],
    ['nat-gateway', { NatGatewayId: 'nat-1' }, 'nat-1'],
    ['transit-gateway', { TransitGatewayId: 'tgw-1' }, 'tgw-1'],
    ['vpc-peering-connection', { VpcPeeringConnectionId: 'pcx-1' }, 'pcx-1'],
    ['egress-only-internet-gateway', { EgressOnlyInternetGatewayId: 'eigw-1' }, 'eigw-1'],
    ['network-interface', { NetworkInterfaceId: 'eni-1', InstanceId: 'i-1' }, 'eni-1'],
    ['local-gateway', { LocalGatewayId: 'lgw-1' }, 'lgw-1'],
    ['carrier-gateway', { CarrierGatewayId: 'cagw-1' }, 'cagw-1'],
    [
      'core-network',
      { CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/c' },
      'arn:aws:networkmanager::1:core-network/c',
    ],
    [
      'odb-network',
      { OdbNetworkArn: 'arn:aws:odb:us-east-1:1:odb-network/o' },
      'arn:aws:odb:us-east-1:1:odb-network/o',
    ],
    ['ip-address', { IpAddress: '10.0.0.9' }, '10.0.0.9'],
    ['unknown', { InstanceId: 'i-1' }, 'i-1'],
  ])('is a %s', (kind, member, id) => {
    expect(routeOf({ ...route, ...member })).toMatchObject({ target: { kind, id } });
  });

  it('is not known when AWS names none', () => {
    expect(routeOf(route)).toMatchObject({ target: unread('AWS answered with a route that has no target') });
  });

  it('is gone when AWS names none for a blackhole', () => {
    expect(routeOf({ ...route, State: 'blackhole' })).toMatchObject({
      target: { kind: 'unknown', id: 'a deleted target' },
    });
  });
});

describe('a route', () => {
  it.each([
    ['table', 'CreateRouteTable'],
    ['static', 'CreateRoute'],
    ['propagated', 'EnableVgwRoutePropagation'],
    ['advertised', 'Advertisement'],
  ] as const)('has the origin %s', (origin, Origin) => {
    expect(routeOf({ ...route, GatewayId: 'vgw-1', Origin })).toMatchObject({ origin });
  });

  it('may be filtered', () => {
    expect(routeOf({ ...route, GatewayId: 'igw-1', State: 'filtered' })).toMatchObject({ state: 'filtered' });
  });

  it.each([
    [{ DestinationCidrBlock: '10.0.0.0/8' }, { cidr: '10.0.0.0/8' }],
    [{ DestinationIpv6CidrBlock: '::/0' }, { cidr: '::/0' }],
    [{ DestinationPrefixListId: 'pl-1' }, { prefixListId: 'pl-1' }],
  ])('goes to %j', (member, destination) => {
    const rest = { GatewayId: 'igw-1', State: 'active', Origin: 'CreateRoute' } as const;
    expect(routeOf({ ...rest, ...member })).toMatchObject({ destination });
  });

  it('of an origin that nobody knows is not known', () => {
    expect(routeTableOf({ RouteTableId: 'rtb-1', Associations: [], Routes: [{ GatewayId: 'igw-1' }] }).routes).toEqual([
      unread('a route has the origin undefined, which is not understood'),
    ]);
  });
});
