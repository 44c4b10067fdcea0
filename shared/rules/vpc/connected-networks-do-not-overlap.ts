import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { contains, overlaps, rangeOf } from '../../model/cidr.ts';
import { connectedNetworks } from '../../model/peerings.ts';

export const connectedNetworksDoNotOverlap = defineRule({
  code: 'I5',
  name: 'connected-networks-do-not-overlap',
  aliases: ['peering-cidr-overlap'],
  title: 'Peered and connected networks do not overlap the cluster’s VPC',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'vpc',
  why: 'The route for the VPC’s own blocks always wins: what nodes and pods send to an overlapping address on the other side never leaves the VPC, and replies from there do not come back.',
  how: 'Compares every block of the VPC, secondary ones included, with the blocks behind its active peering connections and those declared as `connectedCidrs`. AWS refuses to peer VPCs that overlap, so this comes from blocks that were added later, or from networks behind transit gateways and VPNs, which are only known as declared. A declared block that holds a whole block of the VPC and more is taken for a summary of networks, the VPC among them.',
  fix: 'Give one of the two networks other addresses, or put a private NAT gateway between them.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    overlap: (e: { vpc: string; block: string; network: string; through: string; of: string }) =>
      `${e.block} of ${e.vpc} overlaps ${e.network}${e.of ? ` of ${e.of}` : ''} (${e.through}): traffic to the addresses in both stays in ${e.vpc}.`,
  },

  subjects: ({ account, cluster }) => [account.vpcs.find(cluster.vpcId)].filter((vpc) => vpc !== undefined),

  *evaluate(vpc, { view, violation, note, notApplicable, each }) {
    const networks = connectedNetworks(view);
    if (networks.length === 0) return notApplicable('No other network is known to be connected to the VPC.');
    yield* each(networks, function* ({ cidr, through, of = '' }) {
      const blocks = cidr.includes(':') ? vpc.ipv6Cidrs : vpc.cidrs;
      yield* each([...blocks.keys()], function* (index) {
        const block = blocks[index] ?? '';
        const [own, other] = [rangeOf(block), rangeOf(cidr)];
        if (!overlaps(own, other)) return;
        if (through === 'connectedCidrs' && contains(other, own) && !contains(own, other)) {
          yield note(`${cidr} (${through}) is taken for a summary that has ${block} of ${vpc.id} in it.`);
          return;
        }
        yield violation(
          'overlap',
          { vpc: vpc.id, block, network: cidr, through, of },
          {
            cause: { kind: 'cidr-overlap', resource: `${cidr} ${block}` },
            fix: {
              text: `Move what needs the other network out of ${block} to a block that overlaps nothing, or reach ${cidr} through a private NAT gateway.`,
            },
          },
        );
      });
    });
    return undefined;
  },
});
