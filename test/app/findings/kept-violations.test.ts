import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keptViolations } from '../../../shared/app/findings/kept-violations.ts';
import { kindsOf } from '../../../shared/app/findings/observation.ts';
import { severities } from '../../../shared/engine/verdict.ts';
import { aViolation } from '../../support/report-builders.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `eni-${index}`);

describe('what is kept of violations', () => {
  it('is all of them where they are small', () => {
    const violations = [aViolation(), aViolation({ kind: 'full' })];
    expect(keptViolations(violations)).toEqual({ violations, unkept: 0 });
  });

  it('is at most 10 KB, whatever people wrote into names and tags', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 3_000 });
    const violation = fc
      .record({
        message: texts,
        kind: fc.string(),
        severity: fc.constantFrom(...severities),
        text: texts,
        list: fc.array(texts, { maxLength: 40 }),
      })
      .map(({ text, list, ...others }) =>
        aViolation({ ...others, evidence: { text, list }, fix: { text, command: text } }),
      );
    fc.assert(
      fc.property(fc.array(violation, { maxLength: 12 }), (violations) => {
        const { violations: kept, unkept } = keptViolations(violations);
        expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThanOrEqual(10 * 1024 + 1);
        expect(kept.length + unkept).toBe(violations.length);
        expect(keptViolations(kept).violations).toEqual(kept);
      }),
      { numRuns: 40 },
    );
  });

  it('is the worst', () => {
    const violations = severities.flatMap((severity) =>
      ids(20).map((id) => aViolation({ kind: id, severity, message: 'x'.repeat(900) })),
    );
    const { violations: kept, unkept } = keptViolations(violations);
    expect([...new Set(kept.map(({ severity }) => severity))]).toEqual(['critical']);
    expect(kept.length).toBeGreaterThan(5);
    expect(unkept).toBe(100 - kept.length);
  });

  it('has long lists by their first twenty entries', () => {
    const [kept] = keptViolations([
      aViolation({ evidence: { interfaces: ids(300), ports: ids(300).map((_, port) => port), few: ids(21) } }),
    ]).violations;
    expect(kept?.evidence).toEqual({
      interfaces: [...ids(20), 'and 280 more'],
      ports: [...ids(20).map((_, port) => String(port)), 'and 280 more'],
      few: ids(21),
    });
  });

  it('has no part of a command', () => {
    const long = aViolation({
      message: 'm'.repeat(1_001),
      fix: { text: 't'.repeat(1_001), command: 'c'.repeat(1_001) },
    });
    const [kept] = keptViolations([long]).violations;
    expect(kept).toMatchObject({ message: `${'m'.repeat(999)}…`, fix: { text: `${'t'.repeat(999)}…` } });
    expect(kept?.fix).not.toHaveProperty('command');
  });

  it('comes before its evidence where both are too much', () => {
    const evidence = Object.fromEntries(ids(12).map((id) => [id, 'x'.repeat(1_000)]));
    expect(keptViolations([aViolation({ evidence })])).toEqual({
      violations: [aViolation({ evidence: {} })],
      unkept: 0,
    });
  });
});

describe('the kinds of violations', () => {
  const of = (count: number) => ids(count).map((id) => aViolation({ resource: { type: 'subnet', id } }));

  it('are each there once, sorted', () => {
    expect(kindsOf([...of(3).toReversed(), ...of(3)])).toEqual(['tooFew eni-0', 'tooFew eni-1', 'tooFew eni-2']);
  });

  it('are a hundred at most, and differ wherever the rest does', () => {
    expect(kindsOf(of(100))).toHaveLength(100);
    const many = kindsOf(of(130));
    expect(many).toHaveLength(101);
    expect(many.at(-1)).toMatch(/^30 more [0-9a-f]{16}$/);
    const last = aViolation({ resource: { type: 'subnet', id: 'eni-999' } });
    expect(kindsOf([...of(130).filter(({ resource }) => resource.id !== 'eni-99'), last]).at(-1)).not.toBe(many.at(-1));
    expect(kindsOf(of(130).toReversed())).toEqual(many);
  });
});
