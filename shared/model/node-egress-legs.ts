import { rangeOf } from './cidr.ts';
import { everyAddress } from './internet-path.ts';
import { aclTowardsInternet } from './internet-traffic.ts';
import { networkAclAllows, networkAclOf } from './network-acl.ts';
import { type EgressLeg, nodeEgressLegs } from './node-egress-ways.ts';
import type { PortRange } from './ports.ts';
import { undecidable } from './snapshot/known.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { NetworkAcl, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** TCP packets on the way of nodes to AWS services, or back, that a network ACL does not let through. */
export interface BlockedEgress {
  readonly acl: NetworkAcl;
  /** Whose list it is: the nodes' subnet, that of their NAT gateway, or of an endpoint. */
  readonly subnet: Subnet;
  readonly direction: 'in' | 'out';
  readonly protocol: 'tcp';
  /** Destination ports. */
  readonly ports: PortRange;
  /** Number of the entry that denies them; absent when no entry allows them. */
  readonly by?: number;
  /** Where the packets go to, or come from: `the IPv4 internet`, or a subnet. */
  readonly other: string;
  readonly otherCidrs: readonly string[];
  /** What the nodes reach this way, in words. */
  readonly neededFor: readonly string[];
}

/**
 * What network ACLs block of the way that nodes and pods of the subnet have to AWS services: to the internet, also at their NAT
 * gateway, or where they have to do without it to the VPC endpoints that they need. With what could not be told; undefined when they
 * have no such way.
 */
export const blockedEgress = rememberedFor((view: ClusterView, subnet: Subnet) => {
  const hidden: NotObserved[] = [];
  const legs = nodeEgressLegs(view, subnet).flatMap((answer) => {
    if (!(answer instanceof NotObserved)) return answer;
    hidden.push(answer);
    return [];
  });
  if (legs.length === 0 && hidden.length === 0) return undefined;
  const blocked = new Map<string, BlockedEgress>();
  for (const leg of legs) {
    const found = attempt(() => blockedBy(view, leg));
    if (found instanceof NotObserved) hidden.push(found);
    else if (found) add(blocked, found);
  }
  return { blocked: [...blocked.values()], hidden };
});

function blockedBy(view: ClusterView, leg: EgressLeg): BlockedEgress | undefined {
  const { subnet, direction, ports, towards, neededFor } = leg;
  const acl = networkAclOf(view.account, subnet);
  const found = { acl, subnet, direction, protocol: 'tcp' as const, ports, neededFor: [neededFor] };
  if (typeof towards === 'number') {
    const { openness, by } = aclTowardsInternet(acl, towards, direction, ports);
    if (openness === 'partly') throw partly(acl, leg);
    const decided = by === undefined ? {} : { by };
    const other = `the IPv${towards} internet`;
    return openness === 'open' ? undefined : { ...found, ...decided, other, otherCidrs: [everyAddress[towards]] };
  }
  const { allowed, by } = networkAclAllows(acl, { direction, protocol: 'tcp', ports, range: rangeOf(towards.cidr) });
  const decided = by === undefined ? {} : { by };
  return allowed ? undefined : { ...found, ...decided, other: towards.id, otherCidrs: [towards.cidr] };
}

function partly({ id }: NetworkAcl, { direction, neededFor }: EgressLeg): NotObserved {
  const way = direction === 'out' ? 'to' : 'from';
  const reason = `the list lets packets ${way} a part of the internet through, and which addresses ${neededFor} has is not shown`;
  return new NotObserved('networkAcls.entries', id, undecidable(reason));
}

function add(blocked: Map<string, BlockedEgress>, leg: BlockedEgress): void {
  const key = [leg.acl.id, leg.subnet.id, leg.direction, leg.ports.from, leg.by, leg.other].join(' ');
  const known = blocked.get(key);
  blocked.set(key, { ...leg, neededFor: [...new Set([...(known?.neededFor ?? []), ...leg.neededFor])] });
}
