import { automaticProvisioning } from '../automatic-nodes.ts';
import { subnetsOf, type WorkerGroup, workerGroups } from '../node-capacity.ts';
import { remembered } from '../view/memo.ts';
import { attempt } from '../view/observing.ts';
import type { Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';

/** Subnets of one Availability Zone that share what launches nodes, directly or through each other. */
export interface AddressPool {
  readonly vpcId: string;
  readonly zoneId: string;
  /** In the order of their ids. */
  readonly subnets: readonly Subnet[];
  /** In the order of their ids. */
  readonly groups: readonly { readonly view: ClusterView; readonly group: WorkerGroup }[];
  /** Clusters whose nodes Karpenter or Auto Mode may launch here. */
  readonly automatic: readonly ClusterView[];
}

interface GrowingPool {
  readonly zoneId: string;
  readonly subnets: Map<string, Subnet>;
  readonly groups: Map<string, { view: ClusterView; group: WorkerGroup }>;
  readonly automatic: Set<ClusterView>;
}

export interface AddressPools {
  readonly pools: readonly AddressPool[];
  /** What hides further groups, or where they launch nodes. */
  readonly hidden: readonly NotObserved[];
}

/** The pools of clusters that share a VPC. */
export const addressPools = remembered((clusters: readonly ClusterView[]): AddressPools => {
  const bySubnet = new Map<string, GrowingPool>();
  const hidden: NotObserved[] = [];
  const launch = (subnets: () => readonly Subnet[], mark: (pool: GrowingPool) => void) => {
    const found = attempt(() => Map.groupBy(subnets(), ({ zoneId }) => zoneId));
    if (found instanceof NotObserved) hidden.push(found);
    else for (const [zoneId, members] of found) mark(joined(bySubnet, zoneId, members));
  };
  for (const view of clusters) {
    for (const group of workerGroups(view)) {
      if (group instanceof NotObserved) hidden.push(group);
      else
        launch(
          () => subnetsOf(view.account, group),
          ({ groups }) => groups.set(group.id, { view, group }),
        );
    }
    launch(
      () => automaticProvisioning(view)?.subnets ?? [],
      ({ automatic }) => automatic.add(view),
    );
  }
  return { pools: [...new Set(bySubnet.values())].map(settled), hidden };
});

/** The pool of all these subnets, with whatever pools they were in before. */
function joined(bySubnet: Map<string, GrowingPool>, zoneId: string, members: readonly Subnet[]): GrowingPool {
  const pool: GrowingPool = { zoneId, subnets: new Map(), groups: new Map(), automatic: new Set() };
  for (const subnet of members) {
    pool.subnets.set(subnet.id, subnet);
    const former = bySubnet.get(subnet.id);
    if (!former) continue;
    for (const [id, other] of former.subnets) pool.subnets.set(id, other);
    for (const [id, group] of former.groups) pool.groups.set(id, group);
    for (const view of former.automatic) pool.automatic.add(view);
  }
  for (const id of pool.subnets.keys()) bySubnet.set(id, pool);
  return pool;
}

const inOrder = <T>(byId: ReadonlyMap<string, T>): readonly T[] =>
  [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);

function settled({ zoneId, subnets, groups, automatic }: GrowingPool): AddressPool {
  const members = inOrder(subnets);
  return {
    vpcId: vpcOf(members),
    zoneId,
    subnets: members,
    groups: inOrder(groups),
    automatic: [...automatic].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** The VPC in which all of them lie. Raises `NotObserved` when none of them tells. */
function vpcOf(members: readonly Subnet[]): string {
  const telling = members.find((member) => !(attempt(() => member.vpcId) instanceof NotObserved));
  return (telling ?? members[0])?.vpcId ?? '';
}
