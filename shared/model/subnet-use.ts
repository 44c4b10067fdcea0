import { automaticNodesOf, type RunningNode } from './running-nodes.ts';
import { selfManagedGroups } from './self-managed-groups.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { AutoScalingGroup, NodeGroup, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** What a cluster does with a subnet. */
export interface SubnetUse {
  readonly subnetId: string;
  /** Named in the cluster's own subnets, where EKS places control-plane interfaces. */
  controlPlane: boolean;
  readonly nodeGroups: NodeGroup[];
  readonly selfManagedGroups: AutoScalingGroup[];
  /** Ids of the profiles, `cluster/name`. */
  readonly fargateProfiles: string[];
  /** Nodes that Karpenter or Auto Mode runs there now, as far as they are known. */
  readonly automaticNodes: RunningNode[];
}

interface SubnetUses {
  readonly bySubnet: ReadonlyMap<string, SubnetUse>;
  /** What hides further uses: a group that could not be described, a list of subnets that is not known. */
  readonly hidden: readonly NotObserved[];
}

/** Collects uses, and what hides further ones. */
function collector() {
  const bySubnet = new Map<string, SubnetUse>();
  const hidden: NotObserved[] = [];
  const use = (subnetIds: () => readonly string[], mark: (use: SubnetUse) => void) => {
    const ids = attempt(subnetIds);
    if (ids instanceof NotObserved) {
      hidden.push(ids);
      return;
    }
    for (let index = 0; index < ids.length; index++) {
      const subnetId = attempt(() => ids[index] ?? '');
      if (subnetId instanceof NotObserved) hidden.push(subnetId);
      else mark(useOf(bySubnet, subnetId));
    }
  };
  const owners = <T>(list: () => readonly (T | NotObserved)[], each: (owner: T) => void) => {
    const entries = attempt(list);
    if (entries instanceof NotObserved) hidden.push(entries);
    else for (const entry of entries) entry instanceof NotObserved ? hidden.push(entry) : each(entry);
  };
  return { bySubnet, hidden, use, owners };
}

/** The uses for nodes and Fargate pods, as far as they were observed; where EKS places its own interfaces is not asked for. */
export const workloadUses = remembered((view: ClusterView): SubnetUses => {
  const { bySubnet, hidden, use, owners } = collector();
  owners(
    () => view.nodeGroups.entries(),
    (group) =>
      use(
        () => group.subnetIds,
        (found) => found.nodeGroups.push(group),
      ),
  );
  owners(
    () => view.fargateProfiles.entries(),
    (profile) =>
      use(
        () => profile.subnetIds,
        (found) => found.fargateProfiles.push(profile.id),
      ),
  );
  owners(
    () => selfManagedGroups(view),
    (group) =>
      use(
        () => group.subnetIds,
        (found) => found.selfManagedGroups.push(group),
      ),
  );
  for (const node of automaticNodesOf(view.account, view.name)) {
    use(
      () => [node.subnetId],
      (found) => found.automaticNodes.push(node),
    );
  }
  return { bySubnet, hidden };
});

/** Every use that the cluster makes of subnets, as far as it was observed. */
export const subnetUses = remembered((view: ClusterView): SubnetUses => {
  const { bySubnet, hidden, use } = collector();
  use(
    () => view.cluster.subnetIds,
    (found) => {
      found.controlPlane = true;
    },
  );
  const workloads = workloadUses(view);
  for (const [subnetId, found] of workloads.bySubnet) {
    bySubnet.set(subnetId, { ...found, controlPlane: bySubnet.has(subnetId) });
  }
  return { bySubnet, hidden: [...hidden, ...workloads.hidden] };
});

function useOf(uses: Map<string, SubnetUse>, subnetId: string): SubnetUse {
  let found = uses.get(subnetId);
  if (!found) {
    found = {
      subnetId,
      controlPlane: false,
      nodeGroups: [],
      selfManagedGroups: [],
      fargateProfiles: [],
      automaticNodes: [],
    };
    uses.set(subnetId, found);
  }
  return found;
}

/** Whether EKS may place control-plane interfaces in the subnet; raises `NotObserved` when the cluster's subnets are not known. */
export const isClusterSubnet = (view: ClusterView, subnet: Subnet): boolean =>
  view.cluster.subnetIds.includes(subnet.id);

/** Whether nodes or Fargate pods of the cluster run in the subnet; raises `NotObserved` when that cannot be told. */
export function hostsWorkloads(view: ClusterView, subnet: Subnet): boolean {
  return hostsNodes(view, subnet) || hostsFargate(view, subnet);
}

const hasNodeGroups = ({ nodeGroups, selfManagedGroups }: SubnetUse): boolean =>
  nodeGroups.length + selfManagedGroups.length > 0;
const hasNodes = (use: SubnetUse): boolean => hasNodeGroups(use) || use.automaticNodes.length > 0;

/** Whether a managed or self-managed node group of the cluster names the subnet. */
export const hostsNodeGroups = (view: ClusterView, subnet: Subnet): boolean => usedBy(view, subnet, hasNodeGroups);

/** As `hostsNodeGroups`, or nodes run there that Karpenter or Auto Mode launched. */
export const hostsNodes = (view: ClusterView, subnet: Subnet): boolean => usedBy(view, subnet, hasNodes);

export const hostsFargate = (view: ClusterView, subnet: Subnet): boolean =>
  usedBy(view, subnet, (use) => use.fargateProfiles.length > 0);

function usedBy(view: ClusterView, subnet: Subnet, test: (use: SubnetUse) => boolean): boolean {
  const { bySubnet, hidden } = workloadUses(view);
  const use = bySubnet.get(subnet.id);
  if (use && test(use)) return true;
  if (hidden[0]) throw hidden[0];
  return false;
}

const roleTags = ['kubernetes.io/role/elb', 'kubernetes.io/role/internal-elb', 'kubernetes.io/role/cni'];

function isTaggedFor(view: ClusterView, subnet: Subnet): boolean {
  const tags = subnet.tags;
  return roleTags.some((key) => key in tags) || `kubernetes.io/cluster/${view.name}` in tags;
}

/**
 * The subnets in the cluster's scope: those that it uses, and those of its VPC that carry a role tag or its own cluster tag.
 * Subnets that no longer exist are left out (I1 reports them); what hides further ones stands among them as `NotObserved`.
 */
export const scopeSubnets = remembered((view: ClusterView): readonly (Subnet | NotObserved)[] => {
  const { bySubnet, hidden } = subnetUses(view);
  const scope = new Map<string, Subnet>();
  const unknown: NotObserved[] = [...hidden];
  const consider = (ask: () => Subnet | undefined) => {
    const subnet = attempt(ask);
    if (subnet instanceof NotObserved) unknown.push(subnet);
    else if (subnet) scope.set(subnet.id, subnet);
  };

  for (const id of bySubnet.keys()) consider(() => view.account.subnets.find(id));
  const inVpc = attempt(() => view.account.subnets.inVpc(view.cluster.vpcId));
  if (inVpc instanceof NotObserved) unknown.push(inVpc);
  else for (const subnet of inVpc) consider(() => (isTaggedFor(view, subnet) ? subnet : undefined));
  return [...[...scope.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), ...unknown];
});

const existing = (view: ClusterView, ids: readonly string[]): readonly Subnet[] =>
  ids.flatMap((id) => view.account.subnets.find(id) ?? []);

/** The cluster's own subnets that exist; raises `NotObserved` when one cannot be told. */
export const clusterSubnets = remembered((view: ClusterView): readonly Subnet[] =>
  existing(view, view.cluster.subnetIds),
);

/**
 * The subnets of nodes, be they of groups or not, and of Fargate profiles, that exist; raises `NotObserved` when one cannot be told.
 */
export const nodeAndFargateSubnets = remembered((view: ClusterView): readonly Subnet[] => {
  const { bySubnet, hidden } = workloadUses(view);
  if (hidden[0]) throw hidden[0];
  return existing(view, [...bySubnet.keys()]);
});
