import { describe, expect, it } from '@jest/globals';
import { retiredIn } from '../../scripts/support/retired.ts';

const outcome = { since: '2026-11-21T09:00:00.000Z', clusters: 2, findings: 7, left: [], unavailable: [] };

describe('what retiring answers', () => {
  it('is the end when nothing is left', () => {
    expect(retiredIn(`${JSON.stringify(outcome, null, 4)}\n`)).toEqual({
      isDone: true,
      lines: [
        'Retired since 2026-11-21T09:00:00.000Z; closed: 7 findings of 2 clusters.',
        'Nothing is left. `npm run remove` takes the stack away; the table stays.',
      ],
    });
  });

  it('is not while something is, and says what', () => {
    const answer = { ...outcome, left: ['demo: later'], unavailable: ['security-hub: off'] };
    expect(retiredIn(JSON.stringify(answer))).toMatchObject({
      isDone: false,
      lines: [expect.any(String), '  not there: security-hub: off', '  left: demo: later'],
    });
  });

  it('may be that it was undone', () => {
    expect(retiredIn('{"undone": true}')?.isDone).toBe(true);
  });

  it.each(['', 'Error', '{"errorMessage": "no"}'])('is no answer: %s', (printed) => {
    expect(retiredIn(printed)).toBeUndefined();
  });
});
