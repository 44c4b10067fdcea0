import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { remoteRouting } from '../../model/hybrid.ts';
import { remotePodNetworks } from '../../model/remote-networks.ts';
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
      ? 'EKS may place an interface there, and could not reach webhooks on remote pods from it (context deadline exceeded).'
      : 'Nodes there cannot reach the remote pods.'
  }`;

export const remotePodNetworksAreRouted = defineRule({
  code: 'F5',
  name: 'remote-pod-networks-are-routed',
  aliases: ['hybrid-route-pod-cidrs'],
  title: 'Route tables of cluster subnets lead every remote pod network on premises',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'subnet',
  why: 'The API server calls webhooks and metrics servers on remote pods from any cluster subnet. Without a route their answers never come (failed calling webhook: context deadline exceeded), and cloud pods do not reach remote ones.',
  how: 'As for remote node networks (F4), with the remote pod networks. The gateway instances of EKS Hybrid Nodes are network interfaces that have to be in use, with their source/destination check off. Says nothing where the remote pod networks are declared not to be routable (podCidrsRoutable): webhooks then have to run in the cloud.',
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
    const networks = remotePodNetworks(view);
    if (networks.length === 0) return notApplicable('The cluster has no remote pod networks.');
    if (view.declared.podCidrsRoutable === false) return notApplicable('Remote pods are declared not to be routable.');
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
