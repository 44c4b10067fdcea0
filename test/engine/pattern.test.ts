import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAnything, matchesPattern } from '../../shared/engine/pattern.ts';

/** The same, said by a regular expression. */
const said = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
const words = (letters: readonly string[]) =>
  fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((chosen) => chosen.join(''));

describe('patterns', () => {
  it('match what a regular expression matches', () => {
    fc.assert(
      fc.property(words(['a', 'b', '*', '.', '-']), words(['a', 'b', '.', '-']), (pattern, text) => {
        expect(matchesPattern(pattern, text)).toBe(said(pattern).test(text));
      }),
    );
  });

  it('of stars alone match anything', () => {
    fc.assert(fc.property(fc.string(), (text) => matchesPattern('*', text) && matchesPattern('**', text)));
    expect([isAnything('*'), isAnything('***'), isAnything(''), isAnything('*a')]).toEqual([true, true, false, false]);
  });
});
