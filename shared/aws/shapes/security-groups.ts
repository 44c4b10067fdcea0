import type { IpPermission, SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import type { SecurityGroupRecord, SecurityGroupRuleRecord } from '../../model/snapshot/security.ts';
import { type Answer, defined, given, identified, tagsOf } from './answer.ts';
import { portsOf, protocolOf } from './protocols.ts';

type Peer = SecurityGroupRuleRecord['peer'];

/**
 * One rule per protocol, port range and peer. DescribeSecurityGroups does not say the ids of rules: they come from
 * DescribeSecurityGroupRules, given as `rules` where it was asked.
 */
export function securityGroupOf(
  answer: Answer<SecurityGroup>,
  rules: readonly Answer<SecurityGroupRule>[] = [],
): SecurityGroupRecord {
  const ids = ruleIds(rules);
  const id = identified(answer.GroupId, 'GroupId');
  const flat = (permissions: readonly Answer<IpPermission>[] | undefined, egress: boolean, member: string) =>
    permissions
      ? permissions.flatMap(rulesOf).map((rule) => ({ ...defined({ ruleId: ids.get(keyOf(rule, egress)) }), ...rule }))
      : given(permissions, member);
  return {
    id,
    vpcId: given(answer.VpcId, 'VpcId'),
    ownerId: given(answer.OwnerId, 'OwnerId'),
    name: given(answer.GroupName, 'GroupName'),
    ingress: flat(answer.IpPermissions, false, 'IpPermissions'),
    egress: flat(answer.IpPermissionsEgress, true, 'IpPermissionsEgress'),
    tags: tagsOf(answer.Tags),
  };
}

function rulesOf(permission: Answer<IpPermission>): SecurityGroupRuleRecord[] {
  const traffic = trafficOf(permission);
  const rule = (peer: Peer, description: string | undefined) => ({ ...traffic, peer, ...defined({ description }) });
  return [
    ...(permission.IpRanges ?? []).map(({ CidrIp, Description }) => rule(cidrPeer(CidrIp), Description)),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) => rule(cidrPeer(CidrIpv6), Description)),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId, Description }) =>
      rule(prefixListPeer(PrefixListId), Description),
    ),
    ...(permission.UserIdGroupPairs ?? []).map(({ GroupId, UserId, PeeringStatus, Description }) =>
      rule(groupPeer(GroupId, UserId, PeeringStatus), Description),
    ),
  ];
}

interface Traffic {
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
}

/** For ICMP, `FromPort` is the type and `ToPort` the code. */
function trafficOf({ IpProtocol, FromPort, ToPort }: Traffic) {
  const protocol = protocolOf(IpProtocol);
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  return {
    protocol,
    ...defined({
      ports: portsOf(protocol, FromPort, ToPort),
      icmp: isIcmp ? { type: FromPort ?? -1, code: ToPort ?? -1 } : undefined,
    }),
  };
}

function cidrPeer(text: string | undefined): Peer {
  const cidr = given(text, 'an address range');
  return isUnobserved(cidr) ? cidr : { cidr };
}

function prefixListPeer(id: string | undefined): Peer {
  const prefixListId = given(id, 'PrefixListId');
  return isUnobserved(prefixListId) ? prefixListId : { prefixListId };
}

function groupPeer(id: string | undefined, ownerId: string | undefined, peeringStatus: string | undefined): Peer {
  const securityGroupId = given(id, 'GroupId');
  return isUnobserved(securityGroupId) ? securityGroupId : { securityGroupId, ...defined({ ownerId, peeringStatus }) };
}

function ruleIds(rules: readonly Answer<SecurityGroupRule>[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const rule of rules) {
    if (!rule.SecurityGroupRuleId) continue;
    const flat = { ...trafficOf(rule), peer: peerOf(rule) };
    ids.set(keyOf(flat, rule.IsEgress ?? false), rule.SecurityGroupRuleId);
  }
  return ids;
}

function peerOf(rule: Answer<SecurityGroupRule>): Peer {
  if (rule.PrefixListId) return prefixListPeer(rule.PrefixListId);
  if (rule.ReferencedGroupInfo) return groupPeer(rule.ReferencedGroupInfo.GroupId, undefined, undefined);
  return cidrPeer(rule.CidrIpv4 ?? rule.CidrIpv6);
}

/** AWS refuses a second rule with the same key. */
function keyOf({ protocol, ports, icmp, peer }: SecurityGroupRuleRecord, egress: boolean): string {
  return JSON.stringify([egress, protocol, ports, icmp, peerKey(peer)]);
}

function peerKey(peer: Known<Exclude<Peer, { observed: false }>>): string {
  if (isUnobserved(peer)) return '';
  if ('cidr' in peer) return peer.cidr;
  return 'prefixListId' in peer ? peer.prefixListId : peer.securityGroupId;
}
