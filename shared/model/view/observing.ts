import { NotObserved } from './reveal.ts';

/** The answer, or what it lacked as a value. Anything else that is raised travels on. */
export function attempt<T>(ask: () => T): T | NotObserved {
  try {
    return ask();
  } catch (error) {
    if (error instanceof NotObserved) return error;
    throw error;
  }
}

/** For evidence only: the fact, or a word that says it is not known. Never decide anything by the answer. */
export function orUnknown<T extends string | number | boolean>(ask: () => T | undefined): T | 'unknown' {
  const answer = attempt(ask);
  return answer instanceof NotObserved || answer === undefined ? 'unknown' : answer;
}

/** The first item that passes. What could not be told of the others is raised only when none does. */
export function findObserved<T>(items: readonly T[], test: (item: T) => boolean): T | undefined {
  let hiding: NotObserved | undefined;
  for (let index = 0; index < items.length; index++) {
    const passed = attempt(() => {
      const item = items[index] as T;
      return test(item) ? { item } : undefined;
    });
    if (passed instanceof NotObserved) hiding ??= passed;
    else if (passed) return passed.item;
  }
  if (hiding) throw hiding;
  return undefined;
}

/** The items that were observed, in their order. */
export const observedOf = <T>(items: readonly (T | NotObserved)[]): readonly T[] =>
  items.filter((item): item is T => !(item instanceof NotObserved));

/** The answer, or the fallback where nobody can know it yet or from here (kind `undecidable`); what is unread is raised. */
export function unlessUndecidable<T>(ask: () => T, fallback: T): T {
  const answer = attempt(ask);
  if (!(answer instanceof NotObserved)) return answer;
  if (answer.missing.kind === 'undecidable') return fallback;
  throw answer;
}
