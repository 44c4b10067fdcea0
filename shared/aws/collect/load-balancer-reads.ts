import { isUnobserved, type Listing } from '../../model/snapshot/known.ts';
import type { ClassicLoadBalancerParts, LoadBalancerParts } from '../shapes/load-balancers.ts';
import { readClassicLoadBalancers } from './classic-load-balancer-reads.ts';
import { readCurrentLoadBalancers } from './current-load-balancer-reads.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** The load balancers of either API. One that could not be listed hides the other's, too: a rule asks about all of them. */
export async function readLoadBalancers(
  session: Session,
  surroundings: Surroundings,
): Promise<Listing<LoadBalancerParts | ClassicLoadBalancerParts>> {
  const [current, classic] = await Promise.all([
    readCurrentLoadBalancers(session, surroundings),
    readClassicLoadBalancers(session, surroundings),
  ]);
  if (isUnobserved(current)) return current;
  return isUnobserved(classic) ? classic : [...current, ...classic];
}
