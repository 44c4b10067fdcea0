import { AddressSet } from './address-set.ts';
import { type AddressRange, rangeOf } from './cidr.ts';
import { workloadSubnets } from './isolation.ts';
import { EPHEMERAL_PORTS, FINAL_DENY, networkAclAllows, networkAclOf } from './network-acl.ts';
import type { PortRange, Protocol } from './ports.ts';
import { clusterSubnets, hostsWorkloads, isClusterSubnet } from './subnet-use.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { NetworkAcl, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

type Role = 'control plane' | 'nodes';

/** Connections that the cluster opens between subnets of one role and subnets of another, or the same. */
interface Connections {
  readonly from: Role;
  readonly to: Role;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Packets between a subnet and others that its network ACL does not let through. */
export interface BlockedLeg {
  readonly acl: NetworkAcl;
  readonly direction: 'in' | 'out';
  readonly protocol: Protocol;
  /** Destination ports. */
  readonly ports: PortRange;
  /** Number of the entry that denies them; absent when no entry allows them. */
  readonly by?: number;
  readonly peers: readonly Subnet[];
  /** One of the connections that need them, and whether the subnet is the one that opens it. */
  readonly connection: Connections & { readonly opened: boolean };
  /** The connections, in words, that need them. */
  readonly neededFor: readonly string[];
}

interface Leg {
  readonly direction: 'in' | 'out';
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly peer: Subnet;
  readonly connection: BlockedLeg['connection'];
  readonly neededFor: string;
}

/** Nodes use the control plane's interfaces only with the private endpoint; the control plane always reaches nodes through them. */
function connectionsOf({ cluster, declared }: ClusterView): readonly Connections[] {
  const between = (from: Role, to: Role, protocol: Protocol, port: number) => ({ from, to, protocol, port });
  return [
    ...(cluster.endpointPrivateAccess ? [between('nodes', 'control plane', 'tcp', 443)] : []),
    ...[10_250, ...(declared.webhookPorts ?? [])].map((port) => between('control plane', 'nodes', 'tcp', port)),
    between('nodes', 'nodes', 'udp', 53),
    ...[53, 10_250, ...(declared.nodePorts ?? [])].map((port) => between('nodes', 'nodes', 'tcp', port)),
  ];
}

/**
 * What the subnet's network ACL blocks of the cluster's traffic between its subnets, replies included, and what could not be told.
 * Traffic inside the subnet never passes the list. Undefined when the cluster has no traffic with the subnet.
 */
export const blockedLegs = rememberedFor((view: ClusterView, subnet: Subnet) => {
  const hidden: NotObserved[] = [];
  const has = (role: Role, ask: () => boolean): readonly Role[] => {
    const answer = attempt(ask);
    if (answer instanceof NotObserved) hidden.push(answer);
    return answer === true ? [role] : [];
  };
  const roles = [
    ...has('control plane', () => isClusterSubnet(view, subnet)),
    ...has('nodes', () => hostsWorkloads(view, subnet)),
  ];
  if (roles.length === 0 && hidden.length === 0) return undefined;

  const acl = networkAclOf(view.account, subnet);
  const blocked = new Map<string, BlockedLeg>();
  for (const leg of legsOf(view, subnet, roles, hidden)) {
    const found = attempt(() => blockedPart(view, acl, leg));
    if (found instanceof NotObserved) hidden.push(found);
    else if (found) add(blocked, found);
  }
  return { blocked: [...blocked.values()], hidden };
});

/** Every packet flow between the subnet and another, as the subnet's own list sees it. */
function legsOf(view: ClusterView, subnet: Subnet, roles: readonly Role[], hidden: NotObserved[]): readonly Leg[] {
  const peers = (role: Role): readonly Subnet[] => {
    const found = attempt(() => (role === 'nodes' ? workloadSubnets(view) : clusterSubnets(view)));
    const listed = found instanceof NotObserved ? [found] : found;
    return listed.filter((peer): peer is Subnet => {
      if (peer instanceof NotObserved) hidden.push(peer);
      return !(peer instanceof NotObserved) && peer.id !== subnet.id;
    });
  };
  return connectionsOf(view).flatMap((connection) => {
    const { from, to, protocol, port } = connection;
    const service = { from: port, to: port };
    const neededFor = `${protocol} ${port} from ${from} to ${to}`;
    const flow = (direction: 'in' | 'out', ports: PortRange, peer: Subnet, opened: boolean) => ({
      direction,
      protocol,
      ports,
      peer,
      connection: { ...connection, opened },
      neededFor,
    });
    return [
      ...(roles.includes(from)
        ? peers(to).flatMap((peer) => [flow('out', service, peer, true), flow('in', EPHEMERAL_PORTS, peer, true)])
        : []),
      ...(roles.includes(to)
        ? peers(from).flatMap((peer) => [flow('in', service, peer, false), flow('out', EPHEMERAL_PORTS, peer, false)])
        : []),
    ];
  });
}

function blockedPart(view: ClusterView, acl: NetworkAcl, leg: Leg): BlockedLeg | undefined {
  const { direction, protocol, ports, peer, connection, neededFor } = leg;
  for (const range of rangesOf(view, peer)) {
    const { allowed, by } = networkAclAllows(acl, { direction, protocol, ports, range });
    const decided = by === undefined ? {} : { by };
    const found = { acl, direction, protocol, ports, ...decided, connection };
    if (!allowed) return { ...found, peers: [peer], neededFor: [neededFor] };
  }
  return undefined;
}

const rangesOf = ({ cluster }: ClusterView, { cidr, ipv6Cidrs }: Subnet): readonly AddressRange[] =>
  (cluster.ipFamily === 'ipv6' ? [cidr, ...ipv6Cidrs] : [cidr]).map(rangeOf);

function add(blocked: Map<string, BlockedLeg>, leg: BlockedLeg): void {
  const { direction, protocol, ports, by } = leg;
  const key = [direction, protocol, ports.from, ports.to, by].join(' ');
  const found = blocked.get(key);
  blocked.set(key, {
    ...leg,
    peers: [...new Set([...(found?.peers ?? []), ...leg.peers])],
    neededFor: [...new Set([...(found?.neededFor ?? []), ...leg.neededFor])],
  });
}

/** The peers' addresses, in the cluster's families, as the fewest CIDR blocks. */
export const cidrsOfPeers = (view: ClusterView, peers: readonly Subnet[]): readonly string[] =>
  AddressSet.ofRanges(peers.flatMap((peer) => rangesOf(view, peer))).toCidrs();

/**
 * Free entry numbers of a direction: below the entry that denies, so that new entries come first, or else above all others.
 * `taken`: numbers that other new entries have. Undefined when there are not as many.
 */
export function freeNumbers(
  { entries }: NetworkAcl,
  direction: 'in' | 'out',
  count: number,
  below?: number,
  taken: ReadonlySet<number> = new Set(),
): readonly number[] | undefined {
  const listed = entries.filter(({ egress }) => egress === (direction === 'out')).map(({ number }) => number);
  const used = new Set([...listed, ...taken]);
  const highest = Math.max(0, ...[...used].filter((number) => number < FINAL_DENY));
  const candidates =
    below === undefined
      ? Array.from({ length: count }, (_, index) => highest + 10 * (index + 1))
      : Array.from({ length: below - 1 }, (_, index) => below - 1 - index).filter((number) => !used.has(number));
  const numbers = candidates.slice(0, count).filter((number) => number >= 1 && number < FINAL_DENY);
  return numbers.length === count ? numbers : undefined;
}
