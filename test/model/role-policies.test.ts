import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { managedPolicyState } from '../../shared/model/role-policies.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

const role = 'arn:aws:iam::111122223333:role/nodes';
const stateOf = (attachedPolicyArns: string[], inlinePolicyNames: string[], names: readonly string[]) =>
  managedPolicyState(
    viewOf(aSnapshot({ iamRoles: { [role]: { attachedPolicyArns, inlinePolicyNames } } })).account,
    role,
    names,
  );

const ofAws = fc.constantFrom('aws', 'aws-cn', 'aws-us-gov').map((partition) => `arn:${partition}:iam::aws:policy/`);
const name = fc.constantFrom(
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonEKSClusterPolicy',
  'service-role/X',
);
const managed = fc.tuple(ofAws, name).map((parts) => parts.join(''));

describe('a managed policy of AWS', () => {
  it('is attached, absent where nothing else is, and perhaps made up for by policies that are not read', () => {
    fc.assert(
      fc.property(fc.array(managed), fc.boolean(), fc.boolean(), name, (arns, own, inline, wanted) => {
        const ownArn = `arn:aws:iam::111122223333:policy/${wanted}`;
        const wantedName = wanted.replace('service-role/', '');
        const state = stateOf(own ? [...arns, ownArn] : arns, inline ? ['inline'] : [], [wantedName]);
        const isAttached = arns.some((arn) => arn.endsWith(`/${wantedName}`));
        expect(state).toBe(isAttached ? 'attached' : own || inline ? 'perhaps' : 'absent');
      }),
    );
  });

  it('is perhaps made up for by one that allows nearly everything', () => {
    expect(stateOf(['arn:aws:iam::aws:policy/PowerUserAccess'], [], ['AmazonEKS_CNI_Policy'])).toBe('perhaps');
  });
});
