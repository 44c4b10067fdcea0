import type { Shortage } from './load-balancer-shortage.ts';
import {
  addressesForLoadBalancer,
  clusterTagKeys,
  isOfferedTo,
  type LoadBalancerScheme,
  localeOf,
  type Obstacle,
  obstacleOf,
  onePerZone,
  roleTagOf,
  suits,
} from './load-balancer-subnets.ts';
import type { Remedy } from './remedy.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** What a person can check about a shortage. */
export type ShortageFacts = {
  readonly vpc: string;
  readonly scheme: LoadBalancerScheme;
  readonly roleTag: string;
  /** What becomes of each subnet in question. */
  readonly subnets: readonly string[];
  readonly eligible: readonly string[];
  readonly zonesNeeded: number;
  readonly locales: readonly string[];
  readonly fallback: 'works' | 'fails' | 'none';
};

const consequences: Readonly<Record<ShortageFacts['fallback'], string>> = {
  works: 'the AWS Load Balancer Controller falls back on reachability since 2.12.1, older ones find no subnet',
  fails: "and the controller's fallback on reachability does not find enough subnets either",
  none: 'so no subnet is discovered',
};

/** The shortages in words, with the errors that the controllers show. */
export const shortageSentences = {
  untagged: ({ vpc, scheme, roleTag, fallback }: ShortageFacts) =>
    `No subnet of ${vpc} is tagged ${roleTag}=1 for ${scheme} load balancers: ${consequences[fallback]} (unable to resolve at least one subnet).`,
  tooFewZones: ({ scheme, roleTag, eligible, zonesNeeded }: ShortageFacts) =>
    `Of the subnets tagged ${roleTag}, ${eligible.join(', ') || 'none'} can take ${scheme} load balancers; they need ${zonesNeeded} Availability Zones, and one tagged subnet turns the fallback on reachability off (unable to resolve at least one subnet).`,
  mixedLocales: ({ scheme, roleTag, locales }: ShortageFacts) =>
    `The subnets tagged ${roleTag} lie in places of different kinds (${locales.join(', ')}), which no ${scheme} load balancer spans: discovery fails (subnets in multiple locales).`,
  noneEligible: ({ vpc, scheme }: ShortageFacts) =>
    `The cloud provider finds no subnet of ${vpc} for ${scheme} load balancers: it passes over those that are tagged for other clusters only${scheme === 'internal' ? '' : ', and private ones'} (could not find any suitable subnets for creating the ELB).`,
};

export const shortageFacts = (view: ClusterView, scheme: LoadBalancerScheme, shortage: Shortage): ShortageFacts => ({
  vpc: view.cluster.vpcId,
  scheme,
  roleTag: roleTagOf[scheme],
  subnets: subnetBySubnet(view, scheme),
  eligible: shortage.kind === 'tooFewZones' ? shortage.eligible.map(({ id, zone }) => `${id} (${zone})`) : [],
  zonesNeeded: shortage.needed,
  locales: shortage.kind === 'mixedLocales' ? shortage.locales : [],
  fallback: shortage.kind === 'untagged' ? shortage.fallback : 'none',
});

const obstacleWords: Readonly<Record<Obstacle, (subnet: Subnet) => string>> = {
  'foreign-cluster-tag': (subnet) => `tagged for another cluster by ${clusterTagKeys(subnet).join(', ')}`,
  'too-few-addresses': ({ freeIpv4Addresses }) =>
    `${freeIpv4Addresses} free addresses of ${addressesForLoadBalancer} needed`,
  'no-ipv6': () => 'without IPv6 addresses',
};

/** Each subnet that the scheme is meant for, or that is tagged for it, and what becomes of it. */
function subnetBySubnet(view: ClusterView, scheme: LoadBalancerScheme): readonly string[] {
  const subnets = attempt(() => view.account.subnets.inVpc(view.cluster.vpcId));
  if (subnets instanceof NotObserved) return [];
  return subnets.flatMap((subnet) => {
    const words = attempt(() => fateOf(view, subnet, scheme));
    return words instanceof NotObserved
      ? `${subnet.id}: not known`
      : words === undefined
        ? []
        : `${subnet.id}: ${words}`;
  });
}

function fateOf(view: ClusterView, subnet: Subnet, scheme: LoadBalancerScheme): string | undefined {
  const offered = isOfferedTo(subnet, scheme);
  const suited = suits(view, subnet, scheme);
  if (!offered && !suited) return undefined;
  const value = subnet.tags[roleTagOf[scheme]];
  if (!offered)
    return value === undefined ? 'not tagged' : `tagged with the value ${value}, which is none of "1" and ""`;
  if (!suited) return scheme === 'internal' ? 'tagged, but public' : 'tagged, but private';
  const obstacle = obstacleOf(view, subnet);
  return obstacle ? obstacleWords[obstacle](subnet) : `eligible in ${subnet.zone}`;
}

/** What ends the shortage; where there are too few subnets, a person decides. */
export function shortageRemedy(view: ClusterView, scheme: LoadBalancerScheme, shortage: Shortage): Remedy {
  switch (shortage.kind) {
    case 'mixedLocales':
      return untagRemedy(view, scheme, shortage.chosen);
    case 'noneEligible':
      return clusterTagRemedy(view, scheme);
    default: {
      const full = shortage.kind === 'tooFewZones' ? shortage.full.map(({ id }) => id) : [];
      const remedy = tagRemedy(view, scheme, shortage.needed);
      if (full.length === 0) return remedy;
      const text = `Release addresses in ${full.join(', ')} until ${addressesForLoadBalancer} are free. Or: ${remedy.text}`;
      return { ...remedy, text };
    }
  }
}

/** Tags further subnets, one for each zone that has none yet. */
function tagRemedy(view: ClusterView, scheme: LoadBalancerScheme, zones: number): Remedy {
  const tag = `${roleTagOf[scheme]}=1`;
  const subnets = suitedSubnets(view, scheme, (subnet) => {
    const isRegular = localeOf(view.account, subnet) === 'availability-zone';
    return isRegular && obstacleOf(view, subnet) === undefined;
  });
  const served = new Set(subnets.filter((subnet) => isOfferedTo(subnet, scheme)).map(({ zone }) => zone));
  const further = onePerZone(
    view,
    subnets.filter(({ zone }) => !served.has(zone)),
  );
  if (further.length === 0 || served.size + further.length < zones) {
    const kind = scheme === 'internal' ? 'private' : 'public';
    return {
      text: `Tag ${kind} subnets in ${zones} Availability Zones with ${tag}; each needs ${addressesForLoadBalancer} free addresses and no other cluster's tag. Create those that are missing.`,
    };
  }
  const ids = further.map(({ id }) => id);
  return { text: `Tag ${ids.join(', ')} with ${tag}.`, command: createTags(ids, `Key=${roleTagOf[scheme]},Value=1`) };
}

const createTags = (ids: readonly string[], tag: string): readonly string[] => [
  'ec2',
  'create-tags',
  '--resources',
  ...ids,
  '--tags',
  tag,
];

function untagRemedy({ account }: ClusterView, scheme: LoadBalancerScheme, chosen: readonly Subnet[]): Remedy {
  const odd = chosen
    .filter((subnet) => attempt(() => localeOf(account, subnet)) !== 'availability-zone')
    .map(({ id }) => id);
  const key = roleTagOf[scheme];
  return {
    text: `Take ${key} off ${odd.join(', ')}; name those subnets in the Ingresses and Services that are meant to use them.`,
    command: ['ec2', 'delete-tags', '--resources', ...odd, '--tags', `Key=${key}`],
  };
}

function clusterTagRemedy(view: ClusterView, scheme: LoadBalancerScheme): Remedy {
  const ids = suitedSubnets(view, scheme, () => true).map(({ id }) => id);
  const tag = `kubernetes.io/cluster/${view.name}`;
  return {
    text: `Tag subnets that the load balancers may use with ${tag} as well.`,
    ...(ids.length > 0 ? { command: createTags(ids, `Key=${tag},Value=shared`) } : {}),
  };
}

/** As far as they are known. */
const suitedSubnets = (view: ClusterView, scheme: LoadBalancerScheme, test: (subnet: Subnet) => boolean) =>
  view.account.subnets
    .inVpc(view.cluster.vpcId)
    .filter((subnet) => attempt(() => suits(view, subnet, scheme) && test(subnet) && subnet.zone !== '') === true);
