import { automaticProvisioning } from './automatic-nodes.ts';
import { egress4, natZoneIds } from './egress.ts';
import { cniInterfacesOf, ownInstanceOf } from './interface-index.ts';
import { subnetsOf, type WorkerGroup, workerGroups, zonesOf } from './node-capacity.ts';
import { instancesLack, runningNodesOf } from './running-nodes.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Where the nodes and Fargate pods of a cluster run. */
export interface NodeZones {
  /** Zone ids, in order; when there are two or more, perhaps not all of them. */
  readonly zoneIds: readonly string[];
  /** Node groups that may have nodes. */
  readonly groups: readonly WorkerGroup[];
}

/**
 * The zones of everything that runs pods, over all groups that may have nodes, Fargate profiles, and the nodes that Karpenter or Auto
 * Mode launched. Asks no further once it has found two. Raises `NotObserved` when there may be more than the one it found.
 */
export function nodeZonesOf(view: ClusterView): NodeZones {
  const zones = new Set<string>();
  const groups: WorkerGroup[] = [];
  let hiding: NotObserved | undefined;
  const settled = () => ({ zoneIds: [...zones].sort(), groups });

  for (const group of workerGroups(view)) {
    const known =
      group instanceof NotObserved ? group : attempt(() => group.maxSize > 0 && zonesOf(view.account, group));
    if (known instanceof NotObserved) hiding ??= known;
    else if (known && !(group instanceof NotObserved)) {
      groups.push(group);
      for (const zoneId of known) zones.add(zoneId);
    }
  }
  if (zones.size > 1) return settled();
  for (const zoneId of fargateZones(view)) zones.add(zoneId);
  if (zones.size > 1) return settled();
  const automatic = automaticProvisioning(view);
  for (const { subnetId } of automatic?.nodes ?? []) {
    const zoneId = view.account.subnets.find(subnetId)?.zoneId;
    if (zoneId !== undefined) zones.add(zoneId);
  }
  for (const zoneId of zonesSeen(view)) zones.add(zoneId);
  if (zones.size > 1) return settled();
  if (hiding) throw hiding;
  if (automatic) throw new NotObserved('nodeZones', view.name, undecidable(onlySeen(automatic.by)));
  return settled();
}

const onlySeen = (by: string) => `${by} launches nodes in zones that AWS does not show until nodes run there`;

/** Where instances were not read, the interfaces that the VPC CNI made tell where nodes run. */
function zonesSeen({ account, name }: ClusterView): readonly string[] {
  if (!instancesLack(account)) return [];
  const interfaces = attempt(() => cniInterfacesOf(account, name));
  if (interfaces instanceof NotObserved) return [];
  const inUse = interfaces.filter((eni) => ownInstanceOf(account, eni) !== undefined);
  return inUse.flatMap(({ subnetId }) => account.subnets.find(subnetId)?.zoneId ?? []);
}

const fargateZones = ({ account, fargateProfiles }: ClusterView): readonly string[] =>
  fargateProfiles.all().flatMap(({ subnetIds }) => subnetIds.flatMap((id) => account.subnets.find(id)?.zoneId ?? []));

/** Whether all NAT gateways that the groups' nodes use in the zone lie in that zone themselves. */
export function sharesItsZoneWithItsNat(
  { account }: ClusterView,
  groups: readonly WorkerGroup[],
  zoneId: string,
): boolean {
  const subnets = groups.flatMap((group) => subnetsOf(account, group)).filter((subnet) => subnet.zoneId === zoneId);
  const natZones = attempt(() => subnets.flatMap((subnet) => natZoneIds(account, egress4(account, subnet))));
  return !(natZones instanceof NotObserved) && natZones.length > 0 && natZones.every((zone) => zone === zoneId);
}

/** The one zone in which all instances of a group sit although it names more; undefined where that is not so, or not known. */
export function crowdedZone({ account }: ClusterView, group: WorkerGroup): string | undefined {
  if (instancesLack(account)) return undefined;
  const nodes = runningNodesOf(account, group.id);
  if (nodes.length < 2 || zonesOf(account, group).length < 2) return undefined;
  const zones = new Set(nodes.map(({ subnetId }) => account.subnets.find(subnetId)?.zoneId));
  return zones.size === 1 ? [...zones][0] : undefined;
}
