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
