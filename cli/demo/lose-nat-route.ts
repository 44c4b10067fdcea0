import { isUnobserved, type Listing } from '../../shared/model/snapshot/known.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import type { RouteTableRecord } from '../../shared/model/snapshot/vpc.ts';

interface LostRoute {
  readonly after: Snapshot;
  /** What happened, in words. */
  readonly what: string;
}

const membersOf = <T>(listing: Listing<T>): readonly T[] =>
  isUnobserved(listing) ? [] : listing.filter((member): member is T => !isUnobserved(member));

const targetOf = (table: RouteTableRecord) =>
  isUnobserved(table.routes)
    ? undefined
    : table.routes
        .flatMap((route) => (isUnobserved(route) || isUnobserved(route.target) ? [] : [route.target]))
        .find(({ kind }) => kind === 'nat-gateway');

/** The snapshot as it is after the first NAT gateway of the cluster's VPC was deleted: its route stays behind as a blackhole. */
export function loseNatRoute(snapshot: Snapshot, clusterName: string): LostRoute {
  const cluster = membersOf(snapshot.clusters).find(({ id }) => id === clusterName);
  const tables = membersOf(snapshot.routeTables);
  const table = tables.find((one) => one.vpcId === cluster?.vpcId && targetOf(one) !== undefined);
  const nat = table && targetOf(table);
  if (!table || !nat || isUnobserved(table.routes)) throw new Error(`${clusterName} has no route to a NAT gateway`);
  const routes = table.routes.map((route) =>
    isUnobserved(route) || isUnobserved(route.target) || route.target.id !== nat.id
      ? route
      : { ...route, state: 'blackhole' as const },
  );
  return {
    after: {
      ...snapshot,
      natGateways: membersOf(snapshot.natGateways).filter(({ id }) => id !== nat.id),
      routeTables: tables.map((one) => (one === table ? { ...one, routes } : one)),
    },
    what: `somebody deletes NAT gateway ${nat.id}, and the default route of ${table.id} leads nowhere`,
  };
}
