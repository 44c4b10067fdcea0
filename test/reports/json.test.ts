import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderJson } from '../../shared/reports/json.ts';
import { aClusterSummary, aReport, aSubnetBar } from '../support/report-builders.ts';

describe('renderJson', () => {
  it('reads back as the same report', () => {
    expect(JSON.parse(renderJson(aReport()))).toEqual(aReport());
  });

  it('does not depend on the order in which the report was put together', () => {
    const { verdicts, format, ...rest } = aReport();
    expect(renderJson({ verdicts, ...rest, format })).toBe(renderJson(aReport()));
  });

  it('is written although a number does not fit the schema', () => {
    const clusters = [aClusterSummary({ subnets: [aSubnetBar({ free: 0.5 })] })];
    expect(JSON.parse(renderJson(aReport({ clusters })))).toEqual(aReport({ clusters }));
  });

  it('ends with a line break, and has no other control character than those between its lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const report = aReport({ clusters: [aClusterSummary({ name })] });
        const text = renderJson(report);
        expect(text.endsWith('}\n')).toBe(true);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(text)).toEqual(report);
      }),
    );
  });
});
