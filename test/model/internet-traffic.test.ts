import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAddress } from '../../shared/model/address.ts';
import { rangeOf } from '../../shared/model/cidr.ts';
import { internet } from '../../shared/model/internet-path.ts';
import { aclTowardsInternet, groupsTowardsInternet } from '../../shared/model/internet-traffic.ts';
import { networkAclAllows } from '../../shared/model/network-acl.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { aclEntry, rule } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const https = { from: 443, to: 443 };
type Entry = ReturnType<typeof aclEntry>;

function aclWith(entries: Entry[]) {
  const acl = new AccountView(aSnapshot({ networkAcls: { 'acl-x': { entries } } })).networkAcls.find('acl-x');
  if (!acl) throw new Error('The snapshot has no acl-x.');
  return acl;
}
const ask = (...entries: Entry[]) => aclTowardsInternet(aclWith(entries), 4, 'out', https);
const allow = (number: number, cidr = '0.0.0.0/0') => aclEntry(number, 'out', 'allow', 'tcp', cidr);
const deny = (number: number, cidr = '0.0.0.0/0') => aclEntry(number, 'out', 'deny', 'any', cidr);

const eighths = Array.from({ length: 256 }, (_, index) => `${index}.0.0.0/8`);
const entry = fc
  .tuple(
    fc.integer({ min: 1, max: 50 }),
    fc.boolean(),
    fc.integer({ min: 0, max: 255 }),
    fc.integer({ min: 0, max: 8 }),
  )
  .map(([number, allows, first, length]) => {
    const start = (BigInt(first) << 24n) & ~((1n << BigInt(32 - length)) - 1n) & 0xffffffffn;
    return aclEntry(number, 'out', allows ? 'allow' : 'deny', 'tcp', `${formatAddress(4, start)}/${length}`);
  });

describe('aclTowardsInternet', () => {
  it.each([
    ['everything', [allow(100)], { openness: 'open' }],
    ['a block that was denied', [deny(90, '203.0.113.0/24'), allow(100)], { openness: 'open' }],
    ['nothing', [], { openness: 'closed' }],
    ['private networks alone', [allow(100, '10.0.0.0/8')], { openness: 'closed' }],
    ['a denial of all', [deny(90), allow(100)], { openness: 'closed', by: 90 }],
    ['a denial of a block, and no entry for the rest', [deny(90, '203.0.113.0/24')], { openness: 'closed' }],
    ['half of it', [allow(100, '0.0.0.0/1')], { openness: 'partly' }],
    ['both halves', [allow(100, '0.0.0.0/1'), allow(110, '128.0.0.0/1')], { openness: 'open' }],
    ['one block', [allow(100, '52.0.0.0/8')], { openness: 'partly' }],
  ] as const)('%s', (_, entries, answer) => {
    expect(ask(...entries)).toEqual(answer);
  });

  it('agrees with asking for each block of the internet', () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { maxLength: 6, selector: ({ number }) => number }), (entries) => {
        const acl = aclWith(entries);
        const wide = eighths.filter((cidr) => internet[4].covers(cidr));
        const flow = { direction: 'out', protocol: 'tcp', ports: https } as const;
        const open = wide.filter((cidr) => networkAclAllows(acl, { ...flow, range: rangeOf(cidr) }).allowed);
        const { openness } = aclTowardsInternet(acl, 4, 'out', https);
        if (open.length === wide.length) expect(openness).toBe('open');
        else if (open.length > 0) expect(openness).toBe('partly');
        else expect(openness).not.toBe('open');
      }),
      { numRuns: 200 },
    );
  });
});

describe('groupsTowardsInternet', () => {
  it.each([
    ['0.0.0.0/0', 4, 'open'],
    ['0.0.0.0/0', 6, 'closed'],
    ['::/0', 6, 'open'],
    ['10.0.0.0/8', 4, 'closed'],
    ['198.51.100.0/24', 4, 'partly'],
  ] as const)('a rule for %s, asked for IPv%s', (cidr, family, openness) => {
    const account = new AccountView(
      aSnapshot({ securityGroups: { 'sg-cluster': { egress: [rule('tcp', 443, cidr)] } } }),
    );
    const group = account.securityGroups.find('sg-cluster');
    expect(groupsTowardsInternet(account, group ? [group] : [], family)).toBe(openness);
  });
});
