import {
  autoModeBehaviour,
  type FeatureGates,
  latestRelease,
  lbcBehaviour,
} from '../../model/load-balancer-subnets/behaviour.ts';
import { resolveByCloudProvider } from '../../model/load-balancer-subnets/cloud-provider.ts';
import type {
  Fate,
  LoadBalancerRequest,
  Resolution,
  SubnetFate,
} from '../../model/load-balancer-subnets/resolution.ts';
import { resolveSubnets } from '../../model/load-balancer-subnets/resolve.ts';
import { clusterTagKeys, roleTagOf } from '../../model/load-balancer-subnets.ts';
import { attempt, orUnknown } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import type { Controller, LoadBalancerReport, SubnetAnswer } from '../../reports/load-balancer-subnets/report.ts';

export interface LoadBalancerQuestion extends Omit<LoadBalancerRequest, 'behaviour'> {
  /** Absent: the one that is declared, or that the cluster shows. */
  readonly controller?: Controller | undefined;
  /** Of the AWS Load Balancer Controller; absent: as declared, or the newest. */
  readonly release?: string | undefined;
  readonly gates: FeatureGates;
}

/** Which subnets a controller takes for a new load balancer of the cluster. What is not known stands in `missing`. */
export function loadBalancerSubnets(view: ClusterView, question: LoadBalancerQuestion): LoadBalancerReport {
  const { type, scheme, ipAddressType, gates } = question;
  const asked = question.controller ?? attempt(() => controllerOf(view));
  const controller = asked instanceof NotObserved ? 'lbc' : asked;
  const release = controller === 'lbc' ? (question.release ?? view.declared.lbcVersion ?? latestRelease) : null;
  const behaviour = release === null ? autoModeBehaviour : lbcBehaviour(release, gates);
  const resolution =
    asked instanceof NotObserved
      ? asked
      : attempt(() =>
          controller === 'ccm'
            ? resolveByCloudProvider(view, scheme)
            : resolveSubnets(view, { ...question, behaviour }),
        );
  const { account, region } = view.account;
  const head = { account, region, cluster: view.name, controller, release, type, scheme, ipAddressType };
  if (resolution instanceof NotObserved) {
    return {
      ...head,
      candidatesBy: null,
      chosen: null,
      error: null,
      zones: [],
      notes: [],
      missing: [resolution.missing],
    };
  }
  return {
    ...head,
    candidatesBy: resolution.candidatesBy,
    chosen: resolution.chosen.map(({ id }) => id),
    error: resolution.error ?? null,
    zones: zonesOf(view, question, resolution),
    notes: [...resolution.notes, ...notesOf(controller)],
    missing: [],
  };
}

/** Raises `NotObserved` when it is not known whether Auto Mode is on. */
export function controllerOf({ cluster, declared }: ClusterView): Controller {
  const { loadBalancerController: named } = declared;
  if (named === 'lbc' || named === 'ccm') return named;
  return named === 'automode' || cluster.autoMode ? 'auto-mode' : 'lbc';
}

const notesOf = (controller: Controller): readonly string[] => [
  'A load balancer that exists keeps its subnets as long as its scheme stays: this is what a new one gets.',
  ...(controller === 'auto-mode'
    ? [
        'The code of Auto Mode is not published: its answer is that of the AWS Load Balancer Controller, with role tags required as documented.',
      ]
    : []),
];

function zonesOf(
  view: ClusterView,
  question: LoadBalancerQuestion,
  resolution: Resolution,
): LoadBalancerReport['zones'] {
  const byZone = Map.groupBy(resolution.fates, ({ subnet }) => orUnknown(() => subnet.zone));
  return [...byZone]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([zone, fates]) => ({
      zone,
      zoneId: orUnknown(() => fates[0]?.subnet.zoneId),
      subnets: fates.toSorted(firstChosen).map((fate) => answerOf(view, question, resolution, fate)),
    }));
}

const firstChosen = (a: SubnetFate, b: SubnetFate): number => {
  const rank = ({ fate, subnet }: SubnetFate) => `${fate === 'chosen' ? 0 : 1} ${subnet.id}`;
  return rank(a) < rank(b) ? -1 : 1;
};

function answerOf(
  view: ClusterView,
  question: LoadBalancerQuestion,
  resolution: Resolution,
  { subnet, fate, preferred }: SubnetFate,
): SubnetAnswer {
  const name = attempt(() => subnet.tags.Name);
  const role = roleTagOf[question.scheme];
  const words: Readonly<Record<Fate, () => string>> = {
    chosen: () => (resolution.error ? 'fits, but the choice as a whole is refused' : 'taken'),
    'not-requested': () => 'not asked for',
    'no-role-tag': () => `not tagged ${role}`,
    'role-tag-value': () => `tagged ${role}=${subnet.tags[role]}, which is neither 1 nor empty`,
    'no-cluster-tag': () =>
      `not tagged kubernetes.io/cluster/${view.name} with owned or shared, as releases before 2.1.2 ask`,
    'wrong-reachability': () =>
      question.scheme === 'internal' ? 'has a route to an internet gateway' : 'has no route to an internet gateway',
    'foreign-cluster-tag': () => `tagged for other clusters alone (${clusterTagKeys(subnet).join(', ')})`,
    'too-few-addresses': () => `${subnet.freeIpv4Addresses} free addresses, of 8 that are needed`,
    'no-ipv6': () => 'no associated IPv6 block',
    'another-in-zone': () => `in this zone ${preferred?.id} comes first`,
    'zone-type': () => 'in a Local or Wavelength Zone',
  };
  return {
    id: subnet.id,
    name: name instanceof NotObserved || name === undefined ? null : name,
    fate,
    why: words[fate](),
  };
}
