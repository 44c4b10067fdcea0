import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { workloadUses } from '../../model/subnet-use.ts';
import { ownersOf } from '../subnet-owners.ts';

export const nodesRunInTheClusterVpc = defineRule({
  code: 'A6',
  name: 'nodes-run-in-the-cluster-vpc',
  aliases: ['nodegroup-subnets-in-cluster-vpc'],
  title: 'The subnets of node groups and Fargate profiles belong to the VPC of the cluster',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'The control plane’s interfaces and its private endpoint are in the cluster’s VPC: nodes in another one are refused, or never join.',
  how: 'Compares the VPC of every subnet that a managed or self-managed node group or a Fargate profile names with the cluster’s. They need not be among the cluster’s own subnets. Subnets that do not exist are left to I1; hybrid nodes have no VPC.',
  fix: 'Create the node group or profile anew with subnets of the cluster’s VPC.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://aws.amazon.com/blogs/containers/de-mystifying-cluster-networking-for-amazon-eks-worker-nodes/',
  ],

  parameters: z.strictObject({}),

  messages: {
    otherVpc: (e: { namedBy: string; subnet: string; vpc: string; cluster: string; clusterVpc: string }) =>
      `${e.namedBy} names ${e.subnet} in ${e.vpc}, but the cluster ${e.cluster} is in ${e.clusterVpc}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, each, notApplicable }) {
    const { bySubnet, hidden } = workloadUses(view);
    if (bySubnet.size === 0 && hidden.length === 0)
      return notApplicable('The cluster has neither node groups nor Fargate profiles, and hybrid nodes have no VPC.');

    yield* each([...bySubnet.values(), ...hidden], function* (use) {
      const subnet = view.account.subnets.find(use.subnetId);
      if (!subnet || subnet.vpcId === cluster.vpcId) return;
      for (const { namedBy, resource } of ownersOf(view, use)) {
        yield violation(
          'otherVpc',
          {
            namedBy,
            subnet: subnet.id,
            vpc: subnet.vpcId,
            cluster: cluster.id,
            clusterVpc: cluster.vpcId,
          },
          {
            resource,
            cause: { kind: 'other-vpc', resource: resource.id },
            fix: { text: `Create ${resource.id} anew in subnets of ${cluster.vpcId}, and delete the old one.` },
          },
        );
      }
    });
    return undefined;
  },
});
