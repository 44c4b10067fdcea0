import type { AttachedPolicy, Role } from '@aws-sdk/client-iam';
import type { IamRoleRecord } from '../../model/snapshot/identity.ts';
import { isUnobserved, type Known, type UnobservedMember, unread } from '../../model/snapshot/known.ts';
import { type Answer, identified } from './answer.ts';

/** A role that something of a cluster names, and what IAM tells about it. */
export interface RoleParts {
  readonly arn: string;
  readonly role: Known<Answer<Role>>;
  readonly attachedPolicies: Known<readonly Answer<AttachedPolicy>[]>;
  readonly policyNames: Known<readonly string[]>;
}

export const iamRoleOf = ({ arn, role, attachedPolicies, policyNames }: RoleParts): IamRoleRecord => ({
  id: identified(arn, 'Arn'),
  attachedPolicyArns: isUnobserved(attachedPolicies)
    ? attachedPolicies
    : attachedPolicies.map(({ PolicyArn }) => identified(PolicyArn, 'AttachedPolicies.PolicyArn')),
  inlinePolicyNames: isUnobserved(policyNames) ? policyNames : [...policyNames],
  trustedServices: isUnobserved(role) ? role : trustedServicesOf(role),
});

/** The name of a role, which IAM's calls take, and the account that it belongs to. */
export function roleNameOf(arn: string): { readonly account: string; readonly name: string } | undefined {
  const [, account, name] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return account === undefined || name === undefined ? undefined : { account, name };
}

/** Stands for a role that the account cannot be asked about. */
export function foreignRole(arn: string): UnobservedMember {
  const role = roleNameOf(arn);
  const why = role
    ? `is a role of account ${role.account}, where this account may not look`
    : 'is not the ARN of a role';
  return { ...unread(`${arn} ${why}`), of: arn };
}

const notUnderstood = (what: string): Known<never> => unread(`the trust policy of the role ${what}`);

type Statement = Readonly<Record<string, unknown>>;

/** The SDK gives the policy as URL-encoded JSON, the AWS CLI decoded. */
function trustedServicesOf({ AssumeRolePolicyDocument: document }: Answer<Role>): Known<string[]> {
  if (!document) return unread('AWS answered without AssumeRolePolicyDocument');
  const policy = decoded(document);
  if (!isObject(policy)) return notUnderstood('is no JSON object');
  const statements = [policy.Statement].flat().filter(isObject).filter(concernsAssumeRole);
  if (statements.some(({ Effect }) => Effect !== 'Allow')) return notUnderstood('also denies, which is not weighed');
  if (statements.some((statement) => 'NotPrincipal' in statement)) {
    return notUnderstood('names whom it does not trust');
  }
  return [...new Set(statements.flatMap(servicesIn))].sort();
}

function decoded(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(document.startsWith('%') ? decodeURIComponent(document) : document);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textsIn = (value: unknown): string[] =>
  [value].flat().filter((member): member is string => typeof member === 'string');

/** `NotAction` covers everything that it does not name. */
const concernsAssumeRole = ({ Action, NotAction }: Statement): boolean =>
  NotAction === undefined ? textsIn(Action).some(isAssumeRole) : !textsIn(NotAction).some(isAssumeRole);

const isAssumeRole = (pattern: string): boolean => {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test('sts:AssumeRole');
};

const servicesIn = ({ Principal }: Statement): string[] => (isObject(Principal) ? textsIn(Principal.Service) : []);
