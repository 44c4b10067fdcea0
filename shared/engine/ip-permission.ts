import type { SecurityGroupRule } from '../model/view/records.ts';

const number = (protocol: string): string => (protocol === 'any' ? '-1' : protocol);

function peerOf(peer: SecurityGroupRule['peer']): string {
  if ('prefixListId' in peer) return `PrefixListIds=[{PrefixListId=${peer.prefixListId}}]`;
  if ('securityGroupId' in peer) return `UserIdGroupPairs=[{GroupId=${peer.securityGroupId}}]`;
  return peer.cidr.includes(':') ? `Ipv6Ranges=[{CidrIpv6=${peer.cidr}}]` : `IpRanges=[{CidrIp=${peer.cidr}}]`;
}

/** A security-group rule as the AWS CLI's shorthand writes it after `--ip-permissions`. */
export function ipPermission({
  protocol,
  ports,
  icmp,
  peer,
}: Pick<SecurityGroupRule, 'protocol' | 'ports' | 'icmp' | 'peer'>): string {
  const [from, to] = icmp ? [icmp.type, icmp.code] : [ports?.from, ports?.to];
  const range = from === undefined || protocol === 'any' ? [] : [`FromPort=${from}`, `ToPort=${to}`];
  return [`IpProtocol=${number(protocol)}`, ...range, peerOf(peer)].join(',');
}
