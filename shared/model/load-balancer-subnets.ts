import { isPublicByDoc } from './egress.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

export type LoadBalancerScheme = 'internet-facing' | 'internal';

/** The tag that offers a subnet to load balancers of a scheme. */
export const roleTagOf: Readonly<Record<LoadBalancerScheme, string>> = {
  'internet-facing': 'kubernetes.io/role/elb',
  internal: 'kubernetes.io/role/internal-elb',
};

/** Whether the subnet carries the scheme's role tag, whatever its value: what the legacy cloud provider looks at. */
export const hasRoleTag = ({ tags }: Pick<Subnet, 'tags'>, scheme: LoadBalancerScheme): boolean =>
  roleTagOf[scheme] in tags;

/** Whether the tag has a value that the AWS Load Balancer Controller looks for: `1`, or none. */
export const isOfferedTo = ({ tags }: Pick<Subnet, 'tags'>, scheme: LoadBalancerScheme): boolean =>
  ['1', ''].includes(tags[roleTagOf[scheme]] ?? 'absent');

/** Without a slash at its end, as in the controller: `kubernetes.io/cluster-autoscaler/…` counts as a cluster's tag too. */
const clusterTagPrefix = 'kubernetes.io/cluster';

export const clusterTagKeys = ({ tags }: Pick<Subnet, 'tags'>): readonly string[] =>
  Object.keys(tags).filter((key) => key.startsWith(clusterTagPrefix));

/** Whose cluster tags the subnet carries. With tags of others only, controllers of this cluster leave it out. */
export function clusterTagOf({ name }: Pick<ClusterView, 'name'>, subnet: Pick<Subnet, 'tags'>): ClusterTag {
  const keys = clusterTagKeys(subnet);
  if (keys.includes(`${clusterTagPrefix}/${name}`)) return 'own';
  return keys.length > 0 ? 'foreign' : 'none';
}
export type ClusterTag = 'own' | 'foreign' | 'none';

/** Free addresses below which the controller passes a subnet over. */
export const addressesForLoadBalancer = 8;

/** Why the controller passes a candidate over. */
export type Obstacle = 'foreign-cluster-tag' | 'too-few-addresses' | 'no-ipv6';

/** The first of the controller's filters that drops the subnet, in its order; undefined when it is eligible. */
export function obstacleOf(
  view: Pick<ClusterView, 'name'>,
  subnet: Subnet,
  { dualStack = false }: { readonly dualStack?: boolean } = {},
): Obstacle | undefined {
  if (clusterTagOf(view, subnet) === 'foreign') return 'foreign-cluster-tag';
  if (subnet.freeIpv4Addresses < addressesForLoadBalancer) return 'too-few-addresses';
  return dualStack && subnet.ipv6Cidrs.length === 0 ? 'no-ipv6' : undefined;
}

/** One subnet per zone *name*: with this cluster's tag before without, then the lowest id in byte order. */
export function onePerZone(view: Pick<ClusterView, 'name'>, subnets: readonly Subnet[]): readonly Subnet[] {
  const rank = (subnet: Subnet): string => `${clusterTagOf(view, subnet) === 'own' ? 0 : 1} ${subnet.id}`;
  const byZone = Map.groupBy(subnets, ({ zone }) => zone);
  return [...byZone.values()].flatMap((inZone) => inZone.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))[0] ?? []);
}

/** Where a subnet lies for load balancers, which do not stretch over several kinds of places: an AWS zone type, or `outpost`. */
export function localeOf({ availabilityZones, region }: AccountView, { outpostArn, zone, zoneId }: Subnet): string {
  if (outpostArn !== undefined) return 'outpost';
  // A regular zone is named by its Region and one letter; for other names the list of zones is asked first.
  const isRegular = zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length));
  if (isRegular) return 'availability-zone';
  const listed = attempt(() => availabilityZones.find(zoneId));
  if (listed && !(listed instanceof NotObserved)) return listed.type;
  return zone.includes('-wlz-') ? 'wavelength-zone' : 'local-zone';
}

export interface Discovery {
  /** Found by the scheme's role tag, or, because no subnet of the VPC offers itself by it, by reachability. */
  readonly by: 'role-tag' | 'reachability';
  readonly eligible: readonly Subnet[];
  readonly dropped: readonly { readonly subnet: Subnet; readonly obstacle: Obstacle }[];
  /** What a new load balancer would use, sorted by id. */
  readonly chosen: readonly Subnet[];
  /** The kinds of places among the chosen; the controller gives up over more than one. */
  readonly locales: readonly string[];
}

/**
 * The subnets that the AWS Load Balancer Controller (2.12.1 and later) discovers in the cluster's VPC for a new load balancer that
 * names none. Raises `NotObserved` when a subnet of the VPC cannot be told.
 */
export function discoverSubnets(
  view: ClusterView,
  scheme: LoadBalancerScheme,
  options: { readonly dualStack?: boolean } = {},
): Discovery {
  const subnets = view.account.subnets.inVpc(view.cluster.vpcId);
  const offered = subnets.filter((subnet) => isOfferedTo(subnet, scheme));
  const by = offered.length > 0 ? 'role-tag' : 'reachability';
  const candidates = by === 'role-tag' ? offered : subnets.filter((subnet) => suits(view, subnet, scheme));
  const judged = candidates.map((subnet) => ({ subnet, obstacle: obstacleOf(view, subnet, options) }));
  const eligible = judged.filter(({ obstacle }) => obstacle === undefined).map(({ subnet }) => subnet);
  const chosen = onePerZone(view, eligible).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    by,
    eligible,
    dropped: judged.flatMap(({ subnet, obstacle }) => (obstacle ? { subnet, obstacle } : [])),
    chosen,
    locales: [...new Set(chosen.map((subnet) => localeOf(view.account, subnet)))].sort(),
  };
}

/** Whether the subnet's reachability is what the scheme is meant for: public for internet-facing, private for internal. */
export const suits = ({ account }: ClusterView, subnet: Subnet, scheme: LoadBalancerScheme): boolean =>
  isPublicByDoc(account, subnet) === (scheme === 'internet-facing');

/** Zones that a load balancer needs: an Application Load Balancer in regular zones two, one anywhere else. */
export const zonesNeeded = ({ locales }: Pick<Discovery, 'locales'>, inRegularZones: number): number =>
  locales.length === 0 || locales.includes('availability-zone') ? inRegularZones : Math.min(1, inRegularZones);
