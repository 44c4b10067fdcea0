import type * as z from 'zod';
import type { ClusterView } from '../model/view/views.ts';
import type { ResourceType, Severity, Verdict } from './verdict.ts';

export const profiles = ['baseline', 'private', 'hybrid', 'sep', 'autoscaler'] as const;
export type Profile = (typeof profiles)[number];

export interface RuleMetadata {
  /** The code in the catalogue, for example `B4`: the rule's identity, never reused. */
  readonly code: `${Family}${number}`;
  /** True when compliant. Also the name of the file, the truth table and the page. */
  readonly name: string;
  /** Former and other names, such as the catalogue's. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly resourceType: ResourceType;
  /** What breaks if this is ignored. */
  readonly why: string;
  /** How it is decided, in words. */
  readonly how: string;
  /** What to do about it, as an instruction. */
  readonly fix: string;
  readonly references: readonly `https://${string}`[];
  /** For how long it has to fail before anybody is told, because what it finds passes by itself in the course of usual changes. */
  readonly graceMinutes?: number;
  /** For how long it has to hold before an open finding is closed, because what it judges goes to and fro around its threshold. */
  readonly steadyMinutes?: number;
}

export type Family = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K';

/** Each family's folder under `shared/rules`, and its title. */
export const families: Readonly<Record<Family, { readonly folder: string; readonly title: string }>> = {
  A: { folder: 'zones', title: 'Availability Zone placement' },
  B: { folder: 'addresses', title: 'Address headroom' },
  C: { folder: 'load-balancer-tags', title: 'Subnet tags for load balancers' },
  D: { folder: 'endpoint-access', title: 'API endpoint access and node subnets' },
  E: { folder: 'private-clusters', title: 'Private clusters and VPC endpoints' },
  F: { folder: 'hybrid-nodes', title: 'Hybrid nodes' },
  G: { folder: 'security-groups', title: 'Security groups' },
  H: { folder: 'interfaces', title: 'Network interfaces' },
  I: { folder: 'vpc', title: 'VPC basics' },
  J: { folder: 'node-groups', title: 'Node groups, IAM and logging' },
  K: { folder: 'ingress', title: 'DNS and ingress' },
};

export const familyOf = ({ code }: Pick<RuleMetadata, 'code'>): Family => code.charAt(0) as Family;

export interface JudgeOptions {
  /** Values for the rule's parameters; absent ones take their defaults. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Profiles that configuration adds to those the facts switch on. */
  readonly profiles?: ReadonlySet<Profile>;
}

/** What the rest of the program sees of a rule. The types of its subject, parameters and messages stay inside `defineRule`. */
export interface Rule extends RuleMetadata {
  readonly parameters: z.ZodObject;
  readonly messageKinds: readonly string[];
  /**
   * One verdict per resource of the rule's type in the cluster's scope.
   * Throws a ZodError when the parameters do not fit the rule's schema.
   */
  readonly judge: (view: ClusterView, options?: JudgeOptions) => readonly Verdict[];
}
