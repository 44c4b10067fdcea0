import { clusterTagOf, isOfferedTo, onePerZone, roleTagOf, suits } from '../load-balancer-subnets.ts';
import { attempt } from '../view/observing.ts';
import type { Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { refusalOf } from './locale.ts';
import type { Fate, LoadBalancerRequest, Resolution, ResolutionError, SubnetFate } from './resolution.ts';
import { resolveSpecified } from './specified.ts';

/**
 * The subnets that the AWS Load Balancer Controller chooses for a new load balancer, or why it makes none (pkg/networking,
 * subnet_resolver.go). One that exists keeps its subnets while its scheme stays. Raises `NotObserved` for a fact that decides.
 */
export function resolveSubnets(view: ClusterView, request: LoadBalancerRequest): Resolution {
  const { wish } = request;
  if (wish.by === 'names' || wish.by === 'ids') return resolveSpecified(view, request, wish);
  const subnets = view.account.subnets.inVpc(view.cluster.vpcId);
  if (wish.by === 'tags') {
    const isMeant = ({ tags }: Subnet) =>
      Object.entries(wish.tags).every(([key, values]) => values.includes(tags[key] ?? `no ${values.join()}`));
    return choose(view, request, subnets, 'selector', (subnet) => (isMeant(subnet) ? undefined : 'not-requested'));
  }
  return discover(view, request, subnets);
}

function discover(view: ClusterView, request: LoadBalancerRequest, subnets: readonly Subnet[]): Resolution {
  const { scheme, behaviour } = request;
  const isTagged = (subnet: Subnet) => roleTagFate(view, request, subnet) === undefined;
  if (!behaviour.byReachability || subnets.some(isTagged)) {
    return choose(view, request, subnets, 'role-tag', (subnet) => roleTagFate(view, request, subnet));
  }
  const reach = attempt(() =>
    choose(view, request, subnets, 'reachability', (subnet) =>
      suits(view, subnet, scheme) ? undefined : 'wrong-reachability',
    ),
  );
  if (!(reach instanceof NotObserved)) return reach;
  if (!lacksMainTable(view)) throw reach;
  const { vpcId } = view.cluster;
  const message = `failed to list subnets by reachability: [this shall never happen] could not identify main route table for vpc: ${vpcId}`;
  return {
    candidatesBy: 'reachability',
    fates: [],
    chosen: [],
    error: { kind: 'no-main-route-table', message },
    notes: [],
  };
}

/** The route tables of the VPC are known, and none is its main one: EC2 shows no such VPC, a shared or filtered view may. */
function lacksMainTable({ account, cluster }: ClusterView): boolean {
  const main = attempt(() => account.routeTables.inVpc(cluster.vpcId).some((table) => table.main));
  return main === false;
}

function roleTagFate(
  { name }: ClusterView,
  { scheme, behaviour }: LoadBalancerRequest,
  subnet: Subnet,
): Fate | undefined {
  if (!isOfferedTo(subnet, scheme)) return roleTagOf[scheme] in subnet.tags ? 'role-tag-value' : 'no-role-tag';
  const owned = ['owned', 'shared'].includes(subnet.tags[`kubernetes.io/cluster/${name}`] ?? '');
  return behaviour.clusterTagRequired && !owned ? 'no-cluster-tag' : undefined;
}

/** Filters the candidates, takes one a zone, and asks whether those will do. */
function choose(
  view: ClusterView,
  request: LoadBalancerRequest,
  subnets: readonly Subnet[],
  candidatesBy: Resolution['candidatesBy'],
  outside: (subnet: Subnet) => Fate | undefined,
): Resolution {
  const judged = subnets.map((subnet) => ({ subnet, fate: outside(subnet) ?? obstacleTo(view, request, subnet) }));
  const eligible = judged.flatMap(({ subnet, fate }) => (fate === undefined ? [subnet] : []));
  const chosen = onePerZone(view, eligible).toSorted(byId);
  const error = chosen.length === 0 ? noneEligible(request, judged) : refusalOf(view, chosen, request);
  const fates = judged.map(({ subnet, fate }) => (fate ? { subnet, fate } : settled(subnet, chosen)));
  return { candidatesBy, fates, chosen: error ? [] : chosen, ...(error ? { error } : {}), notes: [] };
}

const byId = (a: Subnet, b: Subnet): number => (a.id < b.id ? -1 : 1);

function settled(subnet: Subnet, chosen: readonly Subnet[]): SubnetFate {
  const preferred = chosen.find(({ zone }) => zone === subnet.zone);
  if (!preferred || preferred === subnet) return { subnet, fate: 'chosen' };
  return { subnet, fate: 'another-in-zone', preferred };
}

/** The first of the controller's filters that drops a candidate, in its order. */
function obstacleTo(view: ClusterView, request: LoadBalancerRequest, subnet: Subnet): Fate | undefined {
  const { foreignTagExcludes, minimumFree, checksIpv6 } = request.behaviour;
  if (foreignTagExcludes && clusterTagOf(view, subnet) === 'foreign') return 'foreign-cluster-tag';
  if (minimumFree > 0 && subnet.freeIpv4Addresses < minimumFree) return 'too-few-addresses';
  return checksIpv6 && request.ipAddressType !== 'ipv4' && subnet.ipv6Cidrs.length === 0 ? 'no-ipv6' : undefined;
}

interface Judged {
  readonly fate: Fate | undefined;
}

function noneEligible({ ipAddressType, behaviour }: LoadBalancerRequest, judged: readonly Judged[]): ResolutionError {
  const count = (fate: Fate) => judged.filter((one) => one.fate === fate).length;
  const [foreign, full, without] = [count('foreign-cluster-tag'), count('too-few-addresses'), count('no-ipv6')];
  const message =
    behaviour.checksIpv6 && ipAddressType !== 'ipv4'
      ? `${foreign} are tagged for other clusters, ${full} have insufficient available IP addresses, and ${without} don't have an associated IPv6 CIDR block, which is required for ${ipAddressType} load balancers`
      : `${foreign} are tagged for other clusters, and ${full} have insufficient available IP addresses`;
  return {
    kind: 'none-eligible',
    message: `unable to resolve at least one subnet. Evaluated ${foreign + full + without} subnets: ${message}`,
  };
}
