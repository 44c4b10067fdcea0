import {
  OrganizationsClient,
  type OrganizationsClientConfig,
  paginateListAccounts,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListTagsForResource,
  type Account as SentAccount,
} from '@aws-sdk/client-organizations';
import type { Directory, MemberAccount } from '../../app/watch/ports.ts';

/** AWS Organizations takes about one call a second of each kind: the SDK waits between attempts, and longer with each. */
const settings: OrganizationsClientConfig = {
  maxAttempts: 8,
  retryMode: 'adaptive',
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/**
 * The organisation that the SDK's own credentials belong to. AWS answers only its management account, and those that it delegated
 * to; everybody else's calls throw.
 */
export function organization(): Directory {
  const client = new OrganizationsClient(settings);
  const accountsIn: Directory['accountsIn'] = async (ParentId) => {
    const found: MemberAccount[] = [];
    for await (const { Accounts } of paginateListAccountsForParent({ client }, { ParentId })) {
      found.push(...membersOf(Accounts));
    }
    for await (const { OrganizationalUnits = [] } of paginateListOrganizationalUnitsForParent(
      { client },
      { ParentId },
    )) {
      for (const { Id } of OrganizationalUnits) if (Id) found.push(...(await accountsIn(Id)));
    }
    return found;
  };
  return {
    accounts: async () => {
      const found: MemberAccount[] = [];
      for await (const { Accounts } of paginateListAccounts({ client }, {})) found.push(...membersOf(Accounts));
      return found;
    },
    accountsIn,
    tagsOf: async (ResourceId) => {
      const tags: [string, string][] = [];
      for await (const { Tags = [] } of paginateListTagsForResource({ client }, { ResourceId }))
        for (const { Key, Value } of Tags) if (Key !== undefined && Value !== undefined) tags.push([Key, Value]);
      return Object.fromEntries(tags);
    },
  };
}

/** AWS replaces `Status` by `State`, which also knows accounts that are not complete yet. */
const membersOf = (accounts: readonly SentAccount[] = []): readonly MemberAccount[] =>
  accounts.flatMap(({ Id, State, Status }) => (Id ? [{ id: Id, isActive: (State ?? Status) === 'ACTIVE' }] : []));
