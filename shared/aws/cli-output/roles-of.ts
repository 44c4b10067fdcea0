import type { AttachedPolicy, Role } from '@aws-sdk/client-iam';
import type { Known, UnobservedMember } from '../../model/snapshot/known.ts';
import type { Answer } from '../shapes/answer.ts';
import { foreignRole, type RoleParts, roleNameOf } from '../shapes/iam-roles.ts';
import type { AccountParts } from '../shapes/parts.ts';
import type { Outputs } from './collection.ts';
import { noOutput, stopped } from './gaps.ts';
import { kindOf, type Member } from './kinds.ts';

/** The roles of these ARNs. The AWS CLI prints nothing about a role that does not exist, so that it is not known here. */
export function rolesOf(outputs: Outputs, arns: readonly string[], account: string): AccountParts['iamRoles'] {
  const members: readonly Member[] = ['Role', 'AttachedPolicies', 'PolicyNames'];
  if (members.every((member) => outputs.of(member).length === 0)) return noOutput('iam:GetRole');
  return arns.map((arn) => partsOf(outputs, arn, account));
}

function partsOf(outputs: Outputs, arn: string, account: string): RoleParts | UnobservedMember {
  const role = roleNameOf(arn);
  if (role?.account !== account) return foreignRole(arn);
  const described = outputs.all<Answer<Role>>('Role')?.answers.find(({ Arn }) => Arn === arn);
  return {
    arn,
    role: described ?? noOutput('iam:GetRole', role.name),
    attachedPolicies: listOf<Answer<AttachedPolicy>>(outputs, 'AttachedPolicies', role.name),
    policyNames: listOf<string>(outputs, 'PolicyNames', role.name),
  };
}

function listOf<A>(outputs: Outputs, member: Member, roleName: string): Known<readonly A[]> {
  const { action } = kindOf(member);
  const found = outputs.bySubject<A>(member).get(roleName);
  if (!found) return noOutput(action, roleName);
  return found.truncated ? stopped(action) : found.answers;
}
