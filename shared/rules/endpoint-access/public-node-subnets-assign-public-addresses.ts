import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { egress4, internetAccess, internetGatewayRoute } from '../../model/egress.ts';
import { endpointGaps } from '../../model/endpoints.ts';
import {
  assignAddressesRemedy,
  assignsPublicAddresses,
  groupsWithoutPublicAddress,
  publicAddressesInUse,
} from '../../model/public-addresses.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';
import { hostsNodeGroups, scopeSubnets } from '../../model/subnet-use.ts';
import { attempt } from '../../model/view/observing.ts';
import type { Subnet } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const publicNodeSubnetsAssignPublicAddresses = defineRule({
  code: 'D6',
  name: 'public-node-subnets-assign-public-addresses',
  aliases: ['public-node-subnet-auto-assign'],
  title: 'Public subnets with nodes assign public addresses',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Behind an internet gateway a node without a public address has no way out. EKS refuses a managed node group there (Ec2SubnetInvalidConfiguration), and nodes do not join (NodeCreationFailure).',
  how: 'A subnet is public, as EKS sees it, when its route table, the main one of the VPC included, has any route to an internet gateway. If nodes run in it, it must map public addresses on launch (in IPv6 clusters: assign IPv6 addresses), or the launch template of each group must ask for them. Where nodes have another way, by a private endpoint with complete VPC endpoints or with another default route, severity is medium.',
  fix: 'Let the subnet assign public addresses, or move the node group to private subnets.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    noAddresses: (e: { subnet: string; nodeGroups: readonly string[]; routeTable: string; publicRoute: string }) =>
      `${e.subnet} does not assign public addresses to the nodes of ${e.nodeGroups.join(', ')}; EKS treats it as public because ${e.routeTable} sends ${e.publicRoute} (Ec2SubnetInvalidConfiguration).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, note, notApplicable, aws }) {
    if (!hostsNodeGroups(view, subnet)) return notApplicable('No node group of the cluster uses this subnet.');
    const publicRoute = internetGatewayRoute(view.account, subnet);
    if (!publicRoute) return notApplicable('The subnet is private.');

    const lacking = groupsWithoutPublicAddress(view, subnet);
    if (lacking.length > 0) {
      const { destination, target } = publicRoute;
      const evidence = {
        subnet: subnet.id,
        nodeGroups: lacking.map(({ id }) => id),
        routeTable: effectiveRouteTableName(view.account, subnet),
        publicRoute: `${'cidr' in destination ? destination.cidr : destination.prefixListId} to ${target.id}`,
        publicAddressesInUse: publicAddressesInUse(view, subnet),
      };
      yield violation('noAddresses', evidence, {
        severity: hasAnotherWay(view, subnet) ? 'medium' : 'high',
        cause: { kind: 'subnet-public-addresses', resource: subnet.id },
        fix: fixFrom(aws, assignAddressesRemedy(view, subnet)),
      });
    } else if (!assignsPublicAddresses(view, subnet)) {
      yield note(
        `The launch templates of the node groups in ${subnet.id} ask for public addresses, not the subnet (D12).`,
      );
    }
    return undefined;
  },
});

/** Whether the nodes certainly do without public addresses: AWS refuses the node group all the same. */
function hasAnotherWay(view: ClusterView, subnet: Subnet): boolean {
  if (attempt(() => view.cluster.endpointPrivateAccess) !== true) return false;
  const way = attempt(() => internetAccess(egress4(view.account, subnet)));
  if (way === 'open' || way === 'unverified') return true;
  return attempt(() => endpointGaps(view, subnet).length === 0) === true;
}
