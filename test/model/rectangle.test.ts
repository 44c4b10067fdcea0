import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rangeOf } from '../../shared/model/cidr.ts';
import { ALL_PORTS } from '../../shared/model/ports.ts';
import type { Rectangle } from '../../shared/model/rectangle.ts';
import { intersectRectangle, subtractRectangle, subtractRectangles } from '../../shared/model/rectangle.ts';
import { addressesOf, smallRange } from '../support/addresses.ts';
import { portsOf, smallPortRange } from '../support/ports.ts';

const smallRectangle: fc.Arbitrary<Rectangle> = fc.record({ addresses: smallRange, ports: smallPortRange });

/** Every address and port of the rectangles, once for each rectangle that holds it. */
function cellsOf(rectangles: readonly Rectangle[]): string[] {
  return rectangles.flatMap(({ addresses, ports }) =>
    [...addressesOf([addresses])].flatMap((address) => [...portsOf([ports])].map((port) => `${address} port ${port}`)),
  );
}

const at = (cidr: string, from: number, to: number = from): Rectangle => {
  const { family, start, end } = rangeOf(cidr);
  return { addresses: { family, start, end }, ports: { from, to } };
};

describe('rectangles', () => {
  it('do not take two halves of different ports for the whole', () => {
    const rules = [at('10.0.0.0/25', 443), at('10.0.0.128/25', 10_250)];
    expect(rules.reduce(subtractRectangles, [at('10.0.0.0/24', 443)])).toEqual([at('10.0.0.128/25', 443)]);
  });

  it('are used up by rules that cover them together', () => {
    const rules = [at('10.0.0.0/25', 0, 1024), at('10.0.0.128/25', 0, 65_535), at('10.0.0.0/8', 1000, 65_535)];
    expect(rules.reduce(subtractRectangles, [{ ...at('10.0.0.0/24', 0), ports: ALL_PORTS }])).toEqual([]);
  });

  it('leave a frame around a hole', () => {
    expect(subtractRectangle(at('10.0.0.0/30', 1, 3), at('10.0.0.1/32', 2))).toEqual([
      at('10.0.0.0/32', 1, 3),
      at('10.0.0.2/31', 1, 3),
      at('10.0.0.1/32', 1),
      at('10.0.0.1/32', 3),
    ]);
  });

  it('of one family never touch those of the other', () => {
    const [four, six] = [at('0.0.0.0/0', 443), at('::/0', 443)];
    expect(intersectRectangle(four, six)).toBeUndefined();
    expect(subtractRectangle(four, six)).toEqual([four]);
  });

  it('agree with their cells one by one', () => {
    fc.assert(
      fc.property(smallRectangle, smallRectangle, (a, b) => {
        const [inA, inB] = [new Set(cellsOf([a])), new Set(cellsOf([b]))];
        const common = intersectRectangle(a, b);
        expect(new Set(cellsOf(common ? [common] : []))).toEqual(inA.intersection(inB));
        const rest = cellsOf(subtractRectangle(a, b));
        expect(new Set(rest)).toEqual(inA.difference(inB));
        expect(new Set(rest).size).toBe(rest.length);
      }),
      { numRuns: 500 },
    );
  });

  it('stay disjoint when several rules are taken from one', () => {
    fc.assert(
      fc.property(smallRectangle, fc.array(smallRectangle, { maxLength: 6 }), (whole, rules) => {
        const rest = cellsOf(rules.reduce(subtractRectangles, [whole]));
        expect(new Set(rest)).toEqual(new Set(cellsOf([whole])).difference(new Set(cellsOf(rules))));
        expect(new Set(rest).size).toBe(rest.length);
      }),
    );
  });
});
