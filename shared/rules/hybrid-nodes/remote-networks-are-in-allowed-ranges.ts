import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { AddressSet, CGNAT, RFC1918 } from '../../model/address-set.ts';
import { parseCidr } from '../../model/cidr.ts';
import { remoteNodeNetworks, remotePodNetworks } from '../../model/remote-networks.ts';

export const remoteNetworksAreInAllowedRanges = defineRule({
  code: 'F1',
  name: 'remote-networks-are-in-allowed-ranges',
  aliases: ['hybrid-cidr-range'],
  title: 'Remote node and pod networks are private IPv4 blocks that EKS accepts',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'EKS refuses other blocks when hybrid nodes are configured, and traffic to a public block would leave to the internet instead of to the nodes on premises.',
  how: 'Each remote node and pod network has to lie wholly within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, or, unless that is switched off, within the shared address space 100.64.0.0/10, which newer AWS posts accept and the API reference does not name.',
  fix: 'Use remote networks within the private ranges.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNodeNetwork.html',
  ],

  parameters: z.strictObject({
    allowCgnat: z.boolean().default(true).describe('Whether blocks within 100.64.0.0/10 (RFC 6598) are accepted.'),
  }),

  messages: {
    outside: (e: { use: string; network: string; allowed: readonly string[] }) =>
      `The remote ${e.use} network ${e.network} is not within ${e.allowed.join(', ')}.`,
    notIpv4: (e: { use: string; network: string }) =>
      `The remote ${e.use} network ${e.network} is not IPv4, and hybrid nodes are IPv4 only.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_cluster, { view, parameters, violation, note, notApplicable, each }) {
    const networks = { node: remoteNodeNetworks(view), pod: remotePodNetworks(view) };
    if (networks.node.length + networks.pod.length === 0) {
      return notApplicable('The cluster has no remote network configuration.');
    }
    const allowed = parameters.allowCgnat ? RFC1918.union(CGNAT) : RFC1918;
    for (const use of ['node', 'pod'] as const) {
      yield* each(networks[use], function* (network) {
        const facts = { use, network, allowed: allowed.toCidrs() };
        const details = {
          cause: { kind: 'remote-network', resource: network },
          fix: {
            text: `Replace ${network} in the cluster’s remote networks by a block within ${facts.allowed.join(', ')}.`,
          },
        };
        if (parseCidr(network).family !== 4) yield violation('notIpv4', facts, details);
        else if (!allowed.covers(network)) yield violation('outside', facts, details);
        else if (CGNAT.covers(AddressSet.of(network))) {
          yield note(
            `The remote ${use} network ${network} lies in 100.64.0.0/10: AWS’s posts accept it, the API reference names the RFC 1918 ranges only.`,
          );
        }
      });
    }
    return undefined;
  },
});
