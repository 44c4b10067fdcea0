import { isNodeOf } from './cluster-nodes.ts';
import { type Egress, egress4 } from './egress.ts';
import { interfacesIn, ownInstanceOf } from './interface-index.ts';
import { withoutPublicAddress } from './public-addresses.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt } from './view/observing.ts';
import type { NatGateway, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A public address from which nodes and pods of a subnet appear on the internet. */
export interface EgressAddress {
  readonly address: string;
  /** The NAT gateway, or the interface of the node or NAT instance, that has it. */
  readonly holder: string;
  /** Why it may be another one tomorrow; absent for an address that stays. */
  readonly changes?: string;
  /** Why it is not known whether a node has it, and not another instance of the subnet. */
  readonly unsure?: NotObserved;
}

/**
 * The public addresses from which the subnet's nodes and pods appear on the internet; none where they have no way there.
 * Raises `NotObserved` where their traffic leaves through what this account does not show.
 */
export function egressAddresses(view: ClusterView, subnet: Subnet): readonly EgressAddress[] {
  const egress = egress4(view.account, subnet);
  switch (egress.kind) {
    case 'NAT':
      return egress.natGatewayIds.flatMap((id) => addressesOfNat(view, id));
    case 'IGW':
      return addressesOfNodes(view, subnet);
    case 'NAT_INSTANCE':
      return addressesOfInterface(view, egress);
    case 'TRANSIT':
    case 'APPLIANCE':
      throw unknownAddress(egress);
    case 'PRIVATE_NAT':
      if (egress.fault) return [];
      throw unknownAddress(egress);
    default:
      return [];
  }
}

const unknownAddress = ({ reason, routeTableId }: Egress): NotObserved =>
  new NotObserved(
    'egress',
    routeTableId,
    undecidable(`${reason}: from which public address traffic leaves is not shown`),
  );

function addressesOfNat({ account }: ClusterView, id: string): readonly EgressAddress[] {
  const nat = account.natGateways.find(id);
  const held = (nat?.addresses ?? []).filter(({ status = 'succeeded' }) => status === 'succeeded');
  const found = held.flatMap(({ publicIp }) =>
    publicIp === undefined ? [] : { address: publicIp, holder: id, ...changesOfNat(nat) },
  );
  if (found.length > 0) return found;
  throw new NotObserved('natGateways.addresses', id, undecidable('no public address of the NAT gateway is shown'));
}

const changesOfNat = (nat: NatGateway | undefined) =>
  nat?.autoScalingIps ? { changes: 'it is a regional NAT gateway, which adds addresses by itself' } : {};

/** Of the nodes that run now; where none has a public address, those that will run have one that nobody knows, or none at all. */
function addressesOfNodes(view: ClusterView, subnet: Subnet): readonly EgressAddress[] {
  const found = interfacesIn(view.account, subnet).flatMap((eni) => {
    const instanceId = ownInstanceOf(view.account, eni);
    if (eni.publicIp === undefined || instanceId === undefined) return [];
    const ofNode = attempt(() => isNodeOf(view, instanceId));
    if (ofNode === false) return [];
    const changes =
      eni.allocationId === undefined ? { changes: 'it is no Elastic IP: the next node has another one' } : {};
    return { address: eni.publicIp, holder: eni.id, ...changes, ...(ofNode === true ? {} : { unsure: ofNode }) };
  });
  if (found.length > 0 || withoutPublicAddress(view, subnet).length > 0) return found;
  const reason = 'no node runs there, and which public address the next one gets is not known';
  throw new NotObserved('networkInterfaces.publicIp', subnet.id, undecidable(reason));
}

function addressesOfInterface({ account }: ClusterView, { route }: Egress): readonly EgressAddress[] {
  const eni = route && account.networkInterfaces.find(route.target.id);
  return eni?.publicIp === undefined ? [] : [{ address: eni.publicIp, holder: eni.id }];
}
