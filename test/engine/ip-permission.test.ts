import { expect, it } from '@jest/globals';
import { ipPermission } from '../../shared/engine/ip-permission.ts';

const peer = { cidr: '10.0.0.0/8' };

it.each([
  [
    { protocol: 'tcp', ports: { from: 443, to: 445 }, peer },
    'IpProtocol=tcp,FromPort=443,ToPort=445,IpRanges=[{CidrIp=10.0.0.0/8}]',
  ],
  [
    { protocol: 'udp', ports: { from: 53, to: 53 }, peer: { cidr: '2001:db8::/64' } },
    'IpProtocol=udp,FromPort=53,ToPort=53,Ipv6Ranges=[{CidrIpv6=2001:db8::/64}]',
  ],
  [{ protocol: 'any', peer: { securityGroupId: 'sg-x' } }, 'IpProtocol=-1,UserIdGroupPairs=[{GroupId=sg-x}]'],
  [
    { protocol: 'any', ports: { from: 443, to: 443 }, peer: { prefixListId: 'pl-x' } },
    'IpProtocol=-1,PrefixListIds=[{PrefixListId=pl-x}]',
  ],
  [{ protocol: '50', peer }, 'IpProtocol=50,IpRanges=[{CidrIp=10.0.0.0/8}]'],
  [
    { protocol: 'icmp', icmp: { type: 3, code: 4 }, peer },
    'IpProtocol=icmp,FromPort=3,ToPort=4,IpRanges=[{CidrIp=10.0.0.0/8}]',
  ],
])('writes a rule as the AWS CLI reads it: %#', (rule, expected) => {
  expect(ipPermission(rule)).toBe(expected);
});
