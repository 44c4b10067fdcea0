import { describe, expect } from '@jest/globals';
import type { Bounds } from '../../shared/model/cni.ts';
import { addressesPerNode } from '../../shared/model/cni.ts';
import { spreadLeftToChance } from '../support/cni/chance.ts';
import type { CniSample, Counts } from '../support/cni/samples.ts';
import { readCniSamples } from '../support/cni/samples.ts';
import { itWithSamples } from '../support/samples.ts';

type Comparison = 'exact' | 'left to chance' | 'after a peak';

const PARTS = [
  'interfaces',
  'secondaryAddresses',
  'prefixes',
  'nodeSubnetAddresses',
  'podSubnetAddresses',
  'podsServed',
] as const satisfies readonly (keyof Counts)[];

function comparisonOf({ node, peak }: CniSample): Comparison {
  if (peak !== undefined) return 'after a peak';
  return spreadLeftToChance(node) === undefined ? 'exact' : 'left to chance';
}

function countsOf({ node }: CniSample): Counts {
  const { mode: _, ...counts } = addressesPerNode(node);
  return counts;
}

const includes = (outer: Bounds, inner: Bounds): boolean => outer.low <= inner.low && inner.high <= outer.high;

/** The parts whose bounds do not hold what was seen, with both. */
function beyond(boundsOf: (part: keyof Counts) => Bounds, seen: Counts): string[] {
  return PARTS.filter((part) => !includes(boundsOf(part), seen[part])).map(
    (part) => `${part}: ${JSON.stringify(seen[part])} is not in ${JSON.stringify(boundsOf(part))}`,
  );
}

/** Samples of one comparison, each with what its check complains about; only those with complaints. */
function complaints(samples: unknown, comparison: Comparison, check: (sample: CniSample) => string[]): string[] {
  return readCniSamples(samples)
    .filter((sample) => comparisonOf(sample) === comparison)
    .flatMap((sample) => check(sample).map((complaint) => `${sample.name}: ${complaint}`));
}

describe('samples of what the VPC CNI really does', () => {
  itWithSamples('cni.json', 'compares every row, most of them exactly', (samples) => {
    const rows = readCniSamples(samples);
    const compared = Map.groupBy(rows, comparisonOf);
    expect(rows.length).toBeGreaterThan(0);
    expect(compared.get('exact')?.length).toBeGreaterThan(rows.length / 2);
    expect([...compared.values()].flat()).toHaveLength(rows.length);
  });

  itWithSamples('cni.json', 'agrees exactly wherever nothing is left to chance, cycles included', (samples) => {
    const differences = complaints(samples, 'exact', (sample) => {
      const counts = countsOf(sample);
      return PARTS.filter((part) => JSON.stringify(counts[part]) !== JSON.stringify(sample.seen[part])).map(
        (part) => `${part}: ${JSON.stringify(counts[part])} instead of ${JSON.stringify(sample.seen[part])}`,
      );
    });
    expect(differences).toEqual([]);
  });

  itWithSamples('cni.json', 'holds what was seen within one step of the pool, where chance decides', (samples) => {
    const differences = complaints(samples, 'left to chance', (sample) => {
      const counts = countsOf(sample);
      const spread = spreadLeftToChance(sample.node) ?? 0;
      const wide = (['secondaryAddresses', 'prefixes'] as const).filter(
        (part) => counts[part].high - counts[part].low > spread,
      );
      return [...beyond((part) => counts[part], sample.seen), ...wide.map((part) => `${part}: wider than ${spread}`)];
    });
    expect(differences).toEqual([]);
  });

  // After a scale-in the pool depends on where the last pods ran: at least what they need, at most what the peak took.
  itWithSamples(
    'cni.json',
    'holds what stays after a peak between the need of the last pods and the peak',
    (samples) => {
      const differences = complaints(samples, 'after a peak', (sample) => {
        const last = countsOf(sample);
        const peak = countsOf({ ...sample, node: { ...sample.node, pods: sample.peak ?? sample.node.pods } });
        const between = (part: keyof Counts): Bounds => ({
          low: last[part].low,
          high: part === 'podsServed' ? last[part].high : Math.max(last[part].high, peak[part].high),
        });
        return beyond(between, sample.seen);
      });
      expect(differences).toEqual([]);
    },
  );
});
