import type { Subnet } from '../view/records.ts';
import type { ClusterView } from '../view/views.ts';
import { refusalOf } from './locale.ts';
import type { LoadBalancerRequest, Resolution, ResolutionError, SubnetFate, SubnetWish } from './resolution.ts';

type Specified = Extract<SubnetWish, { by: 'names' | 'ids' }>;

/**
 * Subnets that somebody names: no tag and no number of addresses matters, but each must exist, and they must lie in different zones of
 * one kind of place. An id may name a subnet of any VPC, a name one of the cluster's.
 */
export function resolveSpecified(view: ClusterView, request: LoadBalancerRequest, wish: Specified): Resolution {
  const found = wish.by === 'ids' ? byIds(view, wish.ids, 'IDs') : byNamesOrIds(view, wish.namesOrIds);
  const candidatesBy = wish.by === 'ids' ? 'selector' : 'name';
  if ('kind' in found) return { candidatesBy, fates: fatesOf(view, []), chosen: [], error: found, notes: [] };
  const error = problemOf(view, found.subnets, request);
  return {
    candidatesBy,
    fates: fatesOf(view, found.subnets),
    chosen: error ? [] : found.subnets,
    ...(error ? { error } : {}),
    notes: found.ambiguous.map(
      (name) => `Several subnets bear the name ${name}: EC2 decides which of them comes first.`,
    ),
  };
}

interface Found {
  readonly subnets: readonly Subnet[];
  /** Names that several subnets bear. */
  readonly ambiguous: readonly string[];
}

const notFound = (what: string, problem: string): ResolutionError => ({
  kind: 'not-found',
  message: `failed to list subnets by ${what}: ${problem}`,
});

function byIds({ account }: ClusterView, ids: readonly string[], what: string): Found | ResolutionError {
  const subnets = ids.map((id) => account.subnets.find(id));
  const missing = ids.filter((_, index) => subnets[index] === undefined);
  if (missing.length === 1) {
    return notFound(what, `InvalidSubnetID.NotFound: The subnet ID '${missing[0]}' does not exist`);
  }
  if (missing.length > 1) {
    return notFound(what, `InvalidSubnetID.NotFound: The subnet IDs '${missing.join(', ')}' do not exist`);
  }
  const once = [...new Set(subnets)].filter((subnet) => subnet !== undefined);
  if (once.length === ids.length) return { subnets: once, ambiguous: [] };
  const found = once.map(({ id }) => id).join(' ');
  return notFound(what, `couldn't find all subnets, want: [${ids.join(' ')}], found: [${found}]`);
}

function byNamesOrIds(view: ClusterView, namesOrIds: readonly string[]): Found | ResolutionError {
  const what = 'names or IDs';
  const isId = (text: string) => text.startsWith('subnet-');
  const identified = byIds(view, namesOrIds.filter(isId), what);
  if ('kind' in identified) return identified;
  const names = namesOrIds.filter((text) => !isId(text));
  const subnets = names.length === 0 ? [] : view.account.subnets.inVpc(view.cluster.vpcId);
  const byName = Map.groupBy(subnets, ({ tags }) => tags.Name ?? '');
  const missing = [...new Set(names)].filter((name) => name === '' || !byName.has(name));
  if (missing.length > 0) return notFound(what, `couldn't find all subnets, missing names: [${missing.join(' ')}]`);
  return inOrder(namesOrIds, { identified: identified.subnets, byName });
}

/** One subnet for each text, in the order of the texts; a name that comes again takes the next subnet of that name. */
function inOrder(
  namesOrIds: readonly string[],
  { identified, byName }: { identified: readonly Subnet[]; byName: ReadonlyMap<string, readonly Subnet[]> },
): Found | ResolutionError {
  const used = new Map<string, number>();
  const subnets: Subnet[] = [];
  for (const text of namesOrIds) {
    const own = identified.find(({ id }) => id === text);
    const named = byName.get(text) ?? [];
    const uses = used.get(text) ?? 0;
    const next = own ?? named[uses];
    if (!next) {
      const problem = `subnet with Name tag ${JSON.stringify(text)} requested ${uses + 1} times but only ${named.length} subnet(s) found with that name`;
      return { ...notFound('names or IDs', problem), kind: 'name-requested-too-often' };
    }
    used.set(text, uses + 1);
    subnets.push(next);
  }
  const ambiguous = [...used.keys()].filter((name) => (byName.get(name)?.length ?? 0) > 1);
  return { subnets, ambiguous };
}

function problemOf(
  view: ClusterView,
  subnets: readonly Subnet[],
  request: LoadBalancerRequest,
): ResolutionError | undefined {
  if (subnets.length === 0) return { kind: 'none-eligible', message: 'unable to resolve at least one subnet' };
  const crowded = [...Map.groupBy(subnets, ({ zone }) => zone)].find(([, members]) => members.length > 1);
  if (crowded) {
    const [zone, members] = crowded;
    const ids = members.map(({ id }) => id).join(' ');
    return { kind: 'same-az', message: `multiple subnets in same Availability Zone ${zone}: [${ids}]` };
  }
  return refusalOf(view, subnets, request) ?? withoutIpv6(subnets, request);
}

function withoutIpv6(
  subnets: readonly Subnet[],
  { ipAddressType, behaviour }: LoadBalancerRequest,
): ResolutionError | undefined {
  if (!behaviour.checksIpv6 || ipAddressType === 'ipv4') return undefined;
  const lacking = subnets.filter(({ ipv6Cidrs }) => ipv6Cidrs.length === 0).map(({ id }) => id);
  if (lacking.length === 0) return undefined;
  const message = `subnets [${lacking.join(' ')}] do not have an associated IPv6 CIDR block, which is required for ${ipAddressType} load balancers`;
  return { kind: 'no-ipv6', message };
}

/** Those that are named, wherever they lie, and the others of the VPC. */
function fatesOf({ account, cluster }: ClusterView, named: readonly Subnet[]): readonly SubnetFate[] {
  const others = account.subnets.inVpc(cluster.vpcId).filter((subnet) => !named.includes(subnet));
  return [
    ...named.map((subnet): SubnetFate => ({ subnet, fate: 'chosen' })),
    ...others.map((subnet): SubnetFate => ({ subnet, fate: 'not-requested' })),
  ];
}
