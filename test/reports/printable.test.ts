import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printable } from '../../shared/reports/printable.ts';

describe('printable', () => {
  it.each([
    ['plain text', 'demo-1 (main)', 'demo-1 (main)'],
    ['other scripts and emoji', 'Zürich 東京 ❤️ 🚀', 'Zürich 東京 ❤️ 🚀'],
    ['a colour', '\x1b[31mred\x1b[0m', String.raw`\x1b[31mred\x1b[0m`],
    ['a C1 control', 'a\x9bb', String.raw`a\x9bb`],
    ['line breaks and tabs', 'a\r\n\tb', String.raw`a\r\n\tb`],
    ['a bell and a delete', '\x07\x7f', String.raw`\x07\x7f`],
    ['an override of the direction', 'a\u202eb\u2066', String.raw`a\u202eb\u2066`],
    ['zero-width characters', 'a\u200bb\u200d\ufeff', String.raw`a\u200bb\u200d\ufeff`],
    ['line and paragraph separators', '\u2028\u2029', String.raw`\u2028\u2029`],
    ['letters that are drawn as nothing', 'a\u3164b\u115f', String.raw`a\u3164b\u115f`],
    ['tag characters', 'a\u{e0041}', String.raw`a\u{e0041}`],
    ['half a surrogate pair', '\ud800', String.raw`\ud800`],
    ['a selector that belongs to no pictograph', 'demo\ufe0f', String.raw`demo\ufe0f`],
    ['marks piled up', `e${'\u0301'.repeat(50)}`, `e${'\u0301'.repeat(4)}…`],
  ])('shows %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves nothing that acts, whatever it is given, and nothing to do a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });
});
