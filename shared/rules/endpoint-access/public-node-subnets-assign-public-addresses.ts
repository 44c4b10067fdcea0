import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { egress4, internetAccess, internetGatewayRoute } from '../../model/egress.ts';
import { endpointGaps } from '../../model/endpoints.ts';
import {
  assignsPublicAddresses,
  groupsWithoutPublicAddress,
  publicAddressesInUse,
  publicAddressFault,
} from '../../model/public-addresses.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';
import { hostsNodeGroups, scopeSubnets } from '../../model/subnet-use.ts';
import { attempt } from '../../model/view/observing.ts';
import type { Route, Subnet } from '../../model/view/records.ts';
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
  how: 'A subnet is public, as EKS sees it, when its route table, the main one of the VPC included, has any route to an internet gateway. If nodes run in it, it must map public addresses on launch (in IPv6 clusters: assign IPv6 addresses), or the launch template of each group must ask for them; a launch template that refuses them wins over the subnet. Where nodes have another way, by a private endpoint with complete VPC endpoints or with another default route, severity is medium, and nothing is said of a launch template that refuses.',
  fix: 'Let the subnet assign public addresses, or move the node group to private subnets.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    noAddresses: (e: Evidence) =>
      `${e.subnet} does not assign public addresses to the nodes of ${e.nodeGroups.join(', ')}; EKS treats it as public because ${e.routeTable} sends ${e.publicRoute} (Ec2SubnetInvalidConfiguration).`,
    refused: (e: Evidence & { launchTemplates: readonly string[] }) =>
      `Nodes of ${e.nodeGroups.join(', ')} get no public address in ${e.subnet} although it assigns them, because ${e.launchTemplates.join(', ')} says AssociatePublicIpAddress: false, and ${e.routeTable} sends ${e.publicRoute} (NodeCreationFailure).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, note, notApplicable, aws }) {
    if (!hostsNodeGroups(view, subnet)) return notApplicable('No node group of the cluster uses this subnet.');
    const publicRoute = internetGatewayRoute(view.account, subnet);
    if (!publicRoute) return notApplicable('The subnet is private.');

    const lacking = groupsWithoutPublicAddress(view, subnet);
    const assigns = assignsPublicAddresses(view, subnet);
    if (lacking.length === 0) {
      if (!assigns) yield note(byTemplateAlone(subnet));
      return undefined;
    }
    const nodeGroups = lacking.map(({ id }) => id);
    if (assigns && !dependsOnAddresses(view, subnet)) {
      yield note(`Nodes of ${nodeGroups.join(', ')} do without public addresses in ${subnet.id}.`);
      return undefined;
    }
    const { cause, remedy } = publicAddressFault(view, subnet);
    const launchTemplates = [...new Set(lacking.flatMap(({ refusedBy }) => refusedBy?.id ?? []))];
    const evidence = { ...evidenceOf(view, subnet, publicRoute), nodeGroups, launchTemplates };
    const severity = assigns || !hasAnotherWay(view, subnet) ? 'high' : 'medium';
    const details = { severity, cause, fix: fixFrom(aws, remedy) } as const;
    yield assigns ? violation('refused', evidence, details) : violation('noAddresses', evidence, details);
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

/** Whether the nodes have no other way than the internet gateway. */
const dependsOnAddresses = (view: ClusterView, subnet: Subnet): boolean =>
  internetAccess(egress4(view.account, subnet)) === 'with-public-address' &&
  !(view.cluster.endpointPrivateAccess && endpointGaps(view, subnet).length === 0);

interface Evidence {
  readonly [fact: string]: string | readonly string[];
  readonly subnet: string;
  readonly nodeGroups: readonly string[];
  readonly routeTable: string;
  readonly publicRoute: string;
}

function evidenceOf(view: ClusterView, subnet: Subnet, { destination, target }: Route) {
  return {
    subnet: subnet.id,
    routeTable: effectiveRouteTableName(view.account, subnet),
    publicRoute: `${'cidr' in destination ? destination.cidr : destination.prefixListId} to ${target.id}`,
    publicAddressesInUse: publicAddressesInUse(view, subnet),
  };
}

const byTemplateAlone = ({ id }: Subnet): string =>
  `The launch templates of the node groups in ${id} ask for public addresses, not the subnet (D12).`;
