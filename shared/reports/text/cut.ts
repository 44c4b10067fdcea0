const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ellipsis = '…';

/** How much of a limit a piece of text takes. */
export type Measure = (text: string) => number;

/** UTF-16 units: never fewer than the characters that a service may count instead. */
const lengthOf: Measure = (text) => text.length;

/**
 * The text if it fits into the limit, else its beginning and an ellipsis. Nothing that is drawn as one character is torn apart.
 * `measure` must be additive; give the size after escaping where the text is escaped afterwards.
 */
export function cut(text: string, limit: number, measure: Measure = lengthOf): string {
  if (measure(text) <= limit) return text;
  const room = limit - measure(ellipsis);
  let taken = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    taken += measure(segment);
    if (taken > room) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd() + ellipsis;
}

/** The parts with a space between them; the first is cut to the limit, of the others those that do not fit are left out. */
export function joinWithin(parts: readonly string[], limit: number): string {
  const [first = '', ...others] = parts;
  return others.reduce(
    (text, part) => {
      const longer = `${text} ${part}`;
      return longer.length <= limit ? longer : text;
    },
    cut(first, limit),
  );
}
