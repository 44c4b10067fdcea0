import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import { securityGroupsInUse } from '../../model/security-groups-in-use.ts';
import type { SecurityGroupRule } from '../../model/view/records.ts';

const madeFor = /^kubernetes\.io\/rule\/nlb\/(?:client|health|mtu)=(.+)$/;

export const loadBalancerRulesHaveALoadBalancer = defineRule({
  code: 'G9',
  name: 'load-balancer-rules-have-a-load-balancer',
  aliases: ['nlb-rule-orphans'],
  title: 'No rule of a security group is left of a load balancer that is gone',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'The legacy cloud provider opens node ports for each of its Network Load Balancers. Rules that outlive theirs keep ports open, often to the world, and fill the group until no further rule fits (RulesPerSecurityGroupLimitExceeded).',
  how: 'Reads the load balancer’s name from the description of the rules (`kubernetes.io/rule/nlb/client=…`, `health=…`) of the groups of the control plane and of nodes, and looks for a load balancer of any kind with that name in the VPC. A rule without a name says nothing.',
  fix: 'Revoke the rules of load balancers that are gone.',
  references: [
    'https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws.go',
    'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    orphaned: (e: { securityGroup: string; loadBalancer: string; rules: number; vpc: string }) =>
      `${e.securityGroup} has ${e.rules} rule${e.rules === 1 ? '' : 's'} for the load balancer ${e.loadBalancer}, which does not exist in ${e.vpc}.`,
  },

  subjects: securityGroupsInUse,

  *evaluate({ id }, { view, violation, notApplicable, each, aws }) {
    const { account, cluster } = view;
    const group = account.securityGroups.find(id, { vpcId: cluster.vpcId });
    if (!group) return notApplicable('The group does not exist.');
    const rules: SecurityGroupRule[] = [];
    yield* each([...group.ingress.keys()], (index) => {
      const rule = group.ingress[index];
      if (rule && madeFor.test(rule.description ?? '')) rules.push(rule);
      return [];
    });
    if (rules.length === 0) return undefined;

    const existing = new Set(account.loadBalancers.inVpc(group.vpcId).map(({ name }) => name));
    for (const [loadBalancer, members] of Map.groupBy(rules, nameIn)) {
      if (existing.has(loadBalancer)) continue;
      yield violation(
        'orphaned',
        { securityGroup: id, loadBalancer, rules: members.length, vpc: group.vpcId, descriptions: wordsOf(members) },
        {
          cause: { kind: 'load-balancer-rules', resource: `${id} ${loadBalancer}` },
          fix: revokeFix(id, loadBalancer, members, aws),
        },
      );
    }
    return undefined;
  },
});

const nameIn = ({ description = '' }: SecurityGroupRule): string => madeFor.exec(description)?.[1] ?? '';

const wordsOf = (rules: readonly SecurityGroupRule[]): readonly string[] => [
  ...new Set(rules.flatMap(({ description }) => description ?? [])),
];

function revokeFix(groupId: string, name: string, rules: readonly SecurityGroupRule[], aws: AwsCommand): Fix {
  const text = `Revoke the rules of ${groupId} whose description ends in =${name}.`;
  const ids = rules.flatMap(({ ruleId }) => ruleId ?? []);
  if (ids.length < rules.length) return { text };
  return {
    text,
    command: aws`ec2 revoke-security-group-ingress --group-id ${groupId} --security-group-rule-ids ${[...new Set(ids)]}`,
  };
}
