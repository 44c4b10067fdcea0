import { suggestion } from '../../config/closest.ts';

/** What somebody who named something unknown may have meant, or what there is. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = suggestion(word, known);
  if (meant !== '') return meant;
  return known.length > 0 ? `; there are ${known.slice(0, 10).join(', ')}` : '; there is none';
}
