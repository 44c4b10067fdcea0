import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { ipPermission } from '../../engine/ip-permission.ts';
import { leftoverRules, routesWithin } from '../../model/leftover-rules.ts';
import { ruleCounts, ruleQuota } from '../../model/rule-counts.ts';
import { ruleWords } from '../../model/security-group-words.ts';
import { attempt } from '../../model/view/observing.ts';
import type { SecurityGroup } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { ruleQuotaParameters } from '../parameters.ts';

export const noRulesAreLeftOfRemoteNetworks = defineRule({
  code: 'F11',
  name: 'no-rules-are-left-of-remote-networks',
  aliases: ['hybrid-sg-stale-cidrs'],
  title: 'The cluster security group has no rules for remote networks that were removed',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'EKS adds a rule to the cluster security group for each remote network and leaves it there when the network is removed from the cluster. Whoever gets those addresses later can call the API server, and the rules fill the group’s quota.',
  how: 'Takes inbound rules of the cluster security group for tcp 443 from one private block, as EKS makes them, and leaves out the addresses of the cluster’s remote networks, of peered VPCs, and of networks declared as adminCidrs, apiClientCidrs or connectedCidrs. Rules that overlap the VPC are no leftovers, for EKS takes no such remote network. What a cluster’s remote networks were before is not shown, so a finding is only possible: declare the networks that are in use. Of medium severity where the group is nearly full.',
  fix: 'Take the rule away, or declare who uses it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-update.html',
  ],

  parameters: z.strictObject(ruleQuotaParameters),

  messages: {
    possible: (e: { securityGroup: string; cidr: string; blocks: readonly string[] }) =>
      `${e.securityGroup} admits tcp 443 from ${e.blocks.join(', ')}${
        e.blocks.join() === e.cidr ? '' : ` (a part of ${e.cidr})`
      }, which no known network has: possibly left over from a remote network.`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate({ id }, { view, parameters, violation, note, notApplicable, each, aws }) {
    const group = view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId });
    if (!group) return notApplicable('The group does not exist, which G1 reports.');
    yield* each(leftoverRules(view, group), function* ({ rule, cidr, blocks }) {
      const words = ruleWords({ groupId: id, rule });
      const routes = routesWithin(view, cidr);
      if (routes.length > 0) yield note(`Routes for ${cidr} are there too: ${routes.join(', ')}.`);
      const whole = blocks.join() === cidr;
      const fix = whole
        ? {
            text: `Take the rule for ${cidr} away, or declare the network (adminCidrs, apiClientCidrs, connectedCidrs).`,
            command: aws`ec2 revoke-security-group-ingress --group-id ${id} --ip-permissions ${ipPermission(rule)}`,
          }
        : { text: `Replace the rule for ${cidr} by rules for the networks within it that are in use.` };
      yield violation(
        'possible',
        { securityGroup: id, cidr, blocks, rule: words, description: rule.description ?? '' },
        {
          severity: isNearlyFull(view, group, parameters) ? 'medium' : 'low',
          cause: { kind: 'security-group-rule', resource: words },
          fix,
        },
      );
    });
    return undefined;
  },
});

/** Whether the group is nearly full for certain. */
function isNearlyFull(
  { account }: ClusterView,
  group: SecurityGroup,
  { quota, warnRemaining }: { readonly quota: number; readonly warnRemaining: number },
): boolean {
  const inbound = ruleCounts(account, group).find(({ direction, family }) => direction === 'in' && family === 4);
  if (inbound === undefined) return false;
  return attempt(() => ruleQuota(account, quota, inbound.total).quota - inbound.total < warnRemaining) === true;
}
