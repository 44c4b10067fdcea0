import { ipv4AddressesOf } from '../../model/control-plane.ts';
import { interfacesIn, interfacesOfInstance, ownInstanceOf } from '../../model/interface-index.ts';
import { workerGroups } from '../../model/node-capacity.ts';
import { automaticNodesOf, clusterNamedByInterfaces, runningNodesOf } from '../../model/running-nodes.ts';
import { remembered } from '../../model/view/memo.ts';
import { attempt } from '../../model/view/observing.ts';
import type { NetworkInterface, Subnet } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { AccountView, ClusterView } from '../../model/view/views.ts';
import { knownNeighbours } from '../../model/vpc-group.ts';

/** The ids of the cluster's nodes that run now, as far as they are known to be its own. */
export const nodesOfCluster = remembered((view: ClusterView): ReadonlySet<string> => {
  const groups = workerGroups(view).flatMap((group) =>
    group instanceof NotObserved ? [] : runningNodesOf(view.account, group.id),
  );
  const nodes = [...groups, ...automaticNodesOf(view.account, view.name)].map(({ instanceId }) => instanceId);
  return new Set([...nodes, ...nodesByInterfaces(view)]);
});

function nodesByInterfaces({ account, name }: ClusterView): readonly string[] {
  const listed = attempt(() => account.networkInterfaces.observed());
  const ids = (listed instanceof NotObserved ? [] : listed).flatMap((eni) => ownInstanceOf(account, eni) ?? []);
  return [...new Set(ids)].filter((id) => clusterNamedByInterfaces(account, id) === name);
}

/** What the nodes of all clusters of the VPC hold in the subnet. Raises `NotObserved` when its interfaces are not known. */
export function heldByNodesIn(view: ClusterView, subnet: Subnet): number {
  const { account } = view;
  const clusters = knownNeighbours(view);
  const isNode = (instanceId: string | undefined) =>
    instanceId !== undefined && clusters.some((cluster) => nodesOfCluster(cluster).has(instanceId));
  return interfacesIn(account, subnet)
    .filter((eni) => isNode(ownInstanceOf(account, eni)))
    .reduce((sum, eni) => sum + ipv4AddressesOf(eni), 0);
}

/** The interfaces of these instances, as far as they were observed. */
export function interfacesOfNodes(account: AccountView, ids: ReadonlySet<string>): readonly NetworkInterface[] {
  const found = attempt(() => [...ids].flatMap((id) => interfacesOfInstance(account, id)));
  return found instanceof NotObserved ? [] : found;
}
