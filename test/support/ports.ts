import fc from 'fast-check';
import type { PortRange } from '../../shared/model/ports.ts';

/** Ranges of few ports, so that any two of them often touch. */
export const smallPortRange: fc.Arbitrary<PortRange> = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

/** Every port of the ranges, one by one. */
export function portsOf(ranges: readonly PortRange[]): Set<number> {
  const ports = new Set<number>();
  for (const { from, to } of ranges) {
    for (let port = from; port <= to; port += 1) ports.add(port);
  }
  return ports;
}
