import { AddressSet } from '../address-set.ts';
import { type AclBlock, type AclFlow, networkAclBlocks, networkAclOf } from '../network-acl.ts';
import { freeNumbers } from '../network-acl-legs.ts';
import type { Remedy } from '../remedy.ts';
import { portWords } from '../security-group-words.ts';
import { undecidable } from '../snapshot/known.ts';
import type { NetworkAcl, Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { Heading } from './answer.ts';
import { addressWords, type Stand } from './stand.ts';
import { type Connection, portsOf } from './traffic.ts';
import type { Decision, Step } from './walk.ts';

interface Crossing {
  readonly connection: Connection;
  readonly heading: Heading;
  readonly direction: 'in' | 'out';
  readonly subnet: Subnet;
  /** Who is beyond the subnet's boundary. */
  readonly other: Stand;
}

/** The packets cross the boundary of a subnet; none when all of the other side is in the subnet itself, which passes no list. */
export function* aclStep(crossing: Crossing): Generator<Step, void> {
  const beyond = crossing.other.addresses.subtract(ownAddresses(crossing.subnet));
  if (beyond.isEmpty) return;
  yield {
    heading: crossing.heading,
    kind: 'network-acl',
    at: crossing.subnet.id,
    decide: () => decide(crossing, beyond),
  };
}

const ownAddresses = ({ cidr, ipv6Cidrs }: Subnet): AddressSet => AddressSet.of(cidr, ...ipv6Cidrs);

function decide({ connection, heading, direction, subnet, other }: Crossing, beyond: AddressSet): Decision {
  const acl = networkAclOf(connection.view.account, subnet);
  const ports = portsOf(connection, heading);
  const { protocol } = connection;
  const blocks = beyond.ranges.flatMap((range) => [...networkAclBlocks(acl, { direction, protocol, ports, range })]);
  const packets = `${protocol} ${portWords(ports)} ${direction === 'out' ? 'out to' : 'in from'} ${nameOf(other)}`;
  const [first] = blocks;
  if (!first) return { component: acl.id, decidedBy: '', says: `lets ${packets} pass` };
  const lost = AddressSet.ofRanges(blocks.map(({ blocked }) => blocked.addresses));
  if (isGuess(other) && !lost.covers(beyond)) throw unsure(acl, first, packets);
  const part = lost.covers(beyond) && !isFewPorts(first, ports) ? [] : lost.toCidrs();
  return {
    component: acl.id,
    decidedBy: entryWords(first),
    says: `does not let all ${packets} pass: ${entryWords(first) || 'no entry'} ${first.by === undefined ? 'allows it' : 'denies it'}`,
    stops: {
      part,
      needed: `An entry of ${acl.id} has to allow ${packets}${first.by === undefined ? '' : `, with a number below ${first.by}`}.`,
      cause:
        first.by === undefined
          ? { kind: 'network-acl', resource: `${acl.id} ${direction} ${protocol} ${portWords(ports)}` }
          : { kind: 'network-acl-entry', resource: `${acl.id} ${direction} ${first.by}` },
      ...openRemedy(
        acl,
        { protocol, ports, direction },
        first,
        other.in === 'outside' && !other.exact ? [] : beyond.toCidrs(),
      ),
    },
  };
}

/** An entry before the one that denies; where several would be needed, a person had better think of wider ones. */
function openRemedy(
  acl: NetworkAcl,
  { protocol, ports, direction }: Pick<AclFlow, 'protocol' | 'ports' | 'direction'>,
  { by }: AclBlock,
  blocks: readonly string[],
): { readonly remedy?: Remedy } {
  const [block, another] = blocks;
  const [number] = freeNumbers(acl, direction, 1, by) ?? [];
  if (block === undefined || another !== undefined || number === undefined) return {};
  const range = ['--port-range', `From=${ports.from},To=${ports.to}`];
  const option = block.includes(':') ? '--ipv6-cidr-block' : '--cidr-block';
  const side = direction === 'out' ? '--egress' : '--ingress';
  const entry = ['--network-acl-id', acl.id, '--rule-number', `${number}`, '--protocol', protocol, ...range];
  return {
    remedy: {
      text: `Let ${protocol} ${portWords(ports)} ${direction === 'out' ? 'out to' : 'in from'} ${block} through ${acl.id}.`,
      command: ['ec2', 'create-network-acl-entry', ...entry, option, block, '--rule-action', 'allow', side],
    },
  };
}

const nameOf = (other: Stand): string => addressWords({ exact: true, ...other });

const isGuess = (other: Stand): boolean => other.in === 'outside' && !other.exact;

const isFewPorts = ({ blocked }: AclBlock, { from, to }: { from: number; to: number }): boolean =>
  blocked.ports.from > from || blocked.ports.to < to;

const entryWords = ({ by }: AclBlock): string => (by === undefined ? '' : `entry ${by}`);

const unsure = ({ id }: NetworkAcl, block: AclBlock, packets: string): NotObserved => {
  const part = AddressSet.ofRanges([block.blocked.addresses]).toCidrs().join(', ');
  const reason = `${id} lets only a part of ${packets} pass (not ${part}), and the addresses are not told`;
  return new NotObserved('networkAcls.entries', id, undecidable(reason));
};
