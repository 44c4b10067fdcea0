import { nodeSecurityGroupIds } from './cluster-security-groups.ts';
import { interfacesOfInstance } from './interface-index.ts';
import { isPrimaryInterface } from './interfaces.ts';
import { workerGroups } from './node-capacity.ts';
import { automaticNodesOf, type RunningNode, runningNodesOf } from './running-nodes.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Security groups that nodes carry together. */
export interface NodeGroupSet {
  readonly securityGroupIds: readonly string[];
  /** The first interfaces of the running nodes that carry them, or `node group x` whose nodes will. */
  readonly carriers: readonly string[];
}

/**
 * The sets of security groups on the first interfaces of running nodes, and, for groups without a running node that is known, those that
 * their nodes will get; each set once. What hides further ones stands among them.
 */
export const nodeGroupSets = remembered((view: ClusterView): readonly (NodeGroupSet | NotObserved)[] => {
  const carried = new Map<string, NodeGroupSet>();
  const hidden: NotObserved[] = [];
  const add = (securityGroupIds: readonly string[], carrier: string) => {
    const ids = [...new Set(securityGroupIds)].sort();
    const { carriers = [] } = carried.get(ids.join(' ')) ?? {};
    carried.set(ids.join(' '), { securityGroupIds: ids, carriers: [...new Set([...carriers, carrier])] });
  };
  const addNodes = (nodes: readonly RunningNode[]): number => {
    const interfaces = nodes
      .flatMap(({ instanceId }) => interfacesOfInstance(view.account, instanceId))
      .filter(isPrimaryInterface);
    for (const { id, securityGroupIds } of interfaces) add(securityGroupIds, id);
    return interfaces.length;
  };
  const ask = (question: () => void) => {
    const answer = attempt(question);
    if (answer instanceof NotObserved) hidden.push(answer);
  };
  for (const group of workerGroups(view)) {
    if (group instanceof NotObserved) hidden.push(group);
    else
      ask(() => {
        if (addNodes(runningNodesOf(view.account, group.id)) > 0) return;
        add(nodeSecurityGroupIds(view, group), `node group ${'name' in group ? group.name : group.id}`);
      });
  }
  ask(() => addNodes(automaticNodesOf(view.account, view.name)));
  return [...carried.values(), ...hidden];
});
