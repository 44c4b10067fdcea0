import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { severities } from '../../shared/engine/verdict.ts';
import { annotationOf, type ClusterStanding, configVerdict } from '../../shared/reports/config-evaluation.ts';

const compliant: ClusterStanding = { status: 'compliant', failing: [] };
const inapplicable: ClusterStanding = { status: 'not-applicable', failing: [] };
const unknown: ClusterStanding = { status: 'indeterminate', failing: [] };
const fails = (...rules: string[]): ClusterStanding => ({
  status: 'non-compliant',
  failing: rules.map((rule) => ({ rule, severity: 'high' })),
});

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }).map((text) => text.replaceAll(/[\s,]/g, '-'));
const failing = fc.array(fc.record({ rule: name, severity: fc.constantFrom(...severities) }), { minLength: 1 });
const standing: fc.Arbitrary<ClusterStanding> = fc.oneof(
  fc.constantFrom(compliant, inapplicable, unknown),
  failing.map((rules) => ({ status: 'non-compliant' as const, failing: rules })),
);

describe('what AWS Config is told of a resource', () => {
  it('names the failing rules, the worst first and each once', () => {
    const standings: ClusterStanding[] = [
      fails('subnets-have-routes', 'nodes-reach-the-api'),
      { status: 'non-compliant', failing: [{ rule: 'open-to-the-world', severity: 'critical' }] },
      fails('nodes-reach-the-api'),
    ];

    expect(configVerdict(standings)).toEqual({
      complianceType: 'NON_COMPLIANT',
      annotation: 'Fails open-to-the-world, nodes-reach-the-api, subnets-have-routes',
    });
  });

  it.each([
    { of: [], complianceType: 'NOT_APPLICABLE' },
    { of: [inapplicable], complianceType: 'NOT_APPLICABLE' },
    { of: [inapplicable, compliant], complianceType: 'COMPLIANT' },
    { of: [compliant, unknown], complianceType: undefined },
    { of: [unknown, fails('one'), compliant], complianceType: 'NON_COMPLIANT' },
  ])('is $complianceType for $of', ({ of, complianceType }) => {
    expect(configVerdict(of)?.complianceType).toBe(complianceType);
  });

  it('is the same in whatever order the clusters come', () => {
    const shuffled = fc
      .array(standing, { maxLength: 6 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

    fc.assert(
      fc.property(shuffled, ([inOrder, inAnother]) => {
        expect(configVerdict(inAnother)).toEqual(configVerdict(inOrder));
      }),
    );
  });
});

const waived = (rule: string, expires: string) =>
  ({ rule, severity: 'high', state: 'waived', waiver: { expires } }) as const;

describe('the annotation', () => {
  it('says of what is waived until when, and names it only where nothing else fails', () => {
    const both = [waived('one', '2027-01-31'), waived('two', '2026-12-31')];
    expect(annotationOf(both)).toBe('Waived until 2026-12-31: one, two');
    expect(annotationOf([...both, { rule: 'three', severity: 'low', state: 'open' }])).toBe('Fails three');
    expect(configVerdict([{ status: 'non-compliant', failing: both }])?.complianceType).toBe('NON_COMPLIANT');
  });

  it('says how many rules it leaves out', () => {
    const long = Array.from({ length: 9 }, (_, index) => ({
      rule: `${index}`.padEnd(60, 'x'),
      severity: 'low' as const,
    }));

    expect(annotationOf(long)).toBe(`Fails ${[0, 1, 2].map((n) => `${n}`.padEnd(60, 'x')).join(', ')} … and 6 more`);
  });

  it('fills 256 code points to the last, whatever their length in UTF-16', () => {
    expect(annotationOf([{ rule: '🛜'.repeat(250), severity: 'low' }])).toBe(`Fails ${'🛜'.repeat(250)}`);
    expect(annotationOf([{ rule: '🛜'.repeat(251), severity: 'low' }])).toBe('Fails 1 rule');
  });

  it('has 1 to 256 code points and holds whole names only', () => {
    fc.assert(
      fc.property(failing, (rules) => {
        const annotation = annotationOf(rules);
        const names = new Set(rules.map(({ rule }) => rule));
        const [shown = '', more] = annotation.replace(/^Fails /, '').split(/ … and (?=\d+ more$)/);

        expect([...annotation].length).toBeLessThanOrEqual(256);
        expect(annotation).toMatch(/\S/);
        if (!/^Fails \d+ rules?$/.test(annotation)) {
          const kept = shown.split(', ');
          expect([...names]).toEqual(expect.arrayContaining(kept));
          expect(kept.length + Number.parseInt(more ?? '0', 10)).toBe(names.size);
        }
      }),
    );
  });
});
