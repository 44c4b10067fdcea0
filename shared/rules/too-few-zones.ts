import type { CauseRef } from '../engine/verdict.ts';
import { goneAmong } from '../model/gone-subnets.ts';
import type { ClusterView } from '../model/view/views.ts';

/** What leaves a cluster with too few zones: a subnet that is gone, or else that it was given too few. */
export function tooFewZonesCause(view: ClusterView, kind: string, subnetIds: () => readonly string[]): CauseRef {
  const gone = goneAmong(view.account, subnetIds);
  return gone === undefined ? { kind, resource: view.name } : { kind: 'subnet', resource: gone };
}
