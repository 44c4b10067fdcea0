import { type CniEnvironment, type CniSettings, parseCniEnvironment, shippedCniEnvironment } from './cni.ts';
import { cniInterfacesOf, interfacesOfInstance } from './interface-index.ts';
import { isCniInterface } from './interfaces.ts';
import { isWindowsGroup, workerGroups } from './node-capacity.ts';
import { primaryInterfaceBeside } from './node-interfaces.ts';
import { runningNodesOf } from './running-nodes.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { NetworkInterface, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** `declared` in plumbline.yaml, from the `vpc-cni` add-on, or `assumed`: what the VPC CNI ships, because nothing says more. */
export type CniSource = 'declared' | 'add-on' | 'assumed';

export interface CniOfCluster {
  readonly settings: CniSettings;
  readonly source: CniSource;
  /** What interfaces prove against the source, in words; the settings follow the interfaces. */
  readonly contradictions: readonly string[];
  /** Subnets other than the nodes' own in which secondary interfaces were seen. */
  readonly podSubnetIds: readonly string[];
}

/**
 * How the VPC CNI of the cluster is set. A declaration stands in place of the whole add-on configuration. Values that were set with
 * kubectl are invisible to AWS, so interfaces that contradict the configuration win, as far as interfaces were observed.
 * Raises `NotObserved` when the add-on could not be read.
 */
export const cniOfCluster = remembered((view: ClusterView): CniOfCluster => {
  const { environment, source } = configuredCni(view);
  const settings = parseCniEnvironment({ ...shippedCniEnvironment(view.cluster.ipFamily), ...environment });
  const seen = attempt(() => observedIn(view, settings));
  const { prefixes = false, podSubnetIds = [], elsewhere = false } = seen instanceof NotObserved ? {} : seen;
  const contradictions = [
    ...(prefixes && !settings.prefixDelegation ? ['nodes hold prefixes, so prefix delegation is on'] : []),
    ...(elsewhere && !settings.customNetworking
      ? ['secondary interfaces lie in other subnets than their nodes, so custom networking is on']
      : []),
  ];
  return {
    settings: {
      ...settings,
      prefixDelegation: settings.prefixDelegation || prefixes,
      customNetworking: settings.customNetworking || elsewhere,
    },
    source,
    contradictions,
    podSubnetIds,
  };
});

/** What is set in the environment of the VPC CNI, over what it ships. Raises `NotObserved` when the add-on could not be read. */
export function configuredCni(view: ClusterView): { environment: CniEnvironment; source: CniSource } {
  const declared = view.declared.cni;
  if (declared) return { environment: declared, source: 'declared' };
  const addOn = view.addOns.find('vpc-cni');
  return addOn ? { environment: addOn.environment, source: 'add-on' } : { environment: {}, source: 'assumed' };
}

interface Observed {
  readonly prefixes: boolean;
  readonly podSubnetIds: readonly string[];
  /** Pods' interfaces lie where subnet discovery would not put them. */
  readonly elsewhere: boolean;
}

function observedIn(view: ClusterView, settings: CniSettings): Observed {
  const { account } = view;
  const secondary = cniInterfacesOf(account, view.name).filter(isCniInterface);
  const prefixes = [...secondary, ...interfacesOfGroups(view)].some(({ ipv4Prefixes }) => ipv4Prefixes.length > 0);
  const podSubnetIds = new Set<string>();
  for (const eni of secondary) {
    const primary = primaryInterfaceBeside(account, eni);
    if (primary && primary.subnetId !== eni.subnetId) podSubnetIds.add(eni.subnetId);
  }
  const elsewhere = [...podSubnetIds].some(
    (id) => !settings.subnetDiscovery || !isTaggedForPods(view, account.subnets.find(id)),
  );
  return { prefixes, podSubnetIds: [...podSubnetIds].sort(), elsewhere };
}

/** Nodes of Karpenter are left to their secondary interfaces; those of Auto Mode, and Windows nodes, have an IP controller of their own. */
function interfacesOfGroups(view: ClusterView): readonly NetworkInterface[] {
  const { account } = view;
  return workerGroups(view).flatMap((group) => {
    if (group instanceof NotObserved || attempt(() => isWindowsGroup(group)) === true) return [];
    const nodes = runningNodesOf(account, group.id);
    return nodes.flatMap(({ instanceId }) => interfacesOfInstance(account, instanceId));
  });
}

/** Offers a subnet to pods, or with `0` keeps pods out of it. Without a value it counts as absent. */
export const podRoleTag = 'kubernetes.io/role/cni';
const clusterTag = 'cni.networking.k8s.aws/cluster/';

/** Whether subnet discovery of the cluster's VPC CNI may place pods' interfaces in the subnet although no node is in it. */
export function isTaggedForPods({ name }: ClusterView, subnet: Subnet | undefined): boolean {
  const tags = subnet?.tags ?? {};
  if (!tags[podRoleTag] || isExcludedForPods(subnet)) return false;
  const clusters = podClustersOf(subnet);
  return clusters.length === 0 || clusters.includes(name);
}

/** The clusters whose pods the subnet is for; none named means all. */
export const podClustersOf = (subnet: Subnet | undefined): readonly string[] =>
  Object.keys(subnet?.tags ?? {})
    .filter((key) => key.startsWith(clusterTag))
    .map((key) => key.slice(clusterTag.length));

/** Whether subnet discovery keeps pods out of the subnet, even those of nodes in it. */
export const isExcludedForPods = (subnet: Subnet | undefined): boolean => subnet?.tags[podRoleTag] === '0';
