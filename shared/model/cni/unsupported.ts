import { type CniEnvironment, parseCniEnvironment, shippedCniEnvironment } from './settings.ts';

/** Settings that the VPC CNI accepts, or refuses to start with, although they do not work together. */
export interface UnsupportedSettings {
  readonly kind: 'ipv6WithoutPrefixes' | 'ipv6CustomNetworking' | 'minimumAlone' | 'noWarmPrefix' | 'zeroIpTargets';
  /** Those that make it so; the first is the one to blame. */
  readonly variables: readonly [string, ...string[]];
  /** What mends it; undefined takes a variable out. */
  readonly changes: Readonly<Record<string, string | undefined>>;
}

/**
 * What is wrong with the environment that a cluster configures (VPC CNI v1.23: README, docs/prefix-and-ip-target.md, `isConfigValid`
 * of pkg/ipamd). In IPv6 clusters warm targets have no effect.
 */
export function unsupportedSettings(
  environment: CniEnvironment,
  ipFamily: 'ipv4' | 'ipv6',
): readonly UnsupportedSettings[] {
  const settings = parseCniEnvironment({ ...shippedCniEnvironment(ipFamily), ...environment });
  const { prefixDelegation, customNetworking, warmIpTarget, minimumIpTarget, warmPrefixTarget } = settings;
  if (ipFamily === 'ipv6') {
    return [...(prefixDelegation ? [] : [ipv6WithoutPrefixes]), ...(customNetworking ? [ipv6CustomNetworking] : [])];
  }
  if (minimumIpTarget > 0 && warmIpTarget === 0) return [minimumAlone];
  if (!prefixDelegation || warmIpTarget > 0) return [];
  const zeroTargets = 'WARM_IP_TARGET' in environment && 'MINIMUM_IP_TARGET' in environment;
  return [...(warmPrefixTarget === 0 ? [noWarmPrefix] : []), ...(zeroTargets ? [zeroIpTargets] : [])];
}

const ipv6WithoutPrefixes: UnsupportedSettings = {
  kind: 'ipv6WithoutPrefixes',
  variables: ['ENABLE_PREFIX_DELEGATION'],
  changes: { ENABLE_PREFIX_DELEGATION: 'true' },
};
const ipv6CustomNetworking: UnsupportedSettings = {
  kind: 'ipv6CustomNetworking',
  variables: ['AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'],
  changes: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'false' },
};
const minimumAlone: UnsupportedSettings = {
  kind: 'minimumAlone',
  variables: ['MINIMUM_IP_TARGET', 'WARM_IP_TARGET'],
  changes: { WARM_IP_TARGET: '2' },
};
const noWarmPrefix: UnsupportedSettings = {
  kind: 'noWarmPrefix',
  variables: ['WARM_PREFIX_TARGET'],
  changes: { WARM_PREFIX_TARGET: '1' },
};
const zeroIpTargets: UnsupportedSettings = {
  kind: 'zeroIpTargets',
  variables: ['WARM_IP_TARGET', 'MINIMUM_IP_TARGET'],
  changes: { WARM_IP_TARGET: undefined, MINIMUM_IP_TARGET: undefined },
};
