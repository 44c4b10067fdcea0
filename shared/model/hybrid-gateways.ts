import { rangeOf } from './cidr.ts';
import { remoteNodeNetworks, remotePodNetworks } from './remote-networks.ts';
import { type EffectiveRouteTable, effectiveRouteTable, type Selection, selections } from './routes.ts';
import type { routeTargetKinds } from './snapshot/vpc.ts';
import { clusterSubnets } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { Route } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

type TargetKind = (typeof routeTargetKinds)[number];

/** Kinds of route targets that can lead to networks on premises, with the option of the AWS CLI that names them in a route. */
const routeOptions = {
  'vpn-gateway': '--gateway-id',
  'transit-gateway': '--transit-gateway-id',
  'core-network': '--core-network-arn',
  'network-interface': '--network-interface-id',
  'local-gateway': '--local-gateway-id',
  'vpc-endpoint': '--vpc-endpoint-id',
  'ip-address': undefined,
} as const satisfies Partial<Record<TargetKind, string | undefined>>;

export type HybridGatewayKind = keyof typeof routeOptions;
export const hybridGatewayKinds = Object.keys(routeOptions) as [HybridGatewayKind, ...HybridGatewayKind[]];

/** Where routes to remote networks lead. */
export interface HybridGateway {
  readonly kind: HybridGatewayKind;
  readonly id: string;
}

/** The words that name the gateway in `create-route`; undefined for a kind that the AWS CLI cannot name. */
export const gatewayWords = ({ kind, id }: HybridGateway): readonly string[] | undefined => {
  const option = routeOptions[kind];
  return option && [option, id];
};

export const asHybridGateway = ({ kind, id }: Route['target']): HybridGateway | undefined => {
  const found = hybridGatewayKinds.find((one) => one === kind);
  return found && { kind: found, id };
};

/** How the table routes a remote network, piece by piece. */
export const remotePieces = (
  account: AccountView,
  { table }: EffectiveRouteTable,
  network: string,
): readonly Selection[] => selections(account, table, rangeOf(network));

/** A gateway of a route for (a part of) a remote network. */
export interface UsedGateway extends HybridGateway {
  readonly state: Route['state'];
}

/** The gateways to which the route tables of the cluster's subnets send remote networks, and what hides further ones. */
export const usedHybridGateways = remembered((view: ClusterView): readonly (UsedGateway | NotObserved)[] => {
  const subnets = attempt(() => clusterSubnets(view));
  if (subnets instanceof NotObserved) return [subnets];
  const tables = subnets.map((subnet) => attempt(() => effectiveRouteTable(view.account, subnet)));
  const distinct = [...new Map(observedOf(tables).map((effective) => [effective.table.id, effective])).values()];
  const networks = [...remoteNodeNetworks(view), ...remotePodNetworks(view)];
  const used = distinct.flatMap((effective) =>
    observedOf(networks).flatMap((network) =>
      remotePieces(view.account, effective, network).flatMap((piece) => attempt(() => usedBy(piece)) ?? []),
    ),
  );
  return [...used, ...[...tables, ...networks].filter((each) => each instanceof NotObserved)];
});

function usedBy({ route }: Selection): UsedGateway | undefined {
  if (route instanceof NotObserved) throw route;
  const gateway = route && asHybridGateway(route.target);
  return route && gateway && { ...gateway, state: route.state };
}

/**
 * The one gateway that a missing route could lead to: what other tables of the cluster use, else what is attached to its VPC.
 * Undefined when there is none, or a choice.
 */
export const onlyHybridGateway = remembered((view: ClusterView): HybridGateway | undefined => {
  const used = observedOf(usedHybridGateways(view)).filter(({ state }) => state === 'active');
  if (used.length > 0) return onlyOne(used);
  const attached = attempt(() => attachedGateways(view));
  return attached instanceof NotObserved ? undefined : onlyOne(attached);
});

function onlyOne(gateways: readonly HybridGateway[]): HybridGateway | undefined {
  const [only, ...others] = new Map(gateways.map(({ kind, id }) => [id, { kind, id }])).values();
  return others.length === 0 ? only : undefined;
}

function attachedGateways({ account, cluster: { vpcId } }: ClusterView): readonly HybridGateway[] {
  const transit = account.transitGatewayVpcAttachments.inVpc(vpcId).filter(({ state }) => state === 'available');
  const vpn = account.vpnGateways
    .all()
    .filter(({ attachments }) => attachments.some((one) => one.vpcId === vpcId && one.state === 'attached'));
  return [
    ...transit.map(({ transitGatewayId }) => ({ kind: 'transit-gateway' as const, id: transitGatewayId })),
    ...vpn.map(({ id }) => ({ kind: 'vpn-gateway' as const, id })),
  ];
}
