import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { ipPermission } from '../../engine/ip-permission.ts';
import { admitsItself } from '../../model/cluster-security-groups.ts';
import { minimumHolds } from '../../model/minimum-paths.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const clusterSecurityGroupAdmitsItself = defineRule({
  code: 'G2',
  name: 'cluster-security-group-admits-itself',
  aliases: ['cluster-sg-self-rule'],
  title: 'The cluster security group lets in all traffic from whoever carries it',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'The control plane, managed nodes and Fargate pods reach each other through this one rule. Without it, or rules that replace it, nodes cannot join the cluster and pods get no DNS answers.',
  how: 'Looks for an ingress rule of the group for all protocols from the group itself; TCP alone is not the same, for DNS needs UDP. Where it is missing but the paths of G4 are open by other rules, that is of low severity.',
  fix: 'Add the rule; EKS also adds it at the next update of the cluster.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html'],

  parameters: z.strictObject({}),

  messages: {
    noSelfRule: (e: { securityGroup: string; otherRules: string }) =>
      `${e.securityGroup} has no ingress rule for all traffic from itself; by other rules the least that the cluster needs is ${e.otherRules}.`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate({ id }, { view, violation, notApplicable, aws }) {
    const group = view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId });
    if (!group) return notApplicable('The group does not exist, which G1 reports.');
    if (admitsItself(group)) return undefined;

    const holds = attempt(() => minimumHolds(view));
    const permission = ipPermission({ protocol: 'any', peer: { securityGroupId: id } });
    yield violation(
      'noSelfRule',
      { securityGroup: id, otherRules: holds === true ? 'open' : holds === false ? 'closed' : 'not known' },
      {
        severity: holds === false ? 'critical' : 'low',
        cause: { kind: 'security-group-self-rule', resource: id },
        fix: {
          text: `Let ${id} in from itself, all protocols; EKS adds the rule at its next update too.`,
          command: aws`ec2 authorize-security-group-ingress --group-id ${id} --ip-permissions ${permission}`,
        },
      },
    );
    if (holds instanceof NotObserved) throw holds;
    return undefined;
  },
});
