import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { existingGroups } from '../../model/cluster-security-groups.ts';
import { nodeGroupSets } from '../../model/node-group-sets.ts';

/** Interfaces in the evidence and the message: enough to find the others. */
const mostShown = 3;

interface Carried {
  readonly [fact: string]: string | number | readonly string[];
  readonly carriers: readonly string[];
  readonly total: number;
  readonly tag: string;
}
const on = ({ carriers, total }: Carried): string =>
  `Nodes (${carriers.join(', ')}${total > carriers.length ? ` and ${total - carriers.length} more` : ''})`;

export const nodesCarryOneTaggedSecurityGroup = defineRule({
  code: 'G8',
  name: 'nodes-carry-one-tagged-security-group',
  aliases: ['single-cluster-tagged-sg-per-eni'],
  title: 'Of the security groups on a node exactly one is tagged for the cluster',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'Load balancer controllers add rules to the one group of a node that is tagged `kubernetes.io/cluster/<name>`. With two of them, or with several groups and none tagged, they give up: load balancers get no targets (`expected exactly one securityGroup tagged with kubernetes.io/cluster/…`, `Multiple tagged security groups found for instance`).',
  how: 'Takes the groups on the first interface of each running node, and those that nodes of other node groups will get. Counts the groups that have a tag with this key, whatever its value. More than one is of high severity, none among several of medium; a single group needs no tag. Says nothing where no load balancer controller is declared to run.',
  fix: 'Delete the tag from all but one group, which is best the cluster security group, for EKS tags it again.',
  references: [
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/networking/networking_manager.go',
    'https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws.go',
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    several: (e: Carried & { tagged: readonly string[] }) =>
      `${on(e)} carry ${e.tagged.join(' and ')}, which are all tagged ${e.tag}: load balancers get no targets (expected exactly one securityGroup tagged with ${e.tag}).`,
    none: (e: Carried & { groups: readonly string[] }) =>
      `${on(e)} carry ${e.groups.join(' and ')}, none of which is tagged ${e.tag}: load balancers get no targets (expected exactly one securityGroup tagged with ${e.tag}).`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, notApplicable, each, aws }) {
    if (view.declared.loadBalancerController === 'none') {
      return notApplicable('Nothing is declared to create load balancers.');
    }
    const sets = nodeGroupSets(view);
    if (sets.length === 0) return notApplicable('The cluster has no nodes.');
    const tag = `kubernetes.io/cluster/${view.name}`;
    const ownGroup = cluster.clusterSecurityGroupId;

    yield* each(sets, function* ({ securityGroupIds, carriers }) {
      if (securityGroupIds.length < 2) return;
      const groups = existingGroups(view.account, securityGroupIds, cluster.vpcId);
      const tagged = groups.filter(({ tags }) => tag in tags).map(({ id }) => id);
      if (tagged.length === 1) return;
      const facts = { carriers: carriers.slice(0, mostShown), total: carriers.length, tag, groups: securityGroupIds };
      if (tagged.length > 1) {
        const extra = tagged.filter((id) => id !== ownGroup);
        const isClear = extra.length < tagged.length;
        const command = aws`ec2 delete-tags --resources ${extra} --tags ${`Key=${tag}`}`;
        yield violation(
          'several',
          { ...facts, tagged },
          {
            cause: { kind: 'cluster-tag', resource: `${extra.join(' ')} ${tag}` },
            fix: isClear
              ? { text: `Delete the tag from ${extra.join(', ')}, and where it is made (Terraform, eksctl).`, command }
              : { text: `Delete the tag from all but one of ${tagged.join(', ')}.` },
          },
        );
        return;
      }
      const command = aws`ec2 create-tags --resources ${ownGroup} --tags ${`Key=${tag},Value=owned`}`;
      const carriesOwn = securityGroupIds.includes(ownGroup);
      yield violation('none', facts, {
        severity: 'medium',
        cause: { kind: 'cluster-tag', resource: `${carriesOwn ? ownGroup : securityGroupIds.join(' ')} ${tag}` },
        fix: carriesOwn
          ? { text: `Tag ${ownGroup} again.`, command }
          : { text: `Tag the one of ${securityGroupIds.join(', ')} whose rules the controllers are to manage.` },
      });
    });
    return undefined;
  },
});
