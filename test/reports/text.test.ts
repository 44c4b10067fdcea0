import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printable } from '../../shared/reports/printable.ts';
import { cellsOf, cutTo, padTo } from '../../shared/reports/text/cells.ts';
import { wrap } from '../../shared/reports/text/wrap.ts';

describe('cells', () => {
  it.each([
    ['demo', 4],
    ['東京', 4],
    ['🚀🚀', 4],
    ['❤️', 2],
    ['🇨🇭', 2],
    ['e\u0301', 1],
    ['█▒░', 3],
  ])('%s takes %i', (text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });

  it('cuts with an ellipsis and never through a character', () => {
    expect(cutTo('🚀🚀🚀🚀', 6)).toBe('🚀🚀…');
    expect(cutTo('demo', 4)).toBe('demo');
  });

  it('pads by cells', () => {
    expect(padTo('東', 4)).toBe('東  ');
  });

  it('cuts any text to what it may take', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 40 }), (text, cells) => {
        expect(cellsOf(cutTo(printable(text), cells))).toBeLessThanOrEqual(cells);
      }),
    );
  });
});

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  });

  it('breaks a word only when it is longer than a line', () => {
    expect(wrap('a 1234567890 b', 4)).toEqual(['a', '1234', '5678', '90 b']);
  });

  it('keeps every character that is not a space, in lines that fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const shown = printable(text);
        const lines = wrap(shown, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(shown.replaceAll(' ', ''));
        expect(lines.every((line) => cellsOf(line) <= width)).toBe(true);
      }),
    );
  });
});
