import type { LoadBalancerScheme } from '../load-balancer-subnets.ts';
import type { Subnet } from '../view/records.ts';
import type { ControllerBehaviour } from './behaviour.ts';

/**
 * How a load balancer's subnets are asked for. `names`: the `subnets` annotation of an Ingress or Service, ids or names. `tags` and
 * `ids`: `spec.subnets` of an IngressClassParams.
 */
export type SubnetWish =
  | { readonly by: 'discovery' }
  | { readonly by: 'names'; readonly namesOrIds: readonly string[] }
  | { readonly by: 'ids'; readonly ids: readonly string[] }
  | { readonly by: 'tags'; readonly tags: Readonly<Record<string, readonly string[]>> };

export const ipAddressTypes = ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] as const;
export type IpAddressType = (typeof ipAddressTypes)[number];

export interface LoadBalancerRequest {
  readonly type: 'alb' | 'nlb';
  readonly scheme: LoadBalancerScheme;
  readonly ipAddressType: IpAddressType;
  readonly wish: SubnetWish;
  readonly behaviour: ControllerBehaviour;
}

/** Why a controller makes no load balancer. */
export type ResolutionErrorKind =
  | 'none-eligible'
  | 'too-few'
  | 'mixed-locales'
  | 'unknown-zone-type'
  | 'no-main-route-table'
  | 'same-az'
  | 'not-found'
  | 'name-requested-too-often'
  | 'no-ipv6';

export interface ResolutionError {
  readonly kind: ResolutionErrorKind;
  /** The controller's own words. */
  readonly message: string;
}

/** What becomes of one subnet. */
export type Fate =
  | 'chosen'
  | 'not-requested'
  | 'no-role-tag'
  | 'role-tag-value'
  | 'no-cluster-tag'
  | 'wrong-reachability'
  | 'foreign-cluster-tag'
  | 'too-few-addresses'
  | 'no-ipv6'
  | 'another-in-zone'
  | 'zone-type';

export interface SubnetFate {
  readonly subnet: Subnet;
  /** `chosen` also where the choice as a whole is refused then. */
  readonly fate: Fate;
  /** With `another-in-zone`: the one that is preferred. */
  readonly preferred?: Subnet;
}

export interface Resolution {
  /** How candidates were found. */
  readonly candidatesBy: 'role-tag' | 'reachability' | 'selector' | 'name';
  readonly fates: readonly SubnetFate[];
  /** In the controller's order; empty where it refuses. */
  readonly chosen: readonly Subnet[];
  readonly error?: ResolutionError;
  /** What the answer depends on beyond what can be known. */
  readonly notes: readonly string[];
}
