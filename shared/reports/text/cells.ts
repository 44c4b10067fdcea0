// ASCII, Latin-1, punctuation, and what bars and rules are drawn with: one cell for each character.
const plain = /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2500-\u259f\u2713]*$/;
const wide =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const marksOnly = /^\p{M}+$/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const cellsOfGrapheme = (grapheme: string): number => (wide.test(grapheme) ? 2 : marksOnly.test(grapheme) ? 0 : 1);

/** How many cells of a terminal the text takes. */
export function cellsOf(text: string): number {
  if (plain.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) cells += cellsOfGrapheme(segment);
  return cells;
}

/** The longest beginning of the text that fits; at least one character. */
export function headOf(text: string, cells: number): string {
  let taken = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    taken += cellsOfGrapheme(segment);
    if (taken > cells && index > 0) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** The text, cut to so many cells with an ellipsis for what is left out. */
export const cutTo = (text: string, cells: number): string =>
  cellsOf(text) <= cells ? text : `${headOf(text, cells - 1)}…`;

/** The text with spaces after it, so that it fills so many cells. */
export const padTo = (text: string, cells: number): string => text + ' '.repeat(Math.max(0, cells - cellsOf(text)));
