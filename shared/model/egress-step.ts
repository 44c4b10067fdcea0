import type { Route } from './view/records.ts';

/** From the best way to the internet to none. `EIGW` is an egress-only internet gateway (IPv6). */
export const egressKinds = [
  'NAT',
  'EIGW',
  'NAT_INSTANCE',
  'IGW',
  'APPLIANCE',
  'TRANSIT',
  'PRIVATE_NAT',
  'BROKEN',
  'ISOLATED',
] as const;
export type EgressKind = (typeof egressKinds)[number];

/** What a path to the internet leads through, or why it ends. */
export interface Step {
  readonly kind: EgressKind;
  /** Without a full stop: `rtb-a sends 0.0.0.0/0 to nat-a`. */
  readonly reason: string;
  /** NAT gateways on the way, working or not. */
  readonly natGatewayIds: readonly string[];
  /** How it goes on from the subnet of the gateway, instance or endpoint. */
  readonly onward?: Egress;
  /** An internet gateway that VPC Block Public Access keeps for NAT gateways: `fault` says where, for whoever comes by itself. */
  readonly onlyForNat?: true;
  /** Where there is no way: the thing to repair, in the words of a violation's cause. */
  readonly fault?: { readonly kind: string; readonly resource: string };
}

/** The way of a subnet to the internet, with what proves it. */
export interface Egress extends Step {
  readonly routeTableId: string;
  /** The subnet uses the main table of its VPC, for want of an association of its own. */
  readonly main: boolean;
  /** The route that decides; absent when there is none. */
  readonly route?: Route;
  /** Destination of that route, or the blocks for which there is none. */
  readonly destination: string;
}

/** Whether what has a public address gets out there: by an internet gateway, perhaps through appliances before it. */
export const reachesInternetGateway = ({ kind, onward }: Pick<Step, 'kind' | 'onward'>): boolean =>
  kind === 'IGW' || (kind === 'APPLIANCE' && onward !== undefined && reachesInternetGateway(onward));

/**
 * Whether a way leads to the internet: `open` to any node, only with a public address of the node's own, somewhere that this account
 * does not show (`unverified`), or nowhere.
 */
export type InternetAccess = 'open' | 'with-public-address' | 'unverified' | 'none';

export function internetAccess({
  kind,
  onward,
  onlyForNat,
}: Pick<Step, 'kind' | 'onward' | 'onlyForNat'>): InternetAccess {
  if (onlyForNat) return 'none';
  switch (kind) {
    case 'NAT':
    case 'NAT_INSTANCE':
      return onward?.kind === 'APPLIANCE' ? 'unverified' : 'open';
    case 'EIGW':
      return 'open';
    case 'IGW':
      return 'with-public-address';
    case 'APPLIANCE':
    case 'TRANSIT':
      return 'unverified';
    case 'PRIVATE_NAT': {
      const beyond = onward ? internetAccess(onward) : 'none';
      return beyond === 'with-public-address' ? 'none' : beyond;
    }
    default:
      return 'none';
  }
}
