import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import {
  cniOfCluster,
  isExcludedForPods,
  isTaggedForPods,
  podClustersOf,
  podRoleTag,
} from '../../model/cni-of-cluster.ts';
import { egress4, egressFacts } from '../../model/egress.ts';
import { lesserWayOut, nodeSubnetsInZone, podSubnetsBeside, usesDiscoveryTags } from '../../model/subnet-discovery.ts';
import { hostsNodes, scopeSubnets } from '../../model/subnet-use.ts';
import type { Subnet } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const podSubnetTagsAreCoherent = defineRule({
  code: 'B12',
  name: 'pod-subnet-tags-are-coherent',
  aliases: ['cni-subnet-discovery-tags'],
  title: 'Tags that offer subnets to pods leave each node a subnet for them, with its way out',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'The VPC CNI places the interfaces of pods by the tag `kubernetes.io/role/cni`. Where the tags leave a zone without a subnet, its nodes get no further interfaces (`no valid subnets available for ENI creation`) and pods wait for addresses.',
  how: 'For each node subnet, looks for a subnet of the same VPC and zone that may serve its pods, as the VPC CNI does: the node subnet itself unless tagged `0` or kept for other clusters, and those tagged with another value for this cluster or for all. With custom networking the tags have no say. Pods in a tagged subnet leave the VPC through their node’s subnet; only with AWS_VPC_K8S_CNI_EXTERNALSNAT do the routes of their own subnet matter.',
  fix: 'Tag a subnet of the zone for pods, and give it the routes that the nodes have. To exclude a subnet use the value 0: taking the tag off a node subnet does not.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-subnet-selection.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/external-snat.html',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/pkg/awsutils/awsutils.go',
  ],

  parameters: z.strictObject({}),

  messages: {
    nothingForPods: (e: { subnet: string; zone: string; tags: readonly string[] }) =>
      `${e.subnet} is tagged ${e.tags.join(', ')}, and no other subnet of ${e.zone} serves pods of its nodes: no valid subnets available for ENI creation.`,
    lessEgress: (e: { subnet: string; reason: string; nodeSubnets: readonly string[] }) =>
      `Pods in ${e.subnet} have no way to the internet, though their nodes in ${e.nodeSubnets.join(' and ')} have one: ${e.reason}, and pods keep their addresses (AWS_VPC_K8S_CNI_EXTERNALSNAT).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, note, notApplicable, aws }) {
    if (!usesDiscoveryTags(view)) return notApplicable(`No subnet of the VPC is tagged ${podRoleTag}.`);
    if (cniOfCluster(view).settings.customNetworking) {
      return notApplicable('With custom networking, ENIConfigs name the subnets of pods.');
    }
    if (hostsNodes(view, subnet)) {
      if (podSubnetsBeside(view, subnet).length > 0) return undefined;
      yield violation(
        'nothingForPods',
        { subnet: subnet.id, zone: subnet.zoneId, tags: tagsInWords(subnet) },
        { cause: { kind: 'pod-subnet-tag', resource: subnet.id }, fix: openToPods(view, subnet, aws) },
      );
      return undefined;
    }
    const clusters = podClustersOf(subnet);
    if (!isTaggedForPods(view, subnet)) {
      if (subnet.tags[podRoleTag] && !isExcludedForPods(subnet)) {
        yield note(
          `${subnet.id} is offered to pods of ${clusters.join(', ')} alone, and pods of ${view.name} do not use it.`,
        );
      }
      return notApplicable('Neither nodes nor pods of the cluster use this subnet.');
    }
    const nodeSubnets = nodeSubnetsInZone(view, subnet);
    if (nodeSubnets.length === 0) {
      yield note(`${subnet.id} is offered to pods, and no nodes of ${view.name} run in ${subnet.zoneId}.`);
      return undefined;
    }
    const way = lesserWayOut(view, subnet, nodeSubnets);
    const facts = { subnet: subnet.id, nodeSubnets: nodeSubnets.map(({ id }) => id) };
    if (way === 'through-nodes') {
      yield note(
        `${subnet.id} has no way to the internet of its own: pods there leave the VPC through ${facts.nodeSubnets.join(' and ')}, as long as AWS_VPC_K8S_CNI_EXTERNALSNAT is off.`,
      );
    } else if (way === 'none') {
      const egress = egress4(view.account, subnet);
      const text = `Associate ${subnet.id} with a route table that has the default route of ${facts.nodeSubnets[0]}.`;
      yield violation(
        'lessEgress',
        { ...facts, ...egressFacts(egress) },
        { cause: egress.fault ?? { kind: 'route', resource: `${egress.routeTableId} 0.0.0.0/0` }, fix: { text } },
      );
    }
    return undefined;
  },
});

const tagsInWords = ({ tags }: Subnet): readonly string[] =>
  Object.entries(tags)
    .filter(([key]) => key === podRoleTag || key.startsWith('cni.networking.k8s.aws/'))
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`));

/** Where other clusters are named the node subnet lacks this one; else its own tag shuts it. */
function openToPods({ name }: ClusterView, subnet: Subnet, aws: AwsCommand) {
  const tag = isExcludedForPods(subnet)
    ? `Key=${podRoleTag},Value=1`
    : `Key=cni.networking.k8s.aws/cluster/${name},Value=`;
  return {
    text: `Tag another subnet of ${subnet.zoneId} ${podRoleTag}=1, or open ${subnet.id} to pods again.`,
    command: aws`ec2 create-tags --resources ${subnet.id} --tags ${tag}`,
  };
}
