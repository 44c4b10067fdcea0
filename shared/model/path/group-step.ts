import { AddressSet } from '../address-set.ts';
import { existingGroups } from '../cluster-security-groups.ts';
import type { PortRange } from '../ports.ts';
import type { Remedy } from '../remedy.ts';
import { authorizeWords } from '../security-group-remedies.ts';
import { ruleWords } from '../security-group-words.ts';
import {
  type Flow,
  rulesAbout,
  type SecurityGroupAnswer,
  securityGroupsAllow,
  securityGroupsAllowMember,
} from '../security-groups.ts';
import { undecidable } from '../snapshot/known.ts';
import type { SecurityGroup } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { closedGroups, namedGroup } from './group-cause.ts';
import { addressWords, type OutsideStand, type Stand, type VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';
import type { Decision, Step } from './walk.ts';

interface Gate {
  readonly connection: Connection;
  /** Whether new connections leave the owner of the groups or come to it. Replies pass by themselves. */
  readonly direction: 'in' | 'out';
  readonly own: VpcStand;
  readonly other: Stand;
}

/** The security groups of one who opens or receives the connection. */
export const groupStep = (gate: Gate): Step => ({
  heading: 'forward',
  kind: 'security-group',
  at: gate.own.name,
  decide: () => decide(gate),
});

function decide({ connection, direction, own, other }: Gate): Decision {
  const { view, protocol, port } = connection;
  const ids = own.securityGroupIds();
  const groups = existingGroups(view.account, ids, own.subnet.vpcId);
  const ask = { direction, protocol, ports: { from: port, to: port } };
  const answer =
    other.in === 'vpc'
      ? securityGroupsAllowMember(view.account, groups, ask, other)
      : withOutside(view, groups, ask, other);
  const component = ids.join(', ') || own.name;
  const words = `${protocol} ${port} ${direction === 'out' ? 'to' : 'from'} ${nameOf(other)}`;
  const decidedBy = answer.rules.map(ruleWords).join(', ');
  if (answer.allowed) return { component, decidedBy, says: `allows ${words}` };
  const part = isWhole(other, answer) ? [] : answer.uncovered;
  const needed = `${protocol} ${port} ${direction === 'out' ? 'to' : 'from'} ${whoIs(other, part)}`;
  return {
    component,
    decidedBy,
    says: `does not allow ${words}${part.length > 0 && decidedBy !== '' ? ` (not ${part.join(', ')})` : ''}`,
    stops: {
      part,
      needed: `The ${direction === 'out' ? 'egress' : 'ingress'} rules of ${component} have to allow ${needed}.`,
      cause: closedGroups(connection, direction, own, other, ids),
      ...remedyFor(connection, direction, own, other, part),
    },
  };
}

const nameOf = (other: Stand): string => (other.in === 'vpc' ? other.name : addressWords(other));

/** Of the internet, or of a service somewhere in it, nothing gets through: there is no need to list it. */
const isWhole = (other: Stand, { uncovered }: SecurityGroupAnswer): boolean =>
  other.in === 'outside' && !other.exact && AddressSet.of(...uncovered).covers(other.addresses);

const whoIs = (other: Stand, part: readonly string[]): string =>
  other.in === 'vpc' && part.length > 0 ? `${other.name}, ${part.join(', ')}` : nameOf(other);

type Ask = Pick<Flow, 'direction' | 'protocol'> & { readonly ports: PortRange };

/** Of addresses that nobody tells, the rules have to let all through, or none: anything else is not known. */
function withOutside(
  { account }: ClusterView,
  groups: readonly SecurityGroup[],
  ask: Ask,
  other: OutsideStand,
): SecurityGroupAnswer {
  const answer = securityGroupsAllow(account, groups, { ...ask, peer: { cidrs: other.addresses } });
  if (answer.allowed || other.exact) return answer;
  const { matches } = rulesAbout(groups, ask);
  const listed = matches.filter(
    ({ peer }) =>
      'prefixListId' in peer &&
      other.prefixListName !== undefined &&
      account.prefixLists.find(peer.prefixListId)?.name === other.prefixListName,
  );
  if (listed.length > 0) return { allowed: true, uncovered: [], rules: listed };
  if (answer.rules.length > 0 || matches.some(({ peer }) => 'prefixListId' in peer)) throw unsure(groups, other);
  return answer;
}

function unsure(groups: readonly SecurityGroup[], { name }: OutsideStand): NotObserved {
  const ids = groups.map(({ id }) => id).join(', ');
  const reason = `the rules allow a part of the internet only, and the addresses of ${name} are not told`;
  return new NotObserved('securityGroups.egress', ids, undecidable(reason));
}

/** Rules that name addresses: for an endpoint, and for what is outside. Members of a cluster had better name groups. */
function remedyFor(
  { view, protocol, port }: Connection,
  direction: 'in' | 'out',
  own: VpcStand,
  other: Stand,
  part: readonly string[],
): { readonly remedy?: Remedy } {
  const group = namedGroup(view, own.securityGroupIds());
  const byAddress = own.role === 'endpoint' || (other.in === 'outside' && other.exact);
  if (protocol !== 'tcp' || part.length === 0 || !byAddress || group === '') return {};
  const text = `Open tcp ${port} ${direction === 'in' ? 'from' : 'to'} ${part.join(', ')} in ${group}.`;
  return { remedy: { text, command: authorizeWords(direction, group, port, part) } };
}
