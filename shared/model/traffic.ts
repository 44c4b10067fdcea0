import { intersectPorts, type PortRange, type Protocol, parseProtocol, protocolCovers } from './ports.ts';

/** The traffic that a rule of a security group or an entry of a network ACL names, whoever the peer. */
export interface NamedTraffic {
  readonly protocol: string;
  /** Absent when every port is meant. */
  readonly ports?: PortRange | undefined;
  /** -1 means every type, or every code. */
  readonly icmp?: { readonly type: number; readonly code: number } | undefined;
}

/**
 * Which of the wanted ports of a protocol the rule names: all of them for a protocol without ports. Undefined when none; a rule for
 * some types of ICMP names no ICMP as a whole. Facts are read one after the other, so that one that does not matter is never asked for.
 */
export function portsNamed(rule: NamedTraffic, protocol: Protocol, wanted: PortRange): PortRange | undefined {
  const named = parseProtocol(rule.protocol);
  if (!protocolCovers(named, protocol)) return undefined;
  if (named === 'tcp' || named === 'udp') return rule.ports ? intersectPorts(rule.ports, wanted) : wanted;
  const everyType = rule.icmp === undefined || rule.icmp.type === -1;
  return named === 'any' || everyType ? wanted : undefined;
}

/** As `portsNamed`, for rules that forbid: what they hit is not allowed as a whole, be it one type of ICMP or one protocol of any. */
export function portsHit(rule: NamedTraffic, protocol: Protocol, wanted: PortRange): PortRange | undefined {
  const named = parseProtocol(rule.protocol);
  if (protocol === 'any') return wanted;
  if (!protocolCovers(named, protocol)) return undefined;
  return (named === 'tcp' || named === 'udp') && rule.ports ? intersectPorts(rule.ports, wanted) : wanted;
}
