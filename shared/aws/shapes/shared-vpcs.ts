import { isUnobserved, type Unobserved, unread } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { hideIn, observedIn } from './listings.ts';

/**
 * What the owner of a shared VPC and its other participants keep to themselves: such calls answer with less, not with an error.
 * Subnets, route tables, network ACLs, internet gateways and DHCP options are visible to every participant. Foreign instances are
 * hidden too, but only an interface leads to one, and the account's own instances are all there.
 */
const hiddenFromParticipants = [
  'natGateways',
  'egressOnlyInternetGateways',
  'networkInterfaces',
  'vpcEndpoints',
  'transitGatewayVpcAttachments',
  'vpnGateways',
  'vpcPeeringConnections',
  'securityGroups',
] as const;

/** The snapshot, in which what AWS hides in the VPCs of other accounts stands as not observed, whatever came back. */
export function hideSharedVpcs(snapshot: Snapshot, vpcIds: readonly string[]): Snapshot {
  const owners = ownersOf(snapshot);
  const foreign = vpcIds.filter((id) => owners.get(id) !== snapshot.account);
  return hideIn(snapshot, hiddenFromParticipants, foreign, (vpcId) => reasonFor(vpcId, owners.get(vpcId)));
}

const reasonFor = (vpcId: string, owner: string | undefined): Unobserved =>
  owner === undefined
    ? unread(`who owns ${vpcId} is not known, and a shared VPC shows its participants only a part`)
    : unread(`${vpcId} is shared by account ${owner}, and AWS shows its participants only a part`);

/** By VPC id. The owner of a VPC also owns its subnets and route tables. */
function ownersOf({ vpcs, subnets, routeTables }: Snapshot): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { vpcId, ownerId } of [...observedIn(routeTables), ...observedIn(subnets)]) {
    if (!isUnobserved(vpcId) && !isUnobserved(ownerId)) owners.set(vpcId, ownerId);
  }
  for (const { id, ownerId } of observedIn(vpcs)) if (!isUnobserved(ownerId)) owners.set(id, ownerId);
  return owners;
}
