import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, joinWithin } from '../../shared/reports/text/cut.ts';
import { durationBetween } from '../../shared/reports/text/duration.ts';

describe('cut', () => {
  it('leaves what fits and ends what does not with an ellipsis', () => {
    expect(cut('subnet-a', 8)).toBe('subnet-a');
    expect(cut('subnet-ab', 8)).toBe('subnet-…');
    expect(cut('two words', 5)).toBe('two…');
  });

  it('tears no character apart', () => {
    expect(cut('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12)).toBe('👩‍👩‍👧‍👦…');
    expect(cut('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…');
  });

  it('never exceeds the limit and keeps a beginning of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const shown = cut(text, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(shown.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});

describe('joinWithin', () => {
  it('leaves out what does not fit as a whole', () => {
    expect(joinWithin(['one', 'three', 'two'], 7)).toBe('one two');
    expect(joinWithin(['four and more', 'x'], 8)).toBe('four an…');
    expect(joinWithin([], 8)).toBe('');
  });
});

describe('durationBetween', () => {
  it.each([
    ['09:00:00', '09:00:59', 'less than a minute'],
    ['09:00:00', '09:05:00', '5 min'],
    ['09:00:00', '11:05:10', '2 h 5 min'],
    ['09:00:00', '12:00:00', '3 h'],
    ['09:00:00', '08:00:00', 'less than a minute'],
  ])('%s to %s is %s', (from, to, words) => {
    expect(durationBetween(`2026-11-21T${from}Z`, `2026-11-21T${to}Z`)).toBe(words);
  });

  it('says days and hours, not minutes, of what is long', () => {
    expect(durationBetween('2026-11-01T09:00:00Z', '2026-11-21T10:59:00Z')).toBe('20 d 1 h');
  });
});
