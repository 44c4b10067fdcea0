import type { IpPermission, NetworkAclEntry, SecurityGroupRule } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { networkAclOf } from '../../../shared/aws/shapes/network-acls.ts';
import { securityGroupOf } from '../../../shared/aws/shapes/security-groups.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

const group = { GroupId: 'sg-1', GroupName: 'nodes', VpcId: 'vpc-1', OwnerId: '111122223333' };

const ingressOf = (permission: IpPermission, rules: SecurityGroupRule[] = []) =>
  securityGroupOf({ ...group, IpPermissions: [permission], IpPermissionsEgress: [] }, rules).ingress;

const everyone = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const peer = { cidr: '0.0.0.0/0' };

describe('a security group', () => {
  it('has one rule for each peer', () => {
    const permission: IpPermission = {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'offices' }, { CidrIp: '192.0.2.0/24' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
      PrefixListIds: [{ PrefixListId: 'pl-1' }],
      UserIdGroupPairs: [
        { GroupId: 'sg-1', UserId: '111122223333' },
        { GroupId: 'sg-9', UserId: '444455556666', PeeringStatus: 'deleted' },
      ],
    };
    const https = { protocol: 'tcp', ports: { from: 443, to: 443 } };
    expect(ingressOf(permission)).toEqual([
      { ...https, peer: { cidr: '10.0.0.0/8' }, description: 'offices' },
      { ...https, peer: { cidr: '192.0.2.0/24' } },
      { ...https, peer: { cidr: '2001:db8::/32' } },
      { ...https, peer: { prefixListId: 'pl-1' } },
      { ...https, peer: { securityGroupId: 'sg-1', ownerId: '111122223333' } },
      { ...https, peer: { securityGroupId: 'sg-9', ownerId: '444455556666', peeringStatus: 'deleted' } },
    ]);
  });

  it.each([
    ['any', { IpProtocol: '-1' }],
    ['50', { IpProtocol: '50' }],
  ])('may let in the protocol %s, which has no ports', (protocol, traffic) => {
    expect(ingressOf({ ...traffic, ...everyone })).toEqual([{ protocol, peer }]);
  });

  it.each([
    ['tcp', '6'],
    ['tcp', 'tcp'],
    ['udp', '17'],
  ])('knows %s by the name %s', (protocol, IpProtocol) => {
    const ports = { from: 0, to: 65_535 };
    expect(ingressOf({ IpProtocol, FromPort: 0, ToPort: 65_535, ...everyone })).toEqual([{ protocol, ports, peer }]);
  });

  it('takes -1 to -1 of TCP for every port', () => {
    expect(ingressOf({ IpProtocol: 'tcp', FromPort: -1, ToPort: -1, ...everyone })).toEqual([
      { protocol: 'tcp', peer },
    ]);
  });

  it('does not take a TCP rule without ports for one about every port', () => {
    expect(ingressOf({ IpProtocol: 'tcp', ...everyone })).toEqual([
      { protocol: 'tcp', ports: unread('AWS answered with the ports absent to absent'), peer },
    ]);
  });

  it.each([
    ['icmp', 'icmp', 8, 0],
    ['icmp', '1', -1, -1],
    ['icmpv6', '58', 128, -1],
  ])('reads the type and code of %s', (protocol, IpProtocol, type, code) => {
    expect(ingressOf({ IpProtocol, FromPort: type, ToPort: code, ...everyone })).toEqual([
      { protocol, icmp: { type, code }, peer },
    ]);
  });

  it('names its rules where their ids are known, each direction its own', () => {
    const rules: SecurityGroupRule[] = [
      {
        SecurityGroupRuleId: 'sgr-all',
        GroupId: 'sg-1',
        IsEgress: false,
        IpProtocol: '-1',
        FromPort: -1,
        ToPort: -1,
        ReferencedGroupInfo: { GroupId: 'sg-1' },
      },
      {
        SecurityGroupRuleId: 'sgr-in',
        GroupId: 'sg-1',
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIpv4: '0.0.0.0/0',
      },
      {
        SecurityGroupRuleId: 'sgr-out',
        GroupId: 'sg-1',
        IsEgress: true,
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIpv4: '0.0.0.0/0',
      },
      {
        SecurityGroupRuleId: 'sgr-ping',
        GroupId: 'sg-1',
        IsEgress: false,
        IpProtocol: 'icmp',
        FromPort: 8,
        ToPort: -1,
        CidrIpv6: '::/0',
      },
      {
        SecurityGroupRuleId: 'sgr-list',
        GroupId: 'sg-1',
        IsEgress: false,
        IpProtocol: 'udp',
        FromPort: 53,
        ToPort: 53,
        PrefixListId: 'pl-1',
      },
    ];
    const ssh: IpPermission = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...everyone };
    const record = securityGroupOf(
      {
        ...group,
        IpPermissions: [
          { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-1', UserId: '111122223333' }] },
          ssh,
          { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
          { IpProtocol: 'udp', FromPort: 53, ToPort: 53, PrefixListIds: [{ PrefixListId: 'pl-1' }] },
          { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, ...everyone },
        ],
        IpPermissionsEgress: [ssh],
      },
      rules,
    );
    const ids = (list: unknown) => (list as { ruleId?: string }[]).map(({ ruleId }) => ruleId);
    expect(ids(record.ingress)).toEqual(['sgr-all', 'sgr-in', 'sgr-ping', 'sgr-list', undefined]);
    expect(ids(record.egress)).toEqual(['sgr-out']);
  });

  it('without permissions is not a group that lets nothing pass', () => {
    expect(securityGroupOf(group)).toMatchObject({
      ingress: unread('AWS answered without IpPermissions'),
      egress: unread('AWS answered without IpPermissionsEgress'),
    });
  });
});

const entry: NetworkAclEntry = {
  RuleNumber: 100,
  Egress: false,
  RuleAction: 'allow',
  Protocol: '6',
  CidrBlock: '0.0.0.0/0',
  PortRange: { From: 1024, To: 65_535 },
};

const entriesOf = (...Entries: NetworkAclEntry[]) => networkAclOf({ NetworkAclId: 'acl-1', Entries }).entries;

describe('a network ACL', () => {
  it('writes protocols as numbers', () => {
    expect(
      entriesOf(
        entry,
        { RuleNumber: 32_767, Egress: false, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 32_768, Egress: true, RuleAction: 'deny', Protocol: '-1', Ipv6CidrBlock: '::/0' },
        { ...entry, Protocol: '1', PortRange: undefined, IcmpTypeCode: { Type: 3, Code: 4 } },
      ),
    ).toEqual([
      {
        number: 100,
        egress: false,
        action: 'allow',
        protocol: 'tcp',
        cidr: '0.0.0.0/0',
        ports: { from: 1024, to: 65_535 },
      },
      { number: 32_767, egress: false, action: 'deny', protocol: 'any', cidr: '0.0.0.0/0' },
      { number: 32_768, egress: true, action: 'deny', protocol: 'any', cidr: '::/0' },
      { number: 100, egress: false, action: 'allow', protocol: 'icmp', cidr: '0.0.0.0/0', icmp: { type: 3, code: 4 } },
    ]);
  });

  it('does not know an entry of which AWS does not say whether it allows', () => {
    expect(entriesOf({ ...entry, RuleAction: undefined })).toEqual([
      unread('AWS answered with an entry that lacks its number, direction or action'),
    ]);
  });

  it('without entries or associations is not an empty one', () => {
    expect(networkAclOf({ NetworkAclId: 'acl-1' })).toMatchObject({
      subnetIds: unread('AWS answered without Associations'),
      entries: unread('AWS answered without Entries'),
    });
  });
});
