import { AddressSet } from './address-set.ts';
import { privateAddressesOf } from './interfaces.ts';
import { type PortRange, type Protocol, subtractPorts } from './ports.ts';
import { prefixListBlocks } from './prefix-lists.ts';
import { type Rectangle, subtractRectangles } from './rectangle.ts';
import { undecidable } from './snapshot/known.ts';
import { portsNamed } from './traffic.ts';
import { attempt } from './view/observing.ts';
import type { SecurityGroup, SecurityGroupRule } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/** Someone who carries these groups. */
export interface GroupPeer {
  readonly securityGroupIds: readonly string[];
  /**
   * Where the peer's interfaces are or may be, asked for only when no rule names one of the groups. By default the private IPv4
   * addresses of the interfaces that carry all of the groups.
   */
  readonly addresses?: () => AddressSet;
}

/** New connections from (`in`) or to (`out`) a peer; replies need no rule. An empty set of addresses is always allowed. */
export interface Flow {
  readonly direction: 'in' | 'out';
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly peer: { readonly cidrs: AddressSet } | GroupPeer;
}

export interface RuleOfGroup {
  readonly groupId: string;
  readonly rule: SecurityGroupRule;
}

export interface SecurityGroupAnswer {
  readonly allowed: boolean;
  /** Addresses for which at least one port stays closed; none when the peer is a group whose addresses are not known. */
  readonly uncovered: readonly string[];
  /** The rules that let some or all of it through. */
  readonly rules: readonly RuleOfGroup[];
}

/** A rule about some of the ports asked for. */
export interface RuleMatch extends RuleOfGroup {
  readonly ports: PortRange;
  readonly peer: SecurityGroupRule['peer'];
}

/**
 * Whether the groups of an interface, taken together, let all of the flow through: every port for every address.
 * Raises `NotObserved` when only a rule, prefix list or interface that was not observed could still let it through.
 */
export function securityGroupsAllow(
  account: AccountView,
  groups: readonly SecurityGroup[],
  flow: Flow,
): SecurityGroupAnswer {
  const { matches, hidden } = rulesAbout(groups, flow);
  const used: RuleOfGroup[] = [];
  const answer = (allowed: boolean, uncovered: AddressSet): SecurityGroupAnswer => ({
    allowed,
    uncovered: uncovered.toCidrs(),
    rules: used,
  });

  let closed: PortRange[] = [flow.ports];
  for (const match of matches) {
    const rest = namesPeer(match, flow) ? closed.flatMap((range) => subtractPorts([range], match.ports)) : closed;
    if (samePorts(rest, closed)) continue;
    used.push(ruleOf(match));
    closed = rest;
  }
  if (closed.length === 0) return answer(true, AddressSet.EMPTY);

  const byAddress = matches.filter(({ peer }) => !('securityGroupId' in peer));
  const addresses = attempt(() => addressesOf(account, flow));
  if (addresses instanceof NotObserved) {
    if (byAddress.length > 0) throw addresses;
    if (hidden[0]) throw hidden[0];
    return answer(false, AddressSet.EMPTY);
  }
  const wanted = addresses.ranges.flatMap((range) => closed.map((ports) => ({ addresses: range, ports })));
  const rest = takeAway(account, wanted, byAddress, used, hidden);
  if (rest.length > 0 && hidden[0]) throw hidden[0];
  return answer(rest.length === 0, AddressSet.ofRanges(rest.map((rectangle) => rectangle.addresses)));
}

/** Someone known to be anywhere among the addresses, whose groups may not be known. */
export interface Member {
  readonly addresses: AddressSet;
  /** May raise `NotObserved`. */
  readonly securityGroupIds: () => readonly string[];
}

/**
 * As `securityGroupsAllow`, for a member that may be at any of the addresses: its own groups are asked for only where rules name
 * groups, and its addresses alone do not settle it.
 */
export function securityGroupsAllowMember(
  account: AccountView,
  groups: readonly SecurityGroup[],
  flow: Omit<Flow, 'peer'>,
  { addresses, securityGroupIds }: Member,
): SecurityGroupAnswer {
  const ask = (peer: Flow['peer']) => securityGroupsAllow(account, groups, { ...flow, peer });
  const byAddress = attempt(() => ask({ cidrs: addresses }));
  if (!(byAddress instanceof NotObserved)) {
    const namesGroups = rulesAbout(groups, flow).matches.some(({ peer }) => 'securityGroupId' in peer);
    if (byAddress.allowed || !namesGroups) return byAddress;
  }
  return ask({ securityGroupIds: securityGroupIds(), addresses: () => addresses });
}

/** What is left closed. Prefix lists are looked up only for what no CIDR block opens. */
function takeAway(
  account: AccountView,
  wanted: readonly Rectangle[],
  matches: readonly RuleMatch[],
  used: RuleOfGroup[],
  hidden: NotObserved[],
): readonly Rectangle[] {
  let rest = wanted;
  const open = (match: RuleMatch, cidrs: readonly string[]) => {
    const hits = AddressSet.of(...cidrs).ranges.map((addresses) => ({ addresses, ports: match.ports }));
    const left = hits.reduce<readonly Rectangle[]>(subtractRectangles, rest);
    if (areaOf(left) === areaOf(rest)) return;
    used.push(ruleOf(match));
    rest = left;
  };
  for (const match of matches) if ('cidr' in match.peer) open(match, [match.peer.cidr]);
  for (const match of matches) {
    if (rest.length === 0 || !('prefixListId' in match.peer)) continue;
    const entries = attempt(() => blocksOf(account, match.peer) ?? []);
    if (entries instanceof NotObserved) hidden.push(entries);
    else open(match, entries);
  }
  return rest;
}

const ruleOf = ({ groupId, rule }: RuleMatch): RuleOfGroup => ({ groupId, rule });

const portCount = (ranges: readonly PortRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);

const samePorts = (a: readonly PortRange[], b: readonly PortRange[]): boolean => portCount(a) === portCount(b);

const areaOf = (rectangles: readonly Rectangle[]): bigint =>
  rectangles.reduce(
    (sum, { addresses, ports }) => sum + (addresses.end - addresses.start + 1n) * BigInt(portCount([ports])),
    0n,
  );

/** The CIDR blocks that a rule names, be it through a prefix list (a deleted one has none); undefined for a group. */
export function blocksOf(account: AccountView, peer: SecurityGroupRule['peer']): readonly string[] | undefined {
  if ('securityGroupId' in peer) return undefined;
  return 'cidr' in peer ? [peer.cidr] : (prefixListBlocks(account, peer.prefixListId) ?? []);
}

/** The rules about the protocol and some of the ports, and what hides further ones. */
export function rulesAbout(groups: readonly SecurityGroup[], { direction, protocol, ports }: Omit<Flow, 'peer'>) {
  const matches: RuleMatch[] = [];
  const hidden: NotObserved[] = [];
  for (const group of new Map(groups.map((each) => [each.id, each])).values()) {
    const rules = attempt(() => (direction === 'in' ? group.ingress : group.egress));
    if (rules instanceof NotObserved) hidden.push(rules);
    else
      for (let index = 0; index < rules.length; index++) {
        const match = attempt(() => matchOf(group.id, rules[index], protocol, ports));
        if (match instanceof NotObserved) hidden.push(match);
        else if (match) matches.push(match);
      }
  }
  return { matches, hidden };
}

function matchOf(groupId: string, rule: SecurityGroupRule | undefined, protocol: Protocol, wanted: PortRange) {
  const ports = rule && portsNamed(rule, protocol, wanted);
  return rule && ports && { groupId, rule, ports, peer: rule.peer };
}

/** A reference to a group of a peered VPC is stale once the peering is gone: it lets nothing through. */
function namesPeer({ peer }: RuleMatch, flow: Flow): boolean {
  if (!('securityGroupId' in peer) || 'cidrs' in flow.peer) return false;
  const live = peer.peeringStatus === undefined || peer.peeringStatus === 'active';
  return live && flow.peer.securityGroupIds.includes(peer.securityGroupId);
}

function addressesOf(account: AccountView, { peer }: Flow): AddressSet {
  if ('cidrs' in peer) return peer.cidrs;
  const addresses = peer.addresses ? peer.addresses() : addressesCarrying(account, peer.securityGroupIds);
  if (!addresses.isEmpty) return addresses;
  const nobody = undecidable('no interface carries the group, so rules that name addresses cannot be compared');
  throw new NotObserved('networkInterfaces.securityGroupIds', peer.securityGroupIds.join(' '), nobody);
}

function addressesCarrying(account: AccountView, securityGroupIds: readonly string[]): AddressSet {
  const [first = ''] = securityGroupIds;
  const group = account.securityGroups.find(first);
  const interfaces = group ? account.networkInterfaces.inVpc(group.vpcId) : account.networkInterfaces.all();
  const carrying = interfaces.filter((eni) => securityGroupIds.every((id) => eni.securityGroupIds.includes(id)));
  return privateAddressesOf(carrying, 4);
}
