import { isSelectedBy } from './group-selector.ts';
import { zonesOf } from './node-capacity.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt } from './view/observing.ts';
import type { NodeGroup } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/**
 * Whether the group's pods use EBS volumes, as declared. Raises `NotObserved` without a declaration, and where a declared name is
 * that of no group of the cluster, because this one may be meant.
 */
export function isStateful(view: ClusterView, group: NodeGroup): boolean {
  const selectors = view.declaration('statefulGroups');
  if (selectors === 'all' || selectors.some((selector) => isSelectedBy(selector, group))) return true;
  const groups = view.nodeGroups.all();
  const lost = selectors.find((selector) => !groups.some((other) => isSelectedBy(selector, other)));
  if (lost === undefined) return false;
  const reason = `no managed node group of the cluster is ${lost}`;
  throw new NotObserved('statefulGroups', view.name, undecidable(reason));
}

interface UnlikeSibling {
  readonly id: string;
  readonly differences: readonly string[];
}

/** Other stateful groups of one zone each that Cluster Autoscaler does not take for similar to this one; only worth knowing. */
export function unlikeSiblings(view: ClusterView, group: NodeGroup): readonly UnlikeSibling[] {
  if (view.declared.statefulGroups === undefined) return [];
  const found = attempt(() => {
    if (!isStateful(view, group)) return [];
    return view.nodeGroups
      .all()
      .filter((other) => other.id !== group.id && isStateful(view, other) && isInAnotherZone(view, group, other))
      .map((other) => ({ id: other.id, differences: differencesOf(group, other) }))
      .filter(({ differences }) => differences.length > 0);
  });
  return found instanceof NotObserved ? [] : found;
}

function isInAnotherZone({ account }: ClusterView, group: NodeGroup, other: NodeGroup): boolean {
  const zones = zonesOf(account, other);
  return zones.length === 1 && zones[0] !== zonesOf(account, group)[0];
}

function differencesOf(group: NodeGroup, other: NodeGroup): readonly string[] {
  const types = ({ instanceTypes, launchTemplate }: NodeGroup) =>
    instanceTypes.length > 0 ? [...instanceTypes].sort().join(' ') : `${launchTemplate?.id}:${launchTemplate?.version}`;
  return [
    ...(types(group) === types(other) ? [] : ['instance types']),
    ...(labelsOf(group) === labelsOf(other) ? [] : ['labels']),
  ];
}

/** Those that Cluster Autoscaler leaves aside when it compares groups: zones, and the names of groups. */
const ofEveryGroup = /^(topology\.|failure-domain\.|eks\.amazonaws\.com\/|alpha\.eksctl\.io\/|k8s\.amazonaws\.com\/)/;

const labelsOf = ({ labels }: NodeGroup): string =>
  Object.entries(labels)
    .filter(([key]) => !ofEveryGroup.test(key))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(' ');
