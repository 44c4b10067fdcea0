import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { internetGatewayRoute, isPublicByDoc } from '../../model/egress.ts';
import { isManagedGroup, subnetsOf, type WorkerGroup } from '../../model/node-capacity.ts';
import type { Remedy } from '../../model/remedy.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';
import { clusterSubnets, nodeAndFargateSubnets } from '../../model/subnet-use.ts';
import { attempt, observedOf, orUnknown } from '../../model/view/observing.ts';
import type { Subnet } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { workerGroupSubjects } from '../../model/worker-group-subjects.ts';
import { createGroupRemedy } from '../create-node-group.ts';

export const nodesRunInPrivateSubnets = defineRule({
  code: 'D9',
  name: 'nodes-run-in-private-subnets',
  aliases: ['nodes-in-private-subnets'],
  title: 'Nodes run in private subnets',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'Nodes need no address that the internet can reach: load balancers stand before them, and a NAT gateway or VPC endpoints carry what they call. In a public subnet one careless security-group rule exposes them. AWS recommends private subnets; nodes in public ones do work.',
  how: 'A subnet is public, as EKS sees it, when its route table, the main one of the VPC included, has any route to an internet gateway. None of the subnets of a managed or self-managed node group may be.',
  fix: 'Create the node group anew in private subnets, because those of a managed group cannot be changed.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html',
  ],

  parameters: z.strictObject({
    allowPublicNodes: z.boolean().default(false).describe('Accept nodes in public subnets.'),
  }),

  messages: {
    public: (e: { nodeGroup: string; publicSubnets: readonly string[]; publicRoutes: readonly string[] }) =>
      `${e.nodeGroup} launches nodes in ${e.publicSubnets.join(', ')}: ${e.publicRoutes.join(', ')}.`,
  },

  subjects: workerGroupSubjects,

  *evaluate({ id, group }, { view, parameters, violation, note, notApplicable, each, aws }) {
    const { account } = view;
    const subnets = subnetsOf(account, group);
    if (subnets.length === 0) return notApplicable('None of the group’s subnets exists.');
    const answers = subnets.map((subnet) => attempt(() => (isPublicByDoc(account, subnet) ? subnet : undefined)));
    const open = observedOf(answers).flatMap((subnet) => subnet ?? []);
    const words = open.map((subnet) => `${subnet.id} (${effectiveRouteTableName(account, subnet)})`);
    if (open.length > 0 && parameters.allowPublicNodes) {
      yield note(`Nodes in public subnets are accepted (allowPublicNodes): ${words.join(', ')}.`);
    } else if (open.length > 0) {
      yield violation(
        'public',
        {
          nodeGroup: id,
          publicSubnets: open.map((subnet) => subnet.id),
          publicRoutes: [...new Set(open.map((subnet) => routeWords(view, subnet)))],
          privateSubnets: subnets.filter((subnet) => isPrivate(view, subnet)).map((subnet) => subnet.id),
          assigningPublicAddresses: open.map(
            (subnet) => `${subnet.id}: ${orUnknown(() => subnet.mapPublicIpOnLaunch)}`,
          ),
        },
        { fix: fixFrom(aws, privateRemedy(view, id, group)) },
      );
    }
    yield* each(
      answers.filter((answer) => answer instanceof NotObserved),
      () => [],
    );
    return undefined;
  },
});

const routeWords = ({ account }: ClusterView, subnet: Subnet): string =>
  `${effectiveRouteTableName(account, subnet)} routes to ${internetGatewayRoute(account, subnet)?.target.id}`;

const isPrivate = ({ account }: ClusterView, subnet: Subnet): boolean =>
  attempt(() => !isPublicByDoc(account, subnet)) === true;

/** Private subnets that the cluster uses already. */
function privateRemedy(view: ClusterView, id: string, group: WorkerGroup): Remedy {
  const used = attempt(() => [...clusterSubnets(view), ...nodeAndFargateSubnets(view)]);
  const subnets = used instanceof NotObserved ? [] : used.filter((subnet) => isPrivate(view, subnet));
  const subnetIds = [...new Set(subnets.map((subnet) => subnet.id))];
  if (subnetIds.length === 0) {
    return { text: `Create private subnets behind a NAT gateway, and ${id} anew in them; then move the pods there.` };
  }
  const where = `in ${subnetIds.join(' and ')}, which are private`;
  if (isManagedGroup(group)) {
    const text = `Create the group anew ${where}, move the pods there and delete ${id}.`;
    return createGroupRemedy(text, view, group, 'private', subnetIds);
  }
  return {
    text: `Let ${group.id} launch its nodes ${where}, then replace those that run in public subnets.`,
    command: [
      ...['autoscaling', 'update-auto-scaling-group', '--auto-scaling-group-name', group.id],
      ...['--vpc-zone-identifier', subnetIds.join(',')],
    ],
  };
}
