import { undecidable } from './snapshot/known.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

const ofAws = /^arn:[^:]+:iam::aws:policy\//;

/**
 * Whether a managed policy of AWS, by its name, is attached to the role. Where it is not, other policies of the role may allow the same:
 * then raises `NotObserved`, as it does when the role was not read.
 */
export function hasManagedPolicy({ iamRoles }: AccountView, roleArn: string, name: string): boolean {
  const role = iamRoles.find(roleArn);
  if (!role) throw new NotObserved('iamRoles', roleArn, undecidable('the role is not visible'));
  const { attachedPolicyArns } = role;
  if (attachedPolicyArns.some((arn) => ofAws.test(arn) && arn.endsWith(`/${name}`))) return true;
  if (attachedPolicyArns.every((arn) => ofAws.test(arn)) && role.inlinePolicyNames.length === 0) return false;
  const reason = `policies of its own may allow what ${name} allows, and are not read`;
  throw new NotObserved('iamRoles.attachedPolicyArns', roleArn, undecidable(reason));
}
