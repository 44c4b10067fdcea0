import type { Family } from './address.ts';
import { controlPlaneSecurityGroupIds, existingGroups } from './cluster-security-groups.ts';
import { assumedTransit, egress4, egress6, egressFacts, internetAccess } from './egress.ts';
import { egressRemedy } from './egress-remedies.ts';
import { everyAddress } from './internet-path.ts';
import { aclTowardsInternet, groupsTowardsInternet } from './internet-traffic.ts';
import { EPHEMERAL_PORTS, networkAclOf } from './network-acl.ts';
import type { PortRange } from './ports.ts';
import type { Remedy } from './remedy.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt } from './view/observing.ts';
import type { NetworkAcl, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** The control plane's interfaces have addresses of these families. */
export const controlPlaneFamilies = ({ cluster }: ClusterView): readonly Family[] =>
  cluster.ipFamily === 'ipv6' ? [4, 6] : [4];

/** What a customer-routed control plane finds on its way to the internet from a cluster subnet. */
export type ControlPlaneWay =
  | { readonly kind: 'open' }
  | { readonly kind: 'assumed'; readonly note: string }
  | {
      readonly kind: 'noWay' | 'noPublicAddress';
      readonly reason: string;
      readonly facts: ReturnType<typeof egressFacts>;
      readonly cause: { readonly kind: string; readonly resource: string };
      readonly remedy: Remedy;
    };

/**
 * The way of the control plane's interfaces in the subnet. They have no public IPv4 address, so that an internet gateway alone does not
 * carry them; their IPv6 addresses are global. Raises `NotObserved` when it cannot be told, or leads where nobody shows without trust.
 */
export function controlPlaneWay(
  { account }: ClusterView,
  subnet: Subnet,
  family: Family,
  trustTransit: boolean,
): ControlPlaneWay {
  const egress = (family === 4 ? egress4 : egress6)(account, subnet);
  const access = internetAccess(egress);
  if (access === 'open' || (access === 'with-public-address' && family === 6)) return { kind: 'open' };
  if (access === 'unverified') return { kind: 'assumed', note: assumedTransit(egress, trustTransit) };
  const { routeTableId, destination, reason } = egress;
  const found = {
    reason,
    facts: egressFacts(egress),
    cause: egress.fault ?? { kind: 'route', resource: `${routeTableId} ${destination}` },
  };
  if (access === 'with-public-address') {
    const text = `Name private subnets behind a NAT gateway as cluster subnets in place of ${subnet.id}, or route ${destination} in ${routeTableId} to a NAT gateway.`;
    return { kind: 'noPublicAddress', ...found, remedy: { text } };
  }
  const remedy = family === 4 ? egressRemedy(account, subnet, egress) : egressOnlyRemedy(account, subnet, routeTableId);
  return { kind: 'noWay', ...found, remedy };
}

function egressOnlyRemedy({ egressOnlyInternetGateways }: AccountView, { vpcId }: Subnet, table: string): Remedy {
  const gateway = attempt(() =>
    egressOnlyInternetGateways.observed().find(({ attachments }) => attachments.some((one) => one.vpcId === vpcId)),
  );
  if (!gateway || gateway instanceof NotObserved) {
    return { text: `Create an egress-only internet gateway in ${vpcId} and route ::/0 in ${table} to it.` };
  }
  const to = ['--destination-ipv6-cidr-block', '::/0', '--egress-only-internet-gateway-id', gateway.id];
  return {
    text: `Route ::/0 in ${table} to ${gateway.id}.`,
    command: ['ec2', 'create-route', '--route-table-id', table, ...to],
  };
}

/** Whether security groups keep the control plane's interfaces from the internet at port 443. */
export function controlPlaneGroupsClosed(view: ClusterView, family: Family): boolean {
  const groups = existingGroups(view.account, controlPlaneSecurityGroupIds(view), view.cluster.vpcId);
  const openness = groupsTowardsInternet(view.account, groups, family);
  if (openness === 'partly') throw partly('securityGroups.egress', groups.map(({ id }) => id).join(' '));
  return openness === 'closed';
}

/** Packets that the list of a cluster subnet keeps from the internet, or the replies. */
export interface ClosedLeg {
  readonly acl: NetworkAcl;
  readonly direction: 'in' | 'out';
  readonly protocol: 'tcp';
  readonly ports: PortRange;
  readonly by?: number;
  readonly other: string;
}

/** What the subnet's network ACL blocks of connections to the internet at port 443, each with what could not be told in its place. */
export function controlPlaneLegs(
  { account }: ClusterView,
  subnet: Subnet,
  family: Family,
): readonly (ClosedLeg | NotObserved)[] {
  const legs = [
    { direction: 'out', ports: { from: 443, to: 443 } },
    { direction: 'in', ports: EPHEMERAL_PORTS },
  ] as const;
  return legs.flatMap(
    ({ direction, ports }) =>
      attempt(() => {
        const acl = networkAclOf(account, subnet);
        const { openness, by } = aclTowardsInternet(acl, family, direction, ports);
        if (openness === 'partly') throw partly('networkAcls.entries', acl.id);
        const decided = by === undefined ? {} : { by };
        const leg = { acl, direction, protocol: 'tcp' as const, ports, ...decided, other: everyAddress[family] };
        return openness === 'closed' ? leg : undefined;
      }) ?? [],
  );
}

/** AWS's guide accepts rules for the addresses of webhooks and issuers alone. */
function partly(fact: string, resource: string): NotObserved {
  const reason = 'it lets a part of the internet through, and which addresses the control plane calls is not shown';
  return new NotObserved(fact, resource, undecidable(reason));
}
