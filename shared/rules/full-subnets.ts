import type { CauseRef } from '../engine/verdict.ts';

/**
 * Subnets without enough addresses of which any one would do. Named by the first alone, so that this joins what other rules say of that
 * subnet; which of them is fullest moves from hour to hour.
 */
export function fullSubnetsCause(subnetIds: readonly string[]): CauseRef {
  const [first = ''] = subnetIds.toSorted();
  return { kind: 'subnet-full', resource: first };
}
