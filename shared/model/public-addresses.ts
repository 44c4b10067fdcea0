import { launchTemplateVersionOf } from './launch-template.ts';
import { undecidable } from './snapshot/known.ts';
import { subnetUses } from './subnet-use.ts';
import { attempt } from './view/observing.ts';
import type { AutoScalingGroup, NodeGroup, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Since then EKS leaves public addresses to the subnet; managed node groups from before asked for them by themselves. */
const leftToSubnetSince = Date.parse('2020-04-22T00:00:00Z');

type Group = NodeGroup | AutoScalingGroup;

/** Whether the subnet gives new nodes an address that the internet can answer; IPv6 clusters need one of either family. */
export const assignsPublicAddresses = ({ cluster }: ClusterView, subnet: Subnet): boolean =>
  cluster.ipFamily === 'ipv6'
    ? subnet.assignIpv6AddressOnCreation || subnet.mapPublicIpOnLaunch
    : subnet.mapPublicIpOnLaunch;

/** Whether the group's launch template asks for public addresses whatever the subnet says. */
function launchesWithPublicAddress({ account }: ClusterView, { launchTemplate }: Group): boolean {
  if (!launchTemplate) return false;
  const { networkInterfaces } = launchTemplateVersionOf(account, launchTemplate);
  return networkInterfaces.some(
    ({ deviceIndex = 0, associatePublicIpAddress }) => deviceIndex === 0 && associatePublicIpAddress === true,
  );
}

function refuseOldGroup(group: Group): void {
  const createdAt = 'createdAt' in group ? group.createdAt : undefined;
  if (createdAt === undefined || Date.parse(createdAt) >= leftToSubnetSince) return;
  const reason =
    'EKS itself may have asked for public addresses, as it did for managed node groups made before 22 April 2020';
  throw new NotObserved('nodeGroups.launchTemplate', group.id, undecidable(reason));
}

/**
 * The node groups whose new nodes get no public address in the subnet; what hides a further one stands among them. None when the
 * subnet assigns addresses. Raises `NotObserved` when that cannot be told.
 */
export function groupsWithoutPublicAddress(view: ClusterView, subnet: Subnet): readonly (Group | NotObserved)[] {
  if (assignsPublicAddresses(view, subnet)) return [];
  const { bySubnet, hidden } = subnetUses(view);
  const use = bySubnet.get(subnet.id);
  const groups: readonly Group[] = [...(use?.nodeGroups ?? []), ...(use?.selfManagedGroups ?? [])];
  const lacking = groups.flatMap((group): readonly (Group | NotObserved)[] => {
    const served = attempt(() => {
      if (launchesWithPublicAddress(view, group)) return true;
      refuseOldGroup(group);
      return false;
    });
    return served instanceof NotObserved ? [served] : served ? [] : [group];
  });
  return [...lacking, ...hidden.filter(({ missing }) => !missing.fact.startsWith('clusters.'))];
}
