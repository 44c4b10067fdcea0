import { expect, it } from '@jest/globals';
import { AccountView } from '../../shared/model/view/views.ts';
import { amazonResolversOf, namesAmazonDns } from '../../shared/model/vpc-dns.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const vpcWith = (...cidrs: string[]) => {
  const vpc = new AccountView(aSnapshot({ vpcs: { 'vpc-main': { cidrs } } })).vpcs.find('vpc-main');
  if (!vpc) throw new Error('The snapshot has no vpc-main.');
  return vpc;
};

it('knows the addresses of Amazon’s resolver: in every VPC, and two above the primary block', () => {
  expect(amazonResolversOf(vpcWith('10.4.0.0/16', '100.64.0.0/16'))).toEqual([
    '169.254.169.253',
    'fd00:ec2::253',
    '10.4.0.2',
  ]);
  expect(amazonResolversOf(vpcWith())).toEqual(['169.254.169.253', 'fd00:ec2::253']);
});

it.each([
  [['AmazonProvidedDNS'], true],
  [['10.1.1.53', 'AmazonProvidedDNS'], true],
  [['10.4.0.2'], true],
  [['10.4.0.3'], false],
  [[], false],
] as const)('finds it among %j', (domainNameServers, found) => {
  expect(namesAmazonDns(vpcWith('10.4.0.0/16'), { id: 'dopt-1', domainNameServers })).toBe(found);
});
