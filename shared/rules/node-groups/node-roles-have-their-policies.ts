import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import type { CauseRef } from '../../engine/verdict.ts';
import { cniPermission, cniPolicyOf, nodePermissions } from '../../model/node-role.ts';
import { type PolicyState, roleNamed } from '../../model/role-policies.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import { attachPolicyFix } from '../attach-policy.ts';

const services = ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'];

export const nodeRolesHaveTheirPolicies = defineRule({
  code: 'J5',
  name: 'node-roles-have-their-policies',
  aliases: ['node-role-policies'],
  title: 'The roles of nodes let them join the cluster, pull images and give pods addresses',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'Without the worker policy a node does not join (NodeCreationFailure), without a registry policy it pulls no image from Amazon ECR, not even those that it needs itself (ImagePullBackOff), without the CNI’s permissions pods get no address.',
  how: 'Looks for AmazonEKSWorkerNodePolicy and one of AWS’s policies for pulling from Amazon ECR on the node role of each managed group, and for trust in EC2. The VPC CNI needs AmazonEKS_CNI_Policy on the node role unless its add-on has a role of its own, which is better: then that policy on the node role is only more than needed, and of low severity. In IPv6 clusters it needs a policy of the account’s own. Other policies of the role may allow the same and are not read: then the rule cannot know, unless `strictManagedPolicies` is on.',
  fix: 'Attach the missing policies to the node role; give the VPC CNI a role of its own through EKS Pod Identity.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html',
  ],

  parameters: z.strictObject({
    strictManagedPolicies: z
      .boolean()
      .default(false)
      .describe('Whether only the managed policies of AWS count, whatever other policies a role has.'),
  }),

  messages: {
    lacks: (e: { nodeGroup: string; role: string; policy: string; purpose: string }) =>
      `${e.role} of ${e.nodeGroup} lacks ${e.policy}, which nodes need ${e.purpose}.`,
    untrusted: (e: { nodeGroup: string; role: string; trusts: readonly string[] }) =>
      `${e.role} of ${e.nodeGroup} does not trust ec2.amazonaws.com (it trusts ${e.trusts.join(', ') || 'no service'}), so that no node can take it.`,
    cniTwice: (e: { nodeGroup: string; role: string; policy: string }) =>
      `${e.role} of ${e.nodeGroup} has ${e.policy} although the VPC CNI has a role of its own: every pod that reaches the node’s credentials may change the node’s interfaces.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, parameters: { strictManagedPolicies }, violation, notApplicable, each, aws }) {
    if (group.status === 'DELETING') return notApplicable('The group is being deleted.');
    const { id, nodeRoleArn: role } = group;
    if (role === undefined) throw new NotObserved('nodeGroups.nodeRoleArn', id, undecidable('the group names no role'));
    const facts = { nodeGroup: id, role };

    yield* each(nodePermissions(view, role), function* ({ policy, purpose, state }) {
      if (isLacking(state(), role, policy, strictManagedPolicies)) {
        const details = { cause: causeOf(role, policy), fix: attachPolicyFix(view, role, policy, aws) };
        yield violation('lacks', { ...facts, policy, purpose }, details);
      }
    });
    yield* each([role], function* () {
      const { trustedServices: trusts } = roleNamed(view.account, role);
      if (services.some((service) => trusts.includes(service))) return;
      const fix = { text: `Let ec2.amazonaws.com assume ${role}, by its trust policy.` };
      yield violation('untrusted', { ...facts, trusts }, { cause: { kind: 'role-trust', resource: role }, fix });
    });
    yield* each([cniPolicyOf(view)], function* (policy) {
      const state = cniPermission(view, role);
      const cause = causeOf(role, policy);
      if (state === 'superfluous') {
        const text = `Detach ${policy} from ${role} once the pods of the VPC CNI have restarted with their own role.`;
        yield violation('cniTwice', { ...facts, policy }, { severity: 'low', cause, fix: { text } });
        return;
      }
      const ofAws = policy === 'AmazonEKS_CNI_Policy';
      if (!isLacking(state, role, policy, ofAws && strictManagedPolicies)) return;
      const fix = ofAws
        ? attachPolicyFix(view, role, policy, aws)
        : { text: `Create ${policy} as the EKS user guide shows it, and attach it to ${role}.` };
      yield violation('lacks', { ...facts, policy, purpose: 'to give pods addresses' }, { cause, fix });
    });
    return undefined;
  },
});

const causeOf = (role: string, policy: string): CauseRef => ({ kind: 'role-policy', resource: `${role} ${policy}` });

function isLacking(state: PolicyState, role: string, policy: string, strict: boolean): boolean {
  if (state !== 'perhaps' || strict) return state !== 'attached';
  const reason = `policies of its own may allow what ${policy} allows, and are not read`;
  throw new NotObserved('iamRoles.attachedPolicyArns', role, undecidable(reason));
}
