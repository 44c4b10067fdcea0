import { isUnobserved, type Listing } from '../../model/snapshot/known.ts';
import type { OptionalCollection } from '../../model/snapshot/snapshot.ts';
import type { ClassicLoadBalancerParts, LoadBalancerParts } from '../shapes/load-balancers.ts';
import { type AccountParts, unasked } from '../shapes/parts.ts';
import type { Surroundings } from './load-balancer-tags.ts';
import type { Session } from './session.ts';
import { together } from './together.ts';

/** What lies around the network, and only some rules ask about. */
export interface OptionalReads {
  /** Absent: none. */
  readonly collections?: ReadonlySet<OptionalCollection> | undefined;
  /** Of hosted zones, the records are read of those that one of these names may lie in. */
  readonly hostNames?: readonly string[] | undefined;
}

/** What stands for a collection that nobody asked for. */
export const notAskedFor = {
  loadBalancers: unasked('live', 'elasticloadbalancing:DescribeLoadBalancers'),
  iamRoles: unasked('live', 'iam:GetRole'),
  hostedZones: unasked('live', 'route53:ListHostedZones'),
  serviceQuotas: unasked('live', 'servicequotas:GetServiceQuota'),
} as const satisfies Partial<AccountParts>;

interface Subject extends Surroundings {
  readonly account: string;
  /** The ARNs of the roles that the clusters and what belongs to them name. */
  readonly roles: () => Promise<readonly string[]>;
}

type Parts = Pick<AccountParts, OptionalCollection>;

/** The optional collections that are asked for. Their clients are loaded only then: a bundle need not carry them. */
export function readSurroundings(session: Session, subject: Subject, optional: OptionalReads): Promise<Parts> {
  const { collections = new Set(), hostNames = [] } = optional;
  const wanted = async <Name extends OptionalCollection>(
    name: Name,
    read: () => Promise<Parts[Name]>,
  ): Promise<Parts[Name]> => (collections.has(name) ? read() : notAskedFor[name]);
  return together({
    loadBalancers: wanted('loadBalancers', () => readAllLoadBalancers(session, subject)),
    iamRoles: wanted('iamRoles', async () => {
      const { readRoles } = await import('./role-reads.ts');
      return readRoles(session, await subject.roles(), subject.account);
    }),
    hostedZones: wanted('hostedZones', async () => {
      const { readHostedZones } = await import('./hosted-zone-reads.ts');
      return readHostedZones(session, hostNames);
    }),
    serviceQuotas: wanted('serviceQuotas', async () => {
      const { readServiceQuotas } = await import('./quota-reads.ts');
      return readServiceQuotas(session);
    }),
  });
}

async function readAllLoadBalancers(
  session: Session,
  surroundings: Surroundings,
): Promise<Listing<LoadBalancerParts | ClassicLoadBalancerParts>> {
  const { readLoadBalancers } = await import('./load-balancer-reads.ts');
  const { readClassicLoadBalancers } = await import('./classic-load-balancer-reads.ts');
  const [current, classic] = await Promise.all([
    readLoadBalancers(session, surroundings),
    readClassicLoadBalancers(session, surroundings),
  ]);
  if (isUnobserved(current)) return current;
  return isUnobserved(classic) ? classic : [...current, ...classic];
}
