import { expect, it } from '@jest/globals';
import type { Declarations } from '../../shared/model/declarations.ts';
import { dhcpOptionsNameAmazonDns } from '../../shared/rules/private-clusters/dhcp-options-name-amazon-dns.ts';
import { judgeCase } from '../support/judge-case.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

function newOptions(options: { domainNameServers: string[]; domainName?: string }, declare: Declarations = {}) {
  const given = { ...aSnapshot(), dhcpOptions: [{ id: 'dopt-amazon', ...options }] };
  const verdicts = judgeCase(dhcpOptionsNameAmazonDns, { name: 'fix', given, declare, expect: 'compliant' });
  const command = verdicts.flatMap(({ violations }) => violations.map(({ fix }) => fix.command ?? '')).join();
  return command.match(/Key=\S+/g);
}

it('replaces servers that know no private names, and keeps the domain name', () => {
  expect(newOptions({ domainNameServers: ['10.1.1.53'], domainName: 'corp.example' })).toEqual([
    'Key=domain-name-servers,Values=AmazonProvidedDNS',
    'Key=domain-name,Values=corp.example',
  ]);
});

it('adds a domain name, and keeps servers that forward', () => {
  expect(newOptions({ domainNameServers: ['10.1.1.53', '10.1.2.53'] }, { customDnsForwards: true })).toEqual([
    'Key=domain-name-servers,Values=10.1.1.53,10.1.2.53',
    'Key=domain-name,Values=ec2.internal',
  ]);
});
