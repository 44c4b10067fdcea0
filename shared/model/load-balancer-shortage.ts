import type { Declarations } from './declarations.ts';
import { featureGates, isBefore } from './load-balancer-subnets/behaviour.ts';
import {
  clusterTagOf,
  discoverSubnets,
  isOfferedTo,
  type LoadBalancerScheme,
  suits,
  zonesNeeded,
} from './load-balancer-subnets.ts';
import { attempt, findObserved } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/** Why new load balancers of a scheme find no fitting subnets, or only by the controller's fallback. */
export type Shortage = {
  /** Zones with an eligible subnet that a load balancer needs. */
  readonly needed: number;
} & (
  | { readonly kind: 'untagged'; readonly fallback: 'works' | 'fails' | 'none' }
  | {
      readonly kind: 'tooFewZones';
      readonly eligible: readonly Subnet[];
      /** Tagged as they should be, and passed over for want of addresses: with them the zones would suffice. */
      readonly full: readonly Subnet[];
    }
  | { readonly kind: 'mixedLocales'; readonly chosen: readonly Subnet[]; readonly locales: readonly string[] }
  | { readonly kind: 'noneEligible' }
);

type Controller = 'lbc' | 'ccm' | 'automode' | 'none';

/** Why nothing discovers subnets for the scheme, or undefined. Raises `NotObserved` when a subnet of the VPC cannot be told. */
export function notDiscovered(view: ClusterView, scheme: LoadBalancerScheme): string | undefined {
  const { explicitLbSubnets, loadBalancerController, expectInternetFacing } = view.declared;
  if (explicitLbSubnets) return 'Every load balancer names its subnets (explicitLbSubnets).';
  if (loadBalancerController === 'none') return 'Nothing creates load balancers (loadBalancerController: none).';
  if (scheme === 'internet-facing' && expectInternetFacing === false) {
    return 'The cluster is not to get internet-facing load balancers (expectInternetFacing).';
  }
  const kind = scheme === 'internal' ? 'private' : 'public';
  return hasSuitedSubnet(view, scheme) ? undefined : `The VPC has no ${kind} subnet.`;
}

/** Whether the VPC has a subnet whose reachability the scheme is meant for. Raises `NotObserved` when that cannot be told. */
const hasSuitedSubnet = (view: ClusterView, scheme: LoadBalancerScheme): boolean =>
  findObserved(view.account.subnets.inVpc(view.cluster.vpcId), (subnet) => suits(view, subnet, scheme)) !== undefined;

/** `zones`: in how many regular zones a load balancer needs a subnet. Raises `NotObserved` when a subnet cannot be told. */
export function shortageOf(view: ClusterView, scheme: LoadBalancerScheme, zones: number): Shortage | undefined {
  const subnets = view.account.subnets.inVpc(view.cluster.vpcId);
  if (view.declared.loadBalancerController === 'ccm') {
    const found = findObserved(subnets, (subnet) => suitsLegacyController(view, subnet, scheme));
    return found ? undefined : { kind: 'noneEligible', needed: 1 };
  }
  if (!subnets.some((subnet) => isOfferedTo(subnet, scheme))) {
    return { kind: 'untagged', needed: zones, fallback: fallbackOf(view, scheme, zones) };
  }
  const discovery = discoverSubnets(view, scheme);
  if (discovery.locales.length > 1) return { kind: 'mixedLocales', needed: zones, ...discovery };
  const eligible = discovery.eligible.filter((subnet) => suits(view, subnet, scheme));
  const needed = zonesNeeded(discovery, zones);
  if (zoneNames(eligible).size >= needed) return undefined;
  const full = discovery.dropped
    .filter(({ subnet, obstacle }) => obstacle === 'too-few-addresses' && suits(view, subnet, scheme))
    .map(({ subnet }) => subnet);
  const suffice = zoneNames([...eligible, ...full]).size >= needed;
  return { kind: 'tooFewZones', eligible, full: suffice ? full : [], needed };
}

/** The legacy cloud provider takes role tags for tie-breakers only, and public subnets for internal load balancers too. */
const suitsLegacyController = (view: ClusterView, subnet: Subnet, scheme: LoadBalancerScheme): boolean =>
  clusterTagOf(view, subnet) !== 'foreign' && (scheme === 'internal' || suits(view, subnet, scheme));

const zoneNames = (subnets: readonly Subnet[]): ReadonlySet<string> => new Set(subnets.map(({ zone }) => zone));

/** Whether the declared release does not look at reachability yet where no subnet is tagged. */
const hasNoFallback = ({ lbcVersion }: Declarations): boolean =>
  lbcVersion !== undefined && isBefore(lbcVersion, featureGates.SubnetDiscoveryByReachability.since);

function fallbackOf(view: ClusterView, scheme: LoadBalancerScheme, zones: number): 'works' | 'fails' | 'none' {
  if (attempt(() => controllerOf(view)) === 'automode' || hasNoFallback(view.declared)) return 'none';
  const works = attempt(() => {
    const discovery = discoverSubnets(view, scheme);
    return discovery.locales.length <= 1 && discovery.chosen.length >= zonesNeeded(discovery, zones);
  });
  return works === false ? 'fails' : 'works';
}

/** Auto Mode where nothing is declared and the cluster runs it. Raises `NotObserved` when that is not known. */
const controllerOf = ({ cluster, declared }: ClusterView): Controller =>
  declared.loadBalancerController ?? (cluster.autoMode ? 'automode' : 'lbc');
