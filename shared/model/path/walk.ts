import type { Family } from '../address.ts';
import type { Remedy } from '../remedy.ts';
import { attempt } from '../view/observing.ts';
import { type Missing, NotObserved } from '../view/reveal.ts';
import { type Block, type Heading, type Hop, type HopKind, hopKinds, type Trace } from './answer.ts';

/** What a component does with the packets. */
export interface Decision {
  readonly component: string;
  readonly decidedBy: string;
  readonly says: string;
  readonly assumed?: boolean;
  /** Present when it does not let everything through. */
  readonly stops?: {
    readonly part: readonly string[];
    readonly needed: string;
    readonly cause: { readonly kind: string; readonly resource: string };
    readonly remedy?: Remedy;
  };
}

/** A question on the way. `decide` may raise `NotObserved`: the walk goes on, for something further on may certainly block. */
export interface Step {
  readonly heading: Heading;
  readonly kind: HopKind;
  readonly at: string;
  readonly decide: () => Decision;
}

export type Steps = Generator<Step, void>;

interface Places {
  readonly from: string;
  readonly to: string;
  readonly family: Family;
}

/**
 * Asks step after step until one certainly blocks. Steps are made while walking; a walk that cannot tell where to go on raises
 * `NotObserved`, and ends there. Steps of other kinds than those asked for are passed over, and nothing is read for them.
 */
export function walk(places: Places, steps: Steps, asking: readonly HopKind[] = hopKinds): Trace {
  const hops: Hop[] = [];
  const missing: Missing[] = [];
  const end = (verdict: Trace['verdict'], block?: Block): Trace => ({
    ...places,
    verdict,
    hops,
    missing,
    ...(block ? { block } : {}),
  });
  for (;;) {
    const next = attempt(() => steps.next());
    if (next instanceof NotObserved) {
      missing.push(next.missing);
      return end('undecidable');
    }
    if (next.done) return end(missing.length > 0 ? 'undecidable' : 'reachable');
    const { decide, ...where } = next.value;
    if (!asking.includes(where.kind)) continue;
    const decision = attempt(decide);
    if (decision instanceof NotObserved) {
      missing.push(decision.missing);
      hops.push(undecided(where, decision.missing));
      continue;
    }
    const { component, decidedBy, says, stops, assumed = false } = decision;
    const outcome = stops ? 'blocked' : assumed ? 'assumed' : 'passes';
    hops.push({ ...where, component, decidedBy, says, outcome });
    if (stops) return end('blocked', { ...where, component, decidedBy, why: says, ...stops });
  }
}

const undecided = (where: Omit<Step, 'decide'>, { resource, reason }: Missing): Hop => ({
  ...where,
  component: resource,
  decidedBy: '',
  says: reason,
  outcome: 'undecided',
});
