import { hasRoleTag, type LoadBalancerScheme, localeOf, suits } from '../load-balancer-subnets.ts';
import type { Subnet } from '../view/records.ts';
import type { ClusterView } from '../view/views.ts';
import type { Fate, Resolution, SubnetFate } from './resolution.ts';

/** With the slash at its end, unlike the AWS Load Balancer Controller. */
const clusterTagPrefix = 'kubernetes.io/cluster/';

const tagOf = ({ name }: ClusterView): string => `${clusterTagPrefix}${name}`;

/**
 * The subnets that the legacy cloud provider chooses for a Service's load balancer (cloud-provider-aws, findELBSubnets): of those that
 * are not tagged for other clusters only, one in each regular zone; a role tag, whatever its value, and this cluster's tag break ties,
 * then the id. Internal load balancers may lie in public subnets. Raises `NotObserved` for a fact that decides.
 */
export function resolveByCloudProvider(view: ClusterView, scheme: LoadBalancerScheme): Resolution {
  const subnets = view.account.subnets.inVpc(view.cluster.vpcId);
  const judged = subnets.map((subnet) => ({ subnet, fate: obstacleTo(view, scheme, subnet) }));
  const eligible = judged.flatMap(({ subnet, fate }) => (fate ? [] : [subnet]));
  const chosen = [...Map.groupBy(eligible, ({ zone }) => zone)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(
      ([, members]) =>
        members.toSorted((a, b) => (rankOf(view, scheme, a) < rankOf(view, scheme, b) ? -1 : 1))[0] ?? [],
    );
  const error = { kind: 'none-eligible', message: 'could not find any suitable subnets for creating the ELB' } as const;
  return {
    candidatesBy: 'reachability',
    fates: judged.map(({ subnet, fate }) => (fate ? { subnet, fate } : settled(subnet, chosen))),
    chosen,
    ...(chosen.length === 0 ? { error } : {}),
    notes: [],
  };
}

function obstacleTo(view: ClusterView, scheme: LoadBalancerScheme, subnet: Subnet): Fate | undefined {
  const keys = Object.keys(subnet.tags).filter((key) => key.startsWith(clusterTagPrefix));
  if (keys.length > 0 && !keys.includes(tagOf(view))) return 'foreign-cluster-tag';
  if (scheme === 'internet-facing' && !suits(view, subnet, scheme)) return 'wrong-reachability';
  return ['local-zone', 'wavelength-zone'].includes(localeOf(view.account, subnet)) ? 'zone-type' : undefined;
}

const rankOf = (view: ClusterView, scheme: LoadBalancerScheme, subnet: Subnet): string =>
  `${hasRoleTag(subnet, scheme) ? 0 : 1} ${tagOf(view) in subnet.tags ? 0 : 1} ${subnet.id}`;

function settled(subnet: Subnet, chosen: readonly Subnet[]): SubnetFate {
  const preferred = chosen.find(({ zone }) => zone === subnet.zone);
  return preferred && preferred !== subnet
    ? { subnet, fate: 'another-in-zone', preferred }
    : { subnet, fate: 'chosen' };
}
