import { nodeSecurityGroupIds } from './cluster-security-groups.ts';
import { egress4 } from './egress.ts';
import { interfacesOfInstance } from './interface-index.ts';
import { type WorkerGroup, workerGroups } from './node-capacity.ts';
import { automaticNodesOf, type RunningNode, runningNodesOf } from './running-nodes.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { NetworkInterface, NodeGroup } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A security group on nodes, be it on their interfaces or on those that will be launched. */
export interface NodeSecurityGroup {
  readonly id: string;
  /** Interfaces of running nodes that carry it. */
  readonly interfaces: readonly NetworkInterface[];
  /** The node groups whose new nodes will carry it. */
  readonly groups: readonly WorkerGroup[];
  /** The managed group to whose nodes EKS gives it for SSH, with no source but the whole internet. */
  readonly openedByEks?: NodeGroup;
}

/**
 * The security groups on nodes: on interfaces of running nodes, in launch templates, and for remote access; what hides further ones
 * stands among them. A remote-access group that has no id yet goes by its node group's name.
 */
export const nodeSecurityGroups = remembered((view: ClusterView): readonly (NodeSecurityGroup | NotObserved)[] => {
  const found = new Map<string, NodeSecurityGroup>();
  const hidden: NotObserved[] = [];
  const add = (id: string, change: (known: NodeSecurityGroup) => Partial<NodeSecurityGroup>) => {
    const known = found.get(id) ?? { id, interfaces: [], groups: [] };
    found.set(id, { ...known, ...change(known) });
  };
  const addNodes = (nodes: readonly RunningNode[]) => {
    const carriers = nodes
      .flatMap(({ instanceId }) => interfacesOfInstance(view.account, instanceId))
      .flatMap((eni) => [...new Set(eni.securityGroupIds)].map((id) => ({ id, eni })));
    for (const [id, found] of Map.groupBy(carriers, (carrier) => carrier.id))
      add(id, ({ interfaces }) => ({ interfaces: [...interfaces, ...found.map(({ eni }) => eni)] }));
  };
  const note = (answer: unknown) => {
    if (answer instanceof NotObserved) hidden.push(answer);
  };

  for (const group of workerGroups(view)) {
    if (group instanceof NotObserved) {
      hidden.push(group);
      continue;
    }
    note(
      attempt(() => {
        for (const id of nodeSecurityGroupIds(view, group)) add(id, ({ groups }) => ({ groups: [...groups, group] }));
      }),
    );
    note(attempt(() => addNodes(runningNodesOf(view.account, group.id))));
    note(
      attempt(() => {
        const remote = 'remoteAccess' in group ? openRemoteAccess(group) : undefined;
        if (remote) add(remote.id, () => ({ openedByEks: remote.group }));
      }),
    );
  }
  note(attempt(() => addNodes(automaticNodesOf(view.account, view.name))));
  return [...found.values(), ...hidden];
});

/** EKS opens the port of remote access to the internet where there is a key and no source security group. */
function openRemoteAccess(group: NodeGroup): { readonly id: string; readonly group: NodeGroup } | undefined {
  const { remoteAccess } = group;
  if (remoteAccess?.ec2SshKey === undefined || remoteAccess.sourceSecurityGroupIds.length > 0) return undefined;
  return { id: remoteAccess.securityGroupId ?? group.id, group };
}

/** Whether a node that carries the group is in reach of the internet: has a public address, or the subnet's way out is an internet gateway. */
export function isInReachOfTheInternet(
  view: ClusterView,
  { interfaces, groups, openedByEks }: NodeSecurityGroup,
): boolean {
  if (interfaces.some(({ publicIp }) => publicIp !== undefined)) return true;
  const subnetIds = new Set([
    ...interfaces.map(({ subnetId }) => subnetId),
    ...[...groups, ...(openedByEks ? [openedByEks] : [])].flatMap((group) => group.subnetIds),
  ]);
  return [...subnetIds].some((id) => {
    const subnet = view.account.subnets.find(id);
    return subnet !== undefined && egress4(view.account, subnet).kind === 'IGW';
  });
}
