import type { Bounds } from './bounds.ts';
import { exactly, mapBounds } from './bounds.ts';
import type { CniSettings } from './settings.ts';

/** The interfaces of one node that may carry pods' addresses, and the pods that want one. */
export interface Pool {
  /** Most interfaces that may carry pods' addresses. */
  readonly interfaces: number;
  /** The primary interface is one of them; it is never given back. */
  readonly primaryIncluded: boolean;
  /** Secondary addresses or prefixes that fit on one interface. */
  readonly slotsPerInterface: number;
  readonly pods: number;
  /** The kubelet's limit: with as many addresses the pool does not grow any more. */
  readonly maxPods: number;
}

/** Addresses of one delegated prefix, a /28. */
export const ADDRESSES_PER_PREFIX = 16;

type WarmTargets = Pick<CniSettings, 'warmEniTarget' | 'warmIpTarget' | 'minimumIpTarget' | 'warmPrefixTarget'>;

/**
 * Secondary addresses that the controller keeps on a node once its pods have arrived, without prefix delegation.
 *
 * All arithmetic here is that of ipamd's pool loop (pkg/ipamd/ipamd.go: isDatastorePoolTooLow, increaseDatastorePool,
 * decreaseDatastorePool, tryFreeENI), which grows in steps while the pool is too low *and* below maxPods. A step fills
 * one interface at most, so the last one may overshoot maxPods. After a scale-in the pool can stay larger than this:
 * an interface, and a prefix, with one pod left is not given back.
 */
export function secondaryAddresses(pool: Pool, targets: WarmTargets): Bounds {
  return hasIpTarget(targets) ? towardsIpTargets(pool, targets, 1) : wholeInterfaces(pool, targets.warmEniTarget);
}

/** As secondaryAddresses, in prefixes: with prefix delegation an interface carries nothing else. */
export function delegatedPrefixes(pool: Pool, targets: WarmTargets): Bounds {
  return hasIpTarget(targets)
    ? towardsIpTargets(pool, targets, ADDRESSES_PER_PREFIX)
    : towardsWarmPrefixes(pool, targets.warmPrefixTarget);
}

/** Interfaces that carry `slots` secondary addresses or prefixes. */
export function interfacesFor(pool: Pool, slots: number): number {
  const carrying = slots === 0 ? 0 : Math.ceil(slots / pool.slotsPerInterface);
  return Math.max(pool.primaryIncluded ? 1 : 0, carrying);
}

function hasIpTarget({ warmIpTarget, minimumIpTarget }: WarmTargets): boolean {
  return warmIpTarget > 0 || minimumIpTarget > 0;
}

/**
 * Every interface is filled completely. Without a warm interface the controller adds one when no address is free, and
 * gives it back when it is empty: with all interfaces full it does both for ever.
 */
function wholeInterfaces(pool: Pool, warmEniTarget: number): Bounds {
  const { slotsPerInterface, pods } = pool;
  if (slotsPerInterface === 0) return exactly(0);
  const full = Math.ceil(pods / slotsPerInterface);
  const most = Math.min(pool.interfaces, Math.ceil(pool.maxPods / slotsPerInterface));
  const wanted: Bounds =
    warmEniTarget > 0
      ? exactly(full + warmEniTarget)
      : { low: Math.max(full, pool.primaryIncluded ? 1 : 0), high: Math.floor(pods / slotsPerInterface) + 1 };
  return mapBounds(wanted, (interfaces) => Math.min(interfaces, most) * slotsPerInterface);
}

/**
 * WARM_IP_TARGET and MINIMUM_IP_TARGET, in steps of `size` addresses. Without WARM_IP_TARGET the pool never passes the
 * minimum, whatever the pods. What a node without pods reaches is certain; from there on a step is as large as the
 * shortage at that moment, so where growth ends at maxPods the result depends on how the pods arrived.
 */
function towardsIpTargets(pool: Pool, { warmIpTarget, minimumIpTarget }: WarmTargets, size: number): Bounds {
  const enough = Math.ceil(pool.maxPods / size);
  const atBoot = filledUpTo(pool, Math.ceil(Math.max(warmIpTarget, minimumIpTarget) / size), enough);
  if (atBoot >= enough) return exactly(atBoot);
  const addresses = warmIpTarget > 0 ? Math.max(pool.pods + warmIpTarget, minimumIpTarget) : minimumIpTarget;
  const target = Math.ceil(addresses / size);
  const largestStep = Math.max(1, Math.ceil(warmIpTarget / size));
  return {
    low: Math.min(target, enough, capacityOf(pool)),
    high: filledUpTo(pool, Math.min(target, enough - 1 + largestStep), enough),
  };
}

/**
 * WARM_PREFIX_TARGET. Growth waits until fewer addresses are free than that many prefixes hold, and then tops up the
 * prefixes that no pod uses at all. Pods land on any prefix, so above a target of 1 the result depends on luck; no
 * more than the target ever stays unused. With a target of 0 the controller adds a prefix when no address is free, and
 * gives it back when it is empty: with all prefixes full it does both for ever.
 */
function towardsWarmPrefixes(pool: Pool, warmPrefixTarget: number): Bounds {
  const enough = Math.ceil(pool.maxPods / ADDRESSES_PER_PREFIX);
  const full = Math.ceil(pool.pods / ADDRESSES_PER_PREFIX);
  if (warmPrefixTarget === 0) {
    const wanted = { low: full, high: Math.floor(pool.pods / ADDRESSES_PER_PREFIX) + 1 };
    return mapBounds(wanted, (prefixes) => Math.min(prefixes, enough, capacityOf(pool)));
  }
  const atBoot = filledUpTo(pool, warmPrefixTarget, enough);
  if (atBoot >= enough) return exactly(atBoot);
  return {
    low: Math.min(full + warmPrefixTarget, enough, capacityOf(pool)),
    high: filledUpTo(
      pool,
      Math.min(pool.pods + warmPrefixTarget, full - 1 + 2 * warmPrefixTarget, enough - 1 + warmPrefixTarget),
      enough,
    ),
  };
}

function capacityOf(pool: Pool): number {
  return pool.interfaces * pool.slotsPerInterface;
}

/** `slots`, as far as steps of one interface each reach that start below `enough`. */
function filledUpTo(pool: Pool, slots: number, enough: number): number {
  if (pool.slotsPerInterface === 0) return 0;
  const endOfLastStep = Math.ceil(enough / pool.slotsPerInterface) * pool.slotsPerInterface;
  return Math.min(slots, endOfLastStep, capacityOf(pool));
}
