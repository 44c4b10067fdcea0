import { type Severity, severities } from '../engine/verdict.ts';

/** The most severe first, else in their order. */
export const worstOf = <T extends { readonly severity: Severity }>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
