import type { CauseRef } from '../engine/verdict.ts';
import { goneAmong } from '../model/gone-subnets.ts';
import { clusterSubnets } from '../model/subnet-use.ts';
import type { ClusterView } from '../model/view/views.ts';
import { takesInterfacesOfEks } from '../model/zones.ts';

/** What leaves a cluster with too few zones: a subnet that is gone, or else that it was given too few. */
export function tooFewZonesCause(view: ClusterView, kind: string, subnetIds: () => readonly string[]): CauseRef {
  const gone = goneAmong(view.account, subnetIds);
  return gone === undefined ? { kind, resource: view.name } : { kind: 'subnet', resource: gone };
}

/** As `tooFewZonesCause`, for the cluster's own subnets: one that lies where EKS places no interfaces is the cause as well. */
export function clusterZonesCause(view: ClusterView): CauseRef {
  const cause = tooFewZonesCause(view, 'cluster-zones', () => view.cluster.subnetIds);
  const misplaced = clusterSubnets(view).find((subnet) => !takesInterfacesOfEks(subnet));
  return cause.kind === 'cluster-zones' && misplaced ? { kind: 'subnet-zone', resource: misplaced.id } : cause;
}
