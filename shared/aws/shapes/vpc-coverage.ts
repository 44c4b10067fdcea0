import { isUnobserved, type Listing, type Unobserved, unread } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { hideIn, observedIn } from './listings.ts';
import { subnetsIn } from './references.ts';

/** What each VPC has at least one of: where none was given, it was not read. */
const inEveryVpc = ['vpcs', 'subnets', 'routeTables', 'networkAcls', 'securityGroups'] as const;

const ofVpcs = [
  ...inEveryVpc,
  'networkInterfaces',
  'vpcEndpoints',
  'natGateways',
  'internetGateways',
  'egressOnlyInternetGateways',
  'transitGatewayVpcAttachments',
  'vpnGateways',
  'vpcPeeringConnections',
  'instances',
  'loadBalancers',
] as const;

/** The VPCs that the clusters say they are in, and those of the subnets that they and their groups name. */
export function clusterVpcIds(snapshot: Snapshot): readonly string[] {
  const named = new Set(subnetsIn(snapshot));
  const inUse = [...observedIn(snapshot.clusters), ...observedIn(snapshot.subnets).filter(({ id }) => named.has(id))];
  return [...new Set(inUse.flatMap(({ vpcId }) => (isUnobserved(vpcId) ? [] : vpcId)))].sort();
}

/** The snapshot, in which VPCs in use that were evidently not read stand as not observed: wholly, or where a kind lacks. */
export function hideUnreadVpcs(snapshot: Snapshot, vpcIds: readonly string[]): Snapshot {
  const lacking = new Map(inEveryVpc.map((name) => [name, vpcsWithout(snapshot[name], vpcIds)]));
  const told = [...lacking].filter(([name]) => name !== 'subnets' && !isUnobserved(snapshot[name]));
  const wholly = vpcIds.filter((id) => told.length > 0 && told.every(([, ids]) => ids.includes(id)));
  const partly = inEveryVpc.reduce(
    (hidden, name) =>
      hideIn(
        hidden,
        [name],
        (lacking.get(name) ?? []).filter((id) => !wholly.includes(id)),
        nothingRead,
      ),
    snapshot,
  );
  return hideIn(partly, ofVpcs, wholly, nothingRead);
}

const nothingRead = (vpcId: string): Unobserved => unread(`nothing of this kind was read of ${vpcId}`);

/** The VPCs of which the listing has nothing; a record of `vpcs` stands for its own. */
function vpcsWithout(
  listing: Listing<{ readonly id: string; readonly vpcId?: unknown }>,
  vpcIds: readonly string[],
): readonly string[] {
  const covered = new Set(observedIn(listing).map(({ id, vpcId }) => vpcId ?? id));
  return vpcIds.filter((id) => !covered.has(id));
}

/** The snapshot, in which a cluster that does not tell its VPC hides everything there: an id that is not listed may exist. */
export function hideUnknownVpcs(snapshot: Snapshot): Snapshot {
  const unknown = observedIn(snapshot.clusters)
    .filter(({ vpcId, connected }) => !connected && isUnobserved(vpcId))
    .map(({ id }) => id);
  return hideIn(snapshot, ofVpcs, unknown, (cluster) => unread(`the VPC of cluster ${cluster} is not known`));
}
