import type { NodeAddressing } from '../../../shared/model/cni.ts';

/**
 * How far apart the ends may lie, in secondary addresses or prefixes, where the order of arrival or Go's random walks
 * over maps decide: less than the largest step of the pool. Undefined where nothing is left to chance.
 */
export function spreadLeftToChance({ limits, settings, pods, maxPods }: NodeAddressing): number | undefined {
  const { warmIpTarget, minimumIpTarget, warmPrefixTarget } = settings;
  const prefixes = settings.prefixDelegation && limits.prefixDelegationSupported;
  if (warmIpTarget > 0 || minimumIpTarget > 0) {
    const endsAtMaxPods = warmIpTarget > 0 && Math.max(pods + warmIpTarget, minimumIpTarget) > maxPods;
    return endsAtMaxPods ? Math.ceil(warmIpTarget / (prefixes ? 16 : 1)) - 1 : undefined;
  }
  return prefixes && warmPrefixTarget > 1 && pods > 0 ? warmPrefixTarget - 1 : undefined;
}
