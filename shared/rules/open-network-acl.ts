import type { AwsCommand } from '../engine/aws-command.ts';
import type { CauseRef, Fix } from '../engine/verdict.ts';
import { freeNumbers } from '../model/network-acl-legs.ts';
import type { PortRange, Protocol } from '../model/ports.ts';
import { portWords } from '../model/security-group-words.ts';
import type { NetworkAcl } from '../model/view/records.ts';

/** Packets that a network ACL does not let through. */
interface Blocked {
  readonly acl: NetworkAcl;
  readonly direction: 'in' | 'out';
  readonly protocol: Protocol;
  /** Destination ports. */
  readonly ports: PortRange;
  /** Number of the entry that denies them; absent when no entry allows them. */
  readonly by?: number;
}

/** The numbers of entries that other fixes for the same list make. */
export const noNumbersTaken = () => ({ in: new Set<number>(), out: new Set<number>() });

/** `tcp 443 in from`, to be followed by the addresses outside. */
export const packetWords = ({ direction, protocol, ports }: Omit<Blocked, 'acl'>): string =>
  `${protocol} ${portWords(ports)} ${direction === 'out' ? 'out to' : 'in from'}`;

export const decidedBy = ({ by }: Pick<Blocked, 'by'>): string =>
  by === undefined ? 'no entry allows it' : `entry ${by} denies it`;

/** What keeps the packets out, and entries that let them through. `taken`: grows by the numbers of these entries. */
export function openNetworkAcl(
  blocked: Blocked,
  cidrs: readonly string[],
  taken: ReturnType<typeof noNumbersTaken>,
  aws: AwsCommand,
): { readonly cause: CauseRef; readonly fix: Fix } {
  const { acl, direction, protocol, ports, by } = blocked;
  const cause =
    by === undefined
      ? { kind: 'network-acl', resource: `${acl.id} ${direction} ${protocol} ${portWords(ports)}` }
      : { kind: 'network-acl-entry', resource: `${acl.id} ${direction} ${by}` };
  const text = `Let ${packetWords(blocked)} ${cidrs.join(', ')} through ${acl.id}`;
  const numbers = freeNumbers(acl, direction, cidrs.length, by, taken[direction]);
  if (!numbers) return { cause, fix: { text: `${text}, before entry ${by}.` } };
  for (const number of numbers) taken[direction].add(number);
  const commands = cidrs.map((cidr, index) => {
    const block = [cidr.includes(':') ? '--ipv6-cidr-block' : '--cidr-block', cidr];
    const range = `From=${ports.from},To=${ports.to}`;
    const side = direction === 'out' ? '--egress' : '--ingress';
    return aws`ec2 create-network-acl-entry --network-acl-id ${acl.id} --rule-number ${numbers[index] ?? ''} --protocol ${protocol} --port-range ${range} ${block} --rule-action allow ${side}`;
  });
  const before = by === undefined ? '' : `, before entry ${by}`;
  return { cause, fix: { text: `${text}${before}.`, command: commands.join(' && ') } };
}
