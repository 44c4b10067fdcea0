import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import type { Fix } from '../../engine/verdict.ts';
import { AddressSet } from '../../model/address-set.ts';
import { usedRouteTables } from '../../model/blackholes.ts';
import { blackholeRemedy } from '../../model/egress-remedies.ts';
import { peerOf } from '../../model/peerings.ts';
import { prefixListBlocks } from '../../model/prefix-lists.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import type { Route } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const peeringsCarryOnlyTheirPeers = defineRule({
  code: 'I6',
  name: 'peerings-carry-only-their-peers',
  aliases: ['peering-not-transitive'],
  title: 'Routes to peering connections lead to the peered VPC and not beyond it',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'route-table',
  why: 'A peering connection carries traffic to the peered VPC alone: not to its internet gateway, its NAT gateways, its VPN, or a third VPC. What a route sends there for other networks is dropped.',
  how: 'Looks at the routes to peering connections in the tables that the cluster’s own, node, Fargate and role-tagged subnets use. The connection has to be active, and every address of the destination has to be in the peered VPC’s blocks.',
  fix: 'Route only the peered VPC’s own blocks to the peering connection; reach the other networks through gateways of this VPC.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
    'https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    beyondPeer: (e: {
      routeTable: string;
      destination: string;
      peering: string;
      peer: string;
      peerBlocks: readonly string[];
    }) =>
      `${e.routeTable} sends ${e.destination} to ${e.peering}, and ${e.peer} behind it has only ${e.peerBlocks.join(', ') || 'no block'}: a peering connection does not lead on to other networks.`,
    notActive: (e: { routeTable: string; destination: string; peering: string; state: string }) =>
      `${e.routeTable} sends ${e.destination} to ${e.peering}, which ${e.state}.`,
  },

  subjects: usedRouteTables,

  *evaluate({ table, name }, { view, violation, each, aws }) {
    const { routes } = table;
    yield* each([...routes.keys()], function* (index) {
      const route = routes[index];
      if (route?.target.kind !== 'vpc-peering-connection') return;
      const { id: peering } = route.target;
      const destination = 'cidr' in route.destination ? route.destination.cidr : route.destination.prefixListId;
      const facts = { routeTable: name, destination, peering };
      const cause = { kind: 'route', resource: `${table.id} ${destination}` };

      const found = view.account.vpcPeeringConnections.find(peering, { vpcId: table.vpcId });
      if (found?.status !== 'active') {
        const state = found ? `is ${found.status}` : 'does not exist';
        const fix = fixFrom(aws, blackholeRemedy(view.account, { table, route, needed: false }));
        yield violation('notActive', { ...facts, state }, { cause, fix });
        return;
      }
      const peer = peerOf(found, table.vpcId);
      const peered = AddressSet.of(...(peer?.cidrs ?? []));
      const routed = AddressSet.of(...blocksOf(view, route));
      if (peered.covers(routed)) return;
      yield violation(
        'beyondPeer',
        {
          ...facts,
          peer: peer?.vpcId ?? 'the VPC',
          peerBlocks: peered.toCidrs(),
          withinPeer: routed.intersect(peered).toCidrs(),
        },
        { cause, fix: narrowFix(table.id, route, routed.intersect(peered), aws) },
      );
    });
    return undefined;
  },
});

function blocksOf({ account }: ClusterView, { destination }: Route): readonly string[] {
  if ('cidr' in destination) return [destination.cidr];
  const blocks = prefixListBlocks(account, destination.prefixListId);
  if (blocks) return blocks;
  throw new NotObserved('prefixLists', destination.prefixListId, undecidable('the prefix list was not listed'));
}

/** Where the route carries nothing that the peer has, it can go. */
function narrowFix(routeTableId: string, { destination, target }: Route, within: AddressSet, aws: AwsCommand): Fix {
  const what = 'cidr' in destination ? destination.cidr : destination.prefixListId;
  const elsewhere = `Route ${what} in ${routeTableId} to a gateway of this VPC that leads there`;
  if (!within.isEmpty) return { text: `${elsewhere}, and only ${within.toCidrs().join(', ')} to ${target.id}.` };
  const family = what.includes(':') ? '--destination-ipv6-cidr-block' : '--destination-cidr-block';
  const option = 'cidr' in destination ? family : '--destination-prefix-list-id';
  const command = ['ec2', 'delete-route', '--route-table-id', routeTableId, option, what];
  return { text: `${elsewhere}, or delete the route: it carries nothing.`, command: aws`${command}` };
}
