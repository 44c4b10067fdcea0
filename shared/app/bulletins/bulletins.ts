import type { Place } from '../place.ts';

/** Something that people are told of a place once: by its name and, as it comes again and again, by the time that tells one from another. */
export interface Bulletin {
  readonly place: Place;
  readonly name: string;
  /** ISO 8601 with milliseconds, in UTC: later ones are later. */
  readonly occurrence: string;
}

/** `mine`: the right to tell it, with the occurrence that was told last. `taken`: another worker has it. `told`: it, or a later one, was told. */
export type Taken =
  | { readonly outcome: 'mine'; readonly last?: string }
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'told' };

/** Who may tell what, and what was told. */
export interface Bulletins {
  /** The right to tell a bulletin until a time. */
  readonly take: (bulletin: Bulletin, until: string, now: string) => Promise<Taken>;
  /** Marks it as told and ends the right: refused when it is no longer held. */
  readonly told: (bulletin: Bulletin, until: string) => Promise<boolean>;
}
