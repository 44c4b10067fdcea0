// Kept: the selector that makes a pictograph an emoji. Caught: controls, format characters (direction overrides, zero-width ones, tags),
// half surrogates, line and paragraph separators, and what else is drawn as nothing.
const unseen =
  /(?<=\p{Extended_Pictographic})\uFE0F|([\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}])/gu;
const piledMarks = /(\p{M}{4})\p{M}+/gu;
const harmless = /^[\x20-\x7e]*$/;

const shortNames: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code > 0xffff) return `\\u{${digits}}`;
  if (code > 0xff) return `\\u${digits.padStart(4, '0')}`;
  return shortNames.get(character) ?? `\\x${digits.padStart(2, '0')}`;
}

/**
 * The text with everything that a reader cannot see, or that acts on a terminal or on the direction of writing, written out as
 * `\x1b` or `\u202e`. One line, safe for a terminal; for markup it still has to be escaped.
 */
export function printable(text: string): string {
  if (harmless.test(text)) return text;
  return text
    .replace(unseen, (kept: string, caught?: string) => (caught === undefined ? kept : escaped(caught)))
    .replace(piledMarks, '$1…');
}
