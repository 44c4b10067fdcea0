import { InvalidInput } from '../shared/model/snapshot/parse-snapshot.ts';

/** Wrong usage, configuration or input: the program says so in one line and ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs `body`; what is wrong with the input is told with the name of the file it came from. */
export function about<T>(file: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof InvalidInput) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}
