import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { movedSubnets, nextMarks } from '../../../shared/app/headroom/free-addresses.ts';

const moved = (before: number, now: number) => movedSubnets(new Map([['s', before]]), new Map([['s', now]])).length > 0;

describe('free addresses', () => {
  it.each([
    [6, 5, false],
    [6, 4, true],
    [0, 1, false],
    [0, 2, true],
    [250, 226, false],
    [250, 225, true],
    [250, 275, true],
    [251, 226, false],
    [4_091, 3_700, false],
    [4_091, 3_681, true],
  ])('of %d that are %d have moved: %s', (before, now, has) => {
    expect(moved(before, now)).toBe(has);
  });

  it('have not moved where nobody marked them, or where the subnet is gone', () => {
    expect(movedSubnets(new Map([['gone', 5]]), new Map([['new', 5]]))).toEqual([]);
    expect(nextMarks(new Map([['gone', 5]]), new Map([['new', 7]]))).toEqual(new Map([['new', 7]]));
  });

  it('that drift slowly are looked at before they are a fifth away from what they were', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 5_000 }),
        fc.array(fc.constantFrom(-1, 1), { maxLength: 200 }),
        (start, steps) => {
          let marks: ReadonlyMap<string, number> = new Map([['s', start]]);
          let free = start;
          for (const step of steps) {
            free += step;
            marks = nextMarks(marks, new Map([['s', free]]));
            const mark = marks.get('s') ?? Number.NaN;
            expect(Math.abs(free - mark)).toBeLessThan(Math.max(2, Math.ceil(mark / 10)));
          }
        },
      ),
    );
  });
});
