import { printable } from '../printable.ts';
import { cut } from '../text/cut.ts';

/**
 * The text as the format takes it: one line of characters that can be seen, of at most `limit` of them.
 * Undefined where nothing is left: no string in a finding may be blank.
 */
export function asffText(text: string, limit: number): string | undefined {
  const shown = cut(printable(text).trim(), limit);
  return /\S/.test(shown) ? shown : undefined;
}

/** As `asffText`, for attributes that must be there. */
export const asffTextOr = (fallback: string, text: string, limit: number): string => asffText(text, limit) ?? fallback;

/** ISO 8601 with milliseconds, in UTC. Throws a RangeError for what is not a time. */
export const asffTime = (time: string): string => new Date(time).toISOString();
