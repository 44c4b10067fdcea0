import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ruleCounts } from '../../shared/model/rule-counts.ts';
import { unread } from '../../shared/model/snapshot/known.ts';
import { rule } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

type Rules = readonly (ReturnType<typeof rule> | ReturnType<typeof unread>)[];

function counts(ingress: Rules, egress: Rules = []) {
  const snapshot = aSnapshot({
    securityGroups: { 'sg-x': { ingress: [...ingress], egress: [...egress] } },
    prefixLists: { 'pl-v6': { addressFamily: 'IPv6', maxEntries: 7 } },
  });
  const { account } = viewOf(snapshot);
  const group = account.securityGroups.find('sg-x');
  if (!group) throw new Error('sg-x is gone');
  return ruleCounts(account, group);
}

const totals = (ingress: Rules, egress?: Rules) => counts(ingress, egress).map(({ total }) => total);

const peers = fc.array(fc.constantFrom('10.0.0.0/8', '2001:db8::/32', 'sg-y', 'pl-s3', 'pl-v6'), { maxLength: 20 });
const rulesTo = (from: readonly string[]) => from.map((peer) => rule('tcp', 443, peer));

describe('ruleCounts', () => {
  it('counts inbound and outbound, IPv4 and IPv6 apart', () => {
    expect(totals(rulesTo(['10.0.0.0/8', 'sg-y', 'pl-s3']), rulesTo(['2001:db8::/32', 'pl-v6']))).toEqual([3, 1, 0, 8]);
  });

  it('counts the rules of two lists as those of both together', () => {
    fc.assert(
      fc.property(peers, peers, (some, others) => {
        const added = totals(rulesTo(some)).map((count, index) => count + (totals(rulesTo(others))[index] ?? 0));
        expect(totals(rulesTo([...some, ...others]))).toEqual(added);
      }),
    );
  });

  it('counts no less than what was read, and names what was not', () => {
    fc.assert(
      fc.property(peers, (some) => {
        const partly = counts([...rulesTo(some), unread('denied')]);
        expect(partly.map(({ total }) => total)).toEqual(totals(rulesTo(some)));
        expect(partly.map(({ unknown }) => unknown.length)).toEqual([1, 1, 0, 0]);
      }),
    );
  });
});
