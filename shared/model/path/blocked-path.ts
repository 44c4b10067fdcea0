import type { ClosedSide, Path } from '../minimum-paths.ts';
import type { BlockedLeg } from '../network-acl-legs.ts';
import type { Subnet } from '../view/records.ts';
import type { ClusterView } from '../view/views.ts';
import type { HopKind, Trace } from './answer.ts';
import type { PathEnd, PathParty } from './ends.ts';
import { type PathBetween, tracePath } from './trace-path.ts';
import { hopWords, kindWords, outcomeMarks, traceWords } from './words.ts';

interface BlockedPathOptions {
  /** The kinds of components to ask: what else there is on the way is not read. */
  readonly asking: readonly HopKind[];
  /** Of several blocked ways, one that this component blocks. */
  readonly component?: string;
}

/** The evidence of a blocked path: its first blocked way, hop by hop, a line each; nothing when no way is certainly blocked. */
export function blockedPath(
  view: ClusterView,
  path: PathBetween,
  { asking, component }: BlockedPathOptions,
): { readonly hops?: readonly string[] } {
  const { traces } = tracePath(view, path, { asking });
  const trace = traces.find(({ block }) => block && (component === undefined || block.component === component));
  return trace ? { hops: hopsOf(trace, path, asking) } : {};
}

/** From where to where, then each hop after the mark of what becomes of the packets there. */
export const hopsOf = (trace: Trace, path: PathBetween, asking: readonly HopKind[]): readonly string[] => [
  `${traceWords(trace)}${portWords(path, asking)}`,
  ...linesOf(trace),
];

/** Where only routes are asked, ports do not matter. */
const portWords = ({ protocol, port }: PathBetween, asking: readonly HopKind[]): string =>
  asking.length === 1 && asking[0] === 'route' ? '' : `, ${protocol} ${port}`;

const linesOf = ({ hops }: Trace): readonly string[] =>
  hops.map((hop) => {
    const way = hop.heading === 'return' ? 'reply, ' : '';
    return `${outcomeMarks[hop.outcome]} ${way}${kindWords[hop.kind]}: ${hopWords(hop)}`;
  });

const subnet = (id: string, as: 'nodes' | 'control plane'): PathEnd => ({ kind: 'subnet', id, as });
const party = (name: PathParty): PathEnd => ({ kind: 'party', party: name });
const tcp = (from: PathEnd, to: PathEnd, port: number): PathBetween => ({ from, to, protocol: 'tcp', port });

/** As `blockedPath`, of a subnet's route to a block on premises. */
export const blockedRouteTo = (view: ClusterView, subnetId: string, as: 'nodes' | 'control plane', block: string) =>
  blockedPath(view, tcp(subnet(subnetId, as), { kind: 'block', cidr: block }, 443), { asking: ['route'] });

/** As `blockedPath`, of the security groups between the control plane and a block on premises. */
export function blockedPort(view: ClusterView, direction: 'in' | 'out', port: number, block: string) {
  const remote: PathEnd = { kind: 'block', cidr: block };
  const [from, to] = direction === 'in' ? [remote, party('control-plane')] : [party('control-plane'), remote];
  return blockedPath(view, tcp(from, to, port), { asking: ['security-group'] });
}

/** As `blockedPath`, of what security groups keep closed between members of the cluster. */
export function blockedAmongMembers(view: ClusterView, { kind, port }: Path, { protocol, groupIds }: ClosedSide) {
  const toControlPlane = kind === 'api';
  const fromControlPlane = kind === 'kubelet' || kind === 'webhook';
  const path = {
    from: party(fromControlPlane ? 'control-plane' : 'nodes'),
    to: party(toControlPlane ? 'control-plane' : 'nodes'),
    protocol,
    port,
  };
  return blockedPath(view, path, { asking: ['security-group'], component: groupIds.join(', ') });
}

/** As `blockedPath`, of packets that the network ACL of a subnet does not let through. */
export function blockedAtAcl(view: ClusterView, own: Subnet, { acl, peers, connection }: BlockedLeg) {
  const { from, to, protocol, port, opened } = connection;
  const [peer] = peers;
  if (!peer) return {};
  const [client, server] = opened ? [own, peer] : [peer, own];
  const path = { from: subnet(client.id, from), to: subnet(server.id, to), protocol, port };
  return blockedPath(view, path, { asking: ['network-acl'], component: acl.id });
}
