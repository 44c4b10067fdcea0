import type { Bounds } from './bounds.ts';
import { exactly, hullOf, mapBounds, sumOf } from './bounds.ts';
import type { InterfaceSlots, NodeAddressing } from './interfaces.ts';
import { interfaceSlots, managedInterfaces, podsLiveElsewhere, slotsPerInterface } from './interfaces.ts';
import type { Pool } from './pool.ts';
import { ADDRESSES_PER_PREFIX, delegatedPrefixes, interfacesFor, secondaryAddresses } from './pool.ts';

/**
 * - `secondary-addresses`, `prefix-delegation`: where pods' IPv4 addresses come from. Types without prefix delegation
 *   fall back to secondary addresses.
 * - `ipv6`: a /80 prefix on the primary interface.
 * - `not-provisioned`: somebody else attaches interfaces and addresses; only EC2's limits are certain.
 * - `invalid`: the VPC CNI refuses to start with these settings, so the node never takes a pod.
 */
type AddressMode = 'secondary-addresses' | 'prefix-delegation' | 'ipv6' | 'not-provisioned' | 'invalid';

/** What one node holds. All numbers are counts, the addresses IPv4. */
export interface NodeAddresses {
  readonly mode: AddressMode;
  /** With the primary and the trunk interface, without unmanaged and branch interfaces. */
  readonly interfaces: Bounds;
  readonly secondaryAddresses: Bounds;
  readonly prefixes: Bounds;
  /** Taken from the node's own subnet: by primary addresses, secondary addresses, prefixes (16 each) and branch pods. */
  readonly nodeSubnetAddresses: Bounds;
  /** The same in the subnet of the pods, where that is another one. */
  readonly podSubnetAddresses: Bounds;
  /** Pods that get an address; the others wait for ever. */
  readonly podsServed: Bounds;
}

/**
 * The addresses that a node holds once its pods have arrived and the VPC CNI (v1.23) has come to rest. The bounds have
 * two ends where the controller itself never rests or where chance decides; headroom must be judged by the high end.
 * It is no function of the pods after a scale-in: a node then holds something between what its pods need and what its
 * peak needed, so interfaces that were observed outrank this. With subnet discovery, secondary interfaces of a node
 * whose own subnet is not excluded may still be placed in another tagged subnet with more free addresses; they are
 * counted for the node's subnet here.
 */
export function addressesPerNode(node: NodeAddressing): NodeAddresses {
  if (node.windows) return windowsAddresses(node);
  if (node.settings.ipv6) return ipv6Addresses(node);
  if (!node.settings.provisioning) return limitsOnly(node);
  const [first, ...others] = interfaceSlots(node);
  return others.map((slots) => ipv4Addresses(node, slots)).reduce(eitherOf, ipv4Addresses(node, first));
}

const NONE = exactly(0);
const ONE = exactly(1);

function usesPrefixes({ limits, settings }: NodeAddressing): boolean {
  return settings.prefixDelegation && limits.prefixDelegationSupported;
}

function ipv4Addresses(node: NodeAddressing, slots: InterfaceSlots): NodeAddresses {
  const { pods, maxPods, settings } = node;
  const pool: Pool = {
    interfaces: slots.forPods,
    primaryIncluded: slots.primaryIncluded,
    slotsPerInterface: slotsPerInterface(node.limits),
    pods,
    maxPods,
  };
  const held = usesPrefixes(node) ? delegatedPrefixes(pool, settings) : secondaryAddresses(pool, settings);
  return withPool(node, slots, { held, interfaces: mapBounds(held, (count) => interfacesFor(pool, count)) });
}

/** The interfaces of the pool and the secondary addresses or prefixes on them, laid out over the two subnets. */
function withPool(
  node: NodeAddressing,
  { trunk, primaryIncluded }: Pick<InterfaceSlots, 'trunk' | 'primaryIncluded'>,
  { held, interfaces }: { held: Bounds; interfaces: Bounds },
): NodeAddresses {
  const prefixes = usesPrefixes(node);
  const forPods = mapBounds(held, (count) => count * (prefixes ? ADDRESSES_PER_PREFIX : 1));
  const branchPods = trunk * node.branchPods;
  // The trunk and its branches lie where the VPC resource controller sees the node: in the ENIConfig's subnet, if any.
  const trunkAddresses = exactly(trunk + branchPods);
  const trunkElsewhere = node.settings.customNetworking && !node.windows;
  const poolAddresses = sumOf(interfaces, forPods);
  return {
    mode: prefixes ? 'prefix-delegation' : 'secondary-addresses',
    interfaces: sumOf(interfaces, exactly(trunk + (primaryIncluded ? 0 : 1))),
    secondaryAddresses: prefixes ? NONE : held,
    prefixes: prefixes ? held : NONE,
    nodeSubnetAddresses: sumOf(primaryIncluded ? poolAddresses : ONE, trunkElsewhere ? NONE : trunkAddresses),
    podSubnetAddresses: sumOf(primaryIncluded ? NONE : poolAddresses, trunkElsewhere ? trunkAddresses : NONE),
    podsServed: mapBounds(forPods, (addresses) => Math.min(node.pods, addresses) + branchPods),
  };
}

/** Another controller serves Windows nodes, from one interface; it keeps fewer addresses than the interface holds. */
function windowsAddresses(node: NodeAddressing): NodeAddresses {
  const slots = slotsPerInterface(node.limits);
  const pool: Pool = { ...node, interfaces: 1, primaryIncluded: true, slotsPerInterface: slots };
  const held = usesPrefixes(node)
    ? hullOf(
        exactly(Math.min(slots, Math.ceil(node.pods / ADDRESSES_PER_PREFIX))),
        delegatedPrefixes(pool, node.settings),
      )
    : { low: Math.min(slots, node.pods), high: slots };
  return withPool(node, { trunk: 0, primaryIncluded: true }, { held, interfaces: ONE });
}

/** The node's primary interface, an interface for the pods where its subnet is excluded, and a trunk. */
function ipv6Addresses(node: NodeAddressing): NodeAddresses {
  const { settings, limits } = node;
  const valid = settings.prefixDelegation && limits.prefixDelegationSupported && !settings.customNetworking;
  const elsewhere = valid && podsLiveElsewhere(node) ? 1 : 0;
  const trunk: Bounds =
    !valid || !settings.podEni || limits.trunkingCompatible === false || limits.maximumInterfaces < 2
      ? NONE
      : { low: limits.trunkingCompatible ? 1 : 0, high: 1 };
  const branches = mapBounds(trunk, (count) => count * node.branchPods);
  return {
    mode: valid ? 'ipv6' : 'invalid',
    interfaces: sumOf(exactly(1 + elsewhere), trunk),
    secondaryAddresses: NONE,
    prefixes: NONE,
    nodeSubnetAddresses: sumOf(ONE, trunk, branches),
    podSubnetAddresses: exactly(elsewhere),
    podsServed: sumOf(exactly(valid ? node.pods : 0), branches),
  };
}

function limitsOnly(node: NodeAddressing): NodeAddresses {
  const most = managedInterfaces(node);
  const primaryIncluded = !podsLiveElsewhere(node);
  const forPods = primaryIncluded ? most : most - 1;
  const addresses = withPool(
    node,
    { trunk: 0, primaryIncluded },
    {
      held: { low: 0, high: forPods * slotsPerInterface(node.limits) },
      interfaces: { low: primaryIncluded ? 1 : 0, high: forPods },
    },
  );
  return { ...addresses, mode: 'not-provisioned' };
}

function eitherOf(one: NodeAddresses, other: NodeAddresses): NodeAddresses {
  const either = (part: Exclude<keyof NodeAddresses, 'mode'>): Bounds => hullOf(one[part], other[part]);
  return {
    mode: one.mode,
    interfaces: either('interfaces'),
    secondaryAddresses: either('secondaryAddresses'),
    prefixes: either('prefixes'),
    nodeSubnetAddresses: either('nodeSubnetAddresses'),
    podSubnetAddresses: either('podSubnetAddresses'),
    podsServed: either('podsServed'),
  };
}
