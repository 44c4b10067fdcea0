import { EPHEMERAL_PORTS } from '../network-acl.ts';
import type { PortRange, Protocol } from '../ports.ts';
import type { ClusterView } from '../view/views.ts';
import type { Heading, HopKind } from './answer.ts';

/** A connection to be traced. */
export interface Connection {
  readonly view: ClusterView;
  readonly protocol: Protocol;
  readonly port: number;
  /** Whether what leaves through a transit gateway, a VPN or an appliance is trusted to arrive. */
  readonly trustTransitEgress: boolean;
  readonly asking: readonly HopKind[];
}

/** Destination ports of its packets: the service's, or those that clients choose for the replies. */
export const portsOf = ({ port }: Connection, heading: Heading): PortRange =>
  heading === 'forward' ? { from: port, to: port } : EPHEMERAL_PORTS;
