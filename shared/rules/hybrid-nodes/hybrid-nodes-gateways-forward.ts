import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import { ipPermission } from '../../engine/ip-permission.ts';
import type { Fix } from '../../engine/verdict.ts';
import { existingGroups } from '../../model/cluster-security-groups.ts';
import { groupOfGateway, hybridNodesGateways } from '../../model/hybrid-nodes-gateway.ts';
import { zonesOf } from '../../model/node-capacity.ts';
import { answerForNetworks } from '../../model/remote-access.ts';
import { remoteNodeNetworks } from '../../model/remote-networks.ts';

/** Of VXLAN, as Cilium uses it. */
const vxlan = { protocol: 'udp', ports: { from: 8472, to: 8472 } } as const;

export const hybridNodesGatewaysForward = defineRule({
  code: 'F14',
  name: 'hybrid-nodes-gateways-forward',
  aliases: ['hybrid-gateway-node-sg'],
  title:
    'Gateways of hybrid nodes may forward, exchange VXLAN with hybrid nodes, and are the same for every route table',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'The gateway of EKS Hybrid Nodes takes what is for remote pods from the VPC and wraps it in VXLAN. Where its node may not forward, or port 8472 is closed in one direction, webhooks on hybrid nodes are not reached (context deadline exceeded), and pods in the cloud and on premises do not reach each other.',
  how: 'Takes the first interfaces of nodes of the cluster to which route tables of its subnets, and of those of its nodes, send remote pod networks. Each needs its source/destination check off, and security groups that let udp 8472 in from and out to every remote node network. Only one gateway is active, and after a failover it replaces the routes: all tables have to lead a remote pod network to the same one. A node group of gateways in a single zone is of low severity. An interface that remote node networks lead to as well, or whose instance is no node, belongs to an appliance of your own and is left out. The gateway that stands by is not visible here.',
  fix: 'Turn the source/destination check off, open udp 8472 both ways, and let the gateway manage every route table.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-gateway-getting-started.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-gateway-operations.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-gateway-troubleshooting.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    checksSource: (e: { gateway: string }) =>
      `${e.gateway} leads to remote pods, but its source/destination check is on, so it drops what it should forward.`,
    vxlanClosed: (e: { gateway: string; securityGroups: readonly string[]; way: string; closed: readonly string[] }) =>
      `${e.securityGroups.join(', ')} on the gateway ${e.gateway} does not let udp 8472 ${e.way} ${e.closed.join(', ')}: remote pods there are not reached (VXLAN).`,
    split: (e: { network: string; ways: readonly string[] }) =>
      `Route tables lead the remote pod network ${e.network} to different places (${e.ways.join(', ')}), and only one gateway is active.`,
    oneZone: (e: { nodeGroup: string; zones: readonly string[] }) =>
      `The gateways of ${e.nodeGroup} are all in ${e.zones.join(', ')}: when it fails, none takes over.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, notApplicable, each, aws }) {
    const { interfaces, split, unknown } = hybridNodesGateways(view);
    if (interfaces.length === 0 && unknown.length === 0) {
      return notApplicable('No route to a remote pod network leads to a gateway of hybrid nodes.');
    }
    for (const { network, ways } of split) {
      yield violation(
        'split',
        { network, ways },
        {
          cause: { kind: 'hybrid-nodes-gateway-routes', resource: network },
          fix: { text: 'Name all of these route tables in the routeTableIDs of the gateway’s Helm chart.' },
        },
      );
    }
    const networks = remoteNodeNetworks(view);
    yield* each(interfaces, function* (eni) {
      const { id, securityGroupIds } = eni;
      const groups = existingGroups(view.account, securityGroupIds, cluster.vpcId);
      const [first = ''] = securityGroupIds;
      const group = securityGroupIds.includes(cluster.clusterSecurityGroupId) ? cluster.clusterSecurityGroupId : first;
      for (const direction of ['in', 'out'] as const) {
        const answer = answerForNetworks(view.account, groups, { direction, ...vxlan }, networks);
        if (answer.closed.length > 0) {
          const way = direction === 'in' ? 'in from' : 'out to';
          yield violation(
            'vxlanClosed',
            { gateway: id, securityGroups: securityGroupIds, way, closed: answer.closed, openedBy: answer.openedBy },
            {
              cause: { kind: 'security-group-port', resource: `${group} ${direction} udp 8472` },
              fix: openFix(group, direction, answer.closed, aws),
            },
          );
        }
        yield* each(answer.unknown, () => []);
      }
      if (!eni.sourceDestCheck) return;
      yield violation(
        'checksSource',
        { gateway: id },
        {
          cause: { kind: 'network-interface', resource: id },
          fix: {
            text: `Turn off the source/destination check of ${id}, and in what launches the gateway’s nodes.`,
            command: aws`ec2 modify-network-interface-attribute --network-interface-id ${id} --no-source-dest-check`,
          },
        },
      );
    });
    const nodeGroups = new Map(
      interfaces.flatMap((eni) => groupOfGateway(view, eni) ?? []).map((one) => [one.id, one]),
    );
    yield* each([...nodeGroups.values()], function* (nodeGroup) {
      const zones = zonesOf(view.account, nodeGroup);
      if (zones.length > 1) return;
      yield violation(
        'oneZone',
        { nodeGroup: nodeGroup.id, zones },
        {
          severity: 'low',
          cause: { kind: 'node-group-zones', resource: nodeGroup.id },
          fix: { text: 'Run the gateway on a node group with subnets in two zones.' },
        },
      );
    });
    yield* each(unknown, () => []);
    return undefined;
  },
});

function openFix(groupId: string, direction: 'in' | 'out', blocks: readonly string[], aws: AwsCommand): Fix {
  const permissions = blocks.map((cidr) => ipPermission({ ...vxlan, peer: { cidr } }));
  const text = `Let udp 8472 ${direction === 'in' ? 'in from' : 'out to'} ${blocks.join(', ')} through ${groupId}.`;
  const command =
    direction === 'in'
      ? aws`ec2 authorize-security-group-ingress --group-id ${groupId} --ip-permissions ${permissions}`
      : aws`ec2 authorize-security-group-egress --group-id ${groupId} --ip-permissions ${permissions}`;
  return { text, command };
}
