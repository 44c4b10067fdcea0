import type { NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2';
import { type Known, unread } from '../../model/snapshot/known.ts';
import type { NetworkAclEntryRecord, NetworkAclRecord } from '../../model/snapshot/security.ts';
import { type Answer, defined, given, identified, listOf } from './answer.ts';
import { portsOf, protocolOf } from './protocols.ts';

export const networkAclOf = (answer: Answer<NetworkAcl>): NetworkAclRecord => ({
  id: identified(answer.NetworkAclId, 'NetworkAclId'),
  vpcId: given(answer.VpcId, 'VpcId'),
  isDefault: given(answer.IsDefault, 'IsDefault'),
  subnetIds: listOf(answer.Associations, 'Associations', ({ SubnetId }) => given(SubnetId, 'SubnetId')),
  entries: listOf(answer.Entries, 'Entries', entryOf),
});

function entryOf(answer: Answer<NetworkAclEntry>): Known<NetworkAclEntryRecord> {
  const { RuleNumber, Egress, RuleAction, IcmpTypeCode, PortRange } = answer;
  if (RuleNumber === undefined || Egress === undefined || (RuleAction !== 'allow' && RuleAction !== 'deny')) {
    return unread('AWS answered with an entry that lacks its number, direction or action');
  }
  const protocol = protocolOf(answer.Protocol);
  return {
    number: RuleNumber,
    egress: Egress,
    action: RuleAction,
    protocol,
    cidr: given(answer.CidrBlock ?? answer.Ipv6CidrBlock, 'CidrBlock'),
    ...defined({
      ports: PortRange ? portsOf(protocol, PortRange.From, PortRange.To) : undefined,
      icmp: IcmpTypeCode ? { type: IcmpTypeCode.Type ?? -1, code: IcmpTypeCode.Code ?? -1 } : undefined,
    }),
  };
}
