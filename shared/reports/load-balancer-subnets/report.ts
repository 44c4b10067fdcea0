import type { Fate, ResolutionErrorKind } from '../../model/load-balancer-subnets/resolution.ts';
import type { Missing } from '../../model/view/reveal.ts';

export const controllers = ['lbc', 'ccm', 'auto-mode'] as const;
export type Controller = (typeof controllers)[number];

export interface SubnetAnswer {
  readonly id: string;
  readonly name: string | null;
  readonly fate: Fate;
  /** The fate in words. */
  readonly why: string;
}

/** Which subnets a controller takes for a new load balancer, and why not the others. */
export interface LoadBalancerReport {
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
  readonly controller: Controller;
  /** Of the AWS Load Balancer Controller. */
  readonly release: string | null;
  readonly type: 'alb' | 'nlb';
  readonly scheme: 'internal' | 'internet-facing';
  readonly ipAddressType: string;
  /** How candidates were found; null where that is not known. */
  readonly candidatesBy: 'role-tag' | 'reachability' | 'selector' | 'name' | null;
  /** Ids in the controller's order; empty where it makes no load balancer, null where that is not known. */
  readonly chosen: readonly string[] | null;
  readonly error: { readonly kind: ResolutionErrorKind; readonly message: string } | null;
  readonly zones: readonly {
    readonly zone: string;
    readonly zoneId: string;
    readonly subnets: readonly SubnetAnswer[];
  }[];
  readonly notes: readonly string[];
  /** Facts without which there is no answer. */
  readonly missing: readonly Missing[];
}
