import { undecidable } from './snapshot/known.ts';
import type { IamRole } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

const ofAws = /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

/** Managed policies of AWS that allow nearly everything, and so what a narrower one allows. */
const broad = new Set(['AdministratorAccess', 'PowerUserAccess']);

const nameOf = (policyArn: string): string | undefined => ofAws.exec(policyArn)?.[1];

const isNarrow = (policyArn: string): boolean => {
  const name = nameOf(policyArn);
  return name !== undefined && !broad.has(name);
};

/** Raises `NotObserved` for a role that is not visible: EKS itself reports one that was deleted. */
export function roleNamed({ iamRoles }: AccountView, roleArn: string): IamRole {
  const role = iamRoles.find(roleArn);
  if (role) return role;
  throw new NotObserved('iamRoles', roleArn, undecidable('the role is not visible'));
}

/** Whether a managed policy of AWS is attached; `perhaps`: it is not, and other policies of the role may allow the same. */
export type PolicyState = 'attached' | 'perhaps' | 'absent';

/** Of the policies with these names any one will do. Raises `NotObserved` when the role was not read. */
export function managedPolicyState(account: AccountView, roleArn: string, names: readonly string[]): PolicyState {
  const role = roleNamed(account, roleArn);
  const { attachedPolicyArns } = role;
  if (attachedPolicyArns.some((arn) => names.includes(nameOf(arn) ?? ''))) return 'attached';
  return attachedPolicyArns.every(isNarrow) && role.inlinePolicyNames.length === 0 ? 'absent' : 'perhaps';
}

/** As `managedPolicyState`; raises `NotObserved` where it is `perhaps`. */
export function hasManagedPolicy(account: AccountView, roleArn: string, ...names: readonly string[]): boolean {
  const state = managedPolicyState(account, roleArn, names);
  if (state !== 'perhaps') return state === 'attached';
  const reason = `policies of its own may allow what ${names.join(' or ')} allows, and are not read`;
  throw new NotObserved('iamRoles.attachedPolicyArns', roleArn, undecidable(reason));
}
