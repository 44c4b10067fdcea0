import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { cniOfCluster } from '../../model/cni-of-cluster.ts';
import { carriesDiscoveredGroups } from '../../model/discovered-groups.ts';
import { type SecondaryInterface, secondaryInterfaces } from '../../model/node-interfaces.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';

export const podInterfacesCarryTheirNodesGroups = defineRule({
  code: 'H6',
  name: 'pod-interfaces-carry-their-nodes-groups',
  aliases: ['node-eni-sg-consistency'],
  title: 'Interfaces for pods carry the security groups of their node’s first interface',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'The VPC CNI gives the interfaces it adds the security groups of the node’s first one and keeps them alike. Where they differ, a change of groups has not arrived: some pods of a node reach a service and others do not.',
  how: 'Compares the groups of each interface that the VPC CNI made with those of its node’s first interface, in any order. With custom networking ENIConfigs name the groups; outside the node’s subnet, subnet discovery takes groups tagged `kubernetes.io/role/cni` = 1 in their place; branch interfaces (security groups for pods) and interfaces tagged `no_manage` have their own.',
  fix: 'Restart the VPC CNI on the node, replace the node, or set the groups of the interface.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/pkg/awsutils/awsutils.go',
    'https://github.com/aws/amazon-vpc-cni-k8s/issues/3067',
  ],

  parameters: z.strictObject({}),

  messages: {
    differ: (e: { cluster: string; interfaces: readonly string[]; first: string }) =>
      `${e.interfaces.length === 1 ? 'An interface' : `${e.interfaces.length} interfaces`} for pods of ${e.cluster} ${
        e.interfaces.length === 1 ? 'carries' : 'carry'
      } other security groups than the first interface of the node: ${e.first}${e.interfaces.length === 1 ? '' : ', and so on'}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, notApplicable, each, aws }) {
    if (cniOfCluster(view).settings.customNetworking) {
      return notApplicable('With custom networking, ENIConfigs name the security groups of interfaces for pods.');
    }
    const pairs = secondaryInterfaces(view);
    const differing = pairs
      .filter(({ eni, primary }) => textOf(eni) !== textOf(primary))
      .map((pair) => attempt(() => ({ pair, chosen: carriesDiscoveredGroups(view, pair) })));
    const stale = observedOf(differing).flatMap(({ pair, chosen }) => (chosen ? [] : pair));
    const [first] = stale;
    if (first) {
      const { eni, primary } = first;
      yield violation(
        'differ',
        {
          cluster: cluster.id,
          interfaces: stale.map(({ eni: { id } }) => id),
          first: inWords(first),
          nodes: nodesOf(stale),
        },
        {
          cause: { kind: 'node-security-groups', resource: cluster.id },
          fix: {
            text: `Give ${eni.id} the groups of ${primary.id}, and the others those of their nodes; or restart aws-node there, or replace the nodes.`,
            command: aws`ec2 modify-network-interface-attribute --network-interface-id ${eni.id} --groups ${primary.securityGroupIds}`,
          },
        },
      );
    }
    yield* each(differing, () => []);
    view.account.networkInterfaces.inVpc(cluster.vpcId);
    return pairs.length === 0 ? notApplicable('The VPC CNI has added no interfaces to the nodes.') : undefined;
  },
});

const textOf = ({ securityGroupIds }: SecondaryInterface['eni']): string =>
  [...new Set(securityGroupIds)].sort().join(', ');

const inWords = ({ eni, primary }: SecondaryInterface): string =>
  `${eni.id} has ${textOf(eni) || 'none'} and ${primary.id} of ${primary.attachment?.instanceId} has ${textOf(primary) || 'none'}`;

const nodesOf = (stale: readonly SecondaryInterface[]): readonly string[] => [
  ...new Set(stale.map(({ primary }) => primary.attachment?.instanceId ?? primary.id)),
];
