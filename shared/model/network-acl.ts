import { type AddressRange, rangeOf } from './cidr.ts';
import type { PortRange, Protocol } from './ports.ts';
import { intersectRectangle, type Rectangle, subtractRectangles } from './rectangle.ts';
import { undecidable } from './snapshot/known.ts';
import { portsHit, portsNamed } from './traffic.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { NetworkAcl, NetworkAclEntry, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/** Ports that clients use for their side of a connection, as AWS's guides tell to open them in network ACLs. */
export const EPHEMERAL_PORTS: PortRange = Object.freeze({ from: 1024, to: 65_535 });

/**
 * Clients take any of those ports: a list that leaves out this few of them in one piece, such as RDP's 3389 or 1024 itself, does not
 * keep replies from them.
 */
const FEW_PORTS = 100;

/** AWS lists the deny at the end of every list under this number, for IPv6 under the next; entries of one's own have lower ones. */
export const FINAL_DENY = 32_767;

/** Packets that leave (`out`) or enter (`in`) a subnet; replies are flows of their own. */
export interface AclFlow {
  readonly direction: 'in' | 'out';
  readonly protocol: Protocol;
  /** Destination ports. */
  readonly ports: PortRange;
  /** Addresses outside the subnet. */
  readonly range: AddressRange;
}

export interface AclAnswer {
  readonly allowed: boolean;
  /** Number of the entry that denies some of it; absent when the final deny of every list does. */
  readonly by?: number;
  /** A part of the flow that does not pass. */
  readonly blocked?: Rectangle;
}

/**
 * The network ACL of the subnet: the one that names it, else the VPC's default one.
 * Raises `NotObserved` when it is not visible.
 */
export const networkAclOf = rememberedFor((account: AccountView, subnet: Subnet): NetworkAcl => {
  const acls = account.networkAcls.inVpc(subnet.vpcId);
  const asked = acls.map((acl) => ({ acl, names: attempt(() => acl.subnetIds.includes(subnet.id)) }));
  const own = asked.find(({ names }) => names === true);
  if (own) return own.acl;
  for (const { names } of asked) if (names instanceof NotObserved) throw names;
  const main = acls.find(({ isDefault }) => isDefault);
  if (main) return main;
  throw new NotObserved('networkAcls', subnet.id, undecidable('the network ACL of the subnet is not visible'));
});

/** The entries of one direction by number; raises `NotObserved` when one is hidden, for it may come before any other. */
function entriesOf(acl: NetworkAcl, direction: 'in' | 'out'): readonly NetworkAclEntry[] {
  const entries = acl.entries.filter(({ egress }) => egress === (direction === 'out'));
  return entries.sort((a, b) => a.number - b.number);
}

/** A part of a flow that does not pass. */
export interface AclBlock {
  /** Number of the entry that denies it; absent when the final deny of every list does. */
  readonly by?: number;
  readonly blocked: Rectangle;
}

/**
 * What the list does not let through of the flow, in the order of the entries that decide. Entries count in the order of their
 * numbers, the first that names a packet decides it. Hosts in one subnet reach each other without passing its list: do not ask for
 * them. Of replies, to all ephemeral ports, pieces of a few ports are left out.
 */
export function* networkAclBlocks(acl: NetworkAcl, flow: AclFlow): Generator<AclBlock> {
  let open: readonly Rectangle[] = [{ addresses: flow.range, ports: flow.ports }];
  for (const entry of entriesOf(acl, flow.direction)) {
    const hit = hitBy(entry, flow);
    if (hit === undefined) continue;
    if (entry.action === 'deny') {
      const by = entry.number < FINAL_DENY ? { by: entry.number } : {};
      for (const part of open) {
        const blocked = intersectRectangle(part, hit);
        if (blocked && matters(blocked, flow)) yield { ...by, blocked };
      }
    }
    open = subtractRectangles(open, hit);
    if (open.length === 0) return;
  }
  for (const blocked of open) if (matters(blocked, flow)) yield { blocked };
}

const matters = (blocked: Rectangle, { ports }: AclFlow): boolean =>
  ports.from !== EPHEMERAL_PORTS.from ||
  ports.to !== EPHEMERAL_PORTS.to ||
  blocked.ports.to - blocked.ports.from >= FEW_PORTS;

/** Whether the list lets every packet of the flow through; if not, the first part that it does not. */
export function networkAclAllows(acl: NetworkAcl, flow: AclFlow): AclAnswer {
  const [first] = networkAclBlocks(acl, flow).take(1);
  return first ? { allowed: false, ...first } : { allowed: true };
}

function hitBy(entry: NetworkAclEntry, { protocol, ports, range }: AclFlow): Rectangle | undefined {
  const named = (entry.action === 'deny' ? portsHit : portsNamed)(entry, protocol, ports);
  return named && intersectRectangle({ addresses: rangeOf(entry.cidr), ports: named }, { addresses: range, ports });
}
