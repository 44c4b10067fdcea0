import {
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import type { UnobservedMember } from '../../model/snapshot/known.ts';
import { foreignRole, type RoleParts, roleNameOf } from '../shapes/iam-roles.ts';
import { gone, observeOrGone } from './observe.ts';
import { allItems } from './pages.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

interface Truncated {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

const next = ({ IsTruncated, Marker }: Truncated) => (IsTruncated ? Marker : undefined);

/** The roles that clusters name and that exist. IAM answers for the account's own roles only. */
export async function readRoles(
  session: Session,
  { roles: named, account }: Pick<Surroundings, 'roles' | 'account'>,
): Promise<(RoleParts | UnobservedMember)[]> {
  const client = session.open('iam', (settings) => new IAMClient(settings));
  const read = (arn: string) => {
    const role = roleNameOf(arn);
    return role?.account === account ? readRole({ session, client }, arn, role.name) : foreignRole(arn);
  };
  const roles = await Promise.all((await named()).map(read));
  return roles.filter((role) => role !== undefined);
}

interface Reading {
  readonly session: Session;
  readonly client: IAMClient;
}

/** Undefined for a role that does not exist; another of the same name and another path is not it. */
async function readRole({ session, client }: Reading, arn: string, RoleName: string): Promise<RoleParts | undefined> {
  const [role, attachedPolicies, policyNames] = await Promise.all([
    observeOrGone(session, 'iam:GetRole', async () => {
      const { Role } = await client.send(new GetRoleCommand({ RoleName }), session.options);
      if (!Role) throw new Error('AWS answered without the role');
      return Role;
    }),
    observeOrGone(session, 'iam:ListAttachedRolePolicies', () =>
      allItems({
        ask: (Marker) => client.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker }), session.options),
        items: (page) => page.AttachedPolicies,
        next,
      }),
    ),
    observeOrGone(session, 'iam:ListRolePolicies', () =>
      allItems({
        ask: (Marker) => client.send(new ListRolePoliciesCommand({ RoleName, Marker }), session.options),
        items: (page) => page.PolicyNames,
        next,
      }),
    ),
  ]);
  if (role === gone || attachedPolicies === gone || policyNames === gone) return undefined;
  if ('Arn' in role && role.Arn !== arn) return undefined;
  return { arn, role, attachedPolicies, policyNames };
}
