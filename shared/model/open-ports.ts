import { AddressSet, coversEveryIpv4Address } from './address-set.ts';
import { ALL_PORTS, intersectPorts, type PortRange } from './ports.ts';
import { blocksOf, type RuleMatch, type RuleOfGroup, rulesAbout } from './security-groups.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { SecurityGroup } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

type Transport = 'tcp' | 'udp';

/** Ports that a security group opens to every address of a family. */
export interface OpenPorts {
  readonly protocol: Transport;
  readonly ports: PortRange;
  readonly world: '0.0.0.0/0' | '::/0';
  /** The rules that do so together. */
  readonly rules: readonly RuleOfGroup[];
}

/** What ports of a node are for; a port that serves nothing here is not judged. */
export const portUses = ['administration', 'nodePorts', 'web'] as const;
export type PortUse = (typeof portUses)[number];

const at = (protocol: Transport, from: number, to = from) => ({ protocol, ports: { from, to } });

/** SSH, RDP, both ports of the kubelet and etcd's; Kubernetes' own range for services of type NodePort. */
const portsOf: Readonly<Record<PortUse, readonly { readonly protocol: Transport; readonly ports: PortRange }[]>> = {
  administration: [at('tcp', 22), at('tcp', 3389), at('tcp', 10_250), at('tcp', 10_255), at('tcp', 2379, 2380)],
  nodePorts: [at('tcp', 30_000, 32_767), at('udp', 30_000, 32_767)],
  web: [at('tcp', 80), at('tcp', 443)],
};

/**
 * What the ingress rules of the group, alone or together (halves of the address space count), open to the whole world, in pieces that
 * the same rules open; and what hides further rules about the ports that have a use.
 */
export const openToTheWorld = rememberedFor((account: AccountView, group: SecurityGroup) => ({
  open: (['tcp', 'udp'] as const).flatMap((protocol) => openPieces(account, group, protocol)),
  hidden: Object.values(portsOf)
    .flat()
    .flatMap(({ protocol, ports }) => {
      const { matches, hidden } = rulesAbout([group], { direction: 'in', protocol, ports });
      const unread = matches.map(({ peer }) => attempt(() => blocksOf(account, peer)));
      return [...hidden, ...unread.filter((blocks) => blocks instanceof NotObserved)];
    }),
}));

/** The open ports that serve the use, cut to them. */
export const portsOpenFor = (pieces: readonly OpenPorts[], use: PortUse): readonly OpenPorts[] =>
  portsOf[use].flatMap((wanted) =>
    pieces.flatMap((piece) => {
      const ports = piece.protocol === wanted.protocol ? intersectPorts(piece.ports, wanted.ports) : undefined;
      return ports ? [{ ...piece, ports }] : [];
    }),
  );

/** Whether a rule lets in, from every IPv4 address, the ICMP messages by which senders learn how large packets may be. */
export const admitsPathDiscovery = (group: SecurityGroup): boolean =>
  attempt(() =>
    group.ingress.some(
      ({ protocol, icmp, peer }) =>
        protocol === 'icmp' &&
        icmp?.type === 3 &&
        icmp.code === 4 &&
        'cidr' in peer &&
        coversEveryIpv4Address(AddressSet.of(peer.cidr)),
    ),
  ) === true;

function openPieces(account: AccountView, group: SecurityGroup, protocol: Transport): readonly OpenPorts[] {
  const { matches } = rulesAbout([group], { direction: 'in', protocol, ports: ALL_PORTS });
  const named = matches.flatMap((match) => {
    const blocks = attempt(() => blocksOf(account, match.peer));
    return blocks === undefined || blocks instanceof NotObserved ? [] : [{ match, set: AddressSet.of(...blocks) }];
  });
  return (['0.0.0.0/0', '::/0'] as const).flatMap((world) =>
    cut(named.map(({ match }) => match.ports)).flatMap((ports): readonly OpenPorts[] => {
      const about = named.filter(({ match, set }) => set.overlaps(world) && touches(match, ports));
      const together = about.reduce((all, { set }) => all.union(set), AddressSet.EMPTY);
      const rules = about.map(({ match: { groupId, rule } }) => ({ groupId, rule }));
      return together.covers(world) ? [{ protocol, ports, world, rules }] : [];
    }),
  );
}

const touches = (match: RuleMatch, ports: PortRange): boolean => intersectPorts(match.ports, ports) !== undefined;

/** The port space cut at both ends of each range: disjoint, in order. */
function cut(ranges: readonly PortRange[]): readonly PortRange[] {
  const starts = new Set([ALL_PORTS.from, ...ranges.flatMap(({ from, to }) => [from, to + 1])]);
  const sorted = [...starts].filter((port) => port <= ALL_PORTS.to).sort((a, b) => a - b);
  return sorted.map((from, index) => ({ from, to: (sorted[index + 1] ?? ALL_PORTS.to + 1) - 1 }));
}
