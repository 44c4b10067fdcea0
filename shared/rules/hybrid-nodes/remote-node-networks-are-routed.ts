import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { remoteRouting } from '../../model/hybrid.ts';
import { remoteNodeNetworks } from '../../model/remote-networks.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';
import { hostsNodes, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { gateways } from '../parameters.ts';

interface Evidence {
  readonly [fact: string]: string | readonly string[];
  readonly subnet: string;
  readonly routeTable: string;
  readonly fault: string;
  readonly usedBy: string;
}

const says = ({ routeTable, subnet, fault, usedBy }: Evidence): string =>
  `${routeTable} of ${subnet} ${fault}. ${
    usedBy === 'control plane'
      ? 'EKS may place an interface there, and could not reach the remote nodes from it (dial tcp …:10250: i/o timeout).'
      : 'Nodes there cannot reach the remote nodes.'
  }`;

export const remoteNodeNetworksAreRouted = defineRule({
  code: 'F4',
  name: 'remote-node-networks-are-routed',
  aliases: ['hybrid-route-node-cidrs'],
  title: 'Route tables of cluster subnets lead every remote node network on premises',
  severity: 'critical',
  profile: 'hybrid',
  resourceType: 'subnet',
  why: 'EKS may place a control-plane interface in any cluster subnet. From one without a route to the hybrid nodes the API server cannot reach their kubelets, and its answers to them are lost: nodes become NotReady, logs and exec fail (dial tcp …:10250: i/o timeout).',
  how: 'Cuts each remote node network wherever the subnet’s effective route table may decide differently. Every piece has to be led, by the longest prefix, to a gateway that can lead on premises: a default route to a transit gateway will do, a blackhole, an internet or NAT gateway or a peering connection will not. A network interface has to forward (source/destination check off). Subnets that only host cloud nodes are of medium severity.',
  fix: 'Route the missing blocks, in the route table of each cluster subnet, to the gateway that leads on premises.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-concepts-networking.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',
  ],

  parameters: z.strictObject({
    gateways,
  }),

  messages: { unrouted: says, lost: says, misrouted: says, checksSource: says },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters, violation, note, notApplicable, each, aws }) {
    const networks = remoteNodeNetworks(view);
    if (networks.length === 0) return notApplicable('The cluster has no remote node networks.');
    const ofControlPlane = isClusterSubnet(view, subnet);
    if (!ofControlPlane && !hostsNodes(view, subnet)) {
      return notApplicable('Neither the control plane nor nodes of the cluster are in it.');
    }

    const { problems, notes, unknown } = remoteRouting(view, subnet, networks, parameters.gateways);
    for (const text of notes) yield note(text);
    for (const { kind, fault, cause, remedy, ...facts } of problems) {
      const usedBy = ofControlPlane ? 'control plane' : 'cloud nodes';
      yield violation(
        kind,
        { subnet: subnet.id, routeTable: effectiveRouteTableName(view.account, subnet), fault, usedBy, ...facts },
        { ...(ofControlPlane ? {} : { severity: 'medium' }), cause, fix: fixFrom(aws, remedy) },
      );
    }
    yield* each(unknown, () => []);
    return undefined;
  },
});
