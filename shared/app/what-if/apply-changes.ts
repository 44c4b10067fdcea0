import type { Declarations } from '../../model/declarations.ts';
import { workerGroups } from '../../model/node-capacity.ts';
import { runningNodesOf } from '../../model/running-nodes.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import { AccountView, type ClusterView } from '../../model/view/views.ts';
import { addSubnet } from './add-subnet.ts';
import { type Change, type CniChange, type GroupChange, type InstanceTypeNamed, InvalidChange } from './change.ts';
import { changeGroup, rejectSizes } from './change-group.ts';
import { nodesOfCluster } from './node-interfaces.ts';
import { withoutNodes } from './without-nodes.ts';

/** What changes are applied to: the snapshot, and what is declared for each cluster. */
export interface Situation {
  readonly snapshot: Snapshot;
  readonly declarationsOf: (cluster: string) => Declarations;
}

export interface ApplyOptions {
  readonly typeNamed: InstanceTypeNamed;
  readonly refused: (change: Change, problem: InvalidChange) => Error;
}

/**
 * The situation of a cluster after changes. Nodes that a change makes different, by their type or by the settings of the VPC CNI, are
 * taken for replaced: what they hold is given back, and they count with what their successors will hold. What is wrong with a change
 * is thrown as `refused` makes it of the change and the `InvalidChange`.
 */
export function applyChanges(
  { snapshot, declarationsOf }: Situation,
  cluster: string,
  changes: readonly Change[],
  { typeNamed, refused }: ApplyOptions,
): Situation {
  const view = viewOf({ snapshot, declarationsOf }, cluster);
  const replaced = withoutNodes(snapshot, view.account, replacedNodes(view, changes));
  const attributed = <T>(change: Change, body: () => T): T => {
    try {
      return body();
    } catch (error) {
      throw error instanceof InvalidChange ? refused(change, error) : error;
    }
  };
  const changed = changes.reduce(
    (state, change) => attributed(change, () => changeOne(state, view, change, typeNamed)),
    replaced,
  );
  for (const change of changes) {
    if (change.kind === 'group') attributed(change, () => rejectSizes(changed, cluster, change.group));
  }
  const declared = declarationsOf(cluster);
  const cni = cniAfter(
    view,
    changes.filter((change) => change.kind === 'cni'),
  );
  return {
    snapshot: changed,
    declarationsOf: (name) =>
      name === cluster ? { ...declared, ...(cni === undefined ? {} : { cni }) } : declarationsOf(name),
  };
}

function changeOne(state: Snapshot, view: ClusterView, change: Change, typeNamed: InstanceTypeNamed): Snapshot {
  if (change.kind === 'group') return changeGroup(state, view.name, change, typeNamed);
  return change.kind === 'subnet' ? addSubnet(state, view, change) : state;
}

/** The cluster's view. Throws for a cluster that the snapshot does not describe. */
export function viewOf({ snapshot, declarationsOf }: Situation, cluster: string): ClusterView {
  const view = new AccountView(snapshot, { declarationsOf }).clusters.find(({ name }) => name === cluster);
  if (!view) throw new RangeError(`the snapshot does not describe the cluster ${cluster}`);
  return view;
}

function replacedNodes(view: ClusterView, changes: readonly Change[]): ReadonlySet<string> {
  if (changes.some(({ kind }) => kind === 'cni')) return nodesOfCluster(view);
  const retyped = changes.filter(
    (change): change is GroupChange => change.kind === 'group' && change.member === 'instanceType',
  );
  const groups = observedOf(workerGroups(view));
  return new Set(
    retyped.flatMap(({ group: name }) =>
      groups
        .filter(({ id }) => id === name || id === `${view.name}/${name}`)
        .flatMap(({ id }) => runningNodesOf(view.account, id).map(({ instanceId }) => instanceId)),
    ),
  );
}

/** Undefined where nothing changes, or where what stands beside the change is not known: then it stays unknown. */
function cniAfter(view: ClusterView, changes: readonly CniChange[]): Declarations['cni'] {
  if (changes.length === 0) return undefined;
  const before = view.declared.cni ?? attempt(() => view.addOns.find('vpc-cni')?.environment ?? {});
  if (before instanceof NotObserved) return undefined;
  return { ...before, ...Object.fromEntries(changes.map(({ name, value }) => [name, value])) };
}
