import { type Known, unread } from '../../model/snapshot/known.ts';

const names: Readonly<Record<string, string>> = {
  '-1': 'any',
  all: 'any',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
  tcp: 'tcp',
  udp: 'udp',
  icmp: 'icmp',
  icmpv6: 'icmpv6',
};

/** AWS writes a protocol as a name, a number or `-1`: `6` and `tcp` are the same. */
export function protocolOf(text: string | undefined): Known<string> {
  if (!text) return unread('AWS answered without a protocol');
  const name = names[text.toLowerCase()];
  if (name) return name;
  return /^\d{1,3}$/.test(text) ? text : unread(`the protocol ${JSON.stringify(text)} is not understood`);
}

interface Ports {
  readonly from: number;
  readonly to: number;
}

const isPort = (port: number | undefined): port is number => port !== undefined && port >= 0 && port <= 65_535;

/**
 * The ports of a rule, undefined when every port is meant or the protocol has none.
 * A TCP or UDP rule without ports is not known: taking it for all of them would open what may be closed.
 */
export function portsOf(
  protocol: Known<string>,
  from: number | undefined,
  to: number | undefined,
): Known<Ports> | undefined {
  if (protocol !== 'tcp' && protocol !== 'udp') return undefined;
  if (from === -1 && to === -1) return undefined;
  if (isPort(from) && isPort(to)) return { from, to };
  return unread(`AWS answered with the ports ${from ?? 'absent'} to ${to ?? 'absent'}`);
}
