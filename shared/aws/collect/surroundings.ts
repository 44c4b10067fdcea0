import type { OptionalCollection } from '../../model/snapshot/snapshot.ts';
import { type AccountParts, unasked } from '../shapes/parts.ts';
import type { Session } from './session.ts';
import { together } from './together.ts';

/** What is known of the clusters when what lies around their network is read. */
export interface Surroundings {
  readonly vpcIds: readonly string[];
  readonly clusters: readonly string[];
  readonly account: string;
  /** The ARNs of the roles that the clusters and what belongs to them name. */
  readonly roles: () => Promise<readonly string[]>;
  /** Of hosted zones, the records are read of those that one of these names may lie in. */
  readonly hostNames: readonly string[];
}

type Parts = Pick<AccountParts, OptionalCollection>;

/** How each optional collection is read. Each needs a client of its own, so that a bundle carries only those that it is given. */
export type Readers = {
  readonly [Name in OptionalCollection]?: (session: Session, surroundings: Surroundings) => Promise<Parts[Name]>;
};

/** What lies around the network, and only some rules ask about. */
export interface OptionalReads {
  /** Absent: none. */
  readonly collections?: ReadonlySet<OptionalCollection> | undefined;
  readonly hostNames?: readonly string[] | undefined;
  /** At least of the collections that are asked for. */
  readonly readers?: Readers | undefined;
}

/** What stands for a collection that nobody asked for. */
export const notAskedFor = {
  loadBalancers: unasked('live', 'elasticloadbalancing:DescribeLoadBalancers'),
  iamRoles: unasked('live', 'iam:GetRole'),
  hostedZones: unasked('live', 'route53:ListHostedZones'),
  serviceQuotas: unasked('live', 'servicequotas:GetServiceQuota'),
} as const satisfies Parts;

/** The optional collections that are asked for. Throws an Error for one without a reader. */
export function readSurroundings(
  session: Session,
  surroundings: Surroundings,
  { collections = new Set(), readers = {} }: OptionalReads,
): Promise<Parts> {
  const wanted = async <Name extends OptionalCollection>(name: Name): Promise<Parts[Name]> => {
    if (!collections.has(name)) return notAskedFor[name];
    const read = readers[name];
    if (!read) throw new Error(`there is no reader of ${name}`);
    return read(session, surroundings);
  };
  return together({
    loadBalancers: wanted('loadBalancers'),
    iamRoles: wanted('iamRoles'),
    hostedZones: wanted('hostedZones'),
    serviceQuotas: wanted('serviceQuotas'),
  });
}
