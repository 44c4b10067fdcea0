import type { Bounds } from './bounds.ts';
import { exactly, mapBounds } from './bounds.ts';
import type { InterfaceLimits } from './interfaces.ts';
import { slotsPerInterface } from './interfaces.ts';
import { ADDRESSES_PER_PREFIX } from './pool.ts';
import type { CniSettings } from './settings.ts';

/** Pods on the host's network that every node runs beside those with an address: aws-node and kube-proxy. */
const HOST_NETWORK_PODS = 2;

/** The recommended ceilings with prefixes (max-pods-calculator.sh of the EKS AMI): up to 30 vCPUs, and above. */
const SMALL_INSTANCE_VCPUS = 30;
const SMALL_INSTANCE_PODS = 110;
const LARGE_INSTANCE_PODS = 250;

/**
 * The kubelet's limit on a Linux node of EKS's default AMI whose user data sets none, as its calculator recommends for
 * the VPC CNI's settings. With prefixes it depends on the type's vCPUs: two ends where they are not known.
 */
export function maxPods(
  limits: InterfaceLimits,
  settings: Pick<CniSettings, 'customNetworking' | 'prefixDelegation'>,
  vcpus: number | undefined,
): Bounds {
  const interfaces = limits.maximumInterfaces - (settings.customNetworking ? 1 : 0);
  const slots = interfaces * slotsPerInterface(limits);
  if (!settings.prefixDelegation || !limits.prefixDelegationSupported) return exactly(slots + HOST_NETWORK_PODS);
  return mapBounds(ceilingFor(vcpus), (ceiling) => Math.min(ceiling, slots * ADDRESSES_PER_PREFIX + HOST_NETWORK_PODS));
}

function ceilingFor(vcpus: number | undefined): Bounds {
  if (vcpus === undefined) return { low: SMALL_INSTANCE_PODS, high: LARGE_INSTANCE_PODS };
  return exactly(vcpus > SMALL_INSTANCE_VCPUS ? LARGE_INSTANCE_PODS : SMALL_INSTANCE_PODS);
}
