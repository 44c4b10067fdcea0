import { describe, expect, it } from '@jest/globals';
import { hopList } from '../../shared/reports/html/hops.ts';
import { renderHtml } from '../../shared/reports/html/index.ts';
import { renderTerminal } from '../../shared/reports/terminal.ts';
import { aClusterSummary, aProblem, aReport } from '../support/report-builders.ts';

const hops = [
  'subnet-a (nodes) → the public API endpoint, tcp 443',
  '✓ route table: rtb-a sends 0.0.0.0/0 to nat-a',
  '✗ reply, network ACL: acl-b does not let <b>all</b> & pass',
];
const report = aReport({
  clusters: [aClusterSummary()],
  verdicts: [aProblem({}, { evidence: { subnet: 'subnet-a', hops } })],
});

describe('the way of a violation', () => {
  it('is an ordered list in a page, each hop by what becomes of the packets there', () => {
    expect(hopList(hops).markup).toBe(
      '<p>subnet-a (nodes) → the public API endpoint, tcp 443</p><ol class="hops">' +
        '<li class="passes">✓ route table: rtb-a sends 0.0.0.0/0 to nat-a</li>' +
        '<li class="blocked">✗ reply, network ACL: acl-b does not let &lt;b&gt;all&lt;/b&gt; &amp; pass</li></ol>',
    );
    expect(renderHtml(report)).toContain('<li class="blocked">✗ reply, network ACL: acl-b does not let &lt;b&gt;all');
  });

  it('is text where nothing is marked', () => {
    expect(hopList(['<script>']).markup).toBe('&lt;script&gt;');
  });

  it('has a line for each hop in a terminal that shows everything, and is left out of the first line of facts', () => {
    const shown = (verbose: boolean) => renderTerminal(report, { width: 100, colour: false, verbose });
    expect(shown(true)).toMatch(/^ +✗ reply, network ACL: acl-b does not let <b>all<\/b> & pass$/m);
    expect(shown(false)).not.toContain('network ACL');
  });
});
