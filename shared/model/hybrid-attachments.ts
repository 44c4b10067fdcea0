import { type UsedGateway, usedHybridGateways } from './hybrid-gateways.ts';
import { onePerZone } from './one-per-zone.ts';
import type { Remedy } from './remedy.ts';
import { undecidable } from './snapshot/known.ts';
import { clusterSubnets } from './subnet-use.ts';
import { attempt, observedOf } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** How a gateway is attached to the cluster's VPC. */
export interface GatewayAttachment {
  /** As AWS tells it, for example `available` or `pendingAcceptance`. */
  readonly state: string;
  /** What keeps it from carrying traffic; absent when it is ready. */
  readonly fault?: { readonly why: string; readonly remedy: Remedy };
}

/** The transit gateways and virtual private gateways that the cluster's routes to remote networks lead to, each once. */
export function gatewaysToAttach(view: ClusterView): readonly UsedGateway[] {
  const used = observedOf(usedHybridGateways(view)).filter(
    ({ kind }) => kind === 'transit-gateway' || kind === 'vpn-gateway',
  );
  const activeLast = [...used].sort((a, b) => Number(a.state === 'active') - Number(b.state === 'active'));
  return [...new Map(activeLast.map((gateway) => [gateway.id, gateway])).values()];
}

/**
 * The gateway's attachment to the cluster's VPC. Raises `NotObserved` when none is to be seen although a route to the gateway is
 * active, so that it belongs to an account that was not read.
 */
export const attachmentOf = (view: ClusterView, gateway: UsedGateway): GatewayAttachment =>
  gateway.kind === 'transit-gateway' ? transitAttachment(view, gateway) : vpnAttachment(view, gateway);

function transitAttachment(view: ClusterView, gateway: UsedGateway): GatewayAttachment {
  const { vpcId } = view.cluster;
  const attachments = view.account.transitGatewayVpcAttachments
    .inVpc(vpcId)
    .filter(({ transitGatewayId }) => transitGatewayId === gateway.id);
  const ready = ['available', 'modifying'].flatMap((state) => attachments.find((one) => one.state === state) ?? [])[0];
  if (ready) return { state: ready.state };
  const [found] = attachments;
  if (!found) return notSeen(view, gateway);
  const { id, state } = found;
  return { state, fault: { why: `its attachment ${id} to ${vpcId} is ${state}`, remedy: settleRemedy(id, state) } };
}

const settleRemedy = (id: string, state: string): Remedy =>
  state === 'pendingAcceptance'
    ? {
        text: `Accept ${id}, in the account that owns the transit gateway.`,
        command: ['ec2', 'accept-transit-gateway-vpc-attachment', '--transit-gateway-attachment-id', id],
      }
    : { text: `Wait until ${id} is available, or delete it and attach the VPC again.` };

function vpnAttachment(view: ClusterView, gateway: UsedGateway): GatewayAttachment {
  const { vpcId } = view.cluster;
  const found = view.account.vpnGateways.find(gateway.id, { vpcId });
  if (!found) return notSeen(view, gateway);
  if (found.state !== 'available') {
    const remedy = { text: `Wait until ${gateway.id} is available, or route to another gateway.` };
    return { state: found.state, fault: { why: `it is ${found.state}`, remedy } };
  }
  const state = found.attachments.find((one) => one.vpcId === vpcId)?.state ?? 'detached';
  if (state === 'attached') return { state };
  return { state, fault: { why: `its attachment to ${vpcId} is ${state}`, remedy: attachRemedy(view, gateway) } };
}

function notSeen(view: ClusterView, gateway: UsedGateway): GatewayAttachment {
  const { vpcId } = view.cluster;
  if (gateway.state === 'blackhole' && isOwnVpc(view.account, vpcId)) {
    return { state: 'none', fault: { why: `it has no attachment to ${vpcId}`, remedy: attachRemedy(view, gateway) } };
  }
  const reason = 'routes lead to it, but no attachment is visible from this account';
  throw new NotObserved('hybridGateways.attachment', gateway.id, undecidable(reason));
}

const isOwnVpc = (account: AccountView, vpcId: string): boolean =>
  account.vpcs.find(vpcId)?.ownerId === account.account;

function attachRemedy(view: ClusterView, { kind, id }: UsedGateway): Remedy {
  const { vpcId } = view.cluster;
  const text = `Attach ${id} to ${vpcId}.`;
  if (kind === 'vpn-gateway') {
    return { text, command: ['ec2', 'attach-vpn-gateway', '--vpn-gateway-id', id, '--vpc-id', vpcId] };
  }
  const subnetIds = attempt(() => onePerZone(clusterSubnets(view)));
  if (subnetIds instanceof NotObserved) return { text };
  const create = ['ec2', 'create-transit-gateway-vpc-attachment', '--transit-gateway-id', id, '--vpc-id', vpcId];
  return { text, command: [...create, '--subnet-ids', ...subnetIds] };
}
