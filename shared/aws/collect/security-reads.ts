import {
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupRulesCommand,
  GetManagedPrefixListEntriesCommand,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import { observedIn } from '../shapes/listings.ts';
import { observe } from './observe.ts';
import { allItems, observeInChunks } from './pages.ts';
import type { Session } from './session.ts';

/** For the ids of rules; what could not be read is left out. */
export async function readSecurityGroupRules(
  session: Session,
  groupIds: readonly string[],
): Promise<Known<readonly SecurityGroupRule[]>> {
  const rules = await observeInChunks(session, 'ec2:DescribeSecurityGroupRules', groupIds, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values }], MaxResults: 1000, NextToken }),
        session.options,
      ),
    items: ({ SecurityGroupRules }) => SecurityGroupRules,
  }));
  return isUnobserved(rules) ? rules : observedIn(rules);
}

export const readPrefixLists = (session: Session, ids: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeManagedPrefixLists', ids, (Values) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeManagedPrefixListsCommand({
          Filters: [{ Name: 'prefix-list-id', Values }],
          MaxResults: 100,
          NextToken,
        }),
        session.options,
      ),
    items: ({ PrefixLists }) => PrefixLists,
  }));

/** AWS takes one list a call. */
export async function readPrefixListEntries(session: Session, ids: readonly string[]) {
  const read = (PrefixListId: string) =>
    observe(session, 'ec2:GetManagedPrefixListEntries', () =>
      allItems({
        ask: (NextToken) =>
          session.ec2.send(
            new GetManagedPrefixListEntriesCommand({ PrefixListId, MaxResults: 100, NextToken }),
            session.options,
          ),
        items: ({ Entries }) => Entries,
      }),
    );
  return new Map(await Promise.all(ids.map(async (id) => [id, await read(id)] as const)));
}
