import { AddressSet, CGNAT, RFC1918 } from './address-set.ts';
import { vpcBlocks } from './cluster-networks.ts';
import { connectedNetworks } from './peerings.ts';
import { remoteNodeNetworks, remotePodNetworks } from './remote-networks.ts';
import { effectiveRouteTable } from './routes.ts';
import { clusterSubnets } from './subnet-use.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { SecurityGroup, SecurityGroupRule } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A rule of the form that EKS makes for remote networks, for addresses that no network of the cluster, none connected and none declared has. */
export interface LeftoverRule {
  readonly rule: SecurityGroupRule;
  /** The block that the rule names. */
  readonly cidr: string;
  /** The part of it that is nobody's. */
  readonly blocks: readonly string[];
}

/**
 * The rules of the cluster security group that may be left over from remote networks: tcp 443 from a private block. EKS takes no remote
 * network that overlaps the VPC, so a rule that does is somebody's own. What could not be told stands among them.
 */
export function leftoverRules(view: ClusterView, group: SecurityGroup): readonly (LeftoverRule | NotObserved)[] {
  const { ingress } = group;
  const accounted = [...remoteNodeNetworks(view), ...remotePodNetworks(view), ...declaredClients(view)];
  const candidates = Array.from({ length: ingress.length }, (_, index) =>
    attempt(() => leftover(ingress[index], accounted)),
  ).filter((found) => found !== undefined);
  if (candidates.every((found) => found instanceof NotObserved)) return candidates;

  const own = AddressSet.of(...vpcBlocks(view));
  const connected = connectedNetworks(view).map((network) => (network instanceof NotObserved ? network : network.cidr));
  return candidates.flatMap((found): readonly (LeftoverRule | NotObserved)[] => {
    if (found instanceof NotObserved) return [found];
    if (own.overlaps(found.cidr)) return [];
    return [attempt(() => leftover(found.rule, [...accounted, ...connected]))].filter((rest) => rest !== undefined);
  });
}

const declaredClients = ({ declared }: ClusterView): readonly string[] => [
  ...(declared.adminCidrs ?? []),
  ...(declared.apiClientCidrs ?? []),
];

const permitted = RFC1918.union(CGNAT);

/** Raises `NotObserved` when a network that is not known may account for the rule. */
function leftover(
  rule: SecurityGroupRule | undefined,
  accounted: readonly (string | NotObserved)[],
): LeftoverRule | undefined {
  if (rule?.protocol !== 'tcp' || rule.ports?.from !== 443 || rule.ports.to !== 443) return undefined;
  const { peer } = rule;
  if (!('cidr' in peer) || !permitted.covers(peer.cidr)) return undefined;
  const rest = AddressSet.of(peer.cidr).subtract(AddressSet.of(...observedOf(accounted)));
  if (rest.isEmpty) return undefined;
  const hiding = accounted.find((network) => network instanceof NotObserved);
  if (hiding) throw hiding;
  return { rule, cidr: peer.cidr, blocks: rest.toCidrs() };
}

/** `rtb-1 10.99.0.0/16`: routes of the cluster's subnets that lie within the block, as far as they were observed. */
export function routesWithin(view: ClusterView, block: string): readonly string[] {
  const subnets = attempt(() => clusterSubnets(view));
  const tables = (subnets instanceof NotObserved ? [] : subnets).map((subnet) =>
    attempt(() => effectiveRouteTable(view.account, subnet).table),
  );
  const wanted = AddressSet.of(block);
  return [...new Set(observedOf(tables))].flatMap((table) => {
    const destinations = attempt(() =>
      table.routes.flatMap(({ destination }) => ('cidr' in destination ? destination.cidr : [])),
    );
    if (destinations instanceof NotObserved) return [];
    return destinations.filter((cidr) => wanted.covers(cidr)).map((cidr) => `${table.id} ${cidr}`);
  });
}
