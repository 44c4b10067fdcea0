import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { RFC1918 } from '../../model/address-set.ts';
import { overlaps, parseCidr } from '../../model/cidr.ts';
import { serviceBlock, vpcBlocks } from '../../model/cluster-networks.ts';
import { connectedNetworks } from '../../model/peerings.ts';

export const serviceNetworkOverlapsNothing = defineRule({
  code: 'I7',
  name: 'service-network-overlaps-nothing',
  aliases: ['service-cidr-conflicts'],
  title: 'The cluster’s service block is one that EKS allows, and overlaps neither the VPC nor a connected network',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'Nodes take an address of the service block for a service of the cluster: what pods send to a host, a database or a data centre with such an address never leaves the node.',
  how: 'Compares the IPv4 service block with every block of the VPC, secondary ones included, with the blocks behind active peering connections and those declared as `connectedCidrs`; the remote networks of hybrid nodes are F2’s. It has to lie in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 and to be between /24 and /12. All but an overlap with the VPC is of medium severity. Clusters of IPv6 services are left out.',
  fix: 'The service block cannot be changed: take the other block out of use, or create the cluster anew with a service block that overlaps nothing.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    overlapsVpc: (e: { cluster: string; serviceBlock: string; network: string; vpc: string }) =>
      `The service block ${e.serviceBlock} of ${e.cluster} overlaps ${e.network} of ${e.vpc}: pods do not reach the hosts that have an address in both.`,
    overlapsConnected: (e: { cluster: string; serviceBlock: string; network: string; through: string }) =>
      `The service block ${e.serviceBlock} of ${e.cluster} overlaps the connected network ${e.network} (${e.through}): what pods send to the addresses in both never leaves the node.`,
    notAllowed: (e: { cluster: string; serviceBlock: string }) =>
      `The service block ${e.serviceBlock} of ${e.cluster} is not one that EKS allows: from /24 to /12, in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate({ ipFamily }, { view, violation, notApplicable, each }) {
    if (ipFamily === 'ipv6') return notApplicable('Services of an IPv6 cluster have addresses that nothing else has.');
    const block = serviceBlock(view);
    const service = parseCidr(block);
    const facts = { cluster: view.name, serviceBlock: block };
    const newCluster = 'or create the cluster anew with a service block that overlaps nothing: it cannot be changed.';

    if (!RFC1918.covers(service) || service.prefixLength < 12 || service.prefixLength > 24) {
      yield violation('notAllowed', facts, {
        severity: 'medium',
        cause: { kind: 'service-network', resource: view.name },
        fix: { text: 'Choose a service block from /24 to /12 in private addresses before the cluster is created.' },
      });
    }
    yield* each(['VPC'], function* () {
      const blocks = vpcBlocks(view);
      yield* each([...blocks.keys()], function* (index) {
        const network = blocks[index] ?? '';
        if (!overlaps(parseCidr(network), service)) return;
        yield violation(
          'overlapsVpc',
          { ...facts, network, vpc: view.cluster.vpcId },
          {
            cause: { kind: 'cidr-overlap', resource: `${block} ${network}` },
            fix: {
              text: `Take ${network} out of use if it is a secondary block of ${view.cluster.vpcId}, ${newCluster}`,
            },
          },
        );
      });
    });
    yield* each(connectedNetworks(view), function* ({ cidr, through, of = '' }) {
      if (!overlaps(parseCidr(cidr), service)) return;
      yield violation(
        'overlapsConnected',
        { ...facts, network: cidr, through, of },
        {
          severity: 'medium',
          cause: { kind: 'cidr-overlap', resource: `${block} ${cidr}` },
          fix: { text: `Let pods reach what they need in ${cidr} by other addresses, ${newCluster}` },
        },
      );
    });
    return undefined;
  },
});
