import type { Route, RouteTable, RouteTableAssociation } from '@aws-sdk/client-ec2';
import { isUnobserved, type Known, unread } from '../../model/snapshot/known.ts';
import type { RouteRecord, RouteTableRecord } from '../../model/snapshot/vpc.ts';
import { type Answer, given, identified, listOf, oneOf, tagsOf } from './answer.ts';

export const routeTableOf = (answer: Answer<RouteTable>): RouteTableRecord => ({
  id: identified(answer.RouteTableId, 'RouteTableId'),
  vpcId: given(answer.VpcId, 'VpcId'),
  ownerId: given(answer.OwnerId, 'OwnerId'),
  main: answer.Associations?.some(({ Main }) => Main) ?? given(undefined, 'Associations'),
  subnetIds: subnetIdsOf(answer.Associations),
  routes: listOf(answer.Routes, 'Routes', routeOf),
  propagatingGatewayIds: (answer.PropagatingVgws ?? []).map(({ GatewayId }) => given(GatewayId, 'GatewayId')),
  tags: tagsOf(answer.Tags),
});

const isAssociated = ({ AssociationState }: Answer<RouteTableAssociation>): boolean =>
  (AssociationState?.State ?? 'associated') === 'associated';

function subnetIdsOf(
  associations: readonly Answer<RouteTableAssociation>[] | undefined,
): RouteTableRecord['subnetIds'] {
  if (!associations) return given(undefined, 'Associations');
  return associations.filter(isAssociated).flatMap(({ SubnetId }) => SubnetId ?? []);
}

const origins: Readonly<Record<string, RouteRecord['origin']>> = {
  CreateRouteTable: 'table',
  CreateRoute: 'static',
  EnableVgwRoutePropagation: 'propagated',
  Advertisement: 'advertised',
};

function routeOf(answer: Answer<Route>): Known<RouteRecord> {
  const origin = origins[answer.Origin ?? ''];
  if (!origin) return unread(`a route has the origin ${JSON.stringify(answer.Origin)}, which is not understood`);
  return {
    destination: destinationOf(answer),
    target: targetOf(answer),
    state: oneOf(['active', 'blackhole', 'filtered'], answer.State, 'State'),
    origin,
  };
}

function destinationOf(route: Answer<Route>): RouteRecord['destination'] {
  const cidr = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
  if (cidr) return { cidr };
  const prefixListId = given(route.DestinationPrefixListId, 'a destination');
  return isUnobserved(prefixListId) ? prefixListId : { prefixListId };
}

type Target = Exclude<RouteRecord['target'], { observed: false }>;

/** `GatewayId` names gateways of several kinds by their prefix. */
function gatewayKind(id: string): Target['kind'] {
  if (id === 'local') return 'local';
  if (id.startsWith('igw-')) return 'internet-gateway';
  if (id.startsWith('vgw-')) return 'vpn-gateway';
  return id.startsWith('vpce-') ? 'vpc-endpoint' : 'unknown';
}

function targetOf(route: Answer<Route>): RouteRecord['target'] {
  const { GatewayId } = route;
  if (GatewayId) return { kind: gatewayKind(GatewayId), id: GatewayId };
  const members: readonly (readonly [Target['kind'], string | undefined])[] = [
    ['nat-gateway', route.NatGatewayId],
    ['transit-gateway', route.TransitGatewayId],
    ['vpc-peering-connection', route.VpcPeeringConnectionId],
    ['egress-only-internet-gateway', route.EgressOnlyInternetGatewayId],
    ['network-interface', route.NetworkInterfaceId],
    ['local-gateway', route.LocalGatewayId],
    ['carrier-gateway', route.CarrierGatewayId],
    ['core-network', route.CoreNetworkArn],
    ['odb-network', route.OdbNetworkArn],
    ['ip-address', route.IpAddress],
    // The interface of a terminated instance is no longer named.
    ['unknown', route.InstanceId],
  ];
  for (const [kind, id] of members) if (id) return { kind, id };
  if (route.State === 'blackhole') return { kind: 'unknown', id: 'a deleted target' };
  return unread('AWS answered with a route that has no target');
}
