import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Bounds, NodeAddressing } from '../../shared/model/cni.ts';
import { addressesPerNode } from '../../shared/model/cni.ts';
import { spreadLeftToChance } from '../support/cni/chance.ts';
import { playPoolLoop } from '../support/cni/pool-loop.ts';
import { anyNode } from '../support/cni/random-nodes.ts';

function totalsOf(node: NodeAddressing) {
  const { interfaces, secondaryAddresses, prefixes, nodeSubnetAddresses, podSubnetAddresses, podsServed } =
    addressesPerNode(node);
  return {
    interfaces,
    cidrs: plus(secondaryAddresses, prefixes),
    addresses: plus(nodeSubnetAddresses, podSubnetAddresses),
    podsServed,
  };
}

const plus = (one: Bounds, other: Bounds): Bounds => ({ low: one.low + other.low, high: one.high + other.high });
const union = (one: Bounds, other: Bounds): Bounds => ({ low: one.low, high: Math.max(one.high, other.high) });

const PARTS = ['interfaces', 'cidrs', 'addresses', 'podsServed'] as const;

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const arrival = fc.record({ kind: fc.constantFrom('burst', 'ramp'), more: fc.nat({ max: 40 }), seed: fc.integer() });

describe('addressesPerNode agrees with the pool loop played step by step', () => {
  it('exactly, wherever nothing is left to chance', () => {
    const certain = anyNode.filter((node) => spreadLeftToChance(node) === undefined);
    fc.assert(
      fc.property(certain, arrival, (node, { kind, seed }) => {
        expect(playPoolLoop(node, { kind, peak: node.pods }, seeded(seed))).toEqual(totalsOf(node));
      }),
      { numRuns: 300 },
    );
  });

  it('within its bounds, also after a peak', () => {
    fc.assert(
      fc.property(anyNode, arrival, (node, { kind, more, seed }) => {
        const peak = Math.min(node.maxPods, node.pods + more);
        const observed = playPoolLoop(node, { kind, peak }, seeded(seed));
        const [last, most] = [totalsOf(node), totalsOf({ ...node, pods: peak })];
        for (const part of PARTS) {
          const bounds = part === 'podsServed' ? last[part] : union(last[part], most[part]);
          expect(observed[part].low).toBeGreaterThanOrEqual(bounds.low);
          expect(observed[part].high).toBeLessThanOrEqual(bounds.high);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('laws of addressesPerNode', () => {
  it('keeps bounds in order and whole', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        for (const { low, high } of Object.values(totalsOf(node))) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeGreaterThanOrEqual(low);
          expect(Number.isInteger(low) && Number.isInteger(high)).toBe(true);
        }
      }),
    );
  });

  it('never passes what EC2 allows', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const { maximumInterfaces, ipv4AddressesPerInterface } = node.limits;
        const { interfaces, cidrs } = totalsOf(node);
        expect(interfaces.high).toBeLessThanOrEqual(maximumInterfaces);
        expect(cidrs.high).toBeLessThanOrEqual(interfaces.high * (ipv4AddressesPerInterface - 1));
      }),
    );
  });

  it('never lowers either end when a pod is added', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const [before, after] = [totalsOf(node), totalsOf({ ...node, pods: node.pods + 1 })];
        for (const part of PARTS) {
          expect(after[part].low).toBeGreaterThanOrEqual(before[part].low);
          expect(after[part].high).toBeGreaterThanOrEqual(before[part].high);
        }
      }),
    );
  });

  it('never serves more pods than want an address or have one', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const { cidrs, podsServed } = totalsOf(node);
        const size = addressesPerNode(node).mode === 'prefix-delegation' ? 16 : 1;
        expect(podsServed.high).toBe(Math.min(node.pods, cidrs.high * size));
      }),
    );
  });

  it('takes an unknown trunking compatibility for either', () => {
    fc.assert(
      fc.property(anyNode, fc.boolean(), (node, trunkingCompatible) => {
        const unknown = totalsOf({ ...node, limits: { ...node.limits, trunkingCompatible: undefined } });
        const decided = totalsOf({ ...node, limits: { ...node.limits, trunkingCompatible } });
        for (const part of PARTS) {
          expect(unknown[part].low).toBeLessThanOrEqual(decided[part].low);
          expect(unknown[part].high).toBeGreaterThanOrEqual(decided[part].high);
        }
      }),
    );
  });
});
