import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { remoteAccess } from '../../model/remote-access.ts';
import { remoteNodeNetworks, remotePodNetworks } from '../../model/remote-networks.ts';
import { type RuleCount, ruleCounts, ruleQuota } from '../../model/rule-counts.ts';
import { ruleOwners } from '../../model/rule-owners.ts';
import { securityGroupsInUse } from '../../model/security-groups-in-use.ts';
import { attempt } from '../../model/view/observing.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { ruleQuotaParameters } from '../parameters.ts';

interface Room {
  readonly [fact: string]: string | number | boolean | readonly string[];
  readonly securityGroup: string;
  readonly rules: number;
  readonly kind: string;
  readonly quota: number;
}
const counted = ({ securityGroup, rules, kind, quota }: Room): string =>
  `${securityGroup} has ${rules} ${kind} rules, of ${quota} that its quota allows`;

export const securityGroupsHaveRoomForRules = defineRule({
  code: 'G3',
  name: 'security-groups-have-room-for-rules',
  aliases: ['cluster-sg-rule-quota'],
  title: 'Security groups of the control plane and of nodes are not near their rule quota',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'Load balancer controllers add rules to the groups of nodes, and EKS adds rules for remote networks to the cluster security group. At the quota AWS refuses them (RulesPerSecurityGroupLimitExceeded): load balancers stay without targets, hybrid nodes stay out.',
  how: 'Counts the rules of each direction apart, and IPv4 apart from IPv6: a CIDR block is one rule, a reference to a group is one in both families, a prefix list is as many as it may have entries, one of AWS’s own as its documented weight. Compares with the account’s quota where it was read, else with the one assumed by the parameter; a group that already has more rules than that tells nothing, for the quota must have been raised. None left, or rules for remote networks that are missing from a group this full, is of high severity.',
  fix: 'Take away rules of load balancers that are gone, put several networks into one rule, or request a higher quota.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html',
  ],

  parameters: z.strictObject(ruleQuotaParameters),

  messages: {
    full: (e: Room) => `${counted(e)}: no further rule can be added.`,
    near: (e: Room) => `${counted(e)}: only ${e.quota - e.rules} more fit.`,
    keepsOut: (e: Room) =>
      `${counted(e)}: only ${e.quota - e.rules} more fit, and rules that admit the remote networks at tcp 443 are missing.`,
  },

  subjects: securityGroupsInUse,

  *evaluate({ id }, { view, parameters, violation, notApplicable, each }) {
    const group = view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId });
    if (!group) return notApplicable('The group does not exist.');
    yield* each(ruleCounts(view.account, group), function* (count) {
      const quota = ruleQuota(view.account, parameters.quota, count.total);
      const remaining = quota.quota - count.total;
      if (remaining < parameters.warnRemaining) {
        const keepsOut = count.direction === 'in' && count.family === 4 && lacksRemoteRules(view, id);
        const kind = remaining <= 0 ? 'full' : keepsOut ? 'keepsOut' : 'near';
        yield violation(
          kind,
          { securityGroup: id, rules: count.total, kind: kindOf(count), ...quota, madeUpOf: ruleOwners(view, count) },
          {
            ...(kind === 'near' ? {} : { severity: 'high' }),
            cause: { kind: 'security-group-quota', resource: `${id} ${kindOf(count)}` },
            fix: {
              text: 'Take away rules that nobody needs, name adjacent networks as one block, or request a higher quota (VPC, L-0EA8095F).',
            },
          },
        );
      } else yield* each(count.unknown, () => []);
    });
    return undefined;
  },
});

const kindOf = ({ direction, family }: RuleCount): string =>
  `IPv${family} ${direction === 'in' ? 'inbound' : 'outbound'}`;

/** Whether the group is where EKS would add rules for remote networks, and some are missing for certain. */
function lacksRemoteRules(view: ClusterView, groupId: string): boolean {
  const lacking = attempt(() => {
    if (groupId !== view.cluster.clusterSecurityGroupId) return false;
    const networks = [...remoteNodeNetworks(view), ...remotePodNetworks(view)];
    return remoteAccess(view, 'in', 443, networks).closed.length > 0;
  });
  return lacking === true;
}
