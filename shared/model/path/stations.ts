import { AddressSet } from '../address-set.ts';
import type { AddressRange } from '../cidr.ts';
import type { Egress } from '../egress.ts';
import { effectiveRouteTable, selections } from '../routes.ts';
import { attempt } from '../view/observing.ts';
import type { Route, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView } from '../view/views.ts';
import type { VpcStand } from './stand.ts';

/** A gateway or instance in a subnet of the VPC that takes the packets and sends them on. */
export interface Station {
  readonly stand: VpcStand;
  /** An instance has security groups of its own. */
  readonly filters: boolean;
  /** A NAT gateway: from here on the packets come from it. */
  readonly translates: boolean;
}

/** The range, cut wherever a route table on the way, be it that of a gateway's own subnet, may decide differently. */
export function piecesAlong(
  account: AccountView,
  subnet: Subnet,
  range: AddressRange,
  seen: readonly string[] = [],
): readonly AddressRange[] {
  if (seen.includes(subnet.id)) return [range];
  const { table } = effectiveRouteTable(account, subnet);
  return selections(account, table, range).flatMap(({ range: piece, route }) => {
    const next = route && !(route instanceof NotObserved) ? attempt(() => subnetBehind(account, route)) : undefined;
    if (!next || next instanceof NotObserved) return [piece];
    return piecesAlong(account, next, piece, [...seen, subnet.id]);
  });
}

/** The subnet of the gateway, instance or endpoint that a route leads to. */
function subnetBehind(account: AccountView, { target: { kind, id } }: Route): Subnet | undefined {
  const subnetId =
    kind === 'nat-gateway'
      ? account.natGateways.find(id)?.subnetId
      : kind === 'network-interface'
        ? account.networkInterfaces.find(id)?.subnetId
        : kind === 'vpc-endpoint'
          ? account.vpcEndpoints.find(id)?.subnetIds[0]
          : undefined;
  return subnetId === undefined ? undefined : account.subnets.find(subnetId);
}

/** Where a way goes on inside the VPC; undefined behind a gateway without a subnet. */
export function stationOf(account: AccountView, { route }: Egress): Station | undefined {
  const subnet = route && subnetBehind(account, route);
  if (!subnet) return undefined;
  const { kind, id } = route.target;
  const groups = () => account.networkInterfaces.find(id)?.securityGroupIds ?? [];
  const filters = kind === 'network-interface';
  return { stand: standOf(id, subnet, groups), filters, translates: kind === 'nat-gateway' };
}

const standOf = (id: string, subnet: Subnet, securityGroupIds: () => readonly string[]): VpcStand => ({
  in: 'vpc',
  name: id,
  role: 'other',
  subnet,
  addresses: AddressSet.of(subnet.cidr, ...subnet.ipv6Cidrs),
  securityGroupIds,
  withoutPublicAddress: () => [],
});
