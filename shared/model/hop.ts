import type { Family } from './address.ts';
import type { Egress, EgressKind, Step } from './egress-step.ts';
import { tableName } from './routes.ts';
import type { RouteTable, Subnet } from './view/records.ts';
import type { AccountView } from './view/views.ts';

/** Whence a path is followed. */
export interface Place {
  readonly account: AccountView;
  readonly family: Family;
  readonly table: RouteTable;
  readonly main: boolean;
  /** Absent for a gateway that has a route table and no subnet. */
  readonly subnet?: Subnet;
  readonly follow: (subnetId: string) => Egress;
  readonly followTable: (table: RouteTable) => Egress;
}

/** A route of the place's table, to be followed. */
export type Hop = Place & { readonly destination: string; readonly targetId: string };

const reasonOf = ({ table, main, destination, targetId }: Hop): string =>
  `${tableName(table.id, main)} sends ${destination} to ${targetId}`;

/** The hop carries on. */
export const through = (hop: Hop, kind: EgressKind, details: Partial<Step> = {}): Step => ({
  kind,
  reason: reasonOf(hop),
  natGatewayIds: [],
  ...details,
});

/** The hop leads nowhere, and why, as the end of a sentence. */
export function noWay(hop: Hop, why: string, details: Partial<Step> = {}): Step {
  const fault = { kind: 'route', resource: `${hop.table.id} ${hop.destination}` };
  return { kind: 'ISOLATED', natGatewayIds: [], fault, ...details, reason: `${reasonOf(hop)}, ${why}` };
}
