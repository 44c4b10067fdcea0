import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { hasManagedPolicy, roleNamed } from '../../model/role-policies.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import { attachPolicyFix } from '../attach-policy.ts';

const policy = 'AmazonEKSClusterPolicy';
const service = 'eks.amazonaws.com';

export const clusterRoleHasItsPolicy = defineRule({
  code: 'J6',
  name: 'cluster-role-has-its-policy',
  aliases: ['cluster-role-policies'],
  title: 'The cluster’s role trusts EKS and lets it manage load balancers and interfaces',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'The control plane acts with this role: without its permissions the legacy cloud provider makes no Classic or Network Load Balancers, and nodes lack their zone and addresses in Kubernetes.',
  how: 'Looks for AmazonEKSClusterPolicy on the cluster’s role, and for trust in eks.amazonaws.com. Since October 2023 a smaller policy of the account’s own is allowed: where the role has other policies, which are not read, the rule cannot know.',
  fix: 'Attach AmazonEKSClusterPolicy to the cluster’s role.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html'],

  parameters: z.strictObject({}),

  messages: {
    lacks: (e: { cluster: string; role: string; policy: string }) =>
      `${e.role}, the role of ${e.cluster}, has neither ${e.policy} nor a policy of its own.`,
    untrusted: (e: { cluster: string; role: string; trusts: readonly string[] }) =>
      `${e.role}, the role of ${e.cluster}, does not trust ${service} (it trusts ${e.trusts.join(', ') || 'no service'}).`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate({ id, roleArn: role }, { view, violation, each, aws }) {
    if (role === undefined) throw new NotObserved('clusters.roleArn', id, undecidable('the cluster names no role'));
    yield* each([policy], function* () {
      if (hasManagedPolicy(view.account, role, policy)) return;
      const cause = { kind: 'role-policy', resource: `${role} ${policy}` };
      yield violation('lacks', { cluster: id, role, policy }, { cause, fix: attachPolicyFix(view, role, policy, aws) });
    });
    yield* each([service], function* () {
      const { trustedServices: trusts } = roleNamed(view.account, role);
      if (trusts.includes(service)) return;
      const cause = { kind: 'role-trust', resource: role };
      const fix = { text: `Let ${service} assume ${role}, by its trust policy.` };
      yield violation('untrusted', { cluster: id, role, trusts }, { cause, fix });
    });
    return undefined;
  },
});
