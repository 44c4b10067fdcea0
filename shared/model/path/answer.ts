import type { Family } from '../address.ts';
import type { Protocol } from '../ports.ts';
import type { Remedy } from '../remedy.ts';
import type { Missing } from '../view/reveal.ts';

/** What a packet meets on its way. */
export const hopKinds = [
  'name',
  'endpoint',
  'security-group',
  'network-acl',
  'route',
  'gateway',
  'public-address',
  'public-access',
  'declaration',
] as const;
export type HopKind = (typeof hopKinds)[number];

/** From the one who opens the connection to the other, or the replies. */
export type Heading = 'forward' | 'return';

/** `assumed`: let pass because that is trusted or declared; this account does not show it. */
export type Outcome = 'passes' | 'assumed' | 'blocked' | 'undecided';

/** One component on the way of the packets, and what it does with them. */
export interface Hop {
  readonly heading: Heading;
  readonly kind: HopKind;
  /** Where the packets are: a subnet, a gateway, an endpoint. */
  readonly at: string;
  /** The id of what decides, or ids with commas between them. */
  readonly component: string;
  /** The rule, entry or route that decides; empty where nothing matches. */
  readonly decidedBy: string;
  readonly outcome: Outcome;
  /** A sentence without a full stop: `allows tcp 443 to 10.0.1.0/24`. */
  readonly says: string;
}

/** The first component that does not let everything through. */
export interface Block {
  readonly heading: Heading;
  readonly kind: HopKind;
  readonly at: string;
  readonly component: string;
  readonly decidedBy: string;
  /** A sentence without a full stop. */
  readonly why: string;
  /** The addresses of the other side that do not get through; all of it where the list is empty. */
  readonly part: readonly string[];
  /** What would have to be there, as a sentence. */
  readonly needed: string;
  /** The thing to fix, in the words of a violation's cause. */
  readonly cause: { readonly kind: string; readonly resource: string };
  readonly remedy?: Remedy;
}

export const pathVerdicts = ['reachable', 'blocked', 'undecidable'] as const;
export type PathVerdict = (typeof pathVerdicts)[number];

/** The way between two places, forward and back, as far as it leads. */
export interface Trace {
  readonly from: string;
  readonly to: string;
  readonly family: Family;
  readonly verdict: PathVerdict;
  readonly hops: readonly Hop[];
  /** Where the verdict is `blocked`. */
  readonly block?: Block;
  /** What was not observed on the way. */
  readonly missing: readonly Missing[];
}

export interface PathQuestion {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Every way between two ends: blocked when one of them is, reachable when all are. */
export interface PathAnswer {
  readonly question: PathQuestion;
  readonly verdict: PathVerdict;
  readonly traces: readonly Trace[];
  /** That of the first trace that is blocked. */
  readonly block?: Block;
  readonly missing: readonly Missing[];
}
