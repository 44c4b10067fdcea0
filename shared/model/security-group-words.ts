import type { PortRange } from './ports.ts';
import type { RuleOfGroup } from './security-groups.ts';
import type { NamedTraffic } from './traffic.ts';

/** `443` or `1024-65535`. */
export const portWords = ({ from, to }: PortRange): string => (from === to ? `${from}` : `${from}-${to}`);

/** `tcp 443`, `any`, `icmp 3/4`. */
export function trafficWords({ protocol, ports, icmp }: NamedTraffic): string {
  if (ports) return `${protocol} ${portWords(ports)}`;
  return icmp && icmp.type !== -1 ? `${protocol} ${icmp.type}/${icmp.code}` : protocol;
}

/** The id of the rule, or its group, traffic and peer where AWS gave no id. */
export function ruleWords({ groupId, rule }: RuleOfGroup): string {
  if (rule.ruleId !== undefined) return rule.ruleId;
  const { peer } = rule;
  const who = 'cidr' in peer ? peer.cidr : 'prefixListId' in peer ? peer.prefixListId : peer.securityGroupId;
  return `${groupId}: ${trafficWords(rule)} ${who}`;
}
