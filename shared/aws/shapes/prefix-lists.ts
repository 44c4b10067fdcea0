import type { ManagedPrefixList, PrefixListEntry } from '@aws-sdk/client-ec2';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import type { PrefixListRecord } from '../../model/snapshot/security.ts';
import { type Answer, defined, identified } from './answer.ts';

export const prefixListOf = (
  answer: Answer<ManagedPrefixList>,
  entries: Known<readonly Answer<PrefixListEntry>[]>,
): PrefixListRecord => ({
  id: identified(answer.PrefixListId, 'PrefixListId'),
  ...defined({
    name: answer.PrefixListName,
    ownerId: answer.OwnerId,
    addressFamily:
      answer.AddressFamily === 'IPv4' || answer.AddressFamily === 'IPv6' ? answer.AddressFamily : undefined,
    maxEntries: answer.MaxEntries,
  }),
  entries: isUnobserved(entries) ? entries : entries.map(({ Cidr }) => identified(Cidr, 'Cidr')),
});
