import { attachmentOf } from './hybrid-attachments.ts';
import { remotePieces } from './hybrid-gateways.ts';
import { remoteNodeNetworks, remotePodNetworks } from './remote-networks.ts';
import { effectiveRouteTable } from './routes.ts';
import { hostsNodes, isClusterSubnet, scopeSubnets } from './subnet-use.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';
import { isAvailabilityZone } from './zones.ts';

/** A zone from which a transit gateway cannot be reached, although subnets there route to it. */
export interface TransitZoneGap {
  readonly gatewayId: string;
  readonly attachmentIds: readonly string[];
  readonly attachedZones: readonly string[];
  readonly zoneId: string;
  readonly subnets: readonly Subnet[];
  /** EKS may place control-plane interfaces in one of the subnets. */
  readonly ofControlPlane: boolean;
}

interface TransitZones {
  /** Transit gateways to which remote networks are routed and that are attached to the VPC. */
  readonly attached: readonly string[];
  readonly gaps: readonly TransitZoneGap[];
  readonly unknown: readonly NotObserved[];
}

/**
 * Where subnets of the control plane or of nodes send remote networks to a transit gateway that has no attachment in their zone: it
 * takes traffic only from zones in which it has one. Gateways that are not attached at all are left out. Local Zones take the
 * attachment of the zone that they belong to.
 */
export function transitZones(view: ClusterView): TransitZones {
  const sending = scopeSubnets(view).map((subnet) =>
    subnet instanceof NotObserved ? subnet : attempt(() => ({ subnet, gatewayIds: transitGatewaysOf(view, subnet) })),
  );
  const unknown = sending.filter((each) => each instanceof NotObserved);
  const gatewayIds = new Set(observedOf(sending).flatMap((each) => each.gatewayIds));
  const attached: string[] = [];
  const gaps: TransitZoneGap[] = [];
  for (const id of gatewayIds) {
    const senders = observedOf(sending).flatMap(({ subnet, gatewayIds: ids }) => (ids.includes(id) ? [subnet] : []));
    const found = attempt(() => gapsOf(view, id, senders));
    if (found instanceof NotObserved) unknown.push(found);
    else if (found) {
      attached.push(id);
      gaps.push(...found);
    }
  }
  return { attached, gaps, unknown };
}

/** The transit gateways that the subnet's route table sends remote networks to. */
function transitGatewaysOf(view: ClusterView, subnet: Subnet): readonly string[] {
  if (!isClusterSubnet(view, subnet) && !hostsNodes(view, subnet)) return [];
  const effective = effectiveRouteTable(view.account, subnet);
  const targets = [...remoteNodeNetworks(view), ...remotePodNetworks(view)].flatMap((network) => {
    if (network instanceof NotObserved) throw network;
    return remotePieces(view.account, effective, network).flatMap(({ route }) => {
      if (route instanceof NotObserved) throw route;
      return route?.state === 'active' && route.target.kind === 'transit-gateway' ? [route.target.id] : [];
    });
  });
  return [...new Set(targets)];
}

/** Undefined when the gateway's attachment carries nothing anyhow. */
function gapsOf(
  view: ClusterView,
  gatewayId: string,
  senders: readonly Subnet[],
): readonly TransitZoneGap[] | undefined {
  const { account, cluster } = view;
  if (attachmentOf(view, { kind: 'transit-gateway', id: gatewayId, state: 'active' }).fault) return undefined;
  const attachments = account.transitGatewayVpcAttachments
    .inVpc(cluster.vpcId)
    .filter(({ transitGatewayId, state }) => transitGatewayId === gatewayId && ready.includes(state));
  const zones = new Set(
    attachments.flatMap(({ subnetIds }) =>
      subnetIds.flatMap((id) => account.subnets.find(id, { vpcId: cluster.vpcId })?.zoneId ?? []),
    ),
  );
  const outside = senders.filter(({ zoneId }) => isAvailabilityZone(zoneId) && !zones.has(zoneId));
  return [...Map.groupBy(outside, ({ zoneId }) => zoneId)].map(([zoneId, subnets]) => ({
    gatewayId,
    attachmentIds: attachments.map(({ id }) => id),
    attachedZones: [...zones].sort(),
    zoneId,
    subnets,
    ofControlPlane: subnets.some((subnet) => isClusterSubnet(view, subnet)),
  }));
}

const ready = ['available', 'modifying'];
