import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import type { Fix } from '../../engine/verdict.ts';
import { AddressSet } from '../../model/address-set.ts';
import { connections, leadsTo, routeLikeWords } from '../../model/connected-networks.ts';
import { effectiveRouteTable, tableName } from '../../model/routes.ts';
import { nonRoutableBlocks, roomiestSibling } from '../../model/subnet-room.ts';
import { clusterSubnets, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { Subnet } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

/** What EKS asks a cluster subnet to have. */
const addressesForEks = 6;

export const otherNetworksReachEveryClusterSubnet = defineRule({
  code: 'D13',
  name: 'other-networks-reach-every-cluster-subnet',
  aliases: ['private-api-subnets-routable'],
  title: 'Other networks can route to every subnet in which EKS may place the private API endpoint',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'The name of the private API endpoint resolves to the addresses of its interfaces, which EKS may place in any cluster subnet. One subnet that other networks cannot route to means that kubectl and hybrid nodes reach the API server now and then (dial tcp …:443: i/o timeout).',
  how: 'Where the private endpoint serves other networks, because public access is off or there are hybrid nodes, and cluster subnets have a route to a transit gateway, VPN, peered VPC or core network or such networks are declared: no cluster subnet may lie in blocks that others do not route (nonRoutableCidrs, 100.64.0.0/10 by default), and none may lack the route to a declared network (adminCidrs, apiClientCidrs, connectedCidrs) that another cluster subnet has. Routes to remote networks of hybrid nodes are F4 and F5.',
  fix: 'Name routable subnets of the same zones as cluster subnets, and give all of them the same routes.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://github.com/kubernetes-sigs/cluster-api-provider-aws/pull/6173',
  ],

  parameters: z.strictObject({}),

  messages: {
    notRoutable: (e: { subnet: string; cidr: string; blocks: readonly string[] }) =>
      `${e.subnet} (${e.cidr}) is a cluster subnet, and other networks do not route to ${e.blocks.join(', ')}: while the private API endpoint has an interface there, they reach it now and then (dial tcp …:443: i/o timeout).`,
    lacksRoute: (e: { subnet: string; routeTable: string; network: string; otherSubnet: string; otherTable: string }) =>
      `${e.routeTable} of ${e.subnet} does not lead to ${e.network}, and ${e.otherTable} of ${e.otherSubnet} does: from ${e.network} the private API endpoint answers now and then (dial tcp …:443: i/o timeout).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable, each, aws }) {
    if (!isClusterSubnet(view, subnet)) return notApplicable('EKS does not place the private API endpoint in it.');
    const reason = notAsked(view);
    if (reason !== undefined) return notApplicable(reason);

    const blocks = nonRoutableBlocks(view);
    if (AddressSet.of(...blocks).covers(subnet.cidr)) {
      yield violation(
        'notRoutable',
        { subnet: subnet.id, cidr: subnet.cidr, blocks },
        { cause: { kind: 'cluster-subnet', resource: subnet.id }, fix: moveFix(view, blocks, aws) },
      );
      return undefined;
    }
    const effective = effectiveRouteTable(view.account, subnet);
    yield* each(declaredNetworks(view), function* (network) {
      if (leadsTo(view.account, effective, network)) return;
      const other = clusterSubnets(view).find((one) => attempt(() => leads(view, one, network)) === true);
      if (!other) {
        for (const one of clusterSubnets(view)) leads(view, one, network);
        return;
      }
      const like = effectiveRouteTable(view.account, other);
      const command = attempt(() => routeLikeWords(view.account, effective, like, network));
      const facts = {
        subnet: subnet.id,
        routeTable: tableName(effective.table.id, effective.main),
        network,
        otherSubnet: other.id,
        otherTable: tableName(like.table.id, like.main),
      };
      yield violation('lacksRoute', facts, {
        cause: { kind: 'route', resource: `${effective.table.id} ${network}` },
        fix: fixFrom(aws, {
          text: `Give ${effective.table.id} the route for ${network} that ${like.table.id} has.`,
          ...(command === undefined || command instanceof NotObserved ? {} : { command }),
        }),
      });
    });
    return undefined;
  },
});

const leads = ({ account }: ClusterView, subnet: Subnet, network: string): boolean =>
  leadsTo(account, effectiveRouteTable(account, subnet), network);

const declaredNetworks = ({ declared }: ClusterView): readonly string[] => [
  ...new Set([...(declared.adminCidrs ?? []), ...(declared.apiClientCidrs ?? []), ...(declared.connectedCidrs ?? [])]),
];

/** Why no other network needs the private endpoint. Raises `NotObserved` when that cannot be told. */
function notAsked(view: ClusterView): string | undefined {
  const { cluster } = view;
  if (!cluster.endpointPrivateAccess) return 'The private API endpoint is off.';
  const isHybrid = cluster.remoteNodeCidrs.length + cluster.remotePodCidrs.length > 0;
  if (!isHybrid && cluster.endpointPublicAccess) return 'Other networks can use the public API endpoint.';
  if (declaredNetworks(view).length > 0) return undefined;
  const found = connections(view);
  if (observedOf(found).length > 0) return undefined;
  for (const each of found) if (each instanceof NotObserved) throw each;
  return 'No cluster subnet has a route to another network, and none is declared.';
}

/** Names routable subnets in place of those that are not: what the zone has already, or another of its subnets. */
function moveFix(view: ClusterView, blocks: readonly string[], aws: AwsCommand): Fix {
  const text = 'Name routable subnets as cluster subnets, one in each zone that the cluster has.';
  const notRouted = AddressSet.of(...blocks);
  const chosen = attempt(() => {
    const subnets = clusterSubnets(view);
    const kept = subnets.filter(({ cidr }) => !notRouted.covers(cidr));
    const bare = subnets.filter(({ zoneId }) => !kept.some((one) => one.zoneId === zoneId));
    const added = bare.map((subnet) => roomiestSibling(view, subnet, addressesForEks));
    if (added.some((one) => one === undefined || notRouted.covers(one.cidr))) return undefined;
    return [...new Set([...kept, ...added].map((one) => one?.id ?? ''))];
  });
  if (chosen === undefined || chosen instanceof NotObserved || chosen.length < 2) return { text };
  return {
    text: `Name ${chosen.join(', ')} as cluster subnets, which cover the same zones and are routable.`,
    command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${`subnetIds=${chosen.join(',')}`}`,
  };
}
