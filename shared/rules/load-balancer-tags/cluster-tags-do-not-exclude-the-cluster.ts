import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { clusterTagKeys, clusterTagOf, hasRoleTag } from '../../model/load-balancer-subnets.ts';
import { hostsWorkloads, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import type { Subnet } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const clusterTagsDoNotExcludeTheCluster = defineRule({
  code: 'C4',
  name: 'cluster-tags-do-not-exclude-the-cluster',
  aliases: ['foreign-cluster-tag'],
  title: 'Cluster tags of a subnet do not exclude this cluster',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A subnet that carries the tags of other clusters alone is passed over by this cluster’s load balancer controllers, without a word, until none is left (unable to resolve at least one subnet).',
  how: 'Looks at the tags of role-tagged, node and cluster subnets whose key begins with `kubernetes.io/cluster`, as the controller does: without a slash at its end, so that `kubernetes.io/cluster-autoscaler/…` counts too. If there are any, `kubernetes.io/cluster/<name>` must be among them; its value does not matter.',
  fix: 'Add the tag of this cluster to the subnet.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/networking/subnet_resolver.go',
  ],

  parameters: z.strictObject({
    requireClusterTag: z
      .boolean()
      .default(false)
      .describe('Ask for the tag of the cluster itself, as the AWS Load Balancer Controller did up to 2.1.1.'),
  }),

  messages: {
    foreign: (e: { subnet: string; cluster: string; foreignTags: readonly string[] }) =>
      `${e.subnet} is tagged ${e.foreignTags.join(', ')} and not kubernetes.io/cluster/${e.cluster}: controllers of ${e.cluster} create no load balancers in it.`,
    missing: (e: { subnet: string; cluster: string }) =>
      `${e.subnet} is not tagged kubernetes.io/cluster/${e.cluster}, which is required here.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters, violation, notApplicable, aws }) {
    if (!isOffered(view, subnet)) return notApplicable('The subnet is neither role-tagged nor used by the cluster.');
    const tag = clusterTagOf(view, subnet);
    const facts = { subnet: subnet.id, cluster: view.name };
    const details = {
      cause: { kind: 'cluster-tag', resource: `${subnet.id} kubernetes.io/cluster/${view.name}` },
      fix: {
        text: `Tag ${subnet.id} for ${view.name} as well.`,
        command: aws`ec2 create-tags --resources ${subnet.id} --tags ${`Key=kubernetes.io/cluster/${view.name},Value=shared`}`,
      },
    };
    if (tag === 'foreign') yield violation('foreign', { ...facts, foreignTags: clusterTagKeys(subnet) }, details);
    if (tag === 'none' && parameters.requireClusterTag)
      yield violation('missing', { ...facts, clusterTags: 0 }, details);
    return undefined;
  },
});

const isOffered = (view: ClusterView, subnet: Subnet): boolean =>
  hasRoleTag(subnet, 'internet-facing') ||
  hasRoleTag(subnet, 'internal') ||
  isClusterSubnet(view, subnet) ||
  hostsWorkloads(view, subnet);
