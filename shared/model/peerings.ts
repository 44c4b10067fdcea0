import { attempt } from './view/observing.ts';
import type { VpcPeeringConnection } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';
import { entriesOf } from './vpc-entries.ts';

/** The other side of a peering connection, as seen from a VPC; undefined when the VPC is neither side. */
export function peerOf(
  { requester, accepter }: VpcPeeringConnection,
  vpcId: string,
): VpcPeeringConnection['accepter'] | undefined {
  if (requester.vpcId === vpcId) return accepter;
  return accepter.vpcId === vpcId ? requester : undefined;
}

/** A network outside the cluster's VPC that its nodes and pods may talk to by private addresses. */
export interface ConnectedNetwork {
  readonly cidr: string;
  /** `pcx-1`, or that it is declared: what says that it is connected. */
  readonly through: string;
  /** `vpc-2`, where that is known. */
  readonly of?: string;
}

/**
 * The blocks behind the active peering connections of the cluster's VPC, and those declared as `connectedCidrs`; what is not known
 * stands among them. Networks behind transit gateways are only known as declared.
 */
export function connectedNetworks(view: ClusterView): readonly (ConnectedNetwork | NotObserved)[] {
  const vpcId = attempt(() => view.cluster.vpcId);
  const peered =
    vpcId instanceof NotObserved
      ? [vpcId]
      : entriesOf(view.account, vpcId, ({ vpcPeeringConnections }) => vpcPeeringConnections);
  return [
    ...peered.flatMap((peering) => (peering instanceof NotObserved ? [peering] : behind(peering, view.cluster.vpcId))),
    ...(view.declared.connectedCidrs ?? []).map((cidr) => ({ cidr, through: 'connectedCidrs' })),
  ];
}

function behind(peering: VpcPeeringConnection, vpcId: string): readonly (ConnectedNetwork | NotObserved)[] {
  const known = attempt(() => {
    const peer = peerOf(peering, vpcId);
    if (!peer || peering.status !== 'active') return [];
    const of = peer.vpcId === undefined ? {} : { of: peer.vpcId };
    return peer.cidrs.map((cidr) => ({ cidr, through: peering.id, ...of }));
  });
  return known instanceof NotObserved ? [known] : known;
}
